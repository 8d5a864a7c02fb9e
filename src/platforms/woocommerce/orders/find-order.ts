import { PlatformError } from '../../../domain/platform-error';
import type { WooCommerceClient } from '../client';
import { PLATFORM } from '../constants';
import { orderId } from './order-id';
import { readRefunds } from '../wire/refunds';
import { readStoreOrder, STORE_ORDER_FIELDS, type WireStoreOrder } from '../wire/store-order';
import { judgeRefunds, type RefundFacts } from './judge-refunds';

export async function findStoreOrder(client: WooCommerceClient, id: string): Promise<WireStoreOrder | undefined> {
	const path = `orders/${orderId(id)}`;
	const answer = await client.find(path, { _fields: STORE_ORDER_FIELDS });
	return answer === undefined ? undefined : client.read(path, () => readStoreOrder(answer.body));
}

/** Throws PlatformError `notFound` for an order that is gone. */
export async function storeOrder(client: WooCommerceClient, id: string): Promise<WireStoreOrder> {
	const order = await findStoreOrder(client, id);
	if (order !== undefined) return order;
	throw orderGone(id);
}

export const orderGone = (id: string): PlatformError =>
	new PlatformError(`The store has no order with the id ${orderId(id)} (any more)`, {
		platform: PLATFORM,
		kind: 'notFound',
		operation: `GET orders/${orderId(id)}`,
		advice: 'It was deleted in the store. Nothing is done to it.',
	});

/** What was given back; asked where the order has refunds or does not say whether it has. */
export async function refundFacts(client: WooCommerceClient, order: WireStoreOrder): Promise<RefundFacts> {
	if (order.refunds?.length === 0) return judgeRefunds(order, []);
	const path = `orders/${order.id}/refunds`;
	const refunds: unknown[] = [];
	try {
		for await (const page of client.pages(path)) refunds.push(...page);
	} catch (error) {
		// What the order says of its refunds is then explained by nothing.
		if (!(error instanceof PlatformError && error.details.kind === 'notFound')) throw error;
	}
	return judgeRefunds(
		order,
		client.read(path, () => readRefunds(refunds)),
	);
}
