import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import type { ReasonCode } from '../domain/reasons';
import type { SaleState } from '../domain/sale-states';
import { NO_STORE, type Sale, type SaleChange, type SaleEvent, type SaleFilter, type Sales } from '../ports/database';
import { batches, distinct, iso, valueRows } from './batches';
import type { Connection, Db } from './connection';
import { addEvents } from './inbox-rows';
import { appendHistory, changed, saleKey, saleOf, saveSales, type HistoryEntry, type SaleDraft } from './sale-rows';
import { clearWaiting, waitingFor, waitInstead } from './sale-waiting';
import type { Schema } from './schema';

const AREA = ['sale'];
/** A trigger that has not polled for so long has no say in what happens to its sales. */
const GONE_AFTER_MS = 24 * 60 * 60_000;

/** A client sees the sales of its own account, on either side. */
const ofAccount =
	(account: string) =>
	(sale: ExpressionBuilder<Schema, 'sale'>): Expression<SqlBool> =>
		sale.or([sale('channel', '=', account), sale('store', '=', account)]);

export class SqlSales implements Sales {
	constructor(private readonly connection: Connection) {}

	async get(channel: string, store: string, orderIds: readonly string[]): Promise<ReadonlyMap<string, Sale>> {
		const sales = new Map<string, Sale>();
		for (const batch of batches(distinct(orderIds), 1)) {
			const rows = await this.connection.read(
				async (db) =>
					await db
						.selectFrom('sale')
						.selectAll()
						.where('channel', '=', channel)
						.where('store', '=', store)
						.where('order_id', 'in', batch)
						.execute(),
			);
			for (const row of rows) sales.set(row.order_id, saleOf(row));
		}
		return sales;
	}

	async change(changes: readonly SaleChange[], now: number): Promise<void> {
		if (changes.length === 0) return;
		const keyOf = (change: SaleChange): string => saleKey({ ...change, order_id: change.orderId });
		await this.connection.write(AREA, async (db) => {
			await moveIn(db, changes);
			const sales = await this.before(db, changes);
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
				const waitsNow =
					change.waitingFor === undefined ? (change.state === 'error' ? undefined : []) : distinct(change.waitingFor).toSorted();
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
				[...waiting].map(([key, skus]) => ({ saleId: idOf(key), store: touched.get(key)?.store ?? '', skus })),
			);
			await appendHistory(
				db,
				history.map(({ key, ...entry }) => ({ sale_id: idOf(key), ...entry })),
				iso(now),
			);
		});
	}

	async list(filter: SaleFilter): Promise<readonly Sale[]> {
		const { states, reasons, orderIds, updatedSince, beforeId } = filter;
		if ([states, reasons, orderIds].some((choice) => choice?.length === 0)) return [];
		const rows = await this.connection.read(async (db) => {
			let query = db.selectFrom('sale').selectAll().where(ofAccount(filter.account)).orderBy('id', 'desc').limit(filter.limit);
			if (states !== undefined) query = query.where('state', 'in', states);
			if (reasons !== undefined) query = query.where('reason_code', 'in', reasons);
			if (orderIds !== undefined) query = query.where('order_id', 'in', orderIds);
			if (updatedSince !== undefined) query = query.where('updated_at', '>=', updatedSince);
			if (beforeId !== undefined) query = query.where('id', '<', beforeId);
			return await query.execute();
		});
		return rows.map(saleOf);
	}

	async history(saleId: number, account: string): Promise<readonly SaleEvent[]> {
		const rows = await this.connection.read(
			async (db) =>
				await db
					.selectFrom('sale_event')
					.where('sale_id', 'in', db.selectFrom('sale').select('id').where('id', '=', saleId).where(ofAccount(account)))
					.select(['at', 'state', 'reason_code', 'reason_text'])
					.orderBy('id')
					.execute(),
		);
		return rows.map((row) => ({
			at: row.at,
			state: row.state,
			...(row.reason_code !== null && { reason: row.reason_code as ReasonCode }),
			...(row.reason_text !== null && { text: row.reason_text }),
		}));
	}

	async summarize(
		account: string,
	): Promise<readonly { readonly state: SaleState; readonly reason?: ReasonCode; readonly count: number }[]> {
		const rows = await this.connection.read(
			async (db) =>
				await db
					.selectFrom('sale')
					.where(ofAccount(account))
					.select(['state', 'reason_code', sql<number>`count(*)`.as('count')])
					.groupBy(['state', 'reason_code'])
					.orderBy('state')
					.orderBy('reason_code', (order) => order.asc().nullsFirst())
					.execute(),
		);
		return rows.map((row) => ({
			state: row.state,
			...(row.reason_code !== null && { reason: row.reason_code as ReasonCode }),
			count: row.count,
		}));
	}

	async retry(account: string, orderIds: readonly string[] | undefined, now: number): Promise<number> {
		return await this.connection.write(AREA, async (db) => {
			const sales = db.selectFrom('sale').select('id').where(ofAccount(account));
			const ids: number[] = [];
			if (orderIds === undefined) {
				ids.push(...(await sales.where('state', '=', 'error').execute()).map((row) => row.id));
			} else {
				for (const batch of batches(distinct(orderIds), 1)) {
					ids.push(
						...(await sales.where('state', 'in', ['error', 'pending']).where('order_id', 'in', batch).execute()).map((row) => row.id),
					);
				}
			}
			await makeDue(db, ids, now);
			return ids.length;
		});
	}

	async returnDue(subscription: string, limit: number, now: number): Promise<number> {
		return await this.connection.write([...AREA, 'inbox'], async (db) => {
			const due = await db
				.selectFrom('sale')
				.select(['id', 'channel', 'order_id'])
				.where((sale) => sale.or([sale('subscription', '=', subscription), orphaned(sale, subscription, now)]))
				.where('next_attempt_at', 'is not', null)
				.where('next_attempt_at', '<=', iso(now))
				.where('state', '=', 'pending')
				.orderBy('next_attempt_at')
				.orderBy('id')
				.limit(limit)
				.execute();
			await addEvents(
				db,
				due.map((sale) => ({ subscription, account: sale.channel, orderId: sale.order_id, version: iso(now), kind: 'retry' })),
				now,
			);
			for (const batch of batches(due, 1)) {
				await db
					.updateTable('sale')
					.where(
						'id',
						'in',
						batch.map((sale) => sale.id),
					)
					.set({ next_attempt_at: null })
					.execute();
			}
			return due.length;
		});
	}

	async linked(store: string, skus: readonly string[], now: number): Promise<number> {
		return await this.connection.write(AREA, async (db) => {
			const ids = new Set<number>();
			for (const batch of batches(distinct(skus), 1)) {
				const rows = await db
					.selectFrom('sale_waiting')
					.innerJoin('sale', 'sale.id', 'sale_waiting.sale_id')
					.select('sale.id')
					.where('sale_waiting.store', '=', store)
					.where('sale_waiting.sku', 'in', batch)
					.where('sale.state', '=', 'error')
					.execute();
				for (const row of rows) ids.add(row.id);
			}
			await makeDue(db, [...ids], now);
			return ids.size;
		});
	}

	private async before(db: Db, changes: readonly SaleChange[]): Promise<Map<string, SaleDraft>> {
		const sales = new Map<string, SaleDraft>();
		for (const batch of batches(changes, 3)) {
			const rows = await db
				.selectFrom('sale')
				.selectAll()
				.where(
					sql<SqlBool>`(channel, store, order_id) in ${valueRows(batch.map((change) => [change.channel, change.store, change.orderId]))}`,
				)
				.execute();
			for (const row of rows) sales.set(saleKey(row), row);
		}
		return sales;
	}
}

/**
 * Of a trigger that is gone (its workflow was imported anew, say), or of none: they come back to another trigger of the
 * account whose orders go into the same store, as its own sales there show. Never to one of another store.
 */
const orphaned = (sale: ExpressionBuilder<Schema, 'sale'>, subscription: string, now: number): Expression<SqlBool> =>
	sale.and([
		sale('sale.channel', '=', sale.selectFrom('subscription').select('account').where('subscription.subscription', '=', subscription)),
		sale.not(
			sale.exists(
				sale
					.selectFrom('subscription as own')
					.select('own.subscription')
					.whereRef('own.subscription', '=', 'sale.subscription')
					.where('own.last_polled_at', '>=', iso(now - GONE_AFTER_MS)),
			),
		),
		sale.exists(
			sale
				.selectFrom('sale as other')
				.select('other.id')
				.where('other.subscription', '=', subscription)
				.where('other.store_order_id', 'is not', null)
				.whereRef('other.channel', '=', 'sale.channel')
				.whereRef('other.store', '=', 'sale.store'),
		),
	]);

/** Open sales that no store was chosen for yet become the store's, with their history. */
async function moveIn(db: Db, changes: readonly SaleChange[]): Promise<void> {
	const wanted = new Map(
		changes.filter((change) => change.store !== NO_STORE).map((change) => [orderKey(change.channel, change.orderId), change]),
	);
	for (const batch of batches([...wanted.values()], 3)) {
		const orders = batch.map((change) => [change.channel, change.orderId]);
		const homeless = await db
			.selectFrom('sale')
			.select(['id', 'channel', 'order_id'])
			.where('store', '=', NO_STORE)
			.where('state', 'in', ['pending', 'error'])
			.where(sql<SqlBool>`(channel, order_id) in ${valueRows(orders)}`)
			.execute();
		for (const { id, channel, order_id } of homeless) {
			const store = wanted.get(orderKey(channel, order_id))?.store ?? NO_STORE;
			const own = await db
				.selectFrom('sale')
				.select('id')
				.where('channel', '=', channel)
				.where('store', '=', store)
				.where('order_id', '=', order_id)
				.executeTakeFirst();
			if (own === undefined) await db.updateTable('sale').where('id', '=', id).set({ store }).execute();
		}
	}
}

const orderKey = (channel: string, orderId: string): string => JSON.stringify([channel, orderId]);

/** Why it stood there no longer holds: it is looked at anew. */
async function makeDue(db: Db, ids: readonly number[], now: number): Promise<void> {
	for (const batch of batches(ids, 1)) {
		await db
			.updateTable('sale')
			.where('id', 'in', batch)
			.set({
				state: 'pending',
				reason_code: null,
				reason_text: null,
				reason_advice: null,
				next_attempt_at: iso(now),
				updated_at: iso(now),
			})
			.execute();
	}
	await clearWaiting(db, ids);
	await appendHistory(
		db,
		ids.map((sale_id) => ({ sale_id, state: 'pending', reason_code: null, reason_text: null })),
		iso(now),
	);
}
