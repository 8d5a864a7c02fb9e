import { accountKey } from '../../domain/account';
import { breathe } from '../../domain/breathe';
import type { DaySpan } from '../../domain/day';
import type { OrderId } from '../../domain/ids';
import type { Order } from '../../domain/order';
import { PlatformError } from '../../domain/platform-error';
import { reason, type Reason } from '../../domain/reasons';
import type { Database, Sale } from '../../ports/database';
import type { OrderPage, OrderSource } from '../../ports/order-source';
import type { OnceDeps } from '../once';
import { keepRest, restOf } from './day-place';
import { findGone, type AskedStore } from './gone-orders';
import { whyNoSale, type NoSale, type Takers } from './why-no-sale';

export interface ReconcileDeps extends OnceDeps {
	readonly source: OrderSource;
	readonly sink: AskedStore;
	readonly database: OnceDeps['database'] & Pick<Database, 'sales' | 'subscriptions' | 'memories' | 'hmac' | 'shipments'>;
}

/**
 * `synced`: in the log, and in the store. `waiting`: comes by itself. `inError`: needs a person, who was told. `ignored`: nothing
 * is to be done, and why. `missing`: it should be in the log and is not. `gone`: the log has it in the store, the store does not.
 * `unreadable`: the channel's answer does not say what it is.
 */
export type Found = NoSale['found'] | 'synced' | 'inError' | 'gone' | 'unreadable';

/** An order of the day, and what became of it. */
export interface ReconciledOrder {
	readonly found: Found;
	readonly orderId: string;
	readonly orderNumber: string;
	readonly reason?: Reason;
	readonly sale?: Sale;
	/** Where it is missing: as it is at the channel now. */
	readonly order?: Order;
}

export interface ReconciledPage {
	readonly orders: readonly ReconciledOrder[];
	/** What ended it early: nothing is said of the rest of the day. */
	readonly stopped?: PlatformError;
	/** An earlier run stopped there, and has told of what was before. */
	readonly continued?: true;
}

/** Channels show an order a little after it was bought, and refuse to be asked for what is later than that. */
const SETTLING_MS = 3 * 60_000;

/**
 * Holds every order that was bought at a channel in a time against the log and the store, page by page, from where an earlier run of
 * that day had to stop. Changes nothing. Throws
 * where the channel or the store does not answer: that is not "nothing missing".
 */
export async function* reconcileDay(
	deps: ReconcileDeps,
	span: DaySpan,
	{ personalData }: { readonly personalData: boolean },
): AsyncGenerator<ReconciledPage> {
	const { source, database } = deps;
	const { from, to } = span;
	const account = accountKey(source.account);
	const takers = await database.subscriptions.of(account);
	const isOver = Date.parse(to) < database.now() - SETTLING_MS;
	const search = { by: 'purchased', from, ...(isOver ? { to } : {}), personalData } as const;
	// Pages move while new orders come: one may be met twice.
	const met = new Set<string>();
	const rest = await restOf(deps, span);
	let [next, upTo] = [rest, from];
	let isFirst = true;
	do {
		const page = await pageOf(source, { ...search, ...(next === undefined ? {} : { page: next }) }, { isFirst, isRest: next === rest });
		if (page === 'expired') {
			next = undefined;
			continue;
		}
		if (page instanceof PlatformError) {
			if (next !== undefined) await keepRest(deps, span, { page: next, upTo });
			yield { orders: [], stopped: page };
			return;
		}
		if (isFirst && next !== undefined) yield { orders: [], continued: true };
		isFirst = false;
		upTo = page.upTo;
		const orders = page.orders.filter(({ id, purchasedAt }) => purchasedAt >= from && purchasedAt < to && !met.has(id));
		for (const { id } of orders) met.add(id);
		yield { orders: [...(await reconcile(deps, takers, orders)), ...page.unreadable.map(asUnreadable)] };
		next = page.nextPage;
	} while (isFirst || next !== undefined);
	if (rest !== undefined) await keepRest(deps, span, undefined);
}

/** A token that aged, or that is of a search with other wishes. */
const OTHER_LIST: ReadonlySet<PlatformError['details']['kind']> = new Set(['conflict', 'rejected'] as const);

/** Once something was read, what passes ends the reading and takes nothing back. */
async function pageOf(
	source: OrderSource,
	search: Parameters<OrderSource['search']>[0],
	{ isFirst, isRest }: { readonly isFirst: boolean; readonly isRest: boolean },
): Promise<OrderPage | PlatformError | 'expired'> {
	try {
		return await source.search(search);
	} catch (error) {
		if (isFirst && isRest && search.page !== undefined && error instanceof PlatformError && OTHER_LIST.has(error.details.kind))
			return 'expired';
		if (!isFirst && error instanceof PlatformError && (error.passing || error.details.kind === 'conflict')) return error;
		throw error;
	}
}

const asUnreadable = ({ orderId, text }: OrderPage['unreadable'][number]): ReconciledOrder => ({
	found: 'unreadable',
	orderId,
	orderNumber: orderId,
	reason: reason('contract', orderId, text),
});

async function reconcile(deps: ReconcileDeps, takers: Takers, orders: readonly Order[]): Promise<readonly ReconciledOrder[]> {
	if (orders.length === 0) return [];
	const { source, sink, database } = deps;
	const account = accountKey(source.account);
	const sales = await salesOf(
		deps,
		orders.map(({ id }) => id),
	);
	const why = await whyNoSale(
		{ source, database },
		takers,
		orders.filter(({ id }) => !sales.has(id)),
	);
	const gone = await findGone(sink, [...sales.values()]);
	const reconciled: ReconciledOrder[] = [];
	for (const order of orders) {
		await breathe();
		const named = { orderId: order.id, orderNumber: order.number };
		const sale = sales.get(order.id);
		if (sale !== undefined) reconciled.push({ ...named, sale, ...ofSale(sale, gone.get(sale.id)) });
		else {
			const none = why.get(order.id);
			if (none === undefined) throw new Error(`Order ${order.number} of ${account} was left without an answer`);
			reconciled.push({ ...named, ...none, ...(none.found === 'missing' ? { order } : {}) });
		}
	}
	return reconciled;
}

/** Of several the one in this store; else whichever: an order may go into another one. */
async function salesOf({ source, sink, database }: ReconcileDeps, ids: readonly OrderId[]): Promise<ReadonlyMap<OrderId, Sale>> {
	const account = accountKey(source.account);
	const store = accountKey(sink.account);
	const sales = new Map<OrderId, Sale>();
	for (const sale of await database.sales.list({ account, orderIds: ids, limit: ids.length * MOST_STORES })) {
		if (sale.source !== account) continue;
		const known = sales.get(sale.orderId);
		if (known === undefined || (known.target !== store && sale.target === store)) sales.set(sale.orderId, sale);
	}
	return sales;
}

/** Into more stores no account sells. */
const MOST_STORES = 20;

const OF_STATE = { synced: 'synced', pending: 'waiting', error: 'inError', cancelled: 'ignored', deleted: 'ignored' } as const;

function ofSale({ state, reason: why, orderNumber }: Sale, gone: Reason | undefined): Pick<ReconciledOrder, 'found' | 'reason'> {
	if (gone !== undefined) return { found: 'gone', reason: gone };
	const found = OF_STATE[state];
	if (found === 'ignored') return { found, reason: why ?? reason('cancelledBefore', orderNumber) };
	return { found, ...(why === undefined ? {} : { reason: why }) };
}
