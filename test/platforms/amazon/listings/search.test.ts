import type { Listing } from '../../../../src/domain/listing';
import { PlatformError } from '../../../../src/domain/platform-error';
import { failure } from '../failure';
import { json } from '../raw-server';
import { DE, GB } from './fixtures';
import { item, many, readAll, ScriptedAmazon } from './scripted-amazon';

let amazon: ScriptedAmazon;
beforeEach(async () => {
	amazon = await new ScriptedAmazon().start();
});
afterEach(() => amazon.stop());

const skuOf = (found: Listing | PlatformError | undefined) => (found instanceof PlatformError ? found.details.kind : found?.sku);

describe('a small catalog', () => {
	it('is read by search, twenty a page, in the order of the SKUs', async () => {
		amazon.items = many(45);
		expect(await readAll(amazon.listings())).toMatchObject({ pages: 3, unreadable: [] });
		expect(amazon.asked()).toEqual(['search', 'search', 'search']);
		expect(Object.fromEntries(amazon.calls('search')[1]?.query ?? [])).toEqual({
			includedData: 'summaries,attributes,offers,fulfillmentAvailability,relationships',
			marketplaceIds: DE,
			pageSize: '20',
			pageToken: '20',
			sortBy: 'sku',
			sortOrder: 'ASC',
		});
	});

	it('names what it cannot read, and the rest goes on', async () => {
		amazon.items = [
			item('A'),
			{ sku: '' },
			null,
			17,
			{ sku: 'B', summaries: 'odd', offers: [null, { price: 7 }], attributes: [] },
		] as never;
		const { skus, unreadable } = await readAll(amazon.listings());
		expect(skus).toEqual(['A', 'B']);
		expect(unreadable).toMatchObject([{ marketplace: DE, why: expect.stringContaining('cannot be read') as unknown }, {}, {}]);
	});

	it('of each marketplace is its own', async () => {
		amazon.items = [item('A'), item('B', {}, GB)];
		const { skus } = await readAll(amazon.listings(), { marketplaces: [DE, GB, DE] });
		expect(skus).toEqual(['A', 'B']);
		expect(amazon.calls('search').map(({ query }) => query.get('marketplaceIds'))).toEqual([DE, GB]);
	});

	it('leaves out what is elsewhere', async () => {
		amazon.items = [item('A'), item('ELSEWHERE', {}, GB), { sku: 'NEW', summaries: [] }];
		expect((await readAll(amazon.listings())).skus).toEqual(['A', 'NEW']);
		expect((await amazon.listings().find(['A', 'ELSEWHERE'], DE)).map(skuOf)).toEqual(['A', undefined]);
		expect((await amazon.listings().details(['ELSEWHERE'], { marketplace: DE, content: 'listing' }))[0]).toBeUndefined();
	});

	it('of which something was removed while the pages were turned tells that one may be missing', async () => {
		amazon.items = many(45);
		let pages = 0;
		amazon.before = ({ query }) => {
			if (query.has('pageSize') && (pages += 1) === 2) amazon.items = amazon.items.slice(1);
			return false;
		};
		const { skus, unreadable } = await readAll(amazon.listings());
		expect(skus).toHaveLength(44);
		expect(unreadable).toEqual([{ marketplace: DE, why: expect.stringContaining('counted 45 listings and gave 44') as unknown }]);
	});

	it('is none where Amazon counts as many as it pages through: there may be more', async () => {
		amazon.items = many(1000);
		amazon.file = { bytes: Buffer.from('seller-sku\nA\n'), type: 'text/plain' };
		expect((await readAll(amazon.listings())).skus).toEqual(['A']);
	});

	it('that Amazon answers with something else is a clear fault', async () => {
		amazon.before = (_, response) => {
			json(response, 200, { results: [] });
			return true;
		};
		expect((await failure(readAll(amazon.listings()))).details).toMatchObject({ kind: 'contract', operation: 'searchListingsItems' });
	});
});

describe('changes', () => {
	const since = Date.parse('2026-11-20T00:00:00.000Z');

	it('are asked for since then, without an end, so that what is touched meanwhile stays in its place', async () => {
		amazon.items = [...many(3), item('OLD', { updated: '2026-11-19T10:00:00.000Z' })];
		expect((await readAll(amazon.listings(), { marketplaces: [DE], changedSince: since })).skus).toEqual(['SKU-0', 'SKU-1', 'SKU-2']);
		const query = amazon.calls('search')[0]?.query ?? new URLSearchParams();
		expect([query.get('lastUpdatedAfter'), query.get('lastUpdatedBefore'), query.get('sortBy')]).toEqual([
			'2026-11-20T00:00:00.000Z',
			null,
			'sku',
		]);
	});

	it('that are more than Amazon pages through are read in windows, each once', async () => {
		amazon.items = many(2500, (at) => ({ updated: new Date(since + at * 30_000).toISOString() }));
		const { skus } = await readAll(amazon.listings(), { marketplaces: [DE], changedSince: since });
		expect(skus.length).toBe(2500);
		expect(new Set(skus).size).toBe(2500);
		expect(amazon.calls('search').length).toBeLessThan(150);
	});

	it('that all came in one moment are read with the whole catalog', async () => {
		amazon.items = many(1500);
		amazon.file = { bytes: Buffer.from('seller-sku\nA\n'), type: 'text/plain' };
		expect((await readAll(amazon.listings(), { marketplaces: [DE], changedSince: since })).skus).toEqual(['A']);
	});
});

describe('listings by SKU', () => {
	it('are found twenty a call, in their order, spelt exactly so', async () => {
		amazon.items = [...many(30), item('sku-31')];
		const skus = [...Array.from({ length: 30 }, (_, at) => `SKU-${29 - at}`), 'SKU-31', ''];
		const found = await amazon.listings().find(skus, DE);
		expect(found.map(skuOf)).toEqual([...skus.slice(0, 30), undefined, undefined]);
		expect(amazon.asked()).toEqual(['by identifiers', 'by identifiers']);
	});

	it('with a comma are asked for alone, by their path', async () => {
		amazon.items = [item('A,B/1'), item('C')];
		expect((await amazon.listings().find(['A,B/1', 'C', 'D,E'], DE)).map(skuOf)).toEqual(['A,B/1', 'C', undefined]);
		expect(amazon.asked()).toEqual(['by identifiers', 'getListingsItem', 'getListingsItem']);
	});

	it('of which one is unknown are not all unknown', async () => {
		amazon.items = many(4);
		amazon.before = ({ query }, response) => {
			if (query.get('identifiers')?.split(',').includes('NONE') !== true) return false;
			json(response, 404, { errors: [{ code: 'NOT_FOUND', message: 'x' }] });
			return true;
		};
		expect((await amazon.listings().find(['SKU-0', 'NONE', 'SKU-2'], DE)).map(skuOf)).toEqual(['SKU-0', undefined, 'SKU-2']);
		expect((await amazon.listings().find(['NONE'], DE)).map(skuOf)).toEqual([undefined]);
	});

	it('that cannot be read are there all the same', async () => {
		amazon.items = [item('A'), { sku: 'B'.repeat(201) }];
		expect((await amazon.listings().find(['A', 'B'.repeat(201)], DE)).map(skuOf)).toEqual(['A', 'contract']);
	});

	it('that Amazon refuses are a fault of that SKU alone', async () => {
		amazon.items = many(4);
		amazon.before = ({ query }, response) => {
			if (query.get('identifiers')?.split(',').includes('SKU-1') !== true) return false;
			json(response, 400, { errors: [{ code: 'InvalidInput', message: 'x' }] });
			return true;
		};
		const skus = ['SKU-0', 'SKU-1', 'SKU-2', 'SKU-9'];
		const wish = { marketplace: DE, content: 'listing' } as const;
		const details = await amazon.listings().details(skus, wish);
		expect(details.map((found) => (found instanceof PlatformError ? found.details.kind : found?.listing.sku))).toEqual([
			'SKU-0',
			'rejected',
			'SKU-2',
			undefined,
		]);
		expect(await amazon.listings().details(['SKU-1'], wish)).toEqual([expect.any(PlatformError)]);
	});

	it('of variations that a parent does not name yet are asked for by the parent', async () => {
		amazon.items = [
			item('P', { attributes: { parentage_level: [{ value: 'parent' }] } }),
			item('C', { parent: 'P' }),
			item('D', { parent: 'P' }),
		];
		const [details] = await amazon.listings().details(['P'], { marketplace: DE, content: 'listing' });
		expect(details).toMatchObject({ listing: { kind: 'parent' }, children: ['C', 'D'] });
	});

	it('are made of what the catalogue tells only where that was wished for, and of their place in it always', async () => {
		amazon.items = many(25);
		amazon.catalog = [{ asin: 'B0EXAMPL01', classifications: [{ marketplaceId: DE, classifications: [{ displayName: 'Mugs' }] }] }];
		const skus = amazon.items.map(({ sku }) => sku);
		const details = await amazon.listings().details(skus, { marketplace: DE, content: 'listing' });
		expect(details.map((found) => (found !== undefined && 'categories' in found ? found.categories : found))).toEqual(
			skus.map(() => ['Mugs']),
		);
		await amazon.listings().details(skus, { marketplace: DE, content: 'catalog' });
		expect(amazon.calls('searchCatalogItems').map(({ query }) => query.get('includedData'))).toEqual([
			'classifications',
			'attributes,classifications,dimensions,identifiers,images,relationships,summaries',
		]);
		expect(amazon.calls('by identifiers')).toHaveLength(4);
	});

	it('are made without their place where the catalogue may not be asked, and fail where its content was wished for', async () => {
		amazon.items = [item('A')];
		amazon.before = ({ path }, response) => {
			if (!path.startsWith('/catalog/')) return false;
			json(response, 403, { errors: [{ code: 'AccessDenied', message: 'x' }] });
			return true;
		};
		expect(await amazon.listings().details(['A'], { marketplace: DE, content: 'listing' })).toMatchObject([{ categories: [] }]);
		expect((await failure(amazon.listings().details(['A'], { marketplace: DE, content: 'catalog' }))).details.kind).toBe('permission');
	});

	it('are not asked for where access is denied to all of them', async () => {
		amazon.before = (_, response) => {
			json(response, 403, { errors: [{ code: 'AccessDenied', message: 'x' }] });
			return true;
		};
		const { details } = await failure(amazon.listings().details(['A', 'B'], { marketplace: DE, content: 'listing' }));
		expect(details).toMatchObject({ kind: 'permission', advice: expect.stringContaining('the role "Product Listing"') as unknown });
		expect(amazon.asked()).toHaveLength(1);
	});
});

describe('the list in the editor', () => {
	it('knows a SKU and an ASIN', async () => {
		amazon.items = [item('MUG-1'), item('TEE-1')];
		expect((await amazon.listings().search(' MUG-1 ', DE)).map(({ sku }) => sku)).toEqual(['MUG-1']);
		expect((await amazon.listings().search('b0exampl01', DE)).map(({ sku }) => sku)).toEqual(['MUG-1', 'TEE-1']);
	});

	it('looks through the latest listings for words of SKU and title, and no further', async () => {
		amazon.items = many(300);
		expect((await amazon.listings().search('title 77', DE)).map(({ sku }) => sku)).toEqual(['SKU-77']);
		expect(await amazon.listings().search('title 277', DE)).toEqual([]);
		expect(await amazon.listings().search('', DE)).toHaveLength(20);
	});
});
