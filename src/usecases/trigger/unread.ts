import { accountKey } from '../../domain/account';
import { orderId, type OrderId, type SubscriptionId } from '../../domain/ids';
import { reason } from '../../domain/reasons';
import { iso, type IsoTime } from '../../domain/time';
import type { HandedRow, InboxEvent } from '../../ports/database';
import type { UnreadableOrder } from '../../ports/order-source';
import type { TriggerDeps } from './deps';
import type { Reader, Search, TriggerKind } from './kind';
import { logUnreadable, type LogEntry } from './log-unreadable';
import { noteInTurn } from './note';
import { readEach, type HowToRead, type NotRead, type ReadAgain } from './read-again';
import { readerOf, subscriptionsOf } from './subscriptions';

/**
 * An order that was met and could not be read: an event of its own for each who may want it. What it is to them shows when
 * it can be read.
 */
const TOPIC = 'unread';
const KINDS = { live: 'unread', again: 'unread', backfill: 'unreadBack' } as const;
/** Of an order of triggers that are gone, when it is due again: news to whoever never met it, however old it is. */
const LEFT_BEHIND = 'unreadLeft';

const MINUTE_MS = 60_000;
/** After so many looks in vain a person has to look; see MAX_HAND_OUTS. */
const LOOK_AGAIN_MINUTES = [5, 15, 45, 90, 0] as const;
/** One that fails where others do not, for ever. */
const FAILING_MINUTES = 15;
/** Others were at it. */
const BUSY_MINUTES = 1;

export const isUnread = ({ topic }: Pick<InboxEvent, 'topic'>): boolean => topic === TOPIC;

const named = (orders: readonly UnreadableOrder[]): readonly UnreadableOrder[] => orders.filter((order) => order.nameless !== true);

/** What a page could not tell: named in the log, and looked at again for each reader. */
export async function noteUnreadable<Reading, Settings>(
	deps: TriggerDeps,
	kind: TriggerKind<Reading, Settings, unknown>,
	{ stream, readers }: { readonly stream: Search<Settings>['stream']; readonly readers: readonly Reader<Settings>[] },
	orders: readonly UnreadableOrder[],
): Promise<readonly InboxEvent[]> {
	await logUnreadable(
		deps,
		kind,
		orders.map(({ orderId: id, text }): LogEntry => ({ orderId: orderId(id), reason: reason('unreadable', id, text) })),
	);
	const now = deps.database.now();
	// Once a day where nobody can tell its version.
	const today = iso(now).slice(0, 10);
	return named(orders).flatMap(({ orderId: id, updatedAt }) =>
		readers.map(({ subscription }) =>
			unreadEvent(kind, subscription, orderId(id), stream, updatedAt ?? `${today}T00:00:00.000Z`, now + LOOK_AGAIN_MINUTES[0] * MINUTE_MS),
		),
	);
}

/** Orders that others were noting, or that were gone a moment after they were met: looked at again soon. */
export function lookLater<Reading, Settings>(
	{ database }: TriggerDeps,
	kind: TriggerKind<Reading, Settings, unknown>,
	stream: Search<Settings>['stream'],
	readers: readonly Reader<Settings>[],
	id: OrderId,
): readonly InboxEvent[] {
	const now = database.now();
	return readers.map(({ subscription }) => unreadEvent(kind, subscription, id, stream, iso(now), now + BUSY_MINUTES * MINUTE_MS));
}

const unreadEvent = <Reading, Settings>(
	kind: TriggerKind<Reading, Settings, unknown>,
	subscription: SubscriptionId,
	id: OrderId,
	stream: Search<Settings>['stream'],
	version: IsoTime,
	dueAt: number,
): InboxEvent => ({
	subscription,
	account: accountKey(kind.account),
	orderId: id,
	kind: KINDS[stream],
	topic: TOPIC,
	version,
	notBefore: iso(dueAt),
});

/** Looks again at what could not be read: what it is to the subscription goes into its inbox, to be given out by the next poll. */
export async function lookAgain<Reading, Settings>(
	deps: TriggerDeps,
	kind: TriggerKind<Reading, Settings, unknown>,
	{ subscription, settings }: { readonly subscription: SubscriptionId; readonly settings: Settings },
	rows: readonly HandedRow[],
	how: HowToRead,
): Promise<ReadAgain<'noted' | 'busy'>> {
	if (rows.length === 0) return { readings: new Map(), notRead: new Map(), answered: how.answered };
	const all = await subscriptionsOf(deps, kind);
	const own = all.find(({ id }) => id === subscription);
	const left = rows.filter((row) => row.kind === LEFT_BEHIND).map((row) => row.orderId);
	const met = await deps.database.memories.of(subscription, accountKey(kind.account), left);
	const readerFor = (row: HandedRow): Reader<Settings> | undefined => {
		if (row.kind === LEFT_BEHIND) {
			return met.has(row.orderId) ? undefined : { subscription, settings, startsAt: iso(0), seenUpTo: iso(0), readsBack: true };
		}
		if (row.kind === KINDS.live) return own && { ...readerOf(kind, own, own.lastPolledAt), settings };
		const from = kind.back(settings)?.from;
		return from === undefined ? undefined : { subscription, settings, startsAt: from, seenUpTo: from, readsBack: true };
	};
	return await readEach(
		rows,
		async (row) => {
			const reader = readerFor(row);
			// Nobody reads back any more, or it is known here; or its first poll has not begun.
			if (reader === undefined) return row.kind === KINDS.live ? 'busy' : 'noted';
			const read = async (id: OrderId): Promise<Reading | undefined> => await kind.get(id, settings);
			const noted = await noteInTurn(deps, kind, row.orderId, [reader], subscription, read);
			if (noted === undefined) return 'busy';
			return noted.fresh === undefined ? undefined : 'noted';
		},
		how,
	);
}

/** Names in the log what could not be read, and gives it back until its next look. */
export async function giveBackUnread<Reading, Settings>(
	deps: TriggerDeps,
	kind: TriggerKind<Reading, Settings, unknown>,
	rows: readonly HandedRow[],
	notRead: ReadonlyMap<OrderId, NotRead>,
): Promise<void> {
	const failed = rows.flatMap((row) => {
		const why = notRead.get(row.orderId);
		return why === undefined ? [] : [{ row, why }];
	});
	await logUnreadable(
		deps,
		kind,
		failed.map(({ row, why }): LogEntry => ({
			orderId: row.orderId,
			...(row.orderKey === undefined ? {} : { orderKey: row.orderKey }),
			reason: why.kind === 'gone' ? reason('orderVanished', row.orderId) : reason('unreadable', row.orderId, why.why),
			...(isUnread(row) ? {} : { subscription: row.subscription }),
		})),
	);
	const now = deps.database.now();
	for (const [minutes, group] of Map.groupBy(failed, ({ row, why }) => (why.kind === 'failing' ? FAILING_MINUTES : minutesAfter(row)))) {
		const counted = group.filter(({ why }) => why.kind !== 'failing').map(({ row }) => row);
		const uncounted = group.filter(({ why }) => why.kind === 'failing').map(({ row }) => row);
		await deps.database.inbox.giveBack(counted, now + minutes * MINUTE_MS, now, 'counts');
		await deps.database.inbox.giveBack(uncounted, now + minutes * MINUTE_MS, now);
	}
}

const minutesAfter = ({ attempts }: HandedRow): number => LOOK_AGAIN_MINUTES[attempts - 1] ?? 0;
