import { accountKey } from '../../domain/account';
import type { AccountKey, OrderId } from '../../domain/ids';
import { PlatformError } from '../../domain/platform-error';
import { adding, type Reason } from '../../domain/reasons';
import { say } from '../../domain/texts/say';
import type { Sale } from '../../ports/database';
import type { OrderStanding } from '../../ports/shipment-sink';
import { orderRef } from '../order-key';
import type { OrderItem } from '../sales/order-item';
import { channelOf, why, type CancelDeps, type CancelOutcome, type CopiedOrder } from './deps';
import { followAll, type Followed } from './follow';
import { handedInFor } from './handed-in';
import { readAfresh, type Shown } from './read-afresh';
import { end, isCalledOff, isForCancelling, isUnderWay, needsPerson, pending, roundOf, rowsOf, stays, tellOnce, wasAsked } from './rows';
import { isRestCancelled, standingOf } from './standing';

/** Whose orders are the channel's: its account, by whatever address it had. */
export interface ReportDeps extends CancelDeps {
	isChannel(account: AccountKey): boolean;
}

const UNCHANGED: CancelOutcome = { kind: 'done', action: 'unchanged' };
const ENDED: CancelOutcome = { kind: 'done', action: 'ended' };

/** One of the store's orders, and all that is to be known before anything is said of it. */
interface Case {
	readonly order: CopiedOrder;
	readonly standing: OrderStanding;
	readonly row: Sale | undefined;
	/** A person retried what stood there: that says that it was seen to, or asks how it stands now. */
	readonly asked: boolean;
	/** What the channel shows; absent where nothing depends on it. */
	readonly shown?: Shown;
}

/**
 * What the store cancelled or refunded of orders that were bought at the channel, where nobody learns of it by that: told to a
 * person, once for each cancellation and for each amount. What was bought in the shop passes. One outcome for each, in order.
 * All is read first: what concerns everybody is thrown before the first word.
 */
export async function reportOrders(deps: ReportDeps, items: readonly OrderItem[], dryRun: boolean): Promise<readonly CancelOutcome[]> {
	const copies = items.map((item) => copyOf(deps, item));
	const orders = [...new Map(copies.flatMap((copy) => (typeof copy === 'string' ? [] : [[copy.copy.id, copy] as const]))).values()];
	const outcomes = new Map<OrderId, CancelOutcome>();
	const { cases, unseen } = await casesOf(deps, orders);
	const followed = dryRun ? [] : [...(await handedInOf(deps, cases)), ...(await underWayOf(deps, unseen))];
	const known = new Map(cases.flatMap(({ order, shown }) => (shown === undefined ? [] : [[order.id, shown] as const])));
	const byChannel = await followAll(deps, followed, known);
	for (const one of cases) {
		const outcome = byChannel.get(one.order.id) ?? (dryRun ? planned(deps, one) : await report(deps, one));
		outcomes.set(one.order.copy.id, outcome);
	}
	for (const { order, row } of dryRun ? [] : unseen) {
		// What waits goes on to wait: nobody else brings it back.
		const outcome = byChannel.get(order.id) ?? (await pending(deps, order, row.reason ?? why(deps, order, 'cancelUnread')));
		outcomes.set(order.copy.id, outcome);
	}
	return copies.map((copy): CancelOutcome => {
		if (typeof copy === 'string') return { kind: 'done', action: copy };
		return outcomes.get(copy.copy.id) ?? UNCHANGED;
	});
}

/** Bought elsewhere, but not at this account of the channel: whoever has that one tells of it. */
function copyOf(deps: ReportDeps, { order, subscription }: OrderItem): CopiedOrder | 'shopOrder' | 'unchanged' {
	const { boughtAs, number } = order;
	if (boughtAs === undefined) return order.origin === order.platform ? 'shopOrder' : 'unchanged';
	if (!deps.isChannel(boughtAs.account)) return 'unchanged';
	const copy = orderRef({ ...order, account: deps.sink.account });
	return { id: boughtAs.id, number, copy, ...(subscription === undefined ? {} : { subscription }) };
}

/** One that the store does not show now, and whose row tells of its cancellation and waits. */
interface Unseen {
	readonly order: CopiedOrder;
	readonly row: Sale;
}

interface Cases {
	readonly cases: readonly Case[];
	readonly unseen: readonly Unseen[];
}

async function casesOf(deps: ReportDeps, orders: readonly CopiedOrder[]): Promise<Cases> {
	if (orders.length === 0) return { cases: [], unseen: [] };
	const standings = await deps.sink.standings(orders.map(({ copy }) => copy));
	const rows = await rowsOf(deps, orders);
	const saved = await deps.database.sales.get(
		{ source: channelOf(deps), target: accountKey(deps.sink.account) },
		orders.map(({ id }) => id),
	);
	const cases: Case[] = [];
	const unseen: Unseen[] = [];
	for (const [index, order] of orders.entries()) {
		const [standing, row, sale] = [standings[index], rows[index], saved.get(order.id)];
		// Set aside as a second one of its order: nothing of it is the channel's matter.
		if (sale?.targetOrderId !== undefined && sale.targetOrderId !== order.copy.id) continue;
		if (standing !== undefined) cases.push({ order, standing, row, asked: await wasAsked(deps, row) });
		else if (row?.state === 'pending' && (await isForCancelling(deps, row))) unseen.push({ order, row });
	}
	const closed = cases.filter((one) => isClosed(one) || isUnderWay(one.row));
	const shown = await readAfresh(
		deps,
		closed.map(({ order }) => order.id),
	);
	const seen = cases.map((one) => {
		const own = shown.get(one.order.id);
		return own === undefined ? one : { ...one, shown: own };
	});
	return { cases: seen, unseen };
}

const isClosed = ({ standing: { state, refunded } }: Case): boolean => state !== 'open' || Number(refunded.amount) > 0;

/** Those of which the channel was told already, by an explicit word. */
async function handedInOf(deps: ReportDeps, cases: readonly Case[]): Promise<readonly Followed[]> {
	const followed: Followed[] = [];
	for (const { order, shown, standing, row } of cases) {
		if (shown === undefined || (standing.state !== 'cancelled' && !isUnderWay(row))) continue;
		const handedIn = await handedInFor(deps, order.id);
		if (handedIn !== undefined) followed.push({ order, handedIn });
	}
	return followed;
}

async function underWayOf(deps: ReportDeps, unseen: readonly Unseen[]): Promise<readonly Followed[]> {
	const followed: Followed[] = [];
	for (const { order, row } of unseen) {
		const handedIn = isUnderWay(row) ? await handedInFor(deps, order.id) : undefined;
		if (handedIn !== undefined) followed.push({ order, handedIn });
	}
	return followed;
}

async function report(deps: ReportDeps, one: Case): Promise<CancelOutcome> {
	const { order, row, asked, shown, standing } = one;
	if (row?.state === 'deleted') return UNCHANGED;
	const told = reasonFor(deps, one);
	if (told === 'open' || told === 'settled') {
		if (!isCalledOff(row) && !isUnderWay(row) && !asked) return UNCHANGED;
		await end(deps, row);
		return ENDED;
	}
	if (told === 'unseen') {
		// It stands there for a person already: until more is known, that holds.
		if (row?.state === 'error') return UNCHANGED;
		const detail = shown instanceof PlatformError ? [shown.message] : [];
		return await pending(deps, order, why(deps, order, 'cancelUnread', ...detail));
	}
	if (row?.reason?.code === 'cancelUnknown') return await needsPerson(deps, order, why(deps, order, 'cancelNotTaken'));
	const isRefund = told.code === 'refundedInStore';
	// What it stands there for already is of its parcels: that is not written over by what a note can say.
	const log = !isRefund || row === undefined || row.state === 'synced' || isCalledOff(row) || asked;
	const again = isRefund ? standing.refunded.amount : String(await roundOf(deps, row));
	if ((await tellOnce(deps, order, told, again, log)) === 'first') return { kind: 'attention', reason: told };
	return await toldBefore(deps, one, told, log);
}

/** A person's retry says that it was seen to, where nothing else could show it; else it asks how it stands. */
async function toldBefore(deps: ReportDeps, { order, row, asked }: Case, told: Reason, log: boolean): Promise<CancelOutcome> {
	if (!log || row === undefined || row.state === 'error' || row.state === 'synced') return UNCHANGED;
	if (asked && told.code !== 'cancelledInStore') {
		await end(deps, row);
		return ENDED;
	}
	await stays(deps, order, told);
	return asked ? { kind: 'attention', reason: told } : UNCHANGED;
}

type Finding = Reason | 'open' | 'settled' | 'unseen';

/** `open`: the store has it open. `settled`: the channel called it off as well, or it is not the merchant's. `unseen`: nobody can say now. */
function reasonFor(deps: ReportDeps, { order, standing, shown }: Case): Finding {
	const isCancelled = standing.state === 'cancelled';
	if (standing.state === 'open' && Number(standing.refunded.amount) === 0) return 'open';
	if (shown === undefined || shown instanceof PlatformError) return shown?.passing === false ? unseen(deps, order, isCancelled) : 'unseen';
	if (shown === 'unknown') return unseen(deps, order, isCancelled);
	const there = standingOf(shown);
	if (there === 'cancelled' || (isCancelled && isRestCancelled(shown))) return 'settled';
	if (!isCancelled) {
		const refunded = refundOf(deps, order, standing);
		return there === 'open' && standing.state === 'refunded' ? adding(refunded, say('stillToShip')) : refunded;
	}
	// The merchant ships none of these: nothing waits for a parcel.
	if (there === 'channelShips') return 'settled';
	return why(deps, order, there === 'open' ? 'cancelledInStore' : 'cancelledAfterParcel');
}

/** How it stands there cannot be seen, and will not be: a person looks. */
const unseen = (deps: ReportDeps, order: CopiedOrder, isCancelled: boolean): Finding =>
	isCancelled ? why(deps, order, 'cancelledInStore') : why(deps, order, 'refundedInStore');

const refundOf = (deps: ReportDeps, order: CopiedOrder, { refunded }: OrderStanding): Reason =>
	why(deps, order, 'refundedInStore', say('inAll', { amount: `${refunded.amount} ${refunded.currency}` }));

/** What a dry run would say. */
function planned(deps: ReportDeps, one: Case): CancelOutcome {
	const told = reasonFor(deps, one);
	return typeof told === 'string' ? UNCHANGED : { kind: 'done', action: 'planned', reason: told };
}
