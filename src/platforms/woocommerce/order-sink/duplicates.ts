import type { ExaminedOrder, Gone, OwnOrderRef } from '../../../ports/order-sink';
import type { WooCommerceClient } from '../client';
import { ORDER_META, STATUS } from '../constants';
import { hasParcels, hasShipped, isClosed } from '../order-status';
import { orderId } from '../orders/order-id';
import { readExaminedOrder, type WireExaminedOrder } from '../wire/examined-order';
import { readListedOrder } from '../wire/listed-order';
import { readNotes } from '../wire/note';
import { ownOrder } from './own-order';

/** What the store itself, and whoever writes with a key, signs notes with. A change of status by hand leaves a note, too. */
const NOBODY: ReadonlySet<string> = new Set(['', 'system', 'WooCommerce']);

/** What is made as a completed order is completed in the same request. */
const MADE_WITHIN_MS = 60_000;

/** Software with a key signs no note: it shipped the order all the same. */
const wasCompleted = ({ createdAt, completedAt }: WireExaminedOrder): boolean =>
	createdAt !== undefined && completedAt !== undefined && Date.parse(completedAt) - Date.parse(createdAt) > MADE_WITHIN_MS;

/** What is known of one of two orders that were made of one. */
export async function examineOrder(client: WooCommerceClient, { id, origin }: OwnOrderRef): Promise<ExaminedOrder | Gone> {
	const path = `orders/${orderId(id)}`;
	const answer = await client.find(path);
	if (answer === undefined) return 'gone';
	const order = client.read(path, () => readExaminedOrder(answer.body));
	const own = ownOrder(order, client.baseUrl);
	if (own?.origin !== origin) return 'gone';
	const notes = await client.get(`${path}/notes`);
	const noted = client.read(`${path}/notes`, () => readNotes(notes.body)).some(({ author }) => !NOBODY.has(author));
	return {
		...own,
		shipped: hasShipped(order.status, order.meta),
		workedOn: noted || order.refunded || wasCompleted(order) || hasParcels(order.meta),
		content: order.content,
	};
}

/**
 * One request sets mark and status, so that nobody sees the one without the other. Cancelling gives back what the order
 * took: the store notes on the order whether it took something (`_order_stock_reduced`), and does it once. An order on
 * hold would keep it. https://github.com/woocommerce/woocommerce/blob/trunk/plugins/woocommerce/includes/wc-stock-functions.php
 */
export async function setOrderAside(
	client: WooCommerceClient,
	{ id, origin }: OwnOrderRef,
	stays: string,
	how: 'cancel' | 'hold',
): Promise<'done' | Gone> {
	const path = `orders/${orderId(id)}`;
	const answer = await client.find(path, { _fields: 'id,status,meta_data' });
	if (answer === undefined) return 'gone';
	const order = client.read(path, () => readListedOrder(answer.body));
	if (ownOrder(order, client.baseUrl)?.origin !== origin) return 'gone';
	if (isClosed(order.status)) return 'done';
	await client.put(path, {
		status: how === 'cancel' ? STATUS.cancelled : STATUS.onHold,
		meta_data: [{ key: ORDER_META.duplicateOf, value: stays }],
	});
	return 'done';
}
