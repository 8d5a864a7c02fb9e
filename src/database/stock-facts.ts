import type { Insertable } from 'kysely';
import type { ChannelFact } from '../domain/stock/facts';
import { iso } from '../domain/time';
import type { SeenStock } from '../ports/database';
import type { AccountId } from './account-id';
import { batches, distinct } from './batches';
import type { Db } from './connection';
import type { StockFactTable } from './stock-schema';

const FACT_COLUMNS = 10;
const SEEN_COLUMNS = 5;

const factOf = (row: StockFactTable): ChannelFact => ({
	sku: row.sku,
	fulfilledBy: row.fulfilled_by,
	...(row.quantity !== null && { quantity: row.quantity }),
	...(row.at_locations === 1 && { atLocations: true as const }),
	...(row.closed === 1 && { closed: true as const }),
	...(row.no_quantity === 1 && { noQuantity: true as const }),
	...(row.set_to !== null && { setTo: row.set_to }),
	...(row.listed_in !== null && { listedIn: row.listed_in.split(' ') }),
	asOf: row.as_of,
});

export async function factsOf(db: Db, account: AccountId, skus: readonly string[]): Promise<ReadonlyMap<string, ChannelFact>> {
	const found = new Map<string, ChannelFact>();
	const facts = db.selectFrom('stock_fact').selectAll().where('account', '=', account);
	for (const batch of batches(distinct(skus), 1))
		for (const row of await facts.where('sku', 'in', batch).execute()) found.set(row.sku, factOf(row));
	return found;
}

export async function noteFacts(db: Db, account: AccountId, facts: readonly ChannelFact[]): Promise<void> {
	const newest = new Map<string, ChannelFact>();
	for (const fact of facts) {
		const other = newest.get(fact.sku);
		if (other === undefined || other.asOf <= fact.asOf) newest.set(fact.sku, fact);
	}
	const rows = [...newest.values()].map((fact): Insertable<StockFactTable> => ({
		account,
		sku: fact.sku,
		fulfilled_by: fact.fulfilledBy,
		quantity: fact.quantity ?? null,
		at_locations: Number(fact.atLocations === true),
		closed: Number(fact.closed === true),
		no_quantity: Number(fact.noQuantity === true),
		set_to: fact.setTo ?? null,
		listed_in: fact.listedIn === undefined || fact.listedIn.length === 0 ? null : fact.listedIn.join(' '),
		as_of: fact.asOf,
	}));
	for (const batch of batches(rows, FACT_COLUMNS))
		await db
			.insertInto('stock_fact')
			.values(batch)
			.onConflict((conflict) =>
				conflict
					.columns(['account', 'sku'])
					.doUpdateSet((eb) => ({
						fulfilled_by: eb.ref('excluded.fulfilled_by'),
						quantity: eb.ref('excluded.quantity'),
						at_locations: eb.ref('excluded.at_locations'),
						closed: eb.ref('excluded.closed'),
						no_quantity: eb.ref('excluded.no_quantity'),
						set_to: eb.ref('excluded.set_to'),
						listed_in: eb.ref('excluded.listed_in'),
						as_of: eb.ref('excluded.as_of'),
					}))
					.whereRef('excluded.as_of', '>=', 'stock_fact.as_of'),
			)
			.execute();
}

export async function seenOf(db: Db, account: AccountId, productIds: readonly string[]): Promise<ReadonlyMap<string, SeenStock>> {
	const found = new Map<string, SeenStock>();
	const seen = db.selectFrom('stock_seen').selectAll().where('account', '=', account);
	for (const batch of batches(distinct(productIds), 1))
		for (const { product_id: item, quantity, own } of await seen.where('product_id', 'in', batch).execute())
			found.set(item, { item, quantity, ...(own === 1 && { own: true as const }) });
	return found;
}

export async function noteSeen(db: Db, account: AccountId, seen: readonly SeenStock[], now: number): Promise<void> {
	const last = [...new Map(seen.map((one) => [one.item, one])).values()];
	for (const batch of batches(last, SEEN_COLUMNS))
		await db
			.insertInto('stock_seen')
			.values(
				batch.map(({ item, quantity, own }) => ({
					account,
					product_id: item,
					quantity,
					own: Number(own === true),
					seen_at: iso(now),
				})),
			)
			.onConflict((conflict) =>
				conflict.columns(['account', 'product_id']).doUpdateSet((eb) => ({
					quantity: eb.ref('excluded.quantity'),
					own: eb.ref('excluded.own'),
					seen_at: eb.ref('excluded.seen_at'),
				})),
			)
			.execute();
}
