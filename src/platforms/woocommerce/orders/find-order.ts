import { PlatformError } from '../../../domain/platform-error';
import type { WooCommerceClient } from '../client';
import { PLATFORM } from '../constants';
import { orderId } from './order-id';
import { readRefundedUnits, readStoreOrder, STORE_ORDER_FIELDS, type WireStoreOrder } from '../wire/store-order';

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

/** Refunded units by line id; asked only where the order has refunds. */
export async function refundedUnits(client: WooCommerceClient, order: WireStoreOrder): Promise<ReadonlyMap<string, number>> {
	if (!order.refunded) return new Map();
	const path = `orders/${order.id}/refunds`;
	const refunds: unknown[] = [];
	try {
		for await (const page of client.pages(path)) refunds.push(...page);
	} catch (error) {
		if (error instanceof PlatformError && error.details.kind === 'notFound') return new Map();
		throw error;
	}
	return client.read(path, () => readRefundedUnits(refunds));
}
