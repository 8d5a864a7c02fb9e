import type { AccountKey, OrderId } from '../../domain/ids';
import { reason, REASONS, type Reason, type ReasonCode } from '../../domain/reasons';
import type { SaleState } from '../../domain/sale-states';
import type { Database, Sale, SaleFilter } from '../../ports/database';
import { tellAgain, type TellAgainDeps } from '../fulfill/tell-again';

export interface LogSummary {
	readonly account: AccountKey;
	readonly counts: Readonly<Record<SaleState, number>>;
	/** What needs a person or waits, most frequent first. */
	readonly reasons: readonly {
		readonly state: SaleState;
		readonly code: ReasonCode;
		readonly title: string;
		readonly advice: string;
		readonly count: number;
	}[];
}

const PAGE = 200;

/** Sales of one account, newest first, page by page so that memory stays flat. */
export async function* listSales(
	database: Pick<Database, 'sales'>,
	filter: Omit<SaleFilter, 'limit' | 'beforeId'> & { readonly limit?: number },
): AsyncIterable<Sale> {
	let left = filter.limit ?? Number.POSITIVE_INFINITY;
	let beforeId: number | undefined;
	while (left > 0) {
		const page = await database.sales.list({ ...filter, limit: Math.min(PAGE, left), ...(beforeId === undefined ? {} : { beforeId }) });
		yield* page;
		left -= page.length;
		beforeId = page.at(-1)?.id;
		if (page.length < PAGE || beforeId === undefined) return;
	}
}

export async function summarizeSales(database: Database, account: AccountKey): Promise<LogSummary> {
	const rows = await database.sales.summarize(account);
	const counts: Record<SaleState, number> = { pending: 0, synced: 0, error: 0, cancelled: 0, deleted: 0 };
	for (const { state, count } of rows) counts[state] += count;
	const reasons = rows
		.flatMap(({ state, reason, count }) => (reason === undefined ? [] : [{ state, code: reason, ...REASONS[reason], count }]))
		.sort((a, b) => b.count - a.count || a.code.localeCompare(b.code));
	return { account, counts, reasons };
}

/**
 * Makes sales due now: all that are in error and wait for no decision of a person, or the named orders. They come back
 * through their trigger, read anew. Parcels of theirs that left are told once more: the store may not have had the order
 * when they were told.
 */
export async function retrySales(
	deps: TellAgainDeps & { readonly database: Pick<Database, 'sales'> },
	account: AccountKey,
	orderIds: readonly OrderId[] | undefined,
): Promise<number> {
	const { database } = deps;
	const sent: Sale[] = [];
	for await (const sale of listSales(database, { account, states: ['error'], ...(orderIds === undefined ? {} : { orderIds }) }))
		if (sale.frozen) sent.push(sale);
	await tellAgain(deps, sent);
	return await database.sales.retry(account, orderIds, database.now());
}

/** What became of one order that was to be retried. */
export interface RetriedOrder {
	readonly orderId: OrderId;
	/** In how many stores it is done anew. */
	readonly retried: number;
	/** Why in none. */
	readonly reason?: Reason;
}

/** Retries the named orders, with an answer for each. */
export async function retryOrders(
	deps: Parameters<typeof retrySales>[0],
	account: AccountKey,
	orderIds: readonly OrderId[],
): Promise<readonly RetriedOrder[]> {
	const ids = [...new Set(orderIds)];
	const known: Sale[] = [];
	const states = [...OPEN, 'synced', 'cancelled', 'deleted'] as const;
	for await (const sale of listSales(deps.database, { account, states, orderIds: ids })) known.push(sale);
	await retrySales(deps, account, ids);
	const byOrder = Map.groupBy(known, (sale) => sale.orderId);
	return ids.map((orderId) => {
		const own = byOrder.get(orderId) ?? [];
		const [newest] = own;
		if (newest === undefined) return { orderId, retried: 0, reason: reason('saleUnknown', orderId) };
		const retried = own.filter(({ state }) => OPEN.some((open) => open === state)).length;
		return retried > 0 ? { orderId, retried } : { orderId, retried, reason: reason('nothingToRetry', newest.orderNumber, newest.state) };
	});
}

/** Of these a retry has something to do. */
const OPEN = ['error', 'pending'] as const;
