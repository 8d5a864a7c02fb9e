import { accountKey } from '../../domain/account';
import type { IsoTime } from '../../domain/time';
import { PlatformError } from '../../domain/platform-error';
import type { StreamPosition, Subscription } from '../../ports/database';
import type { StoreOrder, StoreOrderPage } from '../../ports/store-orders';
import { earlier, iso, type StoreCollectDeps } from './deps';
import { isKnown, memoriesOf, noteOrder, type StoreReader } from './note-order';
import { readStoreSettings, writeStoreSettings, type StoreTriggerSettings } from './settings';

/** A change may be saved a moment after its time; searches look this far back, what is known drops out. */
const OVERLAP_MS = 5 * 60_000;
const LEASE_MS = 5 * 60_000;
const LEASE_WAIT_MS = 10_000;
/** Pages of 100 in one poll; the next one goes on from there. */
const MOST_PAGES = 10;
/** A subscription that has not polled for so long is gone; its workflow starts anew when it comes back. */
const ACTIVE_MS = 35 * 24 * 60 * 60_000;
const CLOSED: ReadonlySet<string> = new Set(['completed', 'cancelled', 'refunded', 'failed', 'trash']);

export interface StoreCollected {
	/** What stopped the collecting early; what was collected before it is kept. */
	readonly stopped?: PlatformError;
}

/**
 * One poll of one subscription: whoever comes first takes the store's lease, reads what changed since the cursor once
 * for all subscriptions of the store and notes what their webhooks missed. The cursor moves after a page is noted, so a
 * kill repeats a page and loses nothing; what is known drops out. Cursors are times that the store gave.
 */
export async function collectStoreOrders(
	deps: StoreCollectDeps,
	subscriptionId: string,
	settings: StoreTriggerSettings,
): Promise<StoreCollected> {
	try {
		await collectLive(deps, subscriptionId, settings);
		if (settings.importFrom !== undefined) await collectImport(deps, subscriptionId, settings, settings.importFrom);
		return {};
	} catch (error) {
		if (error instanceof PlatformError) return { stopped: error };
		throw error;
	}
}

async function collectLive(deps: StoreCollectDeps, subscriptionId: string, settings: StoreTriggerSettings): Promise<void> {
	await withStream(deps, 'live', async (known) => {
		const position = known ?? (await begin(deps));
		const subscriptions = await subscribe(deps, subscriptionId, settings, position.paging?.upTo ?? position.from);
		if (known === undefined) return;
		await readPages(
			deps,
			'live',
			position,
			OVERLAP_MS,
			({ from }) => subscriptions.map((subscription) => readerOf(subscription, from)),
			() => true,
		);
	});
}

export const readerOf = ({ id, settings, startsAt }: Subscription, seenUpTo: IsoTime): StoreReader => ({
	id,
	settings: readStoreSettings(settings),
	startsAt,
	seenUpTo,
});

/** The store's own time, noted before anybody counts on it. */
async function begin(deps: StoreCollectDeps): Promise<StreamPosition> {
	const position = { from: await deps.source.now() };
	await advance(deps, 'live', position);
	return position;
}

async function subscribe(
	deps: StoreCollectDeps,
	id: string,
	settings: StoreTriggerSettings,
	startsAt: IsoTime,
): Promise<readonly Subscription[]> {
	const now = deps.clock.now();
	const account = accountKey(deps.source.account);
	const subscription = { id, account, settings: writeStoreSettings(settings), startsAt, lastPolledAt: iso(now) };
	const all = await deps.database.streams.subscribe(subscription, iso(now - ACTIVE_MS));
	return all.filter((one) => !isHookId(one.id));
}

/** What is known of a subscription's webhook stands beside it, under a name of its own: its poll writes the settings anew. */
export const hookIdOf = (subscriptionId: string): string => `${subscriptionId}:webhook`;
const isHookId = (id: string): boolean => id.endsWith(':webhook');

/** Open orders only, of the time asked for; once. */
async function collectImport(deps: StoreCollectDeps, id: string, settings: StoreTriggerSettings, from: IsoTime): Promise<void> {
	const stream = `import:${id}`;
	await withStream(deps, stream, async (known) => {
		const position = known ?? { from };
		if (position.finished === true) return;
		const reader: StoreReader = { id, settings, startsAt: position.from, seenUpTo: position.from, importing: true };
		const isOpen = ({ order, storeStatus }: StoreOrder): boolean => order.purchasedAt >= position.from && !CLOSED.has(storeStatus);
		await readPages(deps, stream, position, 0, () => [reader], isOpen);
	});
}

async function withStream(
	deps: StoreCollectDeps,
	stream: string,
	work: (position: StreamPosition | undefined) => Promise<void>,
): Promise<void> {
	const account = accountKey(deps.source.account);
	const end = deps.clock.now() + LEASE_WAIT_MS;
	let taken = await deps.database.streams.take(account, stream, deps.owner, LEASE_MS, deps.clock.now());
	while (taken === undefined && deps.clock.now() < end) {
		await deps.clock.sleep(500);
		taken = await deps.database.streams.take(account, stream, deps.owner, LEASE_MS, deps.clock.now());
	}
	if (taken === undefined) return;
	try {
		await work(taken.position);
	} finally {
		await deps.database.streams.release(account, stream, deps.owner);
	}
}

async function readPages(
	deps: StoreCollectDeps,
	stream: string,
	start: StreamPosition,
	overlapMs: number,
	readersAt: (position: StreamPosition) => readonly StoreReader[],
	isWanted: (order: StoreOrder) => boolean,
): Promise<void> {
	let position = start;
	for (let pages = 0; pages < MOST_PAGES; pages += 1) {
		// The time is asked first: what changes while a page is read belongs to the next search.
		const upTo = position.paging?.upTo ?? (await deps.source.now());
		const since = position.paging?.since ?? iso(deps.clock.now());
		const page = await deps.source.changedSince(
			earlier(position.from, overlapMs),
			position.paging === undefined ? undefined : Number(position.paging.page),
		);
		await notePage(deps, page, readersAt(position), isWanted);
		if (page.nextPage !== undefined) position = { from: position.from, paging: { page: String(page.nextPage), upTo, since } };
		else position = stream === 'live' ? { from: upTo } : { from: position.from, finished: true };
		if (!(await advance(deps, stream, position)) || position.paging === undefined) return;
	}
}

async function notePage(
	deps: StoreCollectDeps,
	page: StoreOrderPage,
	readers: readonly StoreReader[],
	isWanted: (order: StoreOrder) => boolean,
): Promise<void> {
	const ids = page.orders.map(({ order }) => order.id);
	const memories = new Map(await Promise.all(readers.map(async (reader) => [reader.id, await memoriesOf(deps, reader.id, ids)] as const)));
	for (const order of page.orders) {
		const { id } = order.order;
		const news = readers.filter((reader) => (reader.importing ?? false) || !isKnown(deps, reader, order, memories.get(reader.id)?.get(id)));
		if (news.length === 0 || !isWanted(order)) continue;
		const noted = await noteOrder(deps, id, news, async () => await newest(deps, order, news));
		// Read again at the next poll rather than passed over.
		if (noted === undefined && (await deps.source.get(id)) !== undefined) throw busy(deps, id);
	}
}

/** The page's reading, unless a webhook may have noted a newer one since. */
async function newest(deps: StoreCollectDeps, order: StoreOrder, readers: readonly StoreReader[]): Promise<StoreOrder | undefined> {
	const { id } = order.order;
	const second = order.changedAt.slice(0, 19);
	for (const reader of readers) {
		const memory = (await memoriesOf(deps, reader.id, [id])).get(id);
		if (memory !== undefined && memory.at.slice(0, 19) >= second) return await deps.source.get(id);
	}
	return order;
}

const busy = (deps: StoreCollectDeps, id: string): PlatformError =>
	new PlatformError(`The order ${id} is being read by others`, {
		platform: deps.source.account.platform,
		kind: 'unavailable',
		operation: 'changedSince',
		advice: 'The next poll reads it.',
	});

async function advance(deps: StoreCollectDeps, stream: string, position: StreamPosition): Promise<boolean> {
	return await deps.database.streams.advance(accountKey(deps.source.account), stream, deps.owner, position, [], LEASE_MS, deps.clock.now());
}
