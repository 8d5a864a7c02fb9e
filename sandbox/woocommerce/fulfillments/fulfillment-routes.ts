import type { Schemas } from '../rest/parameter-schema';
import { ok } from '../rest/replies';
import { RestError } from '../rest/rest-error';
import type { Call, Reply, Route } from '../rest/router';
import type { OrderRecord } from '../store/records';
import type { Store } from '../store/store';
import { toText } from '../wordpress/php-values';
import { gmtText } from '../wordpress/site-time';
import { lookUpTracking } from './carrier-lookup';
import type { FulfillmentRecord } from './fulfillment-records';
import {
	createFulfillment,
	deleteFulfillment,
	existingFulfillment,
	fulfillmentOr,
	fulfillmentsOf,
	updateFulfillment,
} from './fulfillment-writing';

const notify: Schemas = { notify_customer: { type: 'boolean', default: false } };
const writing: Schemas = {
	...notify,
	status: { type: 'string' },
	is_fulfilled: { type: 'boolean' },
	meta_data: { type: 'array' },
	customer_note: { type: 'string' },
};

/** This controller escapes the status of its error, which makes a text of it. */
function orderOf({ store, ids }: Call): OrderRecord {
	const order = store.state.orders.get(ids[0] ?? 0);
	if (order !== undefined) return order;
	throw new RestError(404, 'woocommerce_rest_order_invalid_id', 'Invalid order ID.', { status: '404' });
}

function render(fulfillment: FulfillmentRecord): Record<string, unknown> {
	return {
		id: fulfillment.id,
		entity_type: 'WC_Order',
		entity_id: String(fulfillment.orderId),
		status: fulfillment.status,
		is_fulfilled: fulfillment.status === 'fulfilled',
		date_updated: `${gmtText(fulfillment.updatedAt)}Z`,
		date_deleted: fulfillment.deletedAt === null ? null : `${gmtText(fulfillment.deletedAt)}Z`,
		meta_data: fulfillment.meta.map(({ id, key, value }) => ({ id, key, value })),
	};
}

/** What comes out of the database instead of out of the request: its columns are texts. */
function renderStored(fulfillment: FulfillmentRecord): Record<string, unknown> {
	return { ...render(fulfillment), is_fulfilled: fulfillment.status === 'fulfilled' ? '1' : '0' };
}

function update(call: Call): Reply {
	const order = orderOf(call);
	const fulfillment = fulfillmentOr(call.store, order, call.ids[1]);
	updateFulfillment(call.store, order, fulfillment, call.input);
	return ok(render(fulfillment));
}

function create(call: Call): Reply {
	const order = orderOf(call);
	// The controller sets no Location.
	return { status: 201, body: render(createFulfillment(call.store, order, call.input)) };
}

function remove(call: Call): Reply {
	const order = orderOf(call);
	deleteFulfillment(call.store, order, fulfillmentOr(call.store, order, call.ids[1]), call.input);
	return ok({ message: 'Fulfillment deleted successfully.' });
}

function exists(store: Store): boolean {
	return store.state.settings.fulfillments;
}

const collection = 'orders/#/fulfillments';

export const fulfillmentRoutes: readonly Route[] = [
	{
		method: 'GET',
		pattern: collection,
		operation: 'listFulfillments',
		access: 'list',
		exists,
		handle: (call) => ok(fulfillmentsOf(call.store, orderOf(call)).map(renderStored)),
	},
	{
		method: 'POST',
		pattern: collection,
		operation: 'createFulfillment',
		access: 'create',
		exists,
		schema: writing,
		required: ['meta_data'],
		handle: create,
	},
	{
		method: 'GET',
		pattern: `${collection}/lookup`,
		operation: 'lookUpTracking',
		access: 'view',
		exists,
		schema: { tracking_number: { type: 'string' } },
		required: ['tracking_number'],
		handle: (call) => {
			orderOf(call);
			return ok(lookUpTracking(toText(call.input['tracking_number'])));
		},
	},
	{
		method: 'GET',
		pattern: `${collection}/#`,
		operation: 'getFulfillment',
		access: 'view',
		exists,
		handle: (call) => ok(renderStored(existingFulfillment(call.store, orderOf(call), call.ids[1]))),
	},
	{
		method: 'PUT',
		pattern: `${collection}/#`,
		operation: 'updateFulfillment',
		access: 'edit',
		exists,
		schema: writing,
		required: ['meta_data'],
		handle: update,
	},
	{
		method: 'DELETE',
		pattern: `${collection}/#`,
		operation: 'deleteFulfillment',
		access: 'delete',
		exists,
		schema: notify,
		handle: remove,
	},
];
