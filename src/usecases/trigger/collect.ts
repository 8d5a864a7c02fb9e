import { accountKey } from '../../domain/account';
import type { OrderId, SubscriptionId } from '../../domain/ids';
import { PlatformError } from '../../domain/platform-error';
import { iso } from '../../domain/time';
import type { StreamKey, StreamPosition, Subscription } from '../../ports/database';
import { withStream } from '../once';
import type { TriggerDeps } from './deps';
import type { TriggerKind } from './kind';
import { advance, readPages, STREAM_LEASE_MS } from './pages';
import { Portion, type Fresh } from './portion';
import { readerOf, subscribe } from './subscriptions';

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
	readonly kind: TriggerKind<Reading, Settings>;
	readonly subscription: SubscriptionId;
	readonly settings: Settings;
	readonly portion: Portion<Reading>;
	/** It goes on with what an earlier portion left, and looks for nothing new. */
	readonly goesOn: boolean;
}

/**
 * One poll of one subscription: whoever comes first takes the account's lease, runs ONE search stream for all
 * subscriptions of the account and fans its orders out to their inboxes. A kill at any moment loses and repeats nothing.
 * Cursors are times the platform gave.
 */
export async function collectOrders<Reading, Settings>(
	deps: TriggerDeps,
	kind: TriggerKind<Reading, Settings>,
	subscription: SubscriptionId,
	settings: Settings,
	goesOn = false,
): Promise<CollectedOrders<Reading>> {
	const portion = new Portion<Reading>();
	const poll = { kind, subscription, settings, portion, goesOn };
	try {
		await collectLive(deps, poll);
		await collectBack(deps, poll);
		return portion;
	} catch (error) {
		if (error instanceof PlatformError) return { orders: portion.orders, answered: portion.answered, more: false, stopped: error };
		throw error;
	}
}

async function collectLive<Reading, Settings>(deps: TriggerDeps, poll: Poll<Reading, Settings>): Promise<void> {
	const { kind, subscription, settings, portion, goesOn } = poll;
	const stream = { account: accountKey(kind.account), kind: 'live' } as const;
	await withStream(deps, stream, TURN, async (known) => {
		if (goesOn && known?.paging === undefined) return;
		const position = known ?? (await beginStream(deps, kind, stream));
		// A search under way has passed some of the older orders already: what is newer than all of it is whole.
		const all = await subscribe(deps, kind, subscription, settings, position.paging?.upTo ?? position.from);
		// It began a moment ago: nothing can have happened since.
		if (known === undefined || (await givesWay(deps, kind, position, all))) return;
		const readers = all.map((one) => readerOf(kind, one, position.from));
		await readPages(deps, kind, { stream, readers, own: subscription, portion }, position);
	});
}

/**
 * Asks the platform for its own time: the cursor of a new account is never a clock of ours. Noted before anybody counts
 * on it: a subscription that starts at a time from which nobody collects would miss what lies between.
 */
async function beginStream<Reading, Settings>(
	deps: TriggerDeps,
	kind: TriggerKind<Reading, Settings>,
	stream: StreamKey,
): Promise<StreamPosition> {
	const position = { from: await kind.now(deps.database.now()) };
	await advance(deps, stream, position);
	return position;
}

async function collectBack<Reading, Settings>(
	deps: TriggerDeps,
	{ kind, subscription, settings, portion }: Poll<Reading, Settings>,
): Promise<void> {
	for (const { stream, from } of await backStreams(deps, kind, subscription, settings)) {
		if (!portion.hasRoom) {
			portion.more = true;
			return;
		}
		await withStream(deps, stream, TURN, async (known) => {
			const position = known ?? { from };
			if (position.finished === true) return;
			const reader = { subscription, settings, startsAt: position.from, seenUpTo: position.from, readsBack: true };
			await readPages(deps, kind, { stream, readers: [reader], own: subscription, portion }, position);
		});
	}
}

/** What the panel asks for, and what was asked for by whoever found that this memory is newer than what it is about. */
async function backStreams<Reading, Settings>(
	{ database }: TriggerDeps,
	kind: TriggerKind<Reading, Settings>,
	subscription: SubscriptionId,
	settings: Settings,
) {
	const stream = { account: accountKey(kind.account), kind: 'backfill', subscription } as const;
	const back = kind.back(settings);
	const chosen =
		back === undefined ? [] : [{ from: back.from, stream: { ...stream, ...(back.since === undefined ? {} : { since: back.since }) } }];
	const asked = await database.streams.openBackfills(stream.account, subscription);
	return [...chosen, ...asked.map(({ since, shop }) => ({ from: since, stream: { ...stream, since, shop } }))];
}

/**
 * Whether the live search leaves this poll to somebody who reads back. Where both draw on one quota, looking for new
 * orders at each poll would leave none for reading back, for ever.
 */
async function givesWay<Reading, Settings>(
	deps: TriggerDeps,
	kind: TriggerKind<Reading, Settings>,
	live: StreamPosition,
	subscriptions: readonly Subscription[],
): Promise<boolean> {
	const { database } = deps;
	const now = database.now();
	if (kind.liveRestsMs === undefined || live.paging !== undefined || Math.abs(now - Date.parse(live.from)) >= kind.liveRestsMs)
		return false;
	for (const { id, settings, lastPolledAt } of subscriptions) {
		const streams = lastPolledAt > iso(now - POLLS_WITHIN_MS) ? await backStreams(deps, kind, id, kind.readSettings(settings)) : [];
		for (const { stream } of streams) if ((await database.streams.position(stream))?.finished !== true) return true;
	}
	return false;
}
