import type { SubscriptionId } from '../../domain/ids';
import { PlatformError } from '../../domain/platform-error';
import { iso, type IsoTime } from '../../domain/time';
import type { Collected, InboxEvent, OrderMemory, StreamKey, StreamPosition, UnheldSearch } from '../../ports/database';
import type { UnreadableOrder } from '../../ports/order-source';
import type { TriggerDeps } from './deps';
import type { Page, Reader, Search, TriggerKind } from './kind';
import { isNews, memoriesOf, newsFor, noteInTurn, NOTHING_COLLECTED, together } from './note';
import type { Portion } from './portion';
import { searchAnew } from './search-anew';
import { startBy } from './subscriptions';
import { lookLater, noteUnreadable } from './unread';

export const STREAM_LEASE_MS = 5 * 60_000;
/** In one poll; the next one goes on from there. */
const MOST_PAGES = 10;
/**
 * From then on no other page is read: n8n runs the first poll while it activates a workflow, and leaves a trigger switched
 * off, without a word, whose first poll takes longer than 84 seconds (seven tenths of its publication lease).
 */
const COLLECTS_FOR_MS = 20_000;
/** Page tokens are given up so long before they age, to be sure. */
const PAGE_MARGIN_MS = 60 * 60_000;

/** One stream of pages and whom its orders are for. */
export interface Walk<Reading, Settings> {
	readonly stream: StreamKey;
	readonly search: Search<Settings>['stream'];
	readonly readers: readonly Reader<Settings>[];
	/** The subscription that polls. */
	readonly own: SubscriptionId;
	readonly portion: Portion<Reading>;
}

/** Notes a page and where the search stands then; false once the stream is somebody else's. */
type Move = (position: StreamPosition, collected: Collected) => Promise<boolean>;

/**
 * Reads pages until the search has ended, or the poll has what it can give out; the next one goes on from there. Events,
 * memories and position move in one transaction, page by page. For whoever has the stream, unless `move` says otherwise.
 */
export async function readPages<Reading, Settings>(
	deps: TriggerDeps,
	kind: TriggerKind<Reading, Settings, unknown>,
	walk: Walk<Reading, Settings>,
	start: StreamPosition,
	move: Move = async (to, collected) => await advance(deps, walk.stream, to, collected, walk.own),
): Promise<void> {
	const { search, portion } = walk;
	const began = deps.database.now();
	let position = start;
	for (let pages = 0; pages < MOST_PAGES; pages += 1) {
		const { page, since, from } = await nextPage(deps, kind, walk, position);
		portion.answered = true;
		const readers = search === 'live' ? await startBy(deps, kind, walk.readers, page.upTo) : walk.readers;
		const collected = await collect(deps, kind, { ...walk, readers }, page);
		position = follow(search, from, page, since);
		if (!(await move(position, collected))) return;
		if (position.paging === undefined) return;
		if (!(portion.hasRoom || isUrgent(deps, kind, since)) || deps.database.now() - began >= COLLECTS_FOR_MS) break;
	}
	portion.more = true;
}

/** The same for whoever has not taken the stream: it is taken with the first page, where there are more. False where another was first. */
export async function readUnheld<Reading, Settings>(
	deps: TriggerDeps,
	kind: TriggerKind<Reading, Settings, unknown>,
	walk: Walk<Reading, Settings>,
	search: UnheldSearch,
	start: StreamPosition,
): Promise<boolean> {
	const { database, owner } = deps;
	let [first, taken] = [false, false];
	try {
		await readPages(deps, kind, walk, start, async (position, collected) => {
			if (first) return await advance(deps, walk.stream, position, collected, walk.own);
			const moved = await database.streams.advanceUnheld(search, owner, position, collected, STREAM_LEASE_MS, database.now());
			[first, taken] = [moved, moved && position.paging !== undefined];
			return moved;
		});
		return first;
	} finally {
		if (taken) await database.streams.release(walk.stream, owner);
	}
}

/** What a page says to all readers. What it could not tell is looked at again. */
async function collect<Reading, Settings>(
	deps: TriggerDeps,
	kind: TriggerKind<Reading, Settings, unknown>,
	walk: Walk<Reading, Settings>,
	page: Page<Reading>,
): Promise<Collected> {
	const { search: stream, readers } = walk;
	const told = kind.turns === undefined ? await fanOut(deps, kind, walk, page) : await noteInTurns(deps, kind, walk, page, kind.turns);
	const { collected, unreadable = [] } = told;
	const unread = await noteUnreadable(deps, kind, { stream, readers }, [...page.unreadable, ...unreadable]);
	return together([collected, { events: unread, memories: [] }]);
}

export const advance = async (
	{ database, owner }: TriggerDeps,
	stream: StreamKey,
	position: StreamPosition,
	collected: Collected = NOTHING_COLLECTED,
	by?: SubscriptionId,
): Promise<boolean> => await database.streams.advance(stream, owner, position, collected, STREAM_LEASE_MS, database.now(), by);

/** From then on a search is read to its end, whatever a poll can give out, before its tokens age and it has to start again. */
const isUrgent = ({ database }: TriggerDeps, { pagesLiveMs }: { readonly pagesLiveMs?: number }, since: IsoTime): boolean =>
	pagesLiveMs !== undefined && database.now() - Date.parse(since) > pagesLiveMs / 2;

interface ReadPage<Reading> {
	readonly page: Page<Reading>;
	/** When the search began that this page belongs to. */
	readonly since: IsoTime;
	/** From when on it looks. */
	readonly from: IsoTime;
}

async function nextPage<Reading, Settings>(
	{ database }: TriggerDeps,
	kind: TriggerKind<Reading, Settings, unknown>,
	{ search: stream, readers }: Walk<Reading, Settings>,
	{ from, paging }: StreamPosition,
): Promise<ReadPage<Reading>> {
	const search = { stream, from, settings: readers.map(({ settings }) => settings) };
	const now = database.now();
	const anew = async (): Promise<ReadPage<Reading>> => ({ ...(await searchAnew(kind, search, now)), since: iso(now) });
	if (paging === undefined) return await anew();
	if (kind.pagesLiveMs !== undefined && now - Date.parse(paging.since) >= kind.pagesLiveMs - PAGE_MARGIN_MS) return await anew();
	try {
		return { page: await kind.search({ ...search, paging }), since: paging.since, from };
	} catch (error) {
		// Settings changed in between, or the token aged faster than promised: the search starts again, duplicates drop out.
		if (!(error instanceof PlatformError) || error.details.code !== 'pageExpired') throw error;
		return await anew();
	}
}

function follow(stream: Search<never>['stream'], from: IsoTime, { nextPage: page, upTo }: Page<unknown>, since: IsoTime): StreamPosition {
	if (page !== undefined) return { from, paging: { page, upTo, since } };
	return stream === 'backfill' ? { from, finished: true } : { from: upTo };
}

/** Nobody else reads these orders at the same time: what is new in them is collected with the page's own position. */
async function fanOut<Reading, Settings>(
	deps: TriggerDeps,
	kind: TriggerKind<Reading, Settings, unknown>,
	{ readers, own, portion }: Walk<Reading, Settings>,
	{ readings }: Page<Reading>,
): Promise<ToldByPage> {
	const ids = readings.map((reading) => kind.refOf(reading).id);
	if (readings.length > 0) await kind.noting?.(readings, 'told');
	const memories = await memoriesOf(deps, kind.account, readers, ids);
	const all: Collected[] = [];
	for (const reader of readers) {
		for (const reading of readings) {
			const { news, version } = newsFor(kind, reading, reader, memories);
			all.push(news);
			if (reader.subscription === own && news.events.length > 0) portion.add(kind.refOf(reading).id, { reading, version });
		}
	}
	return { collected: together(all) };
}

interface ToldByPage {
	readonly collected: Collected;
	readonly unreadable?: readonly UnreadableOrder[];
}

/** Others read them too: each order is noted for itself, in turn, before the position moves. What is known drops out. */
async function noteInTurns<Reading, Settings>(
	deps: TriggerDeps,
	kind: TriggerKind<Reading, Settings, unknown>,
	{ search, readers, own, portion }: Walk<Reading, Settings>,
	{ readings }: Page<Reading>,
	turns: Turns<Reading, Settings>,
): Promise<ToldByPage> {
	const events: InboxEvent[] = [];
	const remembered: OrderMemory[] = [];
	const quiet: Reading[] = [];
	const unreadable: UnreadableOrder[] = [];
	const ids = readings.map((reading) => kind.refOf(reading).id);
	const memories = await memoriesOf(deps, kind.account, readers, ids);
	let silent = false;
	for (const reading of readings) {
		const { id } = kind.refOf(reading);
		const concerned = readers.filter((reader) => isNews(newsFor(kind, reading, reader, memories).news));
		if (concerned.length === 0) continue;
		if (turns.quietTogether === true) {
			const told = together(concerned.map((reader) => newsFor(kind, reading, reader, memories).news));
			if (told.events.length === 0) {
				remembered.push(...told.memories);
				quiet.push(reading);
				continue;
			}
		}
		const read = async (): Promise<Reading | undefined> => await newest(deps, kind, concerned, reading, turns);
		try {
			const noted = await noteInTurn(deps, kind, id, concerned, own, read);
			if (noted?.fresh === undefined) events.push(...lookLater(deps, kind, search, concerned, id));
			else if (noted.news.events.some(({ subscription }) => subscription === own)) portion.add(id, noted.fresh);
			silent = false;
		} catch (error) {
			// It answered with this page: what fails now is this order, unless the next one fails as well.
			if (!(error instanceof PlatformError) || error.concernsAll || (silent && error.passing)) throw error;
			silent = error.passing;
			unreadable.push({ orderId: id, text: error.message });
		}
	}
	if (quiet.length > 0) await kind.noting?.(quiet, 'remembered');
	return { collected: { events, memories: remembered }, unreadable };
}

type Turns<Reading, Settings> = NonNullable<TriggerKind<Reading, Settings, unknown>['turns']>;

/** The page's reading, unless others may have noted a newer one since. */
async function newest<Reading, Settings>(
	deps: TriggerDeps,
	kind: TriggerKind<Reading, Settings, unknown>,
	readers: readonly Reader<Settings>[],
	reading: Reading,
	turns: Turns<Reading, Settings>,
): Promise<Reading | undefined> {
	const { id } = kind.refOf(reading);
	const memories = await memoriesOf(deps, kind.account, readers, [id]);
	for (const { subscription, settings } of readers) {
		const memory = memories.get(subscription)?.get(id);
		if (memory !== undefined && !turns.surelyNewer(reading, memory)) return await kind.get(id, settings);
	}
	return reading;
}
