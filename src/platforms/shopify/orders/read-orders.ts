import { z } from 'zod';
import type { Account } from '../../../domain/account';
import { PlatformError } from '../../../domain/platform-error';
import type { UnreadableOrder } from '../../../ports/order-source';
import type { StoreOrder } from '../../../ports/store-orders';
import type { ShopifyClient } from '../client';
import { failure } from '../errors';
import type { Fault } from '../faults';
import { gid, idOf, placeOf, time } from '../wire/fields';
import { ORDER_LINES, orderSchema, type WireLine, type WireOrder } from '../wire/order';
import type { ReadOrder } from './answered';
import { toStoreOrder } from './to-canonical';

/** Of an order of which nothing else need be readable. */
const head = z.object({ id: idOf('Order'), updatedAt: time.optional().catch(undefined) });

/** Names of fields of the record at this place of the answer that Shopify does not show. `orders.nodes.3.shippingAddress.zip` */
export const hiddenOf = (faults: readonly Fault[], list: string, index: number): readonly string[] =>
	faults.flatMap(({ path }) => (path.startsWith(`${list}.${index}.`) ? [path.slice(`${list}.${index}.`.length)] : []));

export const cannotBeRead = (id: string, where: string): PlatformError =>
	failure(
		{ operation: 'OrdersById', write: false },
		{
			kind: 'contract',
			code: 'unreadable',
			message: `The order ${id} cannot be read: ${where} is not what Shopify promises`,
			advice: 'Please report this.',
		},
	);

/** All its lines: an order may have more than the answer about it holds. */
async function linesOf(client: ShopifyClient, { id, lineItems }: WireOrder): Promise<readonly WireLine[]> {
	const lines = [...lineItems.nodes];
	for (let { next } = lineItems; next !== undefined;) {
		const { data } = await client.query(ORDER_LINES, { id: gid('Order', id), after: next });
		lines.push(...(data.order?.lineItems.nodes ?? []));
		next = data.order?.lineItems.next;
	}
	return lines;
}

/** As it was answered. Throws PlatformError `contract` for what cannot be read. */
export async function readOrder(client: ShopifyClient, record: unknown, hidden: readonly string[]): Promise<ReadOrder> {
	const read = orderSchema.safeParse(record);
	if (read.success) return { order: read.data, lines: await linesOf(client, read.data), hidden };
	throw cannotBeRead(head.safeParse(record).data?.id ?? '(without id)', placeOf('order', read.error));
}

export interface ReadOrders {
	readonly orders: readonly StoreOrder[];
	readonly unreadable: readonly UnreadableOrder[];
}

/** Each for itself: one that cannot be read is named, and the others go on. Throws what concerns all of them. */
export async function readOrders(
	account: Account,
	client: ShopifyClient,
	records: readonly unknown[],
	hidden: (index: number) => readonly string[],
): Promise<ReadOrders> {
	const orders: StoreOrder[] = [];
	const unreadable: UnreadableOrder[] = [];
	let before = '';
	for (const [index, record] of records.entries()) {
		const { id, updatedAt } = head.safeParse(record).data ?? {};
		try {
			orders.push(toStoreOrder(account, await readOrder(client, record, hidden(index))));
		} catch (error) {
			if (!(error instanceof PlatformError) || error.details.kind !== 'contract') throw error;
			unreadable.push({
				orderId: id ?? `(without id${before})`,
				...(id === undefined ? { nameless: true } : {}),
				...(updatedAt === undefined ? {} : { updatedAt }),
				text: error.message,
			});
		}
		if (id !== undefined) before = `, after ${id}`;
	}
	return { orders, unreadable };
}
