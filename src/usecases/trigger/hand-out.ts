import { accountKey } from '../../domain/account';
import type { OrderId, SubscriptionId } from '../../domain/ids';
import type { Order } from '../../domain/order';
import type { PlatformError } from '../../domain/platform-error';
import type { HandedRow, InboxStamp, OrderMemory } from '../../ports/database';
import { isSameOrder } from '../order-key';
import type { TriggerDeps } from './deps';
import { forgetOld } from './forget-old';
import type { TriggerKind } from './kind';
import { logGivenUp } from './log-unreadable';
import type { Fresh } from './portion';
import { readAgain, type ReadAgain } from './read-again';
import { giveBackUnread, isUnread, lookAgain } from './unread';

/**
 * From the answer of a poll or webhook to the first node of its execution; n8n lets executions wait when it is busy, and
 * of two hand-outs of one order the one that begins first has it. A process that died is noticed at once.
 */
export const START_WITHIN_MS = 15 * 60_000;
const LATER_MS = 60_000;
/** Orders that are not read anew by then are read by a later poll: see how long a first one may take, in pages.ts. */
const READS_FOR_MS = 30_000;

export interface Delivery<Shown = Order> {
	/** Or the product. */
	readonly order: Shown;
	/** One of the kind's events, or `retry`. */
	readonly event: string;
	readonly stamp: InboxStamp;
}

export interface HandedOut<Shown = Order> {
	readonly deliveries: readonly Delivery<Shown>[];
	/** What stopped the reading of some orders; they are given out again later. */
	readonly stopped?: PlatformError;
}

/** What was given out at once, of an inbox that may hold more. */
export interface HandedPortion<Shown = Order> extends HandedOut<Shown> {
	/** Whether more may be due. */
	readonly more: boolean;
	/** Nothing was given out, because as many portions are out as may be. */
	readonly full: boolean;
}

/** Whose inbox, and how much of it. */
export interface Take<Settings> {
	readonly subscription: SubscriptionId;
	readonly settings: Settings;
	readonly limit: number;
	/** How many portions of polls may be out at a time. */
	readonly atOnce?: number | undefined;
	/** Whether the platform has answered something a moment ago. */
	readonly answered?: boolean;
}

/**
 * Takes what is due out of the subscription's inbox, as far as it is of this account. Orders that were read this moment are
 * given out as they are; others (after a crash, or when a failed sale is due again) are read anew, never from memory.
 */
export async function handOutOrders<Reading, Settings, Shown>(
	deps: TriggerDeps,
	kind: TriggerKind<Reading, Settings, Shown>,
	take: Take<Settings>,
	fresh: ReadonlyMap<OrderId, Fresh<Reading>>,
): Promise<HandedPortion<Shown>> {
	const { database, owner } = deps;
	const now = database.now();
	const inbox = { subscription: take.subscription, account: accountKey(kind.account) };
	await database.sales.returnDue(inbox, take.limit, now);
	const { rows, dead, full } = await database.inbox.handOut(inbox, take.limit, owner, START_WITHIN_MS, now, take.atOnce);
	try {
		await logGivenUp(deps, kind, dead);
		await forgetOld(deps, now);
		return { ...(await deliver(deps, kind, take, rows, fresh)), full };
	} catch (error) {
		// No execution comes for them; where that cannot be noted either, their deadline is all there is.
		await database.inbox.giveBack(rows, now, now).catch(() => undefined);
		throw error;
	}
}

/** What is to be given out, as the platform has it now. */
async function deliver<Reading, Settings, Shown>(
	deps: TriggerDeps,
	kind: TriggerKind<Reading, Settings, Shown>,
	{ subscription, settings, limit, answered = false }: Take<Settings>,
	due: readonly HandedRow[],
	fresh: ReadonlyMap<OrderId, Fresh<Reading>>,
): Promise<Omit<HandedPortion<Shown>, 'full'>> {
	const { database } = deps;
	const now = database.now();
	const rows = due.filter((row) => !isUnread(row));
	const unread = due.filter(isUnread);
	const freshOf = (row: HandedRow): Reading | undefined => {
		const known = fresh.get(row.orderId);
		return known === undefined || row.kind === 'retry' || known.version < row.version ? undefined : known.reading;
	};
	const shown = (reading: Reading | undefined, row: HandedRow): Shown | undefined =>
		reading === undefined ? undefined : kind.show(reading, settings, row);
	const hasTime = (): boolean => database.now() - now < READS_FOR_MS;
	const stale = rows.filter((row) => shown(freshOf(row), row) === undefined);
	const again = await readAgain(kind, stale, settings, { hasTime, answered });
	const looked: ReadAgain<'noted' | 'busy'> =
		again.stopped === undefined
			? await lookAgain(deps, kind, { subscription, settings }, unread, { hasTime, answered: again.answered })
			: { ...again, readings: new Map(), notRead: new Map() };
	const deliveries: Delivery<Shown>[] = [];
	const retried: Reading[] = [];
	const later: HandedRow[] = unread.filter(({ orderId }) => looked.readings.get(orderId) !== 'noted' && !looked.notRead.has(orderId));
	// The id is another order's by now (a store restored from a backup): the one that was meant is gone.
	const lost = rows.filter((row) => {
		const reading = again.readings.get(row.orderId) ?? freshOf(row);
		return reading !== undefined && !isSameOrder({ id: row.orderId, key: row.orderKey }, kind.refOf(reading));
	});
	for (const row of rows) {
		if (lost.includes(row)) continue;
		const reading = again.readings.get(row.orderId) ?? freshOf(row);
		const order = shown(reading, row);
		if (reading !== undefined && order !== undefined) {
			if (row.kind === 'retry') retried.push(reading);
			const event = row.kind === 'retry' ? row.kind : kind.eventOf(row, reading);
			deliveries.push({ order, event, stamp: { row: row.row, handOut: row.handOut } });
		} else if (!again.notRead.has(row.orderId)) later.push(row);
	}
	await meetRetried(deps, kind, subscription, retried);
	await database.inbox.giveBack(later, database.now() + LATER_MS, database.now());
	await giveBackUnread(deps, kind, stale, again.notRead);
	await giveBackUnread(deps, kind, lost, new Map(lost.map(({ orderId }) => [orderId, { kind: 'gone' }])));
	await giveBackUnread(deps, kind, unread, looked.notRead);
	await endLooked(
		deps,
		unread.filter(({ orderId }) => looked.readings.get(orderId) === 'noted'),
	);
	const stopped = again.stopped ?? looked.stopped;
	return { deliveries, more: due.length >= limit, ...(stopped === undefined ? {} : { stopped }) };
}

/** What comes back without ever having been met is met by that; what is known of the others stays. */
async function meetRetried<Reading, Settings, Shown>(
	{ database }: TriggerDeps,
	kind: TriggerKind<Reading, Settings, Shown>,
	subscription: SubscriptionId,
	retried: readonly Reading[],
): Promise<void> {
	if (kind.metByRetry === undefined || retried.length === 0) return;
	const account = accountKey(kind.account);
	const ids = retried.map((reading) => kind.refOf(reading).id);
	const known = await database.memories.of(subscription, account, ids);
	const met = retried.flatMap((reading): OrderMemory[] => {
		const { id, key } = kind.refOf(reading);
		const memory = known.has(id) ? undefined : kind.metByRetry?.(reading);
		if (memory === undefined) return [];
		return [{ subscription, account, orderId: id, ...(key === undefined ? {} : { orderKey: key }), ...memory }];
	});
	if (met.length > 0) await database.inbox.add([], met, database.now());
}

/** They need no run: what they are to the subscription stands in its inbox. */
async function endLooked({ database, owner }: TriggerDeps, rows: readonly HandedRow[]): Promise<void> {
	await database.inbox.start(rows, owner, LATER_MS, database.now());
	await database.inbox.end(rows, database.now());
}
