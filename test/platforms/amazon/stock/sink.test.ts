import type { StockWrite, StockWritten } from '../../../../src/ports/stock-sink';
import { DE, GB, US } from '../listings/fixtures';
import { failure } from '../failure';
import { json } from '../raw-server';
import { fba, fbm } from './shelves';
import { Shop } from './shop';

let shop: Shop;
beforeEach(async () => {
	shop = await new Shop([DE]).start();
});
afterEach(() => shop.stop());

const names = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `SKU-${at}`);
const writes = (count: number): readonly StockWrite[] => names(count).map((sku, at) => ({ sku, quantity: at + 100 }));

async function write(levels: readonly StockWrite[], sink = shop.amazon().stockSink): Promise<readonly StockWritten[]> {
	const all: StockWritten[] = [];
	for await (const portion of sink.write(levels)) all.push(...portion);
	return all;
}
const outcomes = (all: readonly StockWritten[]) => Object.fromEntries(all.map(({ sku, outcome }) => [sku, outcome]));

describe('a few quantities', () => {
	it("go as patches of the merchant's channel, that keep what stands beside it", async () => {
		shop.put(fbm('A'));
		expect(await write([{ sku: 'A', quantity: 7 }])).toEqual([{ sku: 'A', outcome: 'taken' }]);
		expect(shop.quantity('A')).toBe(7);
		const [, patch] = shop.server.calls();
		expect([patch?.method, patch?.path, patch?.query.get('marketplaceIds')]).toEqual([
			'PATCH',
			'/listings/2021-08-01/items/A1SELLERTOKEN/A',
			DE,
		]);
		expect(JSON.parse(patch?.body ?? '')).toEqual({
			productType: 'PRODUCT',
			patches: [
				{ op: 'merge', path: '/attributes/fulfillment_availability', value: [{ fulfillment_channel_code: 'DEFAULT', quantity: 7 }] },
			],
		});
	});

	it('of SKUs with odd letters reach just these', async () => {
		const odd = ['a/b', 'a b', 'a,b', 'a%2Fb', 'a"b', "a'b", 'ä', 'a?b#c', 'a+b'];
		shop.put(...odd.map((sku) => fbm(sku, 1)));
		await write(odd.map((sku, at) => ({ sku, quantity: at + 10 })));
		expect(odd.map((sku) => shop.quantity(sku))).toEqual(odd.map((_, at) => at + 10));
	});

	it('that an address cannot hold are refused, and nothing else is written instead', async () => {
		expect(await write([{ sku: '..', quantity: 1 }])).toMatchObject([{ sku: '..', outcome: 'refused', code: 'stockRefused' }]);
		expect(shop.count('patch')).toBe(0);
	});

	it('that Amazon calls invalid with a success are refused, in its words, without addresses', async () => {
		shop.put(fbm('A'), fbm('B'));
		shop.refuses.add('A');
		expect(
			await write([
				{ sku: 'A', quantity: 1 },
				{ sku: 'B', quantity: 2 },
			]),
		).toEqual([
			{ sku: 'A', outcome: 'refused', code: 'stockRefused', detail: 'No quantity for you, … (8541)' },
			{ sku: 'B', outcome: 'taken' },
		]);
	});

	it('that are refused by HTTP leave the others alone', async () => {
		shop.put(fbm('A'), fbm('B'));
		shop.before = ({ method, path }, response) => {
			if (method !== 'PATCH' || !path.endsWith('/A')) return false;
			json(response, 400, { errors: [{ code: 'InvalidInput', message: 'Not so' }] });
			return true;
		};
		expect(
			await write([
				{ sku: 'A', quantity: 1 },
				{ sku: 'B', quantity: 2 },
			]),
		).toEqual([
			{ sku: 'A', outcome: 'refused', code: 'stockRefused', detail: 'Not so (InvalidInput)' },
			{ sku: 'B', outcome: 'taken' },
		]);
	});

	it('whose answer is lost are sent once more, and end in the same', async () => {
		shop.put(fbm('A'));
		let lost = 0;
		shop.loses = ({ method }) => method === 'PATCH' && (lost += 1) === 1;
		expect(await write([{ sku: 'A', quantity: 7 }])).toEqual([{ sku: 'A', outcome: 'taken' }]);
		expect([shop.quantity('A'), lost]).toEqual([7, 2]);
	});

	it('whose answer is lost are unknown where they cannot be sent a second time', async () => {
		shop.put(fbm('A'), fbm('B'));
		let patches = 0;
		shop.loses = ({ method }) => method === 'PATCH' && patches === 1;
		shop.before = ({ method }, response) => {
			if (method !== 'PATCH' || (patches += 1) === 1) return false;
			json(response, 429, { errors: [{ code: 'QuotaExceeded', message: 'x' }] });
			return true;
		};
		const levels = ['A', 'B'].map((sku) => ({ sku, quantity: 7 }));
		expect(outcomes(await write(levels))).toEqual({ A: 'unknown', B: 'notSent' });
		expect(shop.quantity('A')).toBe(7);
	});

	it('whose answer is lost for good are unknown', async () => {
		shop.put(fbm('A'), fbm('B'));
		shop.loses = ({ path }) => path.endsWith('/A');
		expect(
			outcomes(
				await write([
					{ sku: 'A', quantity: 7 },
					{ sku: 'B', quantity: 8 },
				]),
			),
		).toEqual({ A: 'unknown', B: 'taken' });
	});

	it('are not sent any more where the quota has ended, and nothing of it is thrown', async () => {
		shop.put(...names(30).map((sku) => fbm(sku)));
		let patches = 0;
		shop.before = ({ method }, response) => {
			if (method !== 'PATCH' || (patches += 1) <= 5) return false;
			json(response, 429, { errors: [{ code: 'QuotaExceeded', message: 'x' }] });
			return true;
		};
		const all = await write(writes(30));
		expect(all).toHaveLength(30);
		expect(all.filter(({ outcome }) => outcome === 'taken')).toHaveLength(5);
		expect(all.filter(({ outcome }) => outcome === 'notSent')).toHaveLength(25);
	});

	it('fail as a whole where the first shows that nothing may be written', async () => {
		shop.before = ({ method }, response) => {
			if (method !== 'PATCH') return false;
			json(response, 403, { errors: [{ code: 'Unauthorized', message: 'x' }] });
			return true;
		};
		expect((await failure(write(writes(3)))).details.kind).toBe('permission');
	});
});

const patchedIn = () => shop.server.calls().flatMap(({ method, query }) => (method === 'PATCH' ? [query.get('marketplaceIds')] : []));

describe('where a SKU is listed', () => {
	beforeEach(async () => {
		await shop.stop();
		shop = await new Shop([DE, GB]).start();
	});

	it('is found out where nobody tells, and a SKU of Amazon’s is kept back', async () => {
		shop.put(fbm('A', 1, [GB]), fbm('B', 1, [DE, GB]), fba('C', [GB]));
		const all = await write(['A', 'B', 'C', 'D'].map((sku) => ({ sku, quantity: 9 })));
		expect(all).toEqual(
			expect.arrayContaining([
				{ sku: 'A', outcome: 'taken' },
				{ sku: 'B', outcome: 'taken' },
				{ sku: 'C', outcome: 'refused', code: 'stockIsFba' },
				{ sku: 'D', outcome: 'refused', code: 'stockSkuUnknown' },
			]),
		);
		expect(
			shop.server
				.calls()
				.filter(({ method }) => method === 'PATCH')
				.map(({ query }) => query.get('marketplaceIds')),
		).toEqual([GB, GB]);
		expect(shop.damaged).toEqual([]);
	});

	it('is not asked for where the facts told it, or the caller does', async () => {
		shop.put(fbm('A', 1, [GB]), fbm('B', 1, [DE]));
		const { stockSink } = shop.amazon();
		await stockSink.facts(['A'], 1_000);
		const before = shop.calls();
		await write(
			[
				{ sku: 'A', quantity: 2 },
				{ sku: 'B', quantity: 2, listedIn: [DE] },
			],
			stockSink,
		);
		expect(shop.calls() - before).toBe(2);
	});

	it('matters in America, where each marketplace has a quantity of its own', async () => {
		await shop.stop();
		const CA = 'A2EUQ1WTGCTBG2';
		shop = await new Shop([US, CA], { region: 'na' }).start();
		shop.put(fbm('A', 1, [US, CA]));
		await write([{ sku: 'A', quantity: 2, listedIn: [US, CA] }]);
		expect(patchedIn()).toEqual([US, CA]);
	});
});

describe('many quantities', () => {
	beforeEach(() => shop.put(...names(300).map((sku) => fbm(sku))));

	it('go as one feed, and each has its outcome', async () => {
		shop.refuses.add('SKU-7');
		const all = await write(writes(300));
		expect(all).toHaveLength(300);
		expect(all.filter(({ outcome }) => outcome !== 'taken')).toEqual([
			{ sku: 'SKU-7', outcome: 'refused', code: 'stockRefused', detail: 'No quantity for you (8541)' },
		]);
		expect(names(300).map((sku) => shop.quantity(sku))).toEqual(names(300).map((sku, at) => (sku === 'SKU-7' ? 5 : at + 100)));
		expect(shop.asked()).toEqual(['sellers', 'feedNewDocument', 'upload', 'createFeed', 'getFeed', 'getFeed', 'feedDocument', 'file']);
		const [feed] = shop.feeds;
		expect(feed?.marketplaceIds).toEqual([DE]);
		expect(JSON.parse(feed?.body ?? '')).toMatchObject({ header: { sellerId: 'A1SELLERTOKEN', version: '2.0' } });
		const put = shop.server.calls().find(({ method }) => method === 'PUT');
		expect(put?.headers['content-type']).toBe('application/json; charset=UTF-8');
	});

	it('that take longer than the run are under way, and are asked for later', async () => {
		shop.looks = 1_000;
		const all = await write(writes(300));
		expect(new Set(all.map((one) => (one.outcome === 'submitted' ? one.submission : one.outcome)))).toEqual(new Set(['F1']));
		shop.around = { ...shop.around, budgetMs: 60_000 };
		expect(await shop.amazon().stockSink.check('F1', names(300))).toEqual({ state: 'underWay' });
		shop.looks = 1;
		const state = await shop.amazon().stockSink.check('F1', names(300).toReversed());
		expect(state.state === 'done' && state.told.every(({ outcome }) => outcome === 'taken')).toBe(true);
	});

	it('whose submission has no answer are looked for, and not submitted twice', async () => {
		shop.loses = ({ method, path }) => method === 'POST' && path.endsWith('/feeds');
		const all = await write(writes(300));
		expect(new Set(all.map(({ outcome }) => outcome))).toEqual(new Set(['taken']));
		expect(shop.feeds).toHaveLength(1);
	});

	it('whose submission never arrived are submitted again', async () => {
		let lost = 0;
		shop.before = ({ method, path }, _, socket) => {
			if (method !== 'POST' || !path.endsWith('/feeds') || (lost += 1) > 1) return false;
			socket.destroy();
			return true;
		};
		const all = await write(writes(300));
		expect(new Set(all.map(({ outcome }) => outcome))).toEqual(new Set(['taken']));
		expect([shop.feeds.length, shop.count('getFeeds'), shop.count('createFeed')]).toEqual([1, 1, 2]);
	});

	it('are unknown where one of several feeds may be theirs', async () => {
		shop.loses = ({ method, path }) => {
			if (method !== 'POST' || !path.endsWith('/feeds')) return false;
			const [feed] = shop.feeds;
			if (feed !== undefined) shop.feeds.push({ ...feed, feedId: 'OTHER' });
			return true;
		};
		expect(new Set((await write(writes(300))).map(({ outcome }) => outcome))).toEqual(new Set(['unknown']));
	});

	it('whose file is not taken at once are put there again, at a new address', async () => {
		let puts = 0;
		shop.before = ({ method }, response) => {
			if (method !== 'PUT' || (puts += 1) > 1) return false;
			json(response, 403, {});
			return true;
		};
		expect(new Set((await write(writes(300))).map(({ outcome }) => outcome))).toEqual(new Set(['taken']));
		expect([puts, shop.count('feedNewDocument')]).toEqual([2, 2]);
	});

	it('whose feed ends badly may stand there or not', async () => {
		shop.feedsEnd = 'FATAL';
		expect(new Set((await write(writes(300))).map(({ outcome }) => outcome))).toEqual(new Set(['unknown']));
		expect(await shop.amazon().stockSink.check('F1', names(300))).toEqual({ state: 'failed', said: 'FATAL', nothingDone: false });
	});

	it('whose feed was cancelled before it began were surely not written', async () => {
		shop.feedsEnd = 'CANCELLED';
		expect(new Set((await write(writes(300))).map(({ outcome }) => outcome))).toEqual(new Set(['notSent']));
		expect(await shop.amazon().stockSink.check('F1', names(300))).toEqual({ state: 'failed', said: 'CANCELLED', nothingDone: true });
	});

	it('whose report cannot be read may stand there or not', async () => {
		shop.before = ({ path }, response) => {
			if (!path.startsWith('/file/result')) return false;
			response.end('{"header":');
			return true;
		};
		expect(new Set((await write(writes(300))).map(({ outcome }) => outcome))).toEqual(new Set(['unknown']));
		expect(await shop.amazon().stockSink.check('F1', names(300))).toMatchObject({ state: 'failed', nothingDone: false });
	});

	it('of a feed that Amazon does not know are nobody’s to tell', async () => {
		expect(await shop.amazon().stockSink.check('F9', ['A'])).toMatchObject({ state: 'failed', nothingDone: false });
	});
});

it('ten thousand SKUs of which nothing is known take at most fifteen calls', async () => {
	shop.put(...names(10_000).map((sku) => fbm(sku)));
	const { stockSink } = shop.amazon();
	const facts = await stockSink.facts(names(10_000), 86_400_000);
	expect(new Set([...facts.values()].map(({ fulfilledBy }) => fulfilledBy))).toEqual(new Set(['merchant']));
	const all = await write(writes(10_000), stockSink);
	expect(all.filter(({ outcome }) => outcome === 'taken')).toHaveLength(10_000);
	expect(shop.calls()).toBeLessThanOrEqual(15);
	expect([shop.count('createFeed'), shop.count('patch')]).toEqual([1, 0]);
});
