import { mailCustomerNote } from '../mails/order-mails';
import type { CustomStatus } from '../options';
import { runBatch } from '../rest/batch';
import { noteSchema, orderSchema, refundSchema } from '../rest/body-schemas';
import { forceSchema, pageOf } from '../rest/listing';
import { created, listReply, ok } from '../rest/replies';
import { RestError } from '../rest/rest-error';
import type { Call, Reply, Route } from '../rest/router';
import { setMeta } from '../store/meta';
import type { OrderRecord } from '../store/records';
import type { Store } from '../store/store';
import { filteredHtml, toText } from '../wordpress/php-values';
import { orderOr, parentOrder } from './order-lookup';
import { addNote, renderNote, sortedNotes } from './order-notes';
import { orderListSchema, queryOrders } from './order-query';
import { createRefund } from './order-refunds';
import { renderOrder, sortedRefunds } from './order-rendering';
import { createOrder, updateOrder } from './order-writing';
import { renderRefund } from './refund-rendering';
import { setStatus } from './status-change';

/** To the trash without `force`; the answer shows the order as it was. */
export function removeOrder(store: Store, order: OrderRecord, force: boolean): Record<string, unknown> {
	const before = renderOrder(store, order);
	if (force) {
		// Nothing listens to a forced deletion.
		store.state.orders.delete(order.id);
		for (const [id, fulfillment] of store.state.fulfillments) if (fulfillment.orderId === order.id) store.state.fulfillments.delete(id);
		return before;
	}
	if (order.status === 'trash') throw new RestError(410, 'woocommerce_rest_already_trashed', 'The order has already been deleted.');
	setMeta(store.state, order.meta, '_wp_trash_meta_status', `wc-${order.status}`);
	setMeta(store.state, order.meta, '_wp_trash_meta_time', String(Math.floor(store.now() / 1000)));
	order.status = 'trash';
	order.modifiedAt = store.now();
	store.webhooks.fire('woocommerce_trash_order', 'order', order.id);
	store.tell('order trashed', order);
	return before;
}

async function create({ store, input }: Call): Promise<Reply> {
	await store.work(store.options.speed?.msPerOrder);
	const order = createOrder(store, input);
	return created(renderOrder(store, order), store.urls.rest(`orders/${order.id}`));
}

async function update({ store, ids, input }: Call): Promise<Reply> {
	await store.work(store.options.speed?.msPerOrder);
	const order = orderOr(store, ids[0], 400);
	updateOrder(store, order, input);
	return ok(renderOrder(store, order));
}

function batch(call: Call): Promise<Reply> {
	const { store } = call;
	return runBatch(call, {
		create: (input) => renderOrder(store, createOrder(store, input)),
		update: (id, input) => {
			const order = orderOr(store, id, 400);
			updateOrder(store, order, input);
			return renderOrder(store, order);
		},
		remove: (id) => removeOrder(store, orderOr(store, id, 404), true),
		work: () => store.work(store.options.speed?.msPerOrder),
	});
}

function createNote({ store, ids, input }: Call): Reply {
	const order = parentOrder(store, ids[0]);
	const isForCustomer = input['customer_note'] === true;
	const author = input['added_by_user'] === true ? 'admin' : 'WooCommerce';
	const note = addNote(store, order, filteredHtml(toText(input['note'])), isForCustomer, author);
	if (isForCustomer) mailCustomerNote(store, order, note);
	return created(renderNote(store, order, note), store.urls.rest(`orders/${order.id}/notes/${note.id}`));
}

function oneNote({ store, ids }: Call): Reply {
	const order = parentOrder(store, ids[0]);
	const note = order.notes.find((candidate) => candidate.id === ids[1]);
	if (note === undefined) throw new RestError(404, 'woocommerce_rest_invalid_id', 'Invalid resource ID.');
	return ok(renderNote(store, order, note));
}

function removeNote({ store, ids, input }: Call): Reply {
	// The word is the store's.
	if (input['force'] !== true) throw new RestError(501, 'woocommerce_rest_trash_not_supported', 'Webhooks do not support trashing.');
	const order = parentOrder(store, ids[0], 'woocommerce_rest_order_invalid_id');
	const at = order.notes.findIndex((candidate) => candidate.id === ids[1]);
	const [note] = at < 0 ? [] : order.notes.splice(at, 1);
	if (note === undefined) throw new RestError(404, 'woocommerce_rest_invalid_id', 'Invalid resource ID.');
	return ok(renderNote(store, order, note));
}

function listNotes({ store, ids, input }: Call): Reply {
	const order = parentOrder(store, ids[0]);
	const { type } = input;
	const wanted = sortedNotes(order).filter((note) => type === undefined || type === 'any' || note.customerNote === (type === 'customer'));
	return ok(wanted.map((note) => renderNote(store, order, note)));
}

function refund({ store, ids, input }: Call): Reply {
	const order = parentOrder(store, ids[0], 'woocommerce_rest_invalid_order');
	const made = createRefund(store, order, input, (status) => setStatus(store, order, status));
	store.tell('order refunded', order);
	return created(renderRefund(store, order, made), store.urls.rest(`orders/(?P<order_id>[\\d]+)/refunds/${made.id}`));
}

export function orderRoutes(custom: readonly CustomStatus[]): readonly Route[] {
	const schema = orderSchema(custom);
	return [
		{
			method: 'GET',
			pattern: 'orders',
			operation: 'listOrders',
			access: 'list',
			schema: orderListSchema(custom),
			handle: ({ store, input }) => listReply(pageOf(queryOrders(store, input), input), (order) => renderOrder(store, order)),
		},
		{ method: 'POST', pattern: 'orders', operation: 'createOrder', access: 'create', schema, handle: create },
		{ method: 'PUT', pattern: 'orders/batch', operation: 'batchOrders', access: 'batch', handle: batch },
		{
			method: 'GET',
			pattern: 'orders/#',
			operation: 'getOrder',
			access: 'view',
			handle: ({ store, ids }) => ok(renderOrder(store, orderOr(store, ids[0], 404))),
		},
		{ method: 'PUT', pattern: 'orders/#', operation: 'updateOrder', access: 'edit', schema, handle: update },
		{
			method: 'DELETE',
			pattern: 'orders/#',
			operation: 'deleteOrder',
			access: 'delete',
			schema: forceSchema,
			handle: ({ store, ids, input }) => ok(removeOrder(store, orderOr(store, ids[0], 404), input['force'] === true)),
		},
		{
			method: 'GET',
			pattern: 'orders/#/notes',
			operation: 'listOrderNotes',
			access: 'list',
			schema: { type: { type: 'string', enum: ['any', 'customer', 'internal'], default: 'any' } },
			handle: listNotes,
		},
		{
			method: 'POST',
			pattern: 'orders/#/notes',
			operation: 'createOrderNote',
			access: 'create',
			schema: noteSchema,
			required: ['note'],
			handle: createNote,
		},
		{ method: 'GET', pattern: 'orders/#/notes/#', operation: 'getOrderNote', access: 'view', handle: oneNote },
		{
			method: 'DELETE',
			pattern: 'orders/#/notes/#',
			operation: 'deleteOrderNote',
			access: 'delete',
			schema: forceSchema,
			handle: removeNote,
		},
		{
			method: 'GET',
			pattern: 'orders/#/refunds',
			operation: 'listOrderRefunds',
			access: 'list',
			handle: ({ store, ids }) => {
				// Of an order that is not there the list is empty, not an error.
				const order = store.state.orders.get(ids[0] ?? 0);
				return ok(order === undefined ? [] : sortedRefunds(order).map((entry) => renderRefund(store, order, entry)));
			},
		},
		{ method: 'POST', pattern: 'orders/#/refunds', operation: 'createOrderRefund', access: 'create', schema: refundSchema, handle: refund },
	];
}
