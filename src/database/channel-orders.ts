import type { Insertable } from 'kysely';
import type { OrderId } from '../domain/ids';
import type { SeenOrder } from '../ports/database';
import type { AccountId } from './account-id';
import { batches, distinct } from './batches';
import type { Db } from './connection';
import type { ChannelOrderTable } from './shipment-schema';

const COLUMNS = 11;

const seenOf = (row: ChannelOrderTable): SeenOrder => ({
	orderId: row.order_id,
	updatedAt: row.updated_at,
	marketplace: row.marketplace,
	status: row.status,
	fulfilledBy: row.fulfilled_by,
	programs: JSON.parse(row.programs) as SeenOrder['programs'],
	purchasedAt: row.purchased_at,
	...(row.ship_by !== null && { shipBy: row.ship_by }),
	lines: JSON.parse(row.lines) as SeenOrder['lines'],
	packages: JSON.parse(row.packages) as SeenOrder['packages'],
});

export async function seenOrders(db: Db, account: AccountId, ids: readonly OrderId[]): Promise<ReadonlyMap<OrderId, SeenOrder>> {
	const found = new Map<OrderId, SeenOrder>();
	const orders = db.selectFrom('channel_order').selectAll().where('account', '=', account);
	for (const batch of batches(distinct(ids), 1))
		for (const row of await orders.where('order_id', 'in', batch).execute()) found.set(row.order_id, seenOf(row));
	return found;
}

/** Those that are newer than what is known of them: searches look back over what they have seen. */
export async function newerOrders(db: Db, account: AccountId, orders: readonly SeenOrder[]): Promise<readonly SeenOrder[]> {
	const newest = new Map<OrderId, SeenOrder>();
	for (const order of orders) if ((newest.get(order.orderId)?.updatedAt ?? '') <= order.updatedAt) newest.set(order.orderId, order);
	const known = new Map<OrderId, string>();
	const versions = db.selectFrom('channel_order').select(['order_id', 'updated_at']).where('account', '=', account);
	for (const batch of batches([...newest.keys()], 1))
		for (const row of await versions.where('order_id', 'in', batch).execute()) known.set(row.order_id, row.updated_at);
	return [...newest.values()].filter(({ orderId, updatedAt }) => (known.get(orderId) ?? '') < updatedAt);
}

export async function writeOrders(db: Db, account: AccountId, orders: readonly SeenOrder[]): Promise<void> {
	const rows = orders.map((order): Insertable<ChannelOrderTable> => ({
		account,
		order_id: order.orderId,
		updated_at: order.updatedAt,
		marketplace: order.marketplace,
		status: order.status,
		fulfilled_by: order.fulfilledBy,
		programs: JSON.stringify(order.programs),
		purchased_at: order.purchasedAt,
		ship_by: order.shipBy ?? null,
		lines: JSON.stringify(order.lines),
		packages: JSON.stringify(order.packages),
	}));
	for (const batch of batches(rows, COLUMNS))
		await db
			.insertInto('channel_order')
			.values(batch)
			.onConflict((conflict) =>
				conflict
					.columns(['account', 'order_id'])
					.doUpdateSet((eb) => ({
						updated_at: eb.ref('excluded.updated_at'),
						marketplace: eb.ref('excluded.marketplace'),
						status: eb.ref('excluded.status'),
						fulfilled_by: eb.ref('excluded.fulfilled_by'),
						programs: eb.ref('excluded.programs'),
						purchased_at: eb.ref('excluded.purchased_at'),
						ship_by: eb.ref('excluded.ship_by'),
						lines: eb.ref('excluded.lines'),
						packages: eb.ref('excluded.packages'),
					}))
					.whereRef('excluded.updated_at', '>=', 'channel_order.updated_at'),
			)
			.execute();
}
