import { batches } from './batches';
import type { Db } from './connection';

/** The SKUs that sales wait for, sorted, by the sale's id. */
export async function waitingFor(db: Db, saleIds: readonly number[]): Promise<ReadonlyMap<number, readonly string[]>> {
	const waiting = new Map<number, string[]>();
	for (const batch of batches(saleIds, 1)) {
		const rows = await db.selectFrom('sale_waiting').select(['sale_id', 'sku']).where('sale_id', 'in', batch).execute();
		for (const row of rows) waiting.set(row.sale_id, [...(waiting.get(row.sale_id) ?? []), row.sku]);
	}
	for (const skus of waiting.values()) skus.sort();
	return waiting;
}

/** Each sale waits for these SKUs, and for no others. */
export async function waitInstead(db: Db, sales: readonly { readonly saleId: number; readonly skus: readonly string[] }[]): Promise<void> {
	await clearWaiting(
		db,
		sales.map((sale) => sale.saleId),
	);
	const rows = sales.flatMap(({ saleId, skus }) => skus.map((sku) => ({ sale_id: saleId, sku })));
	for (const batch of batches(rows, 2)) await db.insertInto('sale_waiting').values(batch).execute();
}

export async function clearWaiting(db: Db, saleIds: readonly number[]): Promise<void> {
	for (const batch of batches(saleIds, 1)) await db.deleteFrom('sale_waiting').where('sale_id', 'in', batch).execute();
}
