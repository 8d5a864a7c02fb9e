import { seedListings } from '../../sandbox/seed/listings-seed';
import { CatalogWorld, hintOf, rowsOf } from './match-catalog-world';
import { hours, minutes, pass } from './time';
import { match, type NodeWorld } from './world';

const GERMANY = 'A1PA6795UKMFR9';
const SEED = seedListings({
	count: 160,
	ugly: true,
	marketplaces: [GERMANY, 'A13V1IB3VIYZZH'],
	missing: 10,
	nearMisses: 12,
	ambiguous: 3,
	ambiguities: ['container'],
	variations: 20,
	parents: 2,
});

let catalogs: CatalogWorld;
let world: NodeWorld;
const startWith = async (...skus: readonly string[]): Promise<void> => {
	catalogs = await CatalogWorld.of(...skus);
	world = catalogs.world;
};
afterEach(async () => {
	await world.stop();
});

const matchAll: CatalogWorld['matchAll'] = async (parameters) => await catalogs.matchAll(parameters);
const links = () => catalogs.links();
const memory = () => catalogs.memory();

describe('Match Product: Match Catalog', () => {
	it('links what has the same SKU to the byte, says of the rest why not, and a second time writes nothing', async () => {
		catalogs = await CatalogWorld.start(SEED.products);
		world = catalogs.world;
		catalogs.listings.load(SEED.listings);
		const result = await matchAll({ homeMarketplace: GERMANY });
		expect(result.error).toBeUndefined();
		// The store takes spaces out of SKUs, as WooCommerce does.
		const isKept = (sku: string): boolean => world.store.productBySku(sku) !== undefined || !sku.includes('  ');
		const of = (state: string): readonly string[] =>
			SEED.expectations.filter(({ sku, expect: wanted }) => (isKept(sku) ? wanted : 'nearMiss') === state).map(({ sku }) => sku);
		const skusIn = (state: string): readonly string[] => [
			...new Set(
				rowsOf(result, 1)
					.filter((row) => row['state'] === state)
					.map((row) => String(row['listingSku'])),
			),
		];
		expect(
			links()
				.map(([sku]) => sku)
				.toSorted(),
		).toEqual([...of('matched')].toSorted());
		expect([...skusIn('ambiguous')].toSorted()).toEqual([...of('ambiguous')].toSorted());
		expect([...skusIn('pending')].toSorted()).toEqual([...of('missing'), ...of('nearMiss')].toSorted());
		expect([...skusIn('gone'), ...skusIn('unreadable')]).toEqual([]);
		for (const { sku, why, expect: wanted } of SEED.expectations) {
			const whys = rowsOf(result, 1)
				.filter((row) => row['listingSku'] === sku)
				.map((row) => row['why']);
			if (wanted === 'missing') expect({ sku, whys }).toEqual({ sku, whys: ['noProduct'] });
			if (wanted === 'nearMiss' && isKept(sku)) expect({ sku, whys }).toEqual({ sku, whys: expect.arrayContaining([why]) });
		}
		const [summary] = rowsOf(result, 0);
		expect(summary).toMatchObject({ matched: of('matched').length, linked: of('matched').length, unchanged: 0, gone: 0, unreadable: 0 });
		expect(hintOf(result)).toMatch(new RegExp(`^${of('matched').length} matched, 3 ambiguous, \\d+ need attention$`));
		const before = memory();
		pass(hours(1));
		expect(rowsOf(await matchAll({ homeMarketplace: GERMANY }), 0)).toEqual([
			{ ...summary, linked: 0, unchanged: of('matched').length, links: [] },
		]);
		expect(memory()).toEqual(before);
	});
});

describe('Match Product: what is no longer there', () => {
	it('is said of its link, and where the link is used; what is there again is linked as before', async () => {
		await startWith('MUG', 'CAP');
		await matchAll();
		const mug = world.store.productBySku('MUG');
		if (mug !== undefined) mug.status = 'trash';
		world.sandbox.amazon.listings.remove('CAP');
		const result = await matchAll();
		expect(rowsOf(result, 1).map(({ listingSku, state, why }) => [listingSku, state, why])).toEqual([
			['CAP', 'gone', 'listingGone'],
			['MUG', 'gone', 'productGone'],
		]);
		expect(hintOf(result)).toBe('2 gone, 2 need attention');
		const items = await world.orders({}, { items: [{ sku: 'CAP', quantity: 1, unitPrice: '20.00' }] });
		const orders = await world.run({ nodes: [match()], items });
		expect(orders.outputs('Match')[0]).toHaveLength(1);
		expect(orders.outputs('Match')[1]).toMatchObject([
			{ json: { attention: { code: 'linkGone', text: expect.stringContaining('SKU "MUG"') } } },
		]);
		if (mug !== undefined) mug.status = 'publish';
		world.sandbox.amazon.listings.put({ sku: 'CAP' });
		expect(rowsOf(await matchAll(), 0)).toMatchObject([{ matched: 2, gone: 0 }]);
		expect(links().map(([sku, , rule, gone]) => [sku, rule, gone])).toEqual([
			['CAP', 'sku', ''],
			['MUG', 'sku', ''],
		]);
	});

	it('lets a listing that took its place have the product', async () => {
		await startWith('MUG');
		await matchAll();
		world.sandbox.amazon.listings.remove('MUG');
		world.sandbox.amazon.listings.put({ sku: 'MUG-2' });
		const mug = world.store.productBySku('MUG');
		if (mug !== undefined) mug.sku = 'MUG-2';
		await matchAll();
		expect(links().map(([sku, , , gone]) => [sku, gone])).toEqual([
			['MUG', 'listing'],
			['MUG-2', ''],
		]);
	});
});

it('Match Product links nothing by a row whose product is gone, fed back as it is: its id may be another product by now', async () => {
	await startWith('MUG', 'NEW');
	await matchAll();
	const mug = world.store.productBySku('MUG');
	if (mug !== undefined) mug.sku = 'NEW';
	const rows = rowsOf(await matchAll(), 1);
	expect(rows.map(({ listingSku, why }) => [listingSku, why])).toEqual([['MUG', 'productGone']]);
	const result = await catalogs.run(
		{ operation: 'linkItems' },
		rows.map((json) => ({ json })),
	);
	expect(rowsOf(result, 1)).toMatchObject([{ attention: { code: 'invalidLink' } }]);
	expect(links().map(([sku, , rule, gone]) => [sku, rule, gone])).toEqual([
		['MUG', 'sku', 'product'],
		['NEW', 'sku', ''],
	]);
});

describe('Match Product: sales that waited for a SKU', () => {
	it('are due as soon as the catalog is matched', async () => {
		await startWith('LATE');
		const items = await world.orders({ items: [{ sku: 'LATE', quantity: 1, unitPrice: '12.90' }] });
		await world.runChain(items);
		expect(world.rows('sale')).toMatchObject([{ state: 'error' }]);
		const mug = world.store.productBySku('MUG');
		if (mug !== undefined) mug.sku = 'LATE';
		expect(rowsOf(await matchAll(), 0)).toMatchObject([{ linked: 1, retried: 1 }]);
		expect(world.rows('sale')).toMatchObject([{ state: 'pending' }]);
		pass(minutes(1));
		await world.runChain(await world.poll({ personalData: true }));
		expect(world.storeOrders()).toHaveLength(1);
	});
});
