import type { Reason, ReasonCode } from '../../domain/reasons';
import { accountKey } from '../../domain/account';
import type { AccountKey, OrderId } from '../../domain/ids';
import type { Database, Sale } from '../../ports/database';
import { noteReason } from '../notes/note-reason';
import { claim, complete } from '../once';
import { nextAttempt } from '../sales/retry-times';
import { attentionChange, keyOfSale, SETTLED } from '../sales/sale-change';
import { channelOf, hasCopy, type CalledOrder, type CancelDeps, type CancelOutcome, type CopiedOrder } from './deps';

const LEASE_MS = 5 * 60_000;

/** What a store's order, which was bought at the channel, needs a person for: over once it is open again, or cancelled there too. */
export const CALLED_OFF: readonly ReasonCode[] = [
	'cancelledInStore',
	'cancelledAfterParcel',
	'refundedInStore',
	'cancelUnread',
	'cancelRefused',
	'cancelNotTaken',
	'cancelTooLate',
];
/** The channel was told, and it is not known what became of it. */
const TOLD_CHANNEL: readonly ReasonCode[] = ['cancelUnderWay', 'cancelUnknown'];

export const isCalledOff = (row: Sale | undefined): boolean => row?.reason !== undefined && CALLED_OFF.includes(row.reason.code);
export const isUnderWay = (row: Sale | undefined): boolean => row?.reason !== undefined && TOLD_CHANNEL.includes(row.reason.code);
/** While it does, nobody who tells of parcels writes into it. */
export const tellsOfCancelling = (row: Sale | undefined): boolean => isCalledOff(row) || isUnderWay(row);

/** The row of a store's order as it is told to the channel: that of its parcels, too. */
const base = (deps: CancelDeps, { id, number, copy, subscription }: CopiedOrder) => ({
	source: copy.account,
	orderId: copy.id,
	orderNumber: number,
	...(copy.key === undefined ? {} : { orderKey: copy.key }),
	...(copy.createdAt === undefined ? {} : { orderCreatedAt: copy.createdAt }),
	target: channelOf(deps),
	targetOrderId: id,
	targetOrderNumber: id,
	// No warehouse ships it: whoever follows orders there leaves it alone.
	frozen: true,
	// By a person's word it is of no trigger: the one that gave out its parcel would keep it from the one that tells of cancellations.
	subscription: subscription ?? null,
});

/** One answer for each, in order. */
export async function rowsOf(deps: CancelDeps, orders: readonly CopiedOrder[]): Promise<readonly (Sale | undefined)[]> {
	const from = { source: accountKey(deps.sink.account), target: channelOf(deps) };
	return await deps.database.sales.ofOrders(
		from,
		orders.map(({ copy }) => copy),
	);
}

export async function rowOf(deps: CancelDeps, order: CalledOrder): Promise<Sale | undefined> {
	return hasCopy(order) ? (await rowsOf(deps, [order]))[0] : undefined;
}

/** It passes, and comes back by itself. */
export async function pending(deps: CancelDeps, order: CalledOrder, reason: Reason, dueAt?: number): Promise<CancelOutcome> {
	const row = await rowOf(deps, order);
	if (hasCopy(order) && row?.state !== 'deleted') {
		const now = deps.database.now();
		const at = Math.max(nextAttempt(row?.attempts ?? 0, now), dueAt ?? 0);
		await deps.database.sales.change([attentionChange(base(deps, order), reason, at)], now);
	}
	return { kind: 'attention', reason };
}

/** A person has to look: in the log, and as a note on the store's order. */
export async function needsPerson(deps: CancelDeps, order: CalledOrder, reason: Reason): Promise<CancelOutcome> {
	const row = await rowOf(deps, order);
	if (hasCopy(order)) {
		if (row?.state !== 'deleted') await deps.database.sales.change([attentionChange(base(deps, order), reason)], deps.database.now());
		await noteReason(deps, order.copy, reason);
	}
	return { kind: 'attention', reason };
}

/** What a person is told once; `again`: by what it differs from an earlier one of its kind. Answers whether this run was the first. */
export async function tellOnce(
	deps: CancelDeps,
	order: CopiedOrder,
	reason: Reason,
	again: string,
	log: boolean,
): Promise<'first' | 'before'> {
	const key = { at: channelOf(deps), order: order.copy, effect: 'tell', part: `${reason.code}:${again}` } as const;
	const [answer] = await claim(deps, [key], { leaseMs: LEASE_MS, waitMs: 0 });
	if (answer?.state !== 'acquired' && answer?.state !== 'unsettled') return 'before';
	if (log) await needsPerson(deps, order, reason);
	else await noteReason(deps, order.copy, reason);
	await complete(deps, [{ key, result: '' }]);
	return 'first';
}

/** It stands in the log as it did before. */
export async function stays(deps: CancelDeps, order: CopiedOrder, reason: Reason): Promise<void> {
	await deps.database.sales.change([attentionChange(base(deps, order), reason)], deps.database.now());
}

/** Nothing is left to do; a row that never was needs none. A parcel that left for a cancelled order needs its person all the same. */
export async function end(deps: Pick<CancelDeps, 'database'>, row: Sale | undefined): Promise<void> {
	if (row === undefined || row.state === 'deleted' || row.reason?.code === 'confirmationCancelled') return;
	await deps.database.sales.change([{ ...keyOfSale(row), state: 'synced', ...SETTLED }], deps.database.now());
}

/** How often it was at its end before: what is told after that is told anew. */
export async function roundOf({ database }: Pick<CancelDeps, 'database'>, row: Sale | undefined): Promise<number> {
	if (row === undefined) return 0;
	return (await database.sales.history(row.id, row.source)).filter(({ state }) => state === 'synced').length;
}

/** Retried by a person, which empties the reason; one that was only waked keeps it. */
export async function wasAsked(deps: Pick<CancelDeps, 'database'>, row: Sale | undefined): Promise<boolean> {
	const last = await reasonBeforeRetry(deps, row);
	return last !== undefined && CALLED_OFF.includes(last);
}

/** It tells of its cancellation, or did before a person retried it: what is due then is for whoever cancels. */
export async function isForCancelling(deps: Pick<CancelDeps, 'database'>, row: Sale | undefined): Promise<boolean> {
	if (tellsOfCancelling(row)) return true;
	const last = await reasonBeforeRetry(deps, row);
	return last !== undefined && [...CALLED_OFF, ...TOLD_CHANNEL].includes(last);
}

async function reasonBeforeRetry({ database }: Pick<CancelDeps, 'database'>, row: Sale | undefined): Promise<ReasonCode | undefined> {
	if (row?.state !== 'pending' || row.reason !== undefined) return undefined;
	return (await database.sales.history(row.id, row.source)).findLast(({ reason }) => reason !== undefined)?.reason;
}

/** The channel shows the order as cancelled: what was told of its copy in the store is settled. */
export async function endOfCancelled(
	{ database }: { readonly database: Database },
	between: { readonly channel: AccountKey; readonly store: AccountKey },
	copy: OrderId,
): Promise<void> {
	const row = (await database.sales.get({ source: between.store, target: between.channel }, [copy])).get(copy);
	if (tellsOfCancelling(row)) await end({ database }, row);
}
