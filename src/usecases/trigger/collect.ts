import { accountKey } from '../../domain/account';
import type { OrderId, SubscriptionId } from '../../domain/ids';
import { PlatformError } from '../../domain/platform-error';
import { iso } from '../../domain/time';
import type { AccountStreams, LiveKind, StreamKey, StreamPosition, Subscription } from '../../ports/database';
import { lookUntil, withStream, type LeaseWaiting } from '../once';
import { collectAgain } from './collect-again';
import type { TriggerDeps } from './deps';
import type { TriggerKind } from './kind';
import { oneAtATime } from './one-at-a-time';
import { advance, readPages, readUnheld, STREAM_LEASE_MS, type Walk } from './pages';
import { Portion, type Fresh } from './portion';
import { pollsAsBefore, readerOf, subscribe } from './subscriptions';

/** Another trigger of the account polls at the same moment as a rule for a second only: worth waiting for. */
const TURN = { leaseMs: STREAM_LEASE_MS, waitMs: 10_000, lookMs: 500 } as const;
/** A workflow that was switched off in the middle of reading back holds nobody up. */
const POLLS_WITHIN_MS = 2 * 60 * 60_000;

export interface CollectedOrders<Reading> {
	/** Orders that were read by this poll for its subscription: they need not be read again to be handed out. */
	readonly orders: ReadonlyMap<OrderId, Fresh<Reading>>;
	/** Whether the platform has answered. */
	readonly answered: boolean;
	/** Whether more is there to be read. */
	readonly more: boolean;
	/** What stopped the collecting early; what was collected before it is kept. */
	readonly stopped?: PlatformError;
}

/** One poll of one subscription. */
interface Poll<Reading, Settings> {
	readonly kind: TriggerKind<Reading, Settings, unknown>;
	readonly subscription: SubscriptionId;
	readonly settings: Settings;
	readonly portion: Portion<Reading>;
	/** It goes on with what an earlier portion left, and looks for nothing new. */
	readonly goesOn: boolean;
}

/**
 * One poll of one subscription: whoever comes first runs ONE search stream for all subscriptions of the account and fans its
 * orders out to their inboxes. A kill at any moment loses and repeats nothing. Cursors are times the platform gave.
 */
export async function collectOrders<Reading, Settings>(
	deps: TriggerDeps,
	kind: TriggerKind<Reading, Settings, unknown>,
	subscription: SubscriptionId,
	settings: Settings,
	goesOn = false,
): Promise<CollectedOrders<Reading>> {
	const portion = new Portion<Reading>();
	const poll = { kind, subscription, settings, portion, goesOn };
	try {
		await collectBack(deps, poll, await collectLive(deps, poll));
		await collectAgain(deps, poll);
		return portion;
	} catch (error) {
		if (error instanceof PlatformError) return { orders: portion.orders, answered: portion.answered, more: false, stopped: error };
		throw error;
	}
}

const liveOf = ({ about }: Pick<TriggerKind<unknown, never, unknown>, 'about'>): LiveKind => (about === 'order' ? 'live' : 'stock');

type Back = AccountStreams['back'];

/** Answers what there is to be read back. */
async function collectLive<Reading, Settings>(deps: TriggerDeps, poll: Poll<Reading, Settings>): Promise<Back> {
	const { database, owner } = deps;
	const account = accountKey(poll.kind.account);
	const look = async (): Promise<AccountStreams> => await database.streams.ofAccount(account, owner, database.now(), liveOf(poll.kind));
	const began = database.now();
	const waiting = () => ({ ...TURN, waitMs: Math.max(0, Math.min(TURN.waitMs, began + TURN.waitMs - database.now())) });
	const looked = await oneAtATime(deps, account, TURN, async () => {
		for (;;) {
			const free = await lookUntil(deps, waiting(), async () => {
				const streams = await look();
				return streams.live.held ? undefined : streams;
			});
			const way = free === undefined ? 'done' : await searchUnheld(deps, poll, free);
			if (free !== undefined && way === 'held') await searchHeld(deps, poll, free.back, waiting());
			// Another process was first: what it finds is there for all when it is done.
			if (way !== 'lost' || waiting().waitMs === 0) return free;
		}
	});
	return (looked ?? (await look())).back;
}

/**
 * One search without taking the stream, where all is as it was at the last poll: nothing is held while the platform answers,
 * and what it answered is noted only if nobody has had the stream in hand meanwhile, else `lost`. `held`: the stream has to be taken.
 */
async function searchUnheld<Reading, Settings>(
	deps: TriggerDeps,
	poll: Poll<Reading, Settings>,
	{ live, back }: AccountStreams,
): Promise<'done' | 'held' | 'lost'> {
	const { kind, subscription, settings, portion, goesOn } = poll;
	const { position, version } = live;
	if (goesOn && position?.paging === undefined) return 'done';
	if (position === undefined || position.paging !== undefined) return 'held';
	const all = await pollsAsBefore(deps, kind, subscription, settings);
	if (all === undefined) return 'held';
	if (isReadByAnother(deps, poll, live) || givesWay(deps, kind, position, all, back)) return 'done';
	const account = accountKey(kind.account);
	const readers = all.map((one) => readerOf(kind, one, position.from));
	const walk: Walk<Reading, Settings> = { stream: { account, kind: liveOf(kind) }, search: 'live', readers, own: subscription, portion };
	return (await readUnheld(deps, kind, walk, { account, kind: liveOf(kind), version, by: subscription }, position)) ? 'done' : 'lost';
}

/**
 * Where searches are dear, who read the account a moment ago has read it for all: what came stands in their inboxes. Nobody
 * rests on a search of its own, so that whoever polls alone searches each time.
 */
function isReadByAnother<Reading, Settings>(
	{ database }: TriggerDeps,
	{ kind, subscription }: Poll<Reading, Settings>,
	{ position, searched }: AccountStreams['live'],
): boolean {
	const { sharedForMs, liveRestsMs = 0 } = kind;
	if (sharedForMs === undefined || position === undefined || searched === undefined || searched.by === subscription) return false;
	const now = database.now();
	const ago = now - Date.parse(searched.at);
	// The last page of a search that began long ago tells nothing of what came since.
	return ago >= 0 && ago < sharedForMs && Math.abs(now - Date.parse(position.from)) < liveRestsMs;
}

/** Under the account's lease: the first poll of a subscription or an account, with other settings than before, or in the middle of a search. */
async function searchHeld<Reading, Settings>(
	deps: TriggerDeps,
	poll: Poll<Reading, Settings>,
	back: Back,
	waiting: LeaseWaiting,
): Promise<void> {
	const { kind, subscription, settings, portion, goesOn } = poll;
	const stream = { account: accountKey(kind.account), kind: liveOf(kind) } as const;
	await withStream(deps, stream, waiting, async (known) => {
		if (goesOn && known?.paging === undefined) return;
		const position = known ?? (await beginStream(deps, kind, stream));
		// A search under way has passed some of the older orders already: what is newer than all of it is whole.
		const all = await subscribe(deps, kind, subscription, settings, position.paging?.upTo ?? position.from);
		// It began a moment ago: nothing can have happened since.
		if (known === undefined || givesWay(deps, kind, position, all, back)) return;
		const readers = all.map((one) => readerOf(kind, one, position.from));
		await readPages(deps, kind, { stream, search: 'live', readers, own: subscription, portion }, position);
	});
}

/**
 * Asks the platform for its own time: the cursor of a new account is never a clock of ours. Noted before anybody counts
 * on it: a subscription that starts at a time from which nobody collects would miss what lies between.
 */
async function beginStream<Reading, Settings>(
	deps: TriggerDeps,
	kind: TriggerKind<Reading, Settings, unknown>,
	stream: StreamKey,
): Promise<StreamPosition> {
	const position = { from: await kind.now(deps.database.now()) };
	await advance(deps, stream, position);
	return position;
}

async function collectBack<Reading, Settings>(
	deps: TriggerDeps,
	{ kind, subscription, settings, portion }: Poll<Reading, Settings>,
	back: Back,
): Promise<void> {
	for (const { stream, from } of backStreams(kind, subscription, settings, back)) {
		if (!portion.hasRoom) {
			portion.more = true;
			return;
		}
		await withStream(deps, stream, TURN, async (known) => {
			const position = known ?? { from };
			if (position.finished === true) return;
			const reader = { subscription, settings, startsAt: position.from, seenUpTo: position.from, readsBack: true };
			await readPages(deps, kind, { stream, search: 'backfill', readers: [reader], own: subscription, portion }, position);
		});
	}
}

/**
 * What the panel asks for, and what was asked for by whoever found that this memory is newer than what it is about, as far as
 * it has not reached its end.
 */
function backStreams<Reading, Settings>(
	kind: TriggerKind<Reading, Settings, unknown>,
	subscription: SubscriptionId,
	settings: Settings,
	back: Back,
) {
	const stream = { account: accountKey(kind.account), kind: 'backfill', subscription } as const;
	const own = back.filter((one) => one.subscription === subscription);
	const wish = kind.back(settings);
	const since = wish?.since === undefined ? {} : { since: wish.since };
	const isDone = own.some((one) => one.finished && one.shop === undefined && one.since === wish?.since);
	const chosen = wish === undefined || isDone ? [] : [{ from: wish.from, stream: { ...stream, ...since } }];
	const asked = own.flatMap(({ since: from, shop }) =>
		from === undefined || shop === undefined ? [] : [{ from, stream: { ...stream, since: from, shop } }],
	);
	return [...chosen, ...asked];
}

/**
 * Whether the live search leaves this poll to somebody who reads back. Where both draw on one quota, looking for new
 * orders at each poll would leave none for reading back, for ever.
 */
function givesWay<Reading, Settings>(
	{ database }: TriggerDeps,
	kind: TriggerKind<Reading, Settings, unknown>,
	live: StreamPosition,
	subscriptions: readonly Subscription[],
	back: Back,
): boolean {
	const now = database.now();
	if (kind.liveRestsMs === undefined || live.paging !== undefined || Math.abs(now - Date.parse(live.from)) >= kind.liveRestsMs)
		return false;
	const polling = subscriptions.filter(({ lastPolledAt }) => lastPolledAt > iso(now - POLLS_WITHIN_MS));
	return polling.some(({ id, settings }) => backStreams(kind, id, kind.readSettings(settings), back).length > 0);
}
