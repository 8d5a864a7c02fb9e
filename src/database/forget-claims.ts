import { iso, type IsoTime } from '../domain/time';
import type { ClaimEffect, Forgotten } from '../ports/database';
import { batches, distinct, FORGOTTEN_AT_ONCE } from './batches';
import { among, KEY, VARIABLES_PER_KEY, type RowKey } from './claim-rows';
import type { Db } from './connection';

/** See `Claims.prune`. For a caller that holds the area `claim`. */
export async function forgetClaims(db: Db, effect: ClaimEffect, before: IsoTime, now: number): Promise<Forgotten> {
	const old = await db
		.selectFrom('claim')
		.select(KEY)
		.where('effect', '=', effect)
		.where('done_at', 'is not', null)
		.where('done_at', '<', before)
		.orderBy('done_at')
		.limit(FORGOTTEN_AT_ONCE)
		.execute();
	const known = effect === 'create' ? await inTheLog(db, old) : old;
	const kept = old.filter((key) => !known.includes(key));
	for (const batch of batches(known, VARIABLES_PER_KEY)) await db.deleteFrom('claim').where(among(batch)).execute();
	// They stand in nobody's way: looked at again when as much time has passed once more.
	for (const batch of batches(kept, VARIABLES_PER_KEY)) {
		await db
			.updateTable('claim')
			.where(among(batch))
			.set({ done_at: iso(now) })
			.execute();
	}
	return { rows: known.length, more: old.length === FORGOTTEN_AT_ONCE };
}

/** Those of orders of which the log says where they are: whoever meets such an order looks there first, and makes it no more. */
async function inTheLog(db: Db, keys: readonly RowKey[]): Promise<readonly RowKey[]> {
	const known = new Set<string>();
	const text = (source: string, target: string | null, id: string, key: string | null): string =>
		JSON.stringify([source, target, id, key ?? '']);
	for (const [target, into] of Map.groupBy(keys, ({ account }) => account)) {
		for (const batch of batches(distinct(into.map(({ order_id }) => order_id)), 1)) {
			const sales = await db
				.selectFrom('sale')
				.select(['source', 'target', 'order_id', 'order_key'])
				.where('target', '=', target)
				.where('order_id', 'in', batch)
				.where('target_order_id', 'is not', null)
				.execute();
			for (const sale of sales) known.add(text(sale.source, sale.target, sale.order_id, sale.order_key));
		}
	}
	return keys.filter((key) => known.has(text(key.order_account, key.account, key.order_id, key.order_key)));
}
