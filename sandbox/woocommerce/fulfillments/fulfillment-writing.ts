import { RestError } from '../rest/rest-error';
import { metaValue, setMeta } from '../store/meta';
import type { OrderRecord } from '../store/records';
import type { Store } from '../store/store';
import { type Input, isRecord, toInteger, toList, toText } from '../wordpress/php-values';
import { gmtText } from '../wordpress/site-time';
import { piecesByLine } from './fulfillment-items';
import {
	fulfillmentChangedNote,
	fulfillmentCreatedNote,
	fulfillmentDeletedNote,
	mailFulfillment,
	orderFulfillmentNote,
} from './fulfillment-messages';
import type { FulfillmentRecord } from './fulfillment-records';

/**
 * Order fulfillments, after the plugin's source (Admin/Features/Fulfillments: the REST controller, the data store and the
 * manager). https://developer.woocommerce.com/docs/apis/rest-api/v3/order-fulfillments/
 */

/** An exception without a code of its own: `code` is the number 0. */
function refused(message: string): RestError {
	return new RestError(400, 0, message);
}

export function fulfillmentsOf(store: Store, order: OrderRecord): readonly FulfillmentRecord[] {
	return [...store.state.fulfillments.values()].filter((fulfillment) => fulfillment.orderId === order.id && fulfillment.deletedAt === null);
}

/** That an item is one of the order, or that so many pieces are open, is not checked. */
function checkItems(fulfillment: FulfillmentRecord): void {
	const items = metaValue(fulfillment.meta, '_items');
	if (items === undefined || items === null || items === '' || (Array.isArray(items) && items.length === 0)) {
		throw refused('The fulfillment should contain at least one item.');
	}
	if (!Array.isArray(items)) throw refused('The fulfillment items should be an array.');
	const isValid = (item: unknown): boolean => {
		if (!isRecord(item)) return false;
		const { item_id: id, qty } = item;
		return typeof id === 'number' && Number.isInteger(id) && id > 0 && typeof qty === 'number' && qty > 0;
	};
	if (!items.every(isValid)) throw refused('Invalid item.');
}

function pendingPieces(store: Store, order: OrderRecord): number {
	const taken = piecesByLine(fulfillmentsOf(store, order));
	const refunded = (lineId: number): number =>
		order.refunds
			.flatMap((refund) => refund.lines)
			.filter((line) => line.lineId === lineId)
			.reduce((sum, line) => sum + line.quantity, 0);
	return order.lines.reduce((sum, line) => sum + Math.max(0, line.quantity - refunded(line.id) - (taken.get(line.id) ?? 0)), 0);
}

function orderStatus(store: Store, order: OrderRecord): string | undefined {
	const all = fulfillmentsOf(store, order);
	if (all.length === 0) return undefined;
	const done = all.filter((fulfillment) => fulfillment.status === 'fulfilled').length;
	if (done === all.length && pendingPieces(store, order) === 0) return 'fulfilled';
	return done > 0 ? 'partially_fulfilled' : 'unfulfilled';
}

/** The order is saved after every change, so `order.updated` fires; its own status is left alone. */
function saveOrder(store: Store, order: OrderRecord): void {
	const before = toText(metaValue(order.meta, '_fulfillment_status')) || 'no_fulfillments';
	const status = orderStatus(store, order);
	setMeta(store.state, order.meta, '_fulfillment_status', status);
	order.modifiedAt = store.now();
	if (before !== (status ?? 'no_fulfillments')) orderFulfillmentNote(store, order, before, status ?? 'no_fulfillments');
	store.orderSaved(order);
	store.tell('fulfillments changed', order);
}

/** The status decides, whatever `is_fulfilled` says; an unknown one counts as what the fulfillment is already. */
function readStatus(input: Input, known: FulfillmentRecord['status']): FulfillmentRecord['status'] {
	const { status } = input;
	return status === 'fulfilled' || status === 'unfulfilled' ? status : known;
}

function writeMeta(store: Store, fulfillment: FulfillmentRecord, given: unknown): void {
	const entries = toList(given).filter(isRecord);
	for (const entry of entries) {
		const id = toInteger(entry['id']);
		const known = fulfillment.meta.find((meta) => (id === 0 ? meta.key === entry['key'] : meta.id === id));
		if (known === undefined)
			fulfillment.meta.push({ id: store.state.sequences.next('fulfillmentMeta'), key: toText(entry['key']), value: entry['value'] });
		else known.value = entry['value'];
	}
	const keys = entries.map((entry) => entry['key']);
	for (let at = fulfillment.meta.length - 1; at >= 0; at -= 1)
		if (!keys.includes(fulfillment.meta[at]?.key)) fulfillment.meta.splice(at, 1);
}

function markDate(store: Store, fulfillment: FulfillmentRecord): void {
	if (fulfillment.status !== 'fulfilled' || metaValue(fulfillment.meta, '_date_fulfilled') !== undefined) return;
	const value = `${gmtText(store.now())}Z`;
	fulfillment.meta.push({ id: store.state.sequences.next('fulfillmentMeta'), key: '_date_fulfilled', value });
}

/** Nothing keeps a client from creating the same one twice. */
export function createFulfillment(store: Store, order: OrderRecord, input: Input): FulfillmentRecord {
	const draft: FulfillmentRecord = {
		id: 0,
		orderId: order.id,
		status: readStatus(input, 'unfulfilled'),
		updatedAt: store.now(),
		deletedAt: null,
		meta: [],
	};
	writeMeta(store, draft, input['meta_data']);
	checkItems(draft);
	markDate(store, draft);
	const fulfillment: FulfillmentRecord = { ...draft, id: store.state.sequences.next('fulfillment') };
	store.state.fulfillments.set(fulfillment.id, fulfillment);
	fulfillmentCreatedNote(store, order, fulfillment);
	saveOrder(store, order);
	if (fulfillment.status === 'fulfilled' && input['notify_customer'] === true) mailFulfillment(store, order, fulfillment, 'created', '');
	return fulfillment;
}

/** Of a request with `meta_data` every key that is not in it is lost, the date of the shipment too. */
export function updateFulfillment(store: Store, order: OrderRecord, fulfillment: FulfillmentRecord, input: Input): void {
	if (fulfillment.deletedAt !== null) return;
	const before = fulfillment.status;
	const tracked = (): string =>
		JSON.stringify(['_items', '_tracking_number', '_tracking_url', '_shipment_provider'].map((key) => metaValue(fulfillment.meta, key)));
	const trackedBefore = tracked();
	const draft: FulfillmentRecord = {
		...fulfillment,
		status: readStatus(input, before),
		meta: fulfillment.meta.map((entry) => ({ ...entry })),
	};
	if (Array.isArray(input['meta_data'])) writeMeta(store, draft, input['meta_data']);
	checkItems(draft);
	fulfillment.status = draft.status;
	fulfillment.meta.splice(0, fulfillment.meta.length, ...draft.meta);
	markDate(store, fulfillment);
	fulfillment.updatedAt = store.now();
	if (fulfillment.status !== before || tracked() !== trackedBefore) fulfillmentChangedNote(store, order, fulfillment, before);
	saveOrder(store, order);
	if (fulfillment.status !== 'fulfilled' || input['notify_customer'] !== true) return;
	mailFulfillment(store, order, fulfillment, before === 'fulfilled' ? 'updated' : 'created', toText(input['customer_note']));
}

export function deleteFulfillment(store: Store, order: OrderRecord, fulfillment: FulfillmentRecord, input: Input): void {
	if (fulfillment.deletedAt === null) {
		fulfillment.deletedAt = store.now();
		fulfillmentDeletedNote(store, order, fulfillment);
		saveOrder(store, order);
	}
	if (fulfillment.status === 'fulfilled' && input['notify_customer'] === true) mailFulfillment(store, order, fulfillment, 'deleted', '');
}

/** Unknown ones, and those of another order, are answered 400, not 404. */
export function fulfillmentOr(store: Store, order: OrderRecord, id: number | undefined): FulfillmentRecord {
	const fulfillment = store.state.fulfillments.get(id ?? 0);
	if (fulfillment === undefined) throw refused('Fulfillment not found.');
	if (fulfillment.orderId !== order.id) throw refused('Invalid fulfillment ID.');
	return fulfillment;
}

export function existingFulfillment(store: Store, order: OrderRecord, id: number | undefined): FulfillmentRecord {
	const fulfillment = fulfillmentOr(store, order, id);
	if (fulfillment.deletedAt === null) return fulfillment;
	throw new RestError(400, 404, 'Fulfillment not found.');
}
