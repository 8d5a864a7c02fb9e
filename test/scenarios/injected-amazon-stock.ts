import { PlatformError } from '../../src/domain/platform-error';
import type { StockPage } from '../../src/ports/stock-source';
import type { StockWrite } from '../../src/ports/stock-sink';
import { STOCK_FEED, feedFiles } from '../../src/platforms/amazon/stock/feed-message';
import { PATCHES_AT_MOST } from '../../src/platforms/amazon/stock/sink';
import { TIME_OUT } from './injected-faults';
import { brought, one, second, type InjectedRead, type Outcome } from './injection';
import type { InjectedAmazon } from './injected-amazon';

const GERMANY = 'A1PA6795UKMFR9';
const YEAR_MS = 365 * 86_400_000;
const STORED = ['AWD-1', 'AWD-2', 'AWD-3'];
const OFFERED = ['OWN-1', 'OWN-2', 'OWN-3'];
const PLACED = ['PLACED-1', 'PLACED-2', 'PLACED-3'];
const SOURCES = ['NORTH', 'SOUTH', 'WEST'];

/** What the account may not do, and what nobody answers, is of no single SKU. */
const OF_ALL = ['status 403', 'status 500', 'status 502', 'a page with status 503', 'half an answer', 'a cut connection', TIME_OUT];

const writeOf = (sku: string): StockWrite => ({ sku, quantity: 5, listedIn: [GERMANY] });
/** One more than go one by one, so that they go as a feed. */
const MANY = Array.from({ length: PATCHES_AT_MOST + 1 }, (_, at) => writeOf(`FEED-${at}`));

async function levelsIn(pages: AsyncIterable<StockPage>): Promise<Outcome> {
	const came: string[] = [];
	const named: string[] = [];
	for await (const { levels, unreadable } of pages) {
		came.push(...levels.map(({ sku }) => sku));
		named.push(...unreadable.map(({ sku, why }) => sku ?? why));
	}
	return { came, named };
}

interface Made {
	readonly sources: readonly string[];
	readonly feeds: readonly string[];
	/** Their reports. */
	readonly documents: readonly string[];
}

async function fill({ sandbox }: InjectedAmazon): Promise<Made> {
	const { amazon, clock } = sandbox;
	await amazon.control('feeds/settings', { keptMs: YEAR_MS, processingMs: 1_000 });
	for (const sku of STORED) await amazon.control('awd', { sku, onHand: 40, inbound: 3, reserved: 2 });
	for (const code of SOURCES) await amazon.control('supply-sources', { code, alias: `Hall ${code}` });
	for (const [at, sku] of [...OFFERED, ...PLACED].entries()) {
		amazon.listings.put({ sku, asin: `B0INJECT8${at}`, places: [{ marketplaceId: GERMANY, title: sku }] });
	}
	const { sellerId } = amazon.accounts.defaultSeller();
	const sources = SOURCES.map((code) => amazon.stock.sources.all(sellerId).find((source) => source.code === code)?.id ?? '');
	for (const [at, sku] of PLACED.entries()) await amazon.control('stock/locations', { sku, units: { [SOURCES[at] ?? '']: 4 } });
	const feeds: string[] = [];
	for (const sku of OFFERED) {
		const document = amazon.stock.storage.make(sellerId, STOCK_FEED.contentType);
		document.bytes = (await feedFiles(sellerId, [writeOf(sku)]))[0]?.body;
		feeds.push(amazon.stock.feeds.submit(sellerId, { type: STOCK_FEED.type, marketplaceIds: [GERMANY], inputDocumentId: document.id }).id);
	}
	clock.advance(10 * 60_000);
	amazon.stock.feeds.catchUp();
	return { sources, feeds, documents: feeds.map((id) => amazon.stock.feeds.find(sellerId, id)?.resultDocumentId ?? '') };
}

/** Every read of an Amazon account that is of its stock, or of what became of quantities that it was sent. */
export async function amazonStockReads(amazon: InjectedAmazon): Promise<readonly InjectedRead[]> {
	const { sources, feeds, documents } = await fill(amazon);

	/** A SKU for which a feed tells nothing is named. */
	const fates = async (impatient: boolean): Promise<Outcome> =>
		await one(feeds, async (id) => {
			const sku = OFFERED[feeds.indexOf(id)] ?? '';
			const state = await amazon.connect(impatient).stockSink.check(id, [sku]);
			if (state.state === 'failed' || state.state === 'underWay') return undefined;
			if (state.told.length !== 1) throw new Error(`${sku} has ${state.told.length} fates`);
			return state.told[0]?.outcome === 'taken' ? state : undefined;
		});

	/** Whatever is wrong with the names of places, what lies there is read. */
	const places = async (impatient: boolean): Promise<Outcome> => {
		const called = new Map<string, string | undefined>();
		try {
			for await (const { levels } of amazon.connect(impatient).stock.locations({ marketplace: GERMANY, skus: PLACED }))
				for (const { sku, placeName, quantity } of levels) if (quantity === 4) called.set(sku, placeName);
		} catch (error) {
			throw new Error('Without names the places should have been read all the same', { cause: error });
		}
		if (called.size < PLACED.length) throw new Error(`Only ${[...called.keys()].join()} were read`);
		const isNamed = (sku: string): boolean => called.get(sku) !== undefined;
		return { came: PLACED.filter(isNamed), named: PLACED.filter((sku) => !isNamed(sku)) };
	};

	/** Handed in, and the answer to it lost: each has an outcome, and none is said to be surely not sent. */
	const lost = async (impatient: boolean): Promise<Outcome> => {
		amazon.sandbox.faults.add({ standIn: 'amazon', kind: 'resetAfter', operation: 'createFeed', times: 1 });
		const outcomes = new Map<string, string>();
		try {
			for await (const portion of amazon.connect(impatient).stockSink.write(MANY))
				for (const { sku, outcome } of portion) outcomes.set(sku, outcome);
		} catch (error) {
			if (error instanceof PlatformError) throw new Error('Nobody is told what may have been written', { cause: error });
			throw error;
		}
		const told = [...outcomes.values()];
		if (told.length < MANY.length || told.includes('notSent')) throw new Error(`Told: ${[...new Set(told)].join()} of ${told.length}`);
		return brought([]);
	};

	const reads: readonly Omit<InjectedRead, 'standIn'>[] = [
		{
			operation: 'listInventory',
			file: 'stock/storage.ts',
			records: STORED,
			about: { record: second(STORED) },
			record: second(STORED),
			ofAll: OF_ALL,
			id: 'sku',
			read: async (impatient) => await levelsIn(amazon.connect(impatient).stock.storage({ skus: STORED })),
		},
		{ operation: 'getSupplySources', file: 'stock/supply-sources.ts', records: PLACED, record: second(sources), read: places },
		{
			operation: 'getFeed',
			file: 'feeds/submit.ts',
			records: feeds,
			about: { pathPattern: `/feeds/${second(feeds)}$` },
			read: fates,
		},
		{
			operation: 'getFeedDocument',
			file: 'feeds/report.ts',
			records: feeds,
			about: { pathPattern: `/documents/${second(documents)}$` },
			read: fates,
		},
		{ operation: 'getFeeds', file: 'feeds/submit.ts', records: [], read: lost },
	];
	return reads.map((read) => ({ standIn: 'amazon', ...read }));
}
