import { accountKey } from '../../domain/account';
import type { Order } from '../../domain/order';
import type { IsoTime } from '../../domain/time';
import { classifyOrder, wants } from '../../domain/order-events';
import { PlatformError } from '../../domain/platform-error';
import type { Clock } from '../../ports/clock';
import type { Database, InboxEvent, Owner, StreamPosition, Subscription } from '../../ports/database';
import type { OrderPage, OrderSearch, OrderSource } from '../../ports/order-source';
import { logUnreadable } from './log-unreadable';
import { Portion } from './portion';
import { readSettings, writeSettings, type TriggerSettings } from './settings';
import { backfillStream, givesWay } from './turns';

/** Amazon may show an order a little after its update time; searches look this far back, duplicates drop out. */
const OVERLAP_MS = 10 * 60_000;
/** Before the first cursor only the platform's own time is wanted, not the orders. */
const FIRST_LOOK_MS = 60 * 60_000;
/** Amazon's paging tokens live 24 hours; an hour less, to be sure. */
const PAGE_LIFE_MS = 23 * 60 * 60_000;
/** From then on a search is read to its end, whatever a poll can give out, before its tokens age and it has to start again. */
const PAGE_HASTE_MS = 12 * 60 * 60_000;
const LEASE_MS = 5 * 60_000;
const LEASE_WAIT_MS = 10_000;
/** A subscription that has not polled for so long is gone; its workflow starts anew when it comes back. */
const ACTIVE_MS = 35 * 24 * 60 * 60_000;

export interface CollectDeps {
	readonly source: OrderSource;
	readonly database: Database;
	readonly clock: Clock;
	readonly owner: Owner;
}

export interface Collected {
	/** Orders that were read by this poll for its subscription, by id: they need not be read again to be handed out. */
	readonly orders: ReadonlyMap<string, Order>;
	/** What stopped the collecting early; what was collected before it is kept. */
	readonly stopped?: PlatformError;
}

const iso = (ms: number): IsoTime => new Date(ms).toISOString();
const earlier = (time: IsoTime, ms: number): IsoTime => iso(Date.parse(time) - ms);

/**
 * One poll of one subscription: whoever comes first takes the account's lease, runs ONE search stream for all
 * subscriptions of the account and fans its orders out to their inboxes. Events and cursor move in one transaction,
 * page by page, so that a kill at any moment loses and repeats nothing. Cursors are times the platform gave. A poll stops
 * between two pages when it has what it can give out; the next one goes on from there.
 */
export async function collectOrders(deps: CollectDeps, subscriptionId: string, settings: TriggerSettings): Promise<Collected> {
	const portion = new Portion();
	try {
		await collectLive(deps, subscriptionId, settings, portion);
		if (settings.backfillFrom !== undefined && portion.hasRoom) {
			await collectBackfill(deps, subscriptionId, settings, settings.backfillFrom, portion);
		}
		return { orders: portion.orders };
	} catch (error) {
		if (error instanceof PlatformError) return { orders: portion.orders, stopped: error };
		throw error;
	}
}

async function collectLive(deps: CollectDeps, subscriptionId: string, settings: TriggerSettings, portion: Portion): Promise<void> {
	await withStream(deps, 'live', async (known) => {
		const position = known ?? (await begin(deps));
		// A search under way has passed some of the older orders already: what is newer than all of it is whole.
		const subscriptions = await subscribe(deps, subscriptionId, settings, position.paging?.upTo ?? position.from);
		// It began a moment ago: nothing can have happened since.
		if (known === undefined) return;
		const readers = subscriptions.map((subscription) => ({ subscription, settings: readSettings(subscription.settings) }));
		if (await givesWay(deps, position, readers)) return;
		await readPages(deps, { stream: 'live', by: 'updated', readers, own: subscriptionId }, position, portion);
	});
}

/**
 * Asks the platform for its own time: the cursor of a new account is never a clock of ours. Noted before anybody counts
 * on it: a subscription that starts at a time from which nobody collects would miss what lies between.
 */
async function begin(deps: CollectDeps): Promise<StreamPosition> {
	const from = iso(deps.clock.now() - FIRST_LOOK_MS);
	const page = await deps.source.search({ by: 'updated', from, personalData: false });
	const position = { from: page.upTo };
	await advance(deps, 'live', position, []);
	return position;
}

async function subscribe(deps: CollectDeps, id: string, settings: TriggerSettings, startsAt: IsoTime): Promise<readonly Subscription[]> {
	const now = deps.clock.now();
	const account = accountKey(deps.source.account);
	const subscription = { id, account, settings: writeSettings(settings), startsAt, lastPolledAt: iso(now) };
	return await deps.database.streams.subscribe(subscription, iso(now - ACTIVE_MS));
}

async function collectBackfill(
	deps: CollectDeps,
	subscriptionId: string,
	settings: TriggerSettings,
	from: IsoTime,
	portion: Portion,
): Promise<void> {
	const stream = backfillStream(subscriptionId, from);
	await withStream(deps, stream, async (known) => {
		const position = known ?? { from };
		if (position.finished === true) return;
		const reader = { subscription: { id: subscriptionId, startsAt: iso(0) }, settings };
		await readPages(deps, { stream, by: 'purchased', readers: [reader], own: subscriptionId }, position, portion);
	});
}

async function withStream(deps: CollectDeps, stream: string, work: (position: StreamPosition | undefined) => Promise<void>): Promise<void> {
	const account = accountKey(deps.source.account);
	const taken = await takeSoon(deps, account, stream);
	if (taken === undefined) return;
	try {
		await work(taken.position);
	} finally {
		await deps.database.streams.release(account, stream, deps.owner);
	}
}

/** Another trigger of the account polls at the same moment as a rule for a second only: worth waiting for. */
async function takeSoon(deps: CollectDeps, account: string, stream: string) {
	const end = deps.clock.now() + LEASE_WAIT_MS;
	for (;;) {
		const taken = await deps.database.streams.take(account, stream, deps.owner, LEASE_MS, deps.clock.now());
		if (taken !== undefined || deps.clock.now() >= end) return taken;
		await deps.clock.sleep(500);
	}
}

interface Reader {
	readonly subscription: Pick<Subscription, 'id' | 'startsAt'>;
	readonly settings: TriggerSettings;
}

/** One stream of pages and whom its orders are for. */
interface Reading {
	readonly stream: string;
	readonly by: OrderSearch['by'];
	readonly readers: readonly Reader[];
	/** The subscription that polls. */
	readonly own: string;
}

async function readPages(deps: CollectDeps, reading: Reading, start: StreamPosition, portion: Portion): Promise<void> {
	const { stream, by, readers, own } = reading;
	let position = start;
	do {
		const read = await nextPage(deps, by, position, readers);
		const { page } = read;
		await logUnreadable(deps, page.unreadable, readers[0]?.subscription.id);
		position = follow(by, position.from, read);
		const events = await fanOut(deps, page, readers);
		const wanted = new Set(events.filter(({ subscription }) => subscription === own).map(({ orderId }) => orderId));
		for (const order of page.orders) if (wanted.has(order.id)) portion.add(order);
		if (!(await advance(deps, stream, position, events))) return;
	} while (position.paging !== undefined && (portion.hasRoom || isUrgent(deps, position.paging.since)));
}

const isUrgent = (deps: CollectDeps, since: IsoTime): boolean => deps.clock.now() - Date.parse(since) > PAGE_HASTE_MS;

async function advance(deps: CollectDeps, stream: string, position: StreamPosition, events: readonly InboxEvent[]): Promise<boolean> {
	const account = accountKey(deps.source.account);
	return await deps.database.streams.advance(account, stream, deps.owner, position, events, LEASE_MS, deps.clock.now());
}

interface ReadPage {
	readonly page: OrderPage;
	/** When the search began that this page belongs to. */
	readonly since: IsoTime;
}

async function nextPage(deps: CollectDeps, by: OrderSearch['by'], position: StreamPosition, readers: readonly Reader[]): Promise<ReadPage> {
	const search: OrderSearch = {
		by,
		from: by === 'updated' ? earlier(position.from, OVERLAP_MS) : position.from,
		personalData: readers.some((reader) => reader.settings.personalData),
		raw: readers.some((reader) => reader.settings.raw),
	};
	const { paging } = position;
	const anew = async (): Promise<ReadPage> => ({ page: await deps.source.search(search), since: iso(deps.clock.now()) });
	if (paging === undefined || deps.clock.now() - Date.parse(paging.since) >= PAGE_LIFE_MS) return await anew();
	try {
		return { page: await deps.source.search({ ...search, page: paging.page }), since: paging.since };
	} catch (error) {
		// Settings changed in between, or the token aged faster than promised: the search starts again, duplicates drop out.
		if (!(error instanceof PlatformError) || error.details.code !== 'pageExpired') throw error;
		return await anew();
	}
}

function follow(by: OrderSearch['by'], from: IsoTime, { page, since }: ReadPage): StreamPosition {
	if (page.nextPage !== undefined) return { from, paging: { page: page.nextPage, upTo: page.upTo, since } };
	return by === 'updated' ? { from: page.upTo } : { from, finished: true };
}

async function fanOut(deps: CollectDeps, page: OrderPage, readers: readonly Reader[]): Promise<InboxEvent[]> {
	const account = accountKey(deps.source.account);
	const ids = page.orders.map((order) => order.id);
	const events: InboxEvent[] = [];
	for (const { subscription, settings } of readers) {
		const met = await deps.database.inbox.met(subscription.id, ids);
		for (const order of page.orders) {
			if (settings.marketplaces.length > 0 && !settings.marketplaces.includes(order.marketplace)) continue;
			if (order.updatedAt < subscription.startsAt) continue;
			// Collected already; what it was then depended on what had been met before.
			if ((met.get(order.id) ?? '') >= order.updatedAt) continue;
			const kind = classifyOrder(order, met.has(order.id));
			if (kind === undefined || !wants(settings.events, kind)) continue;
			events.push({ subscription: subscription.id, account, orderId: order.id, version: order.updatedAt, kind });
		}
	}
	return events;
}
