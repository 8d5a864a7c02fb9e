import { sql, type SqlBool } from 'kysely';
import { iso } from '../domain/time';
import { batches, distinct, valueRows } from './batches';
import type { Db } from './connection';
import { appendHistory, changed, saleKey, saveSales, type HistoryEntry, type RowChange, type SaleDraft, type SaleRow } from './sale-rows';
import { waitingFor, waitInstead } from './sale-waiting';

const keyOf = (change: RowChange): string => saleKey({ ...change, order_id: change.orderId, order_key: change.orderKey ?? null });

/** See `Sales.change`. For a caller that holds the area `sale`. */
export async function changeSales(db: Db, given: readonly RowChange[], now: number): Promise<void> {
	const { changes, sales } = await withKeys(db, given, await moveIn(db, given, await ofOrders(db, given)));
	const waits = await waitingFor(
		db,
		[...sales.values()].map((sale) => sale.id).filter((id) => id !== undefined),
	);
	const touched = new Map<string, SaleDraft>();
	const waiting = new Map<string, readonly string[]>();
	const history: (Omit<HistoryEntry, 'sale_id'> & { readonly key: string })[] = [];
	for (const change of changes) {
		const key = keyOf(change);
		const before = touched.get(key) ?? sales.get(key);
		const after = changed(before, change, iso(now));
		// Only an error waits for a person to link something.
		const waitsNow = change.waitingFor === undefined ? (change.state === 'error' ? undefined : []) : distinct(change.waitingFor).toSorted();
		const waitedFor = waiting.get(key) ?? (before?.id === undefined ? [] : (waits.get(before.id) ?? []));
		const waitsElse = waitsNow !== undefined && JSON.stringify(waitsNow) !== JSON.stringify(waitedFor);
		if (after === before && !waitsElse) continue;
		if (waitsElse) waiting.set(key, waitsNow);
		const { state, reason_code, reason_text } = after;
		touched.set(key, { ...after, updated_at: iso(now) });
		history.push({ key, state, reason_code, reason_text });
	}
	const ids = await saveSales(db, [...touched.values()]);
	const idOf = (key: string): number => {
		const id = ids.get(key);
		if (id === undefined) throw new Error('The database did not answer with the sale it saved');
		return id;
	};
	await waitInstead(
		db,
		[...waiting].map(([key, skus]) => ({ saleId: idOf(key), skus })),
	);
	await appendHistory(
		db,
		history.map(({ key, ...entry }) => ({ sale_id: idOf(key), ...entry })),
		iso(now),
	);
}

const placeOf = (source: string, orderId: string, target: string | null): string => JSON.stringify([source, orderId, target]);

/**
 * Which of the orders that had one id each change is about: without a key the newest; one that was noted before its key
 * was known gets it now. Answers the sales that there are, under their keys.
 */
async function withKeys(
	db: Db,
	changes: readonly RowChange[],
	known: readonly SaleRow[],
): Promise<{ readonly changes: readonly RowChange[]; readonly sales: ReadonlyMap<string, SaleDraft> }> {
	const rows = new Map<string, SaleRow[]>();
	for (const row of known.toSorted((one, other) => one.id - other.id)) {
		const place = placeOf(row.source, row.order_id, row.target);
		rows.set(place, [...(rows.get(place) ?? []), row]);
	}
	const named: RowChange[] = [];
	for (const change of changes) {
		const own = rows.get(placeOf(change.source, change.orderId, change.target)) ?? [];
		const orderKey = change.orderKey ?? own.at(-1)?.order_key ?? undefined;
		named.push(orderKey === undefined ? change : { ...change, orderKey });
		const nameless = own.findIndex(({ order_key }) => order_key === null);
		const row = own[nameless];
		if (orderKey === undefined || row === undefined || own.some(({ order_key }) => order_key === orderKey)) continue;
		await db.updateTable('sale').where('id', '=', row.id).set({ order_key: orderKey }).execute();
		own[nameless] = { ...row, order_key: orderKey };
	}
	return { changes: named, sales: new Map([...rows.values()].flat().map((row): [string, SaleDraft] => [saleKey(row), row])) };
}

/** Sales of these orders, in whatever target. */
async function ofOrders(db: Db, changes: readonly RowChange[]): Promise<readonly SaleRow[]> {
	const rows: SaleRow[] = [];
	const orders = new Map(changes.map(({ source, orderId }) => [JSON.stringify([source, orderId]), [source, orderId]]));
	for (const batch of batches([...orders.values()], 2)) {
		rows.push(
			...(await db
				.selectFrom('sale')
				.selectAll()
				.where(sql<SqlBool>`(source, order_id) in ${valueRows(batch)}`)
				.execute()),
		);
	}
	return rows;
}

/**
 * Open sales that no target was chosen for yet become those of the first target that takes the order, with their history.
 * Answers all as they are then.
 */
async function moveIn(db: Db, changes: readonly RowChange[], rows: readonly SaleRow[]): Promise<readonly SaleRow[]> {
	const wanted = new Map(changes.filter(({ target }) => target !== null).map((change) => [orderOf(change.source, change.orderId), change]));
	const moved = new Map<number, SaleRow>();
	for (const [order, sales] of Map.groupBy(rows, (sale) => orderOf(sale.source, sale.order_id))) {
		const { target, orderKey } = wanted.get(order) ?? {};
		if (target === undefined) continue;
		const own = sales.filter((sale) => orderKey === undefined || sale.order_key === null || sale.order_key === orderKey);
		const homeless = own.find((sale) => sale.target === null && (sale.state === 'pending' || sale.state === 'error'));
		if (homeless === undefined || own.some((sale) => sale.target === target)) continue;
		await db.updateTable('sale').where('id', '=', homeless.id).set({ target }).execute();
		moved.set(homeless.id, { ...homeless, target });
	}
	return rows.map((row) => moved.get(row.id) ?? row);
}

const orderOf = (source: string, orderId: string): string => JSON.stringify([source, orderId]);
