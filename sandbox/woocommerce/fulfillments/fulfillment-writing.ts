import { itemsOf } from './fulfillment-items';
import {
	fulfilmentChangedNote,
	fulfilmentCreatedNote,
	fulfilmentDeletedNote,
	mailFulfilment,
	orderFulfilmentNote,
} from './fulfillment-messages';
import type { FulfilmentRecord } from './fulfillment-records';
import { metaValue, setMeta } from '../store/meta';
import { type Input, isRecord, toInteger, toList, toText } from '../wordpress/php-values';
import type { OrderRecord } from '../store/records';
import { RestError } from '../rest/rest-error';
import { localText } from '../wordpress/site-time';
import type { Store } from '../store/store';

/**
 * Order fulfilments, after the plugin's source (Admin/Features/Fulfillments: the REST controller, the data store and the
 * manager). https://developer.woocommerce.com/docs/apis/rest-api/v3/order-fulfillments/
 */

/** An exception without a code of its own: `code` is the number 0. */
function refused(message: string): RestError {
	return new RestError(400, 0, message);
}

export function fulfilmentsOf(store: Store, order: OrderRecord): readonly FulfilmentRecord[] {
	return [...store.state.fulfilments.values()].filter((fulfilment) => fulfilment.orderId === order.id && fulfilment.deletedAt === null);
}

/** That an item is one of the order, or that so many pieces are open, is not checked. */
function checkItems(fulfilment: FulfilmentRecord): void {
	const items = metaValue(fulfilment.meta, '_items');
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
	const taken = new Map<number, number>();
	for (const item of fulfilmentsOf(store, order).flatMap(itemsOf)) taken.set(item.itemId, (taken.get(item.itemId) ?? 0) + item.quantity);
	const refunded = (lineId: number): number =>
		order.refunds
			.flatMap((refund) => refund.lines)
			.filter((line) => line.lineId === lineId)
			.reduce((sum, line) => sum + line.quantity, 0);
	return order.lines.reduce((sum, line) => sum + Math.max(0, line.quantity - refunded(line.id) - (taken.get(line.id) ?? 0)), 0);
}

function orderStatus(store: Store, order: OrderRecord): string | undefined {
	const all = fulfilmentsOf(store, order);
	if (all.length === 0) return undefined;
	const done = all.filter((fulfilment) => fulfilment.status === 'fulfilled').length;
	if (done === all.length && pendingPieces(store, order) === 0) return 'fulfilled';
	return done > 0 ? 'partially_fulfilled' : 'unfulfilled';
}

/** The order is saved after every change, so `order.updated` fires; its own status is left alone. */
function saveOrder(store: Store, order: OrderRecord): void {
	const before = toText(metaValue(order.meta, '_fulfillment_status')) || 'no_fulfillments';
	const status = orderStatus(store, order);
	setMeta(store.state, order.meta, '_fulfillment_status', status);
	order.modifiedAt = store.now();
	if (before !== (status ?? 'no_fulfillments')) orderFulfilmentNote(store, order, before, status ?? 'no_fulfillments');
	store.orderSaved(order);
	store.tell('fulfilments changed', order);
}

/** The status decides, whatever `is_fulfilled` says; an unknown one counts as what the fulfilment is already. */
function readStatus(input: Input, known: FulfilmentRecord['status']): FulfilmentRecord['status'] {
	const { status } = input;
	return status === 'fulfilled' || status === 'unfulfilled' ? status : known;
}

function writeMeta(store: Store, fulfilment: FulfilmentRecord, given: unknown): void {
	const entries = toList(given).filter(isRecord);
	for (const entry of entries) {
		const id = toInteger(entry['id']);
		const known = fulfilment.meta.find((meta) => (id === 0 ? meta.key === entry['key'] : meta.id === id));
		if (known === undefined)
			fulfilment.meta.push({ id: store.state.sequences.next('fulfilmentMeta'), key: toText(entry['key']), value: entry['value'] });
		else known.value = entry['value'];
	}
	const keys = entries.map((entry) => entry['key']);
	for (let at = fulfilment.meta.length - 1; at >= 0; at -= 1) if (!keys.includes(fulfilment.meta[at]?.key)) fulfilment.meta.splice(at, 1);
}

function markDate(store: Store, fulfilment: FulfilmentRecord): void {
	if (fulfilment.status !== 'fulfilled' || metaValue(fulfilment.meta, '_date_fulfilled') !== undefined) return;
	const value = localText(store.now(), store.state.settings.timezone).replace('T', ' ');
	fulfilment.meta.push({ id: store.state.sequences.next('fulfilmentMeta'), key: '_date_fulfilled', value });
}

/** Nothing keeps a client from creating the same one twice. */
export function createFulfilment(store: Store, order: OrderRecord, input: Input): FulfilmentRecord {
	const draft: FulfilmentRecord = {
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
	const fulfilment: FulfilmentRecord = { ...draft, id: store.state.sequences.next('fulfilment') };
	store.state.fulfilments.set(fulfilment.id, fulfilment);
	fulfilmentCreatedNote(store, order, fulfilment);
	saveOrder(store, order);
	if (fulfilment.status === 'fulfilled' && input['notify_customer'] === true) mailFulfilment(store, order, fulfilment, 'created', '');
	return fulfilment;
}

/** Of a request with `meta_data` every key that is not in it is lost, the date of the shipment too. */
export function updateFulfilment(store: Store, order: OrderRecord, fulfilment: FulfilmentRecord, input: Input): void {
	if (fulfilment.deletedAt !== null) return;
	const before = fulfilment.status;
	const tracked = (): string =>
		JSON.stringify(['_items', '_tracking_number', '_tracking_url', '_shipment_provider'].map((key) => metaValue(fulfilment.meta, key)));
	const trackedBefore = tracked();
	const draft: FulfilmentRecord = {
		...fulfilment,
		status: readStatus(input, before),
		meta: fulfilment.meta.map((entry) => ({ ...entry })),
	};
	if (Array.isArray(input['meta_data'])) writeMeta(store, draft, input['meta_data']);
	checkItems(draft);
	fulfilment.status = draft.status;
	fulfilment.meta.splice(0, fulfilment.meta.length, ...draft.meta);
	markDate(store, fulfilment);
	fulfilment.updatedAt = store.now();
	if (fulfilment.status !== before || tracked() !== trackedBefore) fulfilmentChangedNote(store, order, fulfilment, before);
	saveOrder(store, order);
	if (fulfilment.status !== 'fulfilled' || input['notify_customer'] !== true) return;
	mailFulfilment(store, order, fulfilment, before === 'fulfilled' ? 'updated' : 'created', toText(input['customer_note']));
}

export function deleteFulfilment(store: Store, order: OrderRecord, fulfilment: FulfilmentRecord, input: Input): void {
	if (fulfilment.deletedAt === null) {
		fulfilment.deletedAt = store.now();
		fulfilmentDeletedNote(store, order, fulfilment);
		saveOrder(store, order);
	}
	if (fulfilment.status === 'fulfilled' && input['notify_customer'] === true) mailFulfilment(store, order, fulfilment, 'deleted', '');
}

/** Unknown ones, and those of another order, are answered 400, not 404. */
export function fulfilmentOr(store: Store, order: OrderRecord, id: number | undefined): FulfilmentRecord {
	const fulfilment = store.state.fulfilments.get(id ?? 0);
	if (fulfilment === undefined) throw refused('Fulfillment not found.');
	if (fulfilment.orderId !== order.id) throw refused('Invalid fulfillment ID.');
	return fulfilment;
}

export function existingFulfilment(store: Store, order: OrderRecord, id: number | undefined): FulfilmentRecord {
	const fulfilment = fulfilmentOr(store, order, id);
	if (fulfilment.deletedAt === null) return fulfilment;
	throw new RestError(400, 404, 'Fulfillment not found.');
}
