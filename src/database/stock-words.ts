import type { StockSource } from '../domain/stock/facts';
import { iso } from '../domain/time';
import { batches, distinct } from './batches';
import type { Db } from './connection';
import type { Pair } from './link-rows';

const SOURCE_COLUMNS = 5;
const LEFT_OUT_COLUMNS = 4;

export async function sourcesOf(
	db: Db,
	{ channel, store }: Pair,
	productIds: readonly string[],
): Promise<ReadonlyMap<string, StockSource>> {
	const found = new Map<string, StockSource>();
	const sources = db.selectFrom('stock_source').selectAll().where('channel', '=', channel).where('store', '=', store);
	for (const batch of batches(distinct(productIds), 1))
		for (const row of await sources.where('product_id', 'in', batch).execute()) found.set(row.product_id, row.source);
	return found;
}

/** See `StockMemory.declare`. */
export async function declare(
	db: Db,
	pair: Pair,
	productIds: readonly string[],
	source: StockSource | undefined,
	now: number,
): Promise<number> {
	const known = await sourcesOf(db, pair, productIds);
	const changed = distinct(productIds).filter((id) => known.get(id) !== source);
	if (source === undefined) {
		const sources = db.deleteFrom('stock_source').where('channel', '=', pair.channel).where('store', '=', pair.store);
		for (const batch of batches(changed, 1)) await sources.where('product_id', 'in', batch).execute();
		return changed.length;
	}
	for (const batch of batches(changed, SOURCE_COLUMNS))
		await db
			.insertInto('stock_source')
			.values(batch.map((id) => ({ ...pair, product_id: id, source, updated_at: iso(now) })))
			.onConflict((conflict) =>
				conflict.columns(['channel', 'store', 'product_id']).doUpdateSet((eb) => ({
					source: eb.ref('excluded.source'),
					updated_at: eb.ref('excluded.updated_at'),
				})),
			)
			.execute();
	return changed.length;
}

/** Of linked products: all of whose listings the channel ships alone, in all places; where nobody knows the places, none. */
export async function shippedByChannelAlone(db: Db, { channel, store }: Pair): Promise<readonly string[]> {
	const rows = await db
		.selectFrom('link as l')
		.select('l.product_id')
		.distinct()
		.where('l.channel', '=', channel)
		.where('l.store', '=', store)
		.where('l.gone', '=', '')
		.where(({ not, exists, selectFrom }) => {
			const others = selectFrom('link as o')
				.select('o.sku')
				.whereRef('o.product_id', '=', 'l.product_id')
				.whereRef('o.channel', '=', 'l.channel')
				.whereRef('o.store', '=', 'l.store')
				.where('o.gone', '=', '')
				.where((inner) => {
					const places = inner
						.selectFrom('link_place as p')
						.select('p.sku')
						.whereRef('p.channel', '=', 'o.channel')
						.whereRef('p.store', '=', 'o.store')
						.whereRef('p.sku', '=', 'o.sku');
					return inner.or([inner.not(inner.exists(places)), inner.exists(places.where('p.fulfilled_by', '<>', 'amazon'))]);
				});
			return not(exists(others));
		})
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('stock_source as s')
						.select('s.source')
						.whereRef('s.channel', '=', 'l.channel')
						.whereRef('s.store', '=', 'l.store')
						.whereRef('s.product_id', '=', 'l.product_id'),
				),
			),
		)
		.execute();
	return rows.map((row) => row.product_id);
}

export async function leftOutOf(db: Db, { channel, store }: Pair, skus: readonly string[]): Promise<ReadonlySet<string>> {
	const found = new Set<string>();
	const left = db.selectFrom('stock_left_out').select('sku').where('channel', '=', channel).where('store', '=', store);
	for (const batch of batches(distinct(skus), 1)) for (const { sku } of await left.where('sku', 'in', batch).execute()) found.add(sku);
	return found;
}

/** See `StockMemory.leaveOut`. */
export async function leaveOut(db: Db, pair: Pair, skus: readonly string[], out: boolean, now: number): Promise<number> {
	const known = await leftOutOf(db, pair, skus);
	const changed = distinct(skus).filter((sku) => known.has(sku) !== out);
	if (out) {
		for (const batch of batches(changed, LEFT_OUT_COLUMNS))
			await db
				.insertInto('stock_left_out')
				.values(batch.map((sku) => ({ ...pair, sku, updated_at: iso(now) })))
				.execute();
	} else {
		const left = db.deleteFrom('stock_left_out').where('channel', '=', pair.channel).where('store', '=', pair.store);
		for (const batch of batches(changed, 1)) await left.where('sku', 'in', batch).execute();
	}
	return changed.length;
}
