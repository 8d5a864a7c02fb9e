import { mailBuyer } from '../mails/mail-sending';
import { addNote } from '../orders/order-notes';
import { metaValue } from '../store/meta';
import type { OrderRecord } from '../store/records';
import type { Store } from '../store/store';
import { toText } from '../wordpress/php-values';
import { itemsOf } from './fulfillment-items';
import type { FulfillmentRecord } from './fulfillment-records';

/** What the store writes and mails about fulfillments; notes after FulfillmentOrderNotes.php. */

const labels: Readonly<Record<string, string>> = {
	fulfilled: 'Fulfilled',
	unfulfilled: 'Unfulfilled',
	partially_fulfilled: 'Partially fulfilled',
	no_fulfillments: 'No fulfillments',
};

function label(status: string): string {
	return labels[status] ?? status;
}

function itemsText(order: OrderRecord, fulfillment: FulfillmentRecord): string {
	return itemsOf(fulfillment)
		.map((item) => {
			const name = order.lines.find((line) => line.id === item.itemId)?.name ?? '';
			return `${name === '' ? `Item #${item.itemId}` : name} x${item.quantity}`;
		})
		.join(', ');
}

function trackingText({ meta }: FulfillmentRecord): string {
	const [number, provider, url] = ['_tracking_number', '_shipment_provider', '_tracking_url'].map((key) => toText(metaValue(meta, key)));
	if (number === undefined || number === '') return '';
	return [number, ...(provider === '' ? [] : [`Provider: ${provider}`]), ...(url === '' ? [] : [`URL: ${url}`])].join(', ');
}

function withTracking(text: string, fulfillment: FulfillmentRecord): string {
	const tracking = trackingText(fulfillment);
	return tracking === '' ? text : `${text} Tracking: ${tracking}.`;
}

export function fulfillmentCreatedNote(store: Store, order: OrderRecord, fulfillment: FulfillmentRecord): void {
	const text = `Fulfillment #${fulfillment.id} created (status: ${label(fulfillment.status)}). Items: ${itemsText(order, fulfillment)}.`;
	addNote(store, order, withTracking(text, fulfillment));
}

export function fulfillmentChangedNote(store: Store, order: OrderRecord, fulfillment: FulfillmentRecord, statusBefore: string): void {
	if (fulfillment.status !== statusBefore) {
		addNote(store, order, `Fulfillment #${fulfillment.id} status changed from ${label(statusBefore)} to ${label(fulfillment.status)}.`);
		return;
	}
	addNote(store, order, withTracking(`Fulfillment #${fulfillment.id} updated. Items: ${itemsText(order, fulfillment)}.`, fulfillment));
}

export function fulfillmentDeletedNote(store: Store, order: OrderRecord, fulfillment: FulfillmentRecord): void {
	addNote(store, order, `Fulfillment #${fulfillment.id} deleted.`);
}

export function orderFulfillmentNote(store: Store, order: OrderRecord, before: string, after: string): void {
	addNote(store, order, `Order fulfillment status changed from ${label(before)} to ${label(after)}.`);
}

/** Only the first subject is the store's own wording; those of the other two were not seen. */
const subjects = {
	created: 'has been fulfilled!',
	updated: 'has been updated',
	deleted: 'has been cancelled',
} as const;

export function mailFulfillment(
	store: Store,
	order: OrderRecord,
	fulfillment: FulfillmentRecord,
	event: keyof typeof subjects,
	note: string,
): void {
	const subject = `An item from ${store.state.settings.siteTitle} order ${order.id} ${subjects[event]}`;
	const lines = [
		`Order #${order.id}`,
		`Items: ${itemsText(order, fulfillment)}`,
		`Tracking: ${trackingText(fulfillment) || 'none'}`,
		...(note === '' ? [] : [note]),
	];
	mailBuyer(store, order, subject, lines.join('\n'));
}
