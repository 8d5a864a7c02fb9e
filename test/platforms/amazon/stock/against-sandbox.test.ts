import { startSandbox, type Sandbox } from '../../../../sandbox';
import type { FeedFate } from '../../../../sandbox/amazon/feeds/feed';
import type { FaultRule } from '../../../../sandbox/kernel/faults';
import type { StockExpectation } from '../../../../sandbox/seed/stock-seed';
import type { ChannelFact } from '../../../../src/domain/stock/facts';
import { createAmazon, type Amazon } from '../../../../src/platforms/amazon';
import type { Clock } from '../../../../src/ports/clock';
import type { StockWrite, StockWritten } from '../../../../src/ports/stock-sink';
import type { StockPage } from '../../../../src/ports/stock-source';
import { connectionTo } from '../connections';
import { DE, GB } from '../listings/fixtures';
import { MemoryBuckets } from '../memory-buckets';

const MINUTE = 60_000;
const DAY = 86_400_000;

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ clock: 'virtual', amazon: { fbaStock: {} } });
	for (const { sku } of sandbox.amazon.listings.all()) sandbox.amazon.listings.remove(sku);
});
afterEach(async () => {
	expect(sandbox.damage()).toMatchObject({ amazon: [], sandbox: [] });
	await sandbox.stop();
});

/** A run of its own; the tokens and quotas of the ones before are forgotten. */
function run(budgetMs = 4 * MINUTE): Amazon {
	const clock: Clock = { now: () => sandbox.clock.now(), sleep: (ms) => Promise.resolve(sandbox.clock.advance(ms)) };
	const [credentials] = sandbox.amazonCredentials();
	if (credentials === undefined) throw new Error('The sandbox has no account');
	const { region, clientId, clientSecret, refreshToken, sellerId } = credentials;
	const connection = connectionTo(sandbox.urls.amazon ?? '', { region, clientId, clientSecret, refreshToken, sellerId });
	return createAmazon(connection, { clock, buckets: new MemoryBuckets(clock), budgetMs });
}

const control = async (action: string, fields: object): Promise<unknown> => await sandbox.amazon.control(action, fields);
const fault = (rule: Omit<FaultRule, 'standIn'>): void => void sandbox.faults.add({ standIn: 'amazon', ...rule });
const decide = async (fate: FeedFate): Promise<unknown> => await control('feeds/decide', fate);

async function read(pages: AsyncIterable<StockPage>) {
	const all: StockPage[] = [];
	for await (const page of pages) all.push(page);
	return { levels: all.flatMap(({ levels }) => levels), unreadable: all.flatMap(({ unreadable }) => unreadable) };
}

async function write(levels: readonly StockWrite[], { stockSink } = run()): Promise<ReadonlyMap<string, StockWritten>> {
	const all = new Map<string, StockWritten>();
	for await (const portion of stockSink.write(levels)) for (const one of portion) all.set(one.sku, one);
	return all;
}

const FULFILLED_BY: Readonly<Record<StockExpectation['shippedBy'], readonly ChannelFact['fulfilledBy'][]>> = {
	merchant: ['merchant'],
	amazon: ['amazon'],
	both: ['both'],
	elsewhere: ['both'],
	unknown: ['unknown'],
	none: ['none'],
};

const agree = (facts: ReadonlyMap<string, ChannelFact>, expectations: readonly StockExpectation[]): void => {
	const wrong = expectations.filter(({ sku, shippedBy }) => !FULFILLED_BY[shippedBy].includes(facts.get(sku)?.fulfilledBy ?? 'none'));
	expect(wrong.map(({ sku, shippedBy }) => [sku, shippedBy, facts.get(sku)?.fulfilledBy])).toEqual([]);
	for (const { sku, shippedBy, quantity, closed } of expectations) {
		if (shippedBy !== 'merchant') continue;
		expect([sku, facts.get(sku)?.quantity, facts.get(sku)?.closed]).toEqual([sku, quantity, closed]);
	}
};

/** What a careful caller pushes: what the merchant ships himself and nobody closed. */
const pushable = (facts: ReadonlyMap<string, ChannelFact>): readonly StockWrite[] =>
	[...facts.values()]
		.filter(({ fulfilledBy, closed, atLocations }) => fulfilledBy === 'merchant' && closed === undefined && atLocations === undefined)
		.map(({ sku }, at) => ({ sku, quantity: (at % 50) + 1 }));

/** What buyers see in the end. */
async function arrived(levels: readonly StockWrite[]): Promise<void> {
	sandbox.clock.advance(30 * MINUTE);
	await control('stock', {});
	const wrong = levels.flatMap(({ sku, quantity }) => {
		const shown = sandbox.amazon.listings.get(sku).places[0]?.quantity;
		return shown === quantity ? [] : [`${sku}: ${shown} instead of ${quantity}`];
	});
	expect(wrong.slice(0, 5)).toEqual([]);
}
const outcomes = (all: ReadonlyMap<string, StockWritten>): Readonly<Record<string, number>> => {
	const counts: Record<string, number> = {};
	for (const { outcome } of all.values()) counts[outcome] = (counts[outcome] ?? 0) + 1;
	return counts;
};

const calls = (): number => {
	const { byOperation = {} } = sandbox.counts().amazon ?? {};
	const beside = ['token', 'getReport', 'getFeed', 'reportDocument', 'feedDocument', 'feedUpload'];
	return Object.entries(byOperation).reduce((sum, [name, count]) => (beside.includes(name) ? sum : sum + count), 0);
};

describe('a small catalog of all kinds', () => {
	it('is told apart by search, and pushed by patches whose answers are lost, until all stands there', async () => {
		const { expectations } = sandbox.seedStock({ count: 90, marketplaces: [DE, GB], closed: 3, soldOut: 5 });
		const amazon = run();
		const facts = await amazon.stockSink.facts(
			expectations.map(({ sku }) => sku),
			DAY,
		);
		agree(facts, expectations);
		const levels = pushable(facts);
		fault({ kind: 'resetAfter', operation: 'patchListingsItem', times: 7 });
		fault({ kind: 'resetBefore', operation: 'patchListingsItem', times: 5 });
		fault({ kind: 'http500', operation: 'patchListingsItem', times: 3 });
		const first = await write(levels, amazon);
		expect(first.size).toBe(levels.length);
		const open = levels.filter(({ sku }) => first.get(sku)?.outcome !== 'taken');
		expect(outcomes(await write(open))).toEqual(open.length === 0 ? {} : { taken: open.length });
		await arrived(levels);
	});

	it('keeps all back that Amazon ships or nobody knows, though a caller asks for it', async () => {
		const { expectations } = sandbox.seedStock({ count: 90, marketplaces: [DE, GB] });
		const kept = expectations.filter(({ shippedBy }) => shippedBy !== 'merchant').map(({ sku }) => ({ sku, quantity: 5 }));
		const all = await write(kept);
		expect(outcomes(all)).toEqual({ refused: kept.length });
	});
});

describe('a large catalog of all kinds', () => {
	const COUNT = 1_500;
	const seed = () => sandbox.seedStock({ count: COUNT, marketplaces: [DE, GB], closed: 4, soldOut: 20 }).expectations;
	const skus = (expectations: readonly StockExpectation[]) => expectations.map(({ sku }) => sku);

	it('is told apart by reports, and pushed by a feed that is submitted once though its answer is lost', async () => {
		const expectations = seed();
		const amazon = run(60 * MINUTE);
		const facts = await amazon.stockSink.facts(skus(expectations), DAY);
		agree(facts, expectations);
		const levels = pushable(facts);
		fault({ kind: 'resetAfter', operation: 'createFeed', times: 1 });
		await decide({ refusedEvery: 100 });
		const first = await write(levels, amazon);
		expect(outcomes(first)).toEqual({ taken: levels.length - Math.floor(levels.length / 100), refused: Math.floor(levels.length / 100) });
		expect(((await control('feeds', {})) as readonly unknown[]).length).toBe(1);
		// Those that were refused, again.
		const refused = levels.filter(({ sku }) => first.get(sku)?.outcome === 'refused');
		expect(outcomes(await write(refused, amazon))).toEqual({ taken: refused.length });
		await arrived(levels);
	});

	it('is known message by message though the report names no SKU', async () => {
		const expectations = seed();
		const amazon = run(60 * MINUTE);
		const levels = pushable(await amazon.stockSink.facts(skus(expectations), DAY));
		const bad = levels.filter((_, at) => at % 300 === 7).map(({ sku }) => sku);
		await decide({ refusedSkus: bad, report: 'withoutSkus' });
		const all = await write(levels, amazon);
		expect(
			[...all.values()]
				.filter(({ outcome }) => outcome === 'refused')
				.map(({ sku }) => sku)
				.toSorted(),
		).toEqual(bad.toSorted());
	});

	it('goes on with a feed that outlasts the run', async () => {
		const expectations = seed();
		const levels = pushable(await run(60 * MINUTE).stockSink.facts(skus(expectations), DAY));
		await decide({ processingMs: 40 * MINUTE });
		const amazon = run();
		await amazon.stockSink.facts(
			levels.map(({ sku }) => sku),
			DAY,
		);
		const all = [...(await write(levels, amazon)).values()];
		const submissions = new Set(all.map((one) => (one.outcome === 'submitted' ? one.submission : '')));
		expect(submissions.size).toBe(1);
		const [submission = ''] = submissions;
		expect(submission).not.toBe('');
		expect(
			await run().stockSink.check(
				submission,
				levels.map(({ sku }) => sku),
			),
		).toEqual({ state: 'underWay' });
		sandbox.clock.advance(40 * MINUTE);
		const state = await run().stockSink.check(
			submission,
			levels.map(({ sku }) => sku),
		);
		expect(state.state === 'done' && state.told.filter(({ outcome }) => outcome === 'taken').length).toBe(levels.length);
		await arrived(levels);
	});

	it.each([
		[{ ends: 'FATAL', applied: 700 }, 'unknown'],
		[{ report: 'spoilt' }, 'unknown'],
		[{ report: 'none' }, 'unknown'],
	] as const)('ends right in the next run after a feed of which nobody knows: %j', async (fate, outcome) => {
		const expectations = seed();
		const amazon = run(60 * MINUTE);
		const levels = pushable(await amazon.stockSink.facts(skus(expectations), DAY));
		await decide(fate);
		expect(outcomes(await write(levels, amazon))).toEqual({ [outcome]: levels.length });
		expect(outcomes(await write(levels, amazon))).toEqual({ taken: levels.length });
		await arrived(levels);
	});

	it('that reports tell as it was hours ago is told as it is now', async () => {
		const expectations = seed();
		const moved = expectations.filter(({ shippedBy }) => shippedBy === 'merchant').slice(0, 5);
		await control('reports/freeze', {});
		sandbox.clock.advance(4 * 60 * MINUTE);
		for (const { sku } of moved) await control('stock/channel', { sku, channel: 'AMAZON' });
		sandbox.clock.advance(60 * MINUTE);
		const facts = await run(60 * MINUTE).stockSink.facts(skus(expectations), DAY);
		expect(new Set(moved.map(({ sku }) => facts.get(sku)?.fulfilledBy))).toEqual(new Set(['amazon']));
	});
});

it('ten thousand SKUs of one marketplace, of which nothing is known, take at most fifteen calls', async () => {
	const { expectations } = sandbox.seedStock({ count: 10_000, shippedBy: { amazon: 500 } });
	const amazon = run(60 * MINUTE);
	const facts = await amazon.stockSink.facts(
		expectations.map(({ sku }) => sku),
		DAY,
	);
	const levels = pushable(facts);
	expect(outcomes(await write(levels, amazon))).toEqual({ taken: 9_500 });
	expect(sandbox.counts().amazon?.byOperation).toMatchObject({ createFeed: 1 });
	expect(calls()).toBeLessThanOrEqual(15);
	await arrived(levels);
});

describe('the stock of all places', () => {
	const parts = {
		inboundWorking: 1,
		inboundShipped: 2,
		inboundReceiving: 3,
		transfers: 4,
		processing: 5,
		unfulfillable: 6,
		researching: 7,
	};

	it('at the warehouse, of more than a page, however long is taken over one', async () => {
		const { expectations } = sandbox.seedStock({ count: 130, shippedBy: { amazon: 120 } });
		const [first] = expectations;
		await control('fba/stock', { sellerSku: first?.sku ?? '', fulfillable: 20, parts });
		const found = new Map<string, number>();
		for await (const { levels, unreadable } of run().stock.warehouse({ marketplace: DE, counts: ['fulfillable'] })) {
			expect(unreadable).toEqual([]);
			for (const { sku, quantity = -1 } of levels) {
				expect(found.has(sku)).toBe(false);
				found.set(sku, quantity);
			}
			sandbox.clock.advance(40_000);
		}
		expect(found.size).toBe(120);
		for (const { sku, fulfillable } of expectations.slice(1)) expect(found.get(sku)).toBe(fulfillable);
		const counts = ['fulfillable', 'inbound', 'reserved', 'unfulfillable'] as const;
		const { levels } = await read(run().stock.warehouse({ marketplace: DE, skus: [first?.sku ?? ''], counts }));
		expect(levels).toMatchObject([{ quantity: 20 + 6 + 9 + 6, parts: { fulfillable: 20, inbound: 6, reserved: 9, unfulfillable: 6 } }]);
	});

	it('by fulfillment centre, with the age of the ledger', async () => {
		const { expectations } = sandbox.seedStock({ count: 30, shippedBy: { amazon: 20 } });
		sandbox.clock.advance(2 * DAY);
		const { levels, unreadable } = await read(run(60 * MINUTE).stock.centres({ marketplace: DE }));
		expect(unreadable).toEqual([]);
		const [held] = expectations.filter(({ fulfillable = 0 }) => fulfillable > 0);
		const own = levels.filter(({ sku }) => sku === held?.sku);
		expect(own.reduce((sum, { quantity = 0 }) => sum + quantity, 0)).toBe(held?.fulfillable);
		expect(own.every(({ placeId = '' }) => placeId !== '')).toBe(true);
		const age = sandbox.clock.now() - Date.parse(own[0]?.asOf ?? '');
		expect(age).toBeGreaterThan(0);
		expect(age).toBeLessThan(2 * DAY);
	});

	it('in bulk storage, at the merchant’s own locations, and as he offers it', async () => {
		sandbox.amazon.listings.put({ sku: 'A', places: [{ marketplaceId: DE, quantity: 4 }] });
		sandbox.amazon.listings.put({ sku: 'B', places: [{ marketplaceId: DE, quantity: 4 }] });
		await control('awd', { sku: 'A', onHand: 100, inbound: 5, reserved: 10 });
		await control('supply-sources', { code: 'SHOP', alias: 'The shop' });
		const [source] = (await control('supply-sources', { code: 'SHOP', alias: 'The shop' })) as readonly {
			readonly id: string;
			readonly code: string;
		}[];
		await control('stock/locations', { sku: 'B', units: { [source?.id ?? '']: 3 } }).catch(() =>
			control('stock/locations', { sku: 'B', units: { SHOP: 3 } }),
		);
		const { stock, stockSink } = run();
		expect((await read(stock.storage({}))).levels).toMatchObject([{ sku: 'A', quantity: 100, parts: { inbound: 5, reserved: 10 } }]);
		expect((await read(stock.locations({ marketplace: DE, skus: ['A', 'B'] }))).levels).toMatchObject([
			{ sku: 'B', place: 'location', placeName: 'The shop', quantity: 3 },
		]);
		expect((await read(stock.offers({ marketplace: DE }))).levels).toMatchObject([{ sku: 'A', place: 'fbm', quantity: 4 }]);
		expect((await stockSink.facts(['B'], DAY)).get('B')).toMatchObject({ fulfilledBy: 'merchant', atLocations: true });
	});
});
