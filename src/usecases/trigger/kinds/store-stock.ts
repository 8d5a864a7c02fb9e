import { accountKey } from '../../../domain/account';
import { orderId } from '../../../domain/ids';
import type { StockLevel } from '../../../domain/stock/level';
import { earlier, iso, type IsoTime } from '../../../domain/time';
import type { Database, HandedRow, OrderMemory, SeenStock } from '../../../ports/database';
import type { StoreStock } from '../../../ports/stock-source';
import type { StoreOrderSource } from '../../../ports/store-orders';
import { NOTHING_TOLD, type Reader, type Told, type TriggerKind } from '../kind';
import { StockSearch, type SearchedLevel } from './stock-search';

/** What one trigger node wants of its store: all of it. */
export interface StockSettings {
	/** Tells its subscription from those that want orders of the same store. */
	readonly about: 'product';
}

export const STOCK_SETTINGS: StockSettings = { about: 'product' };

/** A product as it is counted now. */
export interface StockReading extends SearchedLevel {
	/** What Push Stock wrote last, or what any trigger of the store told last. */
	readonly seen?: SeenStock;
}

/** What a node gives out of it. */
export interface StockChange {
	/** The product's. */
	readonly id: string;
	readonly level: StockLevel;
	/** What was seen before; absent where nobody had seen it. */
	readonly before?: number;
}

const DAY_MS = 24 * 60 * 60_000;
/** Everywhere some night is over by then, and shops that sell by day are quiet: 2 o'clock UTC. */
const NIGHT_ENDS_MS = 2 * 60 * 60_000;
/** Memory is kept for 90 days after it was written. */
const WRITTEN_AGAIN_MS = 30 * DAY_MS;
const SAMPLED_MS = DAY_MS;

/** Nobody counts it. */
const UNCOUNTED = '-';
/** Behind a count that the nightly round met first: what was changed since the search before it is told all the same. */
const FIRST_MET = '?';
const KIND = 'changed';
const countOf = ({ counted, quantity }: StockLevel): string => (counted && quantity !== undefined ? String(quantity) : UNCOUNTED);
const numberOf = (count: string | undefined): number | undefined =>
	count === undefined || count === UNCOUNTED ? undefined : Number(count);

/**
 * Counts of a store's products. It says by its dates that a product was changed, not what: an event is that the count is another
 * one than what the subscription remembers. What moves no date shows by the orders that changed, and by a round over all linked
 * products each night.
 *
 * A product that a subscription never met: shown by a change (call, date, order) it is told, because what it was before may have
 * been sold since the subscription began; found by the nightly round alone it is remembered only, unless the next search shows
 * that it was changed just before. The first round follows the first poll, so that hardly anything is met later.
 *
 * What Push Stock wrote is remembered, and no event: it says so before it writes (`seen.own`). Whatever else is read means that
 * its word is over, so that the same quantity, when somebody else brings it about later, is told.
 */
export function storeStock(
	source: StoreStock,
	orders: StoreOrderSource,
	database: Pick<Database, 'stock' | 'now'>,
): TriggerKind<StockReading, StockSettings, StockChange> {
	const store = accountKey(source.account);
	const search = new StockSearch(source, orders, database);
	/** Asked after the store: what Push Stock wrote it had noted before. */
	const withSeen = async (levels: readonly SearchedLevel[]): Promise<readonly StockReading[]> => {
		const seen = await database.stock.seen(
			store,
			levels.map(({ id }) => id),
		);
		return levels.map((one) => {
			const known = seen.get(one.id);
			return known === undefined ? one : { ...one, seen: known };
		});
	};
	const read = async (ids: readonly string[]): Promise<readonly StockReading[]> => {
		const { levels } = await search.read(ids);
		return await withSeen(levels);
	};
	return {
		account: source.account,
		about: 'product',
		readSettings: () => STOCK_SETTINGS,
		back: () => undefined,
		now: async () => await orders.now(),
		search: async (wish) => {
			const { levels, ...page } = await search.page(wish);
			return { ...page, readings: await withSeen(levels) };
		},
		get: async (id) => {
			const found = await search.one(id);
			return found === undefined ? undefined : (await withSeen([found]))[0];
		},
		readTogether: async function* (rows) {
			if (rows.length > 1) yield* await read(rows.map((row) => row.orderId));
		},
		refOf: ({ id }) => ({ account: store, id: orderId(id) }),
		tell,
		turns: { surelyNewer: ({ begunAt }, { version }) => begunAt > version, quietTogether: true },
		noting: async (readings, how) => {
			const read = readings.flatMap(({ id, level, seen }) => {
				const quantity = numberOf(countOf(level));
				// Push Stock may be at it: its word stands until another count is told.
				const isKnown = seen?.quantity === quantity || (how === 'remembered' && seen?.own === true);
				return quantity === undefined || isKnown ? [] : [{ item: id, quantity }];
			});
			await database.stock.noteSeen(store, read, database.now());
		},
		again: { isDue: (from, now) => nightOf(from) !== nightOf(iso(now)) },
		show: ({ id, level }, _settings, row) => {
			const before = beforeOf(row);
			return { id, level, ...(before === undefined ? {} : { before }) };
		},
		eventOf: () => KIND,
		sample: async () => {
			const now = database.now();
			return (await search.first(now - SAMPLED_MS)) ?? (await search.first());
		},
	};
}

const nightOf = (time: IsoTime): number => Math.floor((Date.parse(time) - NIGHT_ENDS_MS) / DAY_MS);

function tell(reading: StockReading, _reader: Reader<StockSettings>, memory: OrderMemory | undefined): Told {
	const { level, seen, endedAt, how, since } = reading;
	const count = countOf(level);
	const met = memory?.facts === undefined ? undefined : { count: memory.facts.print.replace(FIRST_MET, ''), version: memory.version };
	if (met === undefined && count === UNCOUNTED) return NOTHING_TOLD;
	const isFirstMet = memory?.facts?.print.endsWith(FIRST_MET) === true;
	// The round read it after that change, and could not know of it.
	const wasChangedBefore = isFirstMet && met?.count === count && since !== undefined && since <= met.version;
	// Linked ones are remembered for as long as they are looked at.
	const isToBeKept = how === 'again' && met !== undefined && met.version < earlier(endedAt, WRITTEN_AGAIN_MS);
	if (met?.count === count && !wasChangedBefore && !isToBeKept) return NOTHING_TOLD;
	// Readings of one moment follow one another too.
	const version = met === undefined || endedAt > met.version ? endedAt : iso(Date.parse(met.version) + 1);
	const before = wasChangedBefore ? undefined : (met?.count ?? seenBefore(seen, count));
	const isOwn = seen?.own === true && String(seen.quantity) === count;
	const isNews = before !== count && count !== UNCOUNTED && !isOwn && (met !== undefined || how === 'changed');
	const print = met === undefined && how === 'again' ? `${count}${FIRST_MET}` : count;
	return {
		events: isNews ? [{ kind: kindOf(before), topic: 'stock', version }] : [],
		memory: { version, facts: { paid: false, shipped: false, cancelled: false, refunded: 0, print, parcels: '' } },
	};
}

/** Of a product that the subscription never met: another trigger may have told this very change already. */
const seenBefore = (seen: SeenStock | undefined, count: string): string | undefined =>
	seen === undefined || String(seen.quantity) === count ? undefined : String(seen.quantity);

/** What it was before travels in the name of the event: it is nowhere else by the time it is given out. */
const kindOf = (before: string | undefined): string => (numberOf(before) === undefined ? KIND : `${KIND}:${before ?? ''}`);

function beforeOf(row: Pick<HandedRow, 'kind'> | undefined): number | undefined {
	if (row?.kind.startsWith(`${KIND}:`) !== true) return undefined;
	return Number(row.kind.slice(KIND.length + 1));
}
