import { sql, type SqlBool } from 'kysely';
import { iso } from '../domain/time';
import type { AgingFilter, LeftOrder } from '../ports/database';
import { batches } from './batches';
import type { Db } from './connection';
import type { SaleRow } from './sale-rows';
import type { AccountId } from './schema';

/** In the words of the index. */
const HOLDS_DATA = sql<SqlBool>`erased_at is null and ages_from is not null and target_order_id is not null`;

/** See `Sales.aging`. A jump in an index, wherever it goes on. */
export async function agingSales(db: Db, target: AccountId, { until, after, limit }: Omit<AgingFilter, 'target'>): Promise<SaleRow[]> {
	const oldest = db
		.selectFrom('sale')
		.selectAll()
		.where(HOLDS_DATA)
		.where('target', '=', target)
		.where('ages_from', '<=', until)
		.orderBy('ages_from')
		.orderBy('id')
		.limit(limit);
	if (after?.agesFrom === undefined) return await oldest.execute();
	return await oldest.where(sql<SqlBool>`(ages_from, id) > (${after.agesFrom}, ${after.id})`).execute();
}

interface Left {
	readonly id: number;
	readonly set: Pick<SaleRow, 'shipped_at' | 'ages_from'>;
}

/** Sales of these orders that do not know yet that all of it has left. */
export async function untoldOfLeaving(db: Db, source: AccountId, orders: readonly LeftOrder[]): Promise<readonly Left[]> {
	const shippedAt = new Map(orders.map((order) => [order.orderId, order.shippedAt]));
	const found: Left[] = [];
	const own = db.selectFrom('sale').select(['id', 'order_id', 'shipped_at', 'delivered_at']).where('source', '=', source);
	for (const batch of batches([...shippedAt.keys()], 1))
		for (const sale of await own.where('order_id', 'in', batch).execute()) {
			const shipped = shippedAt.get(sale.order_id);
			if (shipped === undefined || sale.shipped_at !== null) continue;
			found.push({ id: sale.id, set: { shipped_at: shipped, ages_from: sale.delivered_at ?? shipped } });
		}
	return found;
}

/** See `Sales.noteLeft`. */
export async function noteLeft(db: Db, sales: readonly Left[]): Promise<void> {
	for (const { id, set } of sales) await db.updateTable('sale').where('id', '=', id).set(set).execute();
}

/** See `Sales.erased`. */
export async function noteErased(db: Db, target: AccountId, saleIds: readonly number[], now: number): Promise<void> {
	for (const batch of batches(saleIds, 1)) {
		const sales = await db.selectFrom('sale').select(['id', 'target']).where('id', 'in', batch).execute();
		const own = sales.filter((sale) => sale.target === target).map(({ id }) => id);
		// By nothing but the sale: where its target is named as well, databases go through all that are in it.
		if (own.length > 0)
			await db
				.updateTable('sale')
				.where('id', 'in', own)
				.set({ erased_at: iso(now) })
				.execute();
	}
}
