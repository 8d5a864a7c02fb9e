import { parentOrder } from '../orders/order-lookup';
import type { Schemas } from '../rest/parameter-schema';
import { created, ok } from '../rest/replies';
import { RestError } from '../rest/rest-error';
import type { Call, Route } from '../rest/router';
import type { OrderRecord } from '../store/records';
import type { Store } from '../store/store';
import { addTrackingItem, removeTrackingItem, shownTracking, trackingItems, type TrackingItem } from './tracking-items';
import { trackingProviders } from './tracking-providers';

/** https://woocommerce.com/document/shipment-tracking/ and https://docs.zorem.com/docs/ast-free/add-tracking-to-orders/shipment-tracking-api/ */
export const trackingNamespace = 'wc-shipment-tracking/v3';

const schema: Schemas = {
	tracking_number: { type: 'string' },
	tracking_provider: { type: 'string' },
	custom_tracking_provider: { type: 'string' },
	custom_tracking_link: { type: 'string' },
	date_shipped: { type: 'string' },
	tracking_link: { type: 'string' },
};

function orderOf({ store, ids }: Call): OrderRecord {
	return parentOrder(store, ids[0]);
}

function itemOf(call: Call): TrackingItem {
	const item = trackingItems(orderOf(call)).find((known) => known.tracking_id === call.names[0]);
	if (item !== undefined) return item;
	throw new RestError(404, 'woocommerce_rest_order_shipment_tracking_invalid_id', 'Invalid shipment tracking ID.');
}

function address(store: Store, order: OrderRecord, item?: TrackingItem): string {
	return store.urls.page(
		`/wp-json/${trackingNamespace}/orders/${order.id}/shipment-trackings${item === undefined ? '' : `/${item.tracking_id}`}`,
	);
}

function render(store: Store, order: OrderRecord, item: TrackingItem): Record<string, unknown> {
	const links = {
		self: [{ href: address(store, order, item) }],
		collection: [{ href: address(store, order) }],
		up: [{ href: store.urls.rest(`orders/${order.id}`) }],
	};
	return { ...shownTracking(order, item), _links: links };
}

function exists(store: Store): boolean {
	return store.state.settings.shipmentTracking !== 'off';
}

const collection = `${trackingNamespace}/orders/#/shipment-trackings`;

export const shipmentTrackingRoutes: readonly Route[] = [
	{
		method: 'GET',
		pattern: collection,
		operation: 'listShipmentTrackings',
		access: 'list',
		exists,
		handle: (call) => {
			const order = orderOf(call);
			return ok(trackingItems(order).map((item) => render(call.store, order, item)));
		},
	},
	{
		method: 'POST',
		pattern: collection,
		operation: 'createShipmentTracking',
		access: 'create',
		exists,
		schema,
		required: ['tracking_number'],
		handle: (call) => {
			const order = orderOf(call);
			const item = addTrackingItem(call.store, order, call.input);
			return created(render(call.store, order, item), address(call.store, order, item));
		},
	},
	{
		method: 'GET',
		pattern: `${collection}/providers`,
		operation: 'listShipmentTrackingProviders',
		access: 'view',
		exists,
		handle: () => ok(trackingProviders),
	},
	{
		method: 'GET',
		pattern: `${collection}/*`,
		operation: 'getShipmentTracking',
		access: 'view',
		exists,
		handle: (call) => ok(render(call.store, orderOf(call), itemOf(call))),
	},
	{
		method: 'DELETE',
		pattern: `${collection}/*`,
		operation: 'deleteShipmentTracking',
		access: 'delete',
		exists,
		handle: (call) => {
			const order = orderOf(call);
			const item = itemOf(call);
			removeTrackingItem(call.store, order, item);
			return ok(render(call.store, order, item));
		},
	},
];
