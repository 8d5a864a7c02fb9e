import type { AccountKey, OrderId } from '../../domain/ids';
import { DECIDED_ONE_BY_ONE, reason, type Reason, type ReasonCode } from '../../domain/reasons';
import type { SaleState } from '../../domain/sale-states';
import type { Database, Sale } from '../../ports/database';
import { isDoneByHand } from '../sales/sale-kind';
import { tellAgain, type TellAgainDeps } from '../fulfill/tell-again';
import { listSales, pagesOfSales } from './list-sales';

export type RetryDeps = TellAgainDeps & { readonly database: Pick<Database, 'sales'> };

/**
 * Makes sales due now: all that are in error and wait for no decision of a person, or the named orders. They come back
 * through their trigger, read anew. Parcels of theirs that left are told once more: the store may not have had the order
 * when they were told.
 */
export async function retrySales(deps: RetryDeps, account: AccountKey, orderIds: readonly OrderId[] | undefined): Promise<number> {
	const { database } = deps;
	const sent: Sale[] = [];
	for await (const sale of listSales(database, { account, states: ['error'], ...(orderIds === undefined ? {} : { orderIds }) }))
		if (sale.frozen) sent.push(sale);
	await tellAgain(deps, sent);
	return await database.sales.retry(account, orderIds, database.now());
}

/** Which of the open sales of an account are meant. */
export interface Retried {
	/** Of OPEN; all that need a person when left out. */
	readonly states?: readonly SaleState[];
	/** All but DECIDED_ONE_BY_ONE when left out. */
	readonly reasons?: readonly ReasonCode[];
}

const wishOf = (account: AccountKey, { states = ['error'], reasons }: Retried) => ({
	account,
	states: states.filter((state) => OPEN.some((open) => open === state)),
	...(reasons === undefined ? {} : { reasons }),
	fits: ({ reason: why }: Sale) => why === undefined || !DECIDED_ONE_BY_ONE.includes(why.code),
});

/** The same with those that are in these states for these reasons, page by page. */
export async function retryFitting(deps: RetryDeps, account: AccountKey, which: Retried): Promise<number> {
	const { database } = deps;
	let retried = 0;
	for await (const page of pagesOfSales(database, wishOf(account, which))) {
		await tellAgain(
			deps,
			page.filter(({ state, frozen }) => state === 'error' && frozen),
		);
		const ids = page.map(({ id }) => id);
		retried += await database.sales.retryThese(account, ids, database.now());
	}
	return retried;
}

/** What `retryFitting` would make due, newest first. Changes nothing. */
export const fittingToRetry = (
	database: Pick<Database, 'sales'>,
	account: AccountKey,
	which: Retried,
	limit: number,
): AsyncIterable<Sale> => listSales(database, { ...wishOf(account, which), limit });

/** What became of one order that was to be retried. */
export interface RetriedOrder {
	readonly orderId: OrderId;
	/** In how many stores it is done anew. */
	readonly retried: number;
	/** Why in none. */
	readonly reason?: Reason;
}

/** Retries the named orders, with an answer for each. `dry`: says what would be done, and does nothing. */
export async function retryOrders(
	deps: RetryDeps,
	account: AccountKey,
	orderIds: readonly OrderId[],
	dry = false,
): Promise<readonly RetriedOrder[]> {
	const ids = [...new Set(orderIds)];
	const known: Sale[] = [];
	for await (const sale of listSales(deps.database, { account, orderIds: ids })) known.push(sale);
	if (!dry) await retrySales(deps, account, ids);
	const byOrder = Map.groupBy(known, (sale) => sale.orderId);
	return ids.map((orderId) => {
		const own = byOrder.get(orderId) ?? [];
		const [newest] = own;
		if (newest === undefined) return { orderId, retried: 0, reason: reason('saleUnknown', orderId) };
		const retried = own.filter((sale) => OPEN.some((open) => open === sale.state) || isDoneByHand(sale)).length;
		return retried > 0 ? { orderId, retried } : { orderId, retried, reason: reason('nothingToRetry', newest.orderNumber, newest.state) };
	});
}

/** Of these a retry has something to do. */
export const OPEN = ['error', 'pending'] as const;
