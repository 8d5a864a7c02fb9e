import { itemsOf } from './fulfillment-items';
import type { FulfilmentRecord } from './fulfillment-records';
import { metaValue } from '../store/meta';
import { addNote } from '../orders/order-notes';
import { toText } from '../wordpress/php-values';
import type { OrderRecord } from '../store/records';
import type { Store } from '../store/store';
import { mailBuyer } from '../mails/store-mails';

/** What the store writes and mails about fulfilments; notes after FulfillmentOrderNotes.php. */

const labels: Readonly<Record<string, string>> = {
	fulfilled: 'Fulfilled',
	unfulfilled: 'Unfulfilled',
	partially_fulfilled: 'Partially fulfilled',
	no_fulfillments: 'No fulfillments',
};

function label(status: string): string {
	return labels[status] ?? status;
}

function itemsText(order: OrderRecord, fulfilment: FulfilmentRecord): string {
	return itemsOf(fulfilment)
		.map((item) => {
			const name = order.lines.find((line) => line.id === item.itemId)?.name ?? '';
			return `${name === '' ? `Item #${item.itemId}` : name} x${item.quantity}`;
		})
		.join(', ');
}

function trackingText({ meta }: FulfilmentRecord): string {
	const [number, provider, url] = ['_tracking_number', '_shipment_provider', '_tracking_url'].map((key) => toText(metaValue(meta, key)));
	if (number === undefined || number === '') return '';
	return [number, ...(provider === '' ? [] : [`Provider: ${provider}`]), ...(url === '' ? [] : [`URL: ${url}`])].join(', ');
}

function withTracking(text: string, fulfilment: FulfilmentRecord): string {
	const tracking = trackingText(fulfilment);
	return tracking === '' ? text : `${text} Tracking: ${tracking}.`;
}

export function fulfilmentCreatedNote(store: Store, order: OrderRecord, fulfilment: FulfilmentRecord): void {
	const text = `Fulfillment #${fulfilment.id} created (status: ${label(fulfilment.status)}). Items: ${itemsText(order, fulfilment)}.`;
	addNote(store, order, withTracking(text, fulfilment));
}

export function fulfilmentChangedNote(store: Store, order: OrderRecord, fulfilment: FulfilmentRecord, statusBefore: string): void {
	if (fulfilment.status !== statusBefore) {
		addNote(store, order, `Fulfillment #${fulfilment.id} status changed from ${label(statusBefore)} to ${label(fulfilment.status)}.`);
		return;
	}
	addNote(store, order, withTracking(`Fulfillment #${fulfilment.id} updated. Items: ${itemsText(order, fulfilment)}.`, fulfilment));
}

export function fulfilmentDeletedNote(store: Store, order: OrderRecord, fulfilment: FulfilmentRecord): void {
	addNote(store, order, `Fulfillment #${fulfilment.id} deleted.`);
}

export function orderFulfilmentNote(store: Store, order: OrderRecord, before: string, after: string): void {
	addNote(store, order, `Order fulfillment status changed from ${label(before)} to ${label(after)}.`);
}

/** Only the first subject is the store's own wording; those of the other two were not seen. */
const subjects = {
	created: 'has been fulfilled!',
	updated: 'has been updated',
	deleted: 'has been cancelled',
} as const;

export function mailFulfilment(
	store: Store,
	order: OrderRecord,
	fulfilment: FulfilmentRecord,
	event: keyof typeof subjects,
	note: string,
): void {
	const subject = `An item from ${store.state.settings.siteTitle} order ${order.id} ${subjects[event]}`;
	const lines = [
		`Order #${order.id}`,
		`Items: ${itemsText(order, fulfilment)}`,
		`Tracking: ${trackingText(fulfilment) || 'none'}`,
		...(note === '' ? [] : [note]),
	];
	mailBuyer(store, order, subject, lines.join('\n'));
}
