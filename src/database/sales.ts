import { sql, type SelectQueryBuilder, type SqlBool } from 'kysely';
import type { AccountKey, OrderId, OrderRef } from '../domain/ids';
import { isSameKey } from '../domain/order-keys';
import type { ReasonCode } from '../domain/reasons';
import type { SaleState } from '../domain/sale-states';
import type { IsoTime } from '../domain/time';
import type { AgingFilter, InboxKey, LeftOrder, Sale, SaleChange, SaleDecision, SaleEvent, SaleFilter, Sales } from '../ports/database';
import type { SqlAccounts } from './accounts';
import { agingSales, noteErased, noteLeft, untoldOfLeaving } from './aging-sales';
import { batches, distinct } from './batches';
import { changeSales } from './change-sales';
import type { Connection, Db } from './connection';
import { bringForward, makeLinkedDue, returnDue } from './due-sales';
import { decideSales } from './decide-sales';
import { retryAll, retryOrders, retryThese } from './retry-sales';
import { ofAccount, onEachSide } from './sale-sides';
import { saleOf, type SaleRow } from './sale-rows';
import type { Schema } from './schema';
import { mayBeDue } from './waiting-sales';

const AREA = ['sale'];
/** What nobody works on, and no person has to. */
const ASLEEP: ReadonlySet<SaleState> = new Set(['pending', 'cancelled']);
/** Of a copy of an order that was bought elsewhere a person says in the store that it is seen to. */
const isSeenTo = ({ state, frozen, total }: Pick<SaleRow, 'state' | 'frozen' | 'total'>): boolean =>
	state === 'error' && frozen === 1 && total === null;

/** Where orders were bought, and where they go. */
interface Sides {
	readonly source: AccountKey;
	readonly target: AccountKey;
}
type SaleQuery = SelectQueryBuilder<Schema, 'sale', SaleRow>;

export class SqlSales implements Sales {
	constructor(
		private readonly connection: Connection,
		private readonly accounts: SqlAccounts,
	) {}

	async get(from: Sides, orderIds: readonly OrderId[]): Promise<ReadonlyMap<OrderId, Sale>> {
		return new Map((await this.ofIds(from, orderIds)).map((sale) => [sale.orderId, sale]));
	}

	async ofOrders(from: Sides, orders: readonly Pick<OrderRef, 'id' | 'key' | 'createdAt'>[]): Promise<readonly (Sale | undefined)[]> {
		const found = await this.ofIds(
			from,
			orders.map(({ id }) => id),
		);
		const byId = Map.groupBy(found, ({ orderId }) => orderId);
		return orders.map((order) => {
			const sales = byId.get(order.id) ?? [];
			if (order.key === undefined) return sales.at(-1);
			return (
				sales.find(({ orderKey }) => orderKey === order.key) ??
				sales.find(({ orderKey }) => orderKey === undefined) ??
				sales.find(({ orderKey: key, orderCreatedAt: createdAt }) => isSameKey({ key, createdAt }, order))
			);
		});
	}

	/** Of each id the oldest first. */
	private async ofIds(from: Sides, orderIds: readonly OrderId[]): Promise<readonly Sale[]> {
		const found: SaleRow[] = [];
		for (const batch of batches(distinct(orderIds), 1))
			found.push(...(await this.between(from, (sales) => sales.where('order_id', 'in', batch).orderBy('id'))));
		return await this.outside(found);
	}

	async aging({ target, ...filter }: AgingFilter): Promise<readonly Sale[]> {
		const account = await this.accounts.known(target);
		if (account === undefined) return [];
		return await this.outside(await this.connection.read(async (db) => await agingSales(db, account, filter)));
	}

	async noteLeft(source: AccountKey, orders: readonly LeftOrder[]): Promise<void> {
		const account = await this.accounts.known(source);
		if (account === undefined || orders.length === 0) return;
		// As a rule they know it, and nobody else is held up.
		if ((await this.connection.read(async (db) => await untoldOfLeaving(db, account, orders))).length === 0) return;
		await this.connection.write(AREA, async (db) => {
			await noteLeft(db, await untoldOfLeaving(db, account, orders));
		});
	}

	async erased(target: AccountKey, saleIds: readonly number[], now: number): Promise<void> {
		const account = await this.accounts.known(target);
		if (account === undefined || saleIds.length === 0) return;
		await this.connection.write(AREA, async (db) => {
			await noteErased(db, account, saleIds, now);
		});
	}

	async underWay(from: Sides, since: IsoTime): Promise<readonly Sale[]> {
		const rows = await this.between(from, (sales) =>
			sales
				// As it stands in the index.
				.where(sql<SqlBool>`frozen = 0 and target_order_id is not null`)
				.where('state', 'in', ['synced', 'error'])
				.where('updated_at', '>=', since)
				.orderBy('id', 'desc'),
		);
		return await this.outside(rows);
	}

	/** None where one of the two was never met. */
	private async between(from: Sides, narrow: (sales: SaleQuery) => SaleQuery): Promise<readonly SaleRow[]> {
		const [source, target] = [await this.accounts.known(from.source), await this.accounts.known(from.target)];
		if (source === undefined || target === undefined) return [];
		return await this.connection.read(
			async (db) => await narrow(db.selectFrom('sale').selectAll().where('source', '=', source).where('target', '=', target)).execute(),
		);
	}

	async change(changes: readonly SaleChange[], now: number): Promise<void> {
		if (changes.length === 0) return;
		const idOf = await this.accounts.idsOf(changes.flatMap(({ source, target }) => [source, ...(target === undefined ? [] : [target])]));
		const ofRows = changes.map(({ source, target, ...change }) => ({
			...change,
			source: idOf(source),
			target: target === undefined ? null : idOf(target),
		}));
		await this.connection.write(AREA, async (db) => {
			await changeSales(db, ofRows, now);
		});
	}

	async list(filter: SaleFilter): Promise<readonly Sale[]> {
		const { states, reasons, orderIds, updatedSince, updatedBefore, purchasedSince, purchasedBefore, beforeId } = filter;
		const account = await this.accounts.known(filter.account);
		if (account === undefined || [states, reasons, orderIds].some((choice) => choice?.length === 0)) return [];
		const rows = await this.connection.read(
			async (db) =>
				await onEachSide(account, async (side) => {
					let query = db.selectFrom('sale').selectAll().where(side).orderBy('id', 'desc').limit(filter.limit);
					if (states !== undefined) query = query.where('state', 'in', states);
					if (reasons !== undefined) query = query.where('reason_code', 'in', reasons);
					if (orderIds !== undefined) query = query.where('order_id', 'in', orderIds);
					if (updatedSince !== undefined) query = query.where('updated_at', '>=', updatedSince);
					if (updatedBefore !== undefined) query = query.where('updated_at', '<', updatedBefore);
					if (purchasedSince !== undefined) query = query.where('purchased_at', '>=', purchasedSince);
					if (purchasedBefore !== undefined) query = query.where('purchased_at', '<', purchasedBefore);
					if (beforeId !== undefined) query = query.where('id', '<', beforeId);
					return await query.execute();
				}),
		);
		return await this.outside(rows.sort((a, b) => b.id - a.id).slice(0, filter.limit));
	}

	async history(saleId: number, account: AccountKey): Promise<readonly SaleEvent[]> {
		const id = await this.accounts.known(account);
		if (id === undefined) return [];
		const rows = await this.connection.read(
			async (db) =>
				await db
					.selectFrom('sale_event')
					.where('sale_id', 'in', db.selectFrom('sale').select('id').where('id', '=', saleId).where(ofAccount(id)))
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

	async retry(account: AccountKey, orderIds: readonly OrderId[] | undefined, now: number): Promise<number> {
		const id = await this.accounts.known(account);
		if (id === undefined) return 0;
		return orderIds === undefined ? await retryAll(this.connection, id, now) : await retryOrders(this.connection, id, orderIds, now);
	}

	async retryThese(account: AccountKey, saleIds: readonly number[], now: number): Promise<number> {
		const id = await this.accounts.known(account);
		return id === undefined || saleIds.length === 0 ? 0 : await retryThese(this.connection, id, saleIds, now);
	}

	async decide(account: AccountKey, saleIds: readonly number[], word: SaleDecision, now: number): Promise<readonly number[]> {
		const id = await this.accounts.known(account);
		if (id === undefined || saleIds.length === 0) return [];
		return await this.connection.write(AREA, async (db) => await decideSales(db, id, saleIds, word, now));
	}

	async returnDue({ subscription, account }: InboxKey, limit: number, now: number): Promise<number> {
		const id = await this.accounts.idOf(account);
		if (!(await this.connection.read(async (db) => await mayBeDue(db, id, now)))) return 0;
		return await this.connection.write([...AREA, 'inbox'], async (db) => await returnDue(db, { subscription, account: id }, limit, now));
	}

	async wake(source: AccountKey, orderIds: readonly OrderId[], reasons: readonly ReasonCode[], now: number): Promise<number> {
		const account = await this.accounts.known(source);
		if (account === undefined || orderIds.length === 0) return 0;
		const asleep = async (db: Db): Promise<readonly number[]> => {
			const found = [];
			for (const batch of batches(distinct(orderIds), 1)) {
				const own = db.selectFrom('sale').select(['id', 'state', 'reason_code', 'frozen', 'total']).where('source', '=', account);
				found.push(...(await own.where('order_id', 'in', batch).execute()));
			}
			const waits = (code: string | null): boolean => reasons.some((reason) => reason === code);
			return found.filter((row) => (ASLEEP.has(row.state) || isSeenTo(row)) && waits(row.reason_code)).map(({ id }) => id);
		};
		// As a rule nothing waits, and nobody else is held up.
		if ((await this.connection.read(asleep)).length === 0) return 0;
		return await this.connection.write(AREA, async (db) => {
			const ids = await asleep(db);
			await bringForward(db, ids, now);
			return ids.length;
		});
	}

	async linked(target: AccountKey, skus: readonly string[], now: number): Promise<number> {
		const account = await this.accounts.known(target);
		if (account === undefined) return 0;
		return await this.connection.write(AREA, async (db) => await makeLinkedDue(db, account, skus, now));
	}

	private async outside(rows: readonly SaleRow[]): Promise<readonly Sale[]> {
		const keyOf = await this.accounts.keysOf(rows.flatMap(({ source, target }) => (target === null ? [source] : [source, target])));
		return rows.map((row) => saleOf(row, keyOf));
	}
}
