import type { IDataObject } from 'n8n-workflow';
import { seedListings, type ListingSeed } from '../../sandbox/seed/listings-seed';
import type { RunResult } from '../harness/engine';
import { bySku, match, matchCatalogs, NodeWorld, PACKAGE, type Parameters } from './world';
import { hours, minutes, pass } from './time';

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

let world: NodeWorld;
const start = async ({ listings, products }: Pick<ListingSeed, 'listings' | 'products'>): Promise<void> => {
	world = await NodeWorld.start({ products });
	for (const { sku } of world.sandbox.amazon.listings.all()) world.sandbox.amazon.listings.remove(sku);
	world.sandbox.amazon.listings.load(listings);
};
afterEach(async () => {
	await world.stop();
});

/** A mug and a cap in the store, and these listings. */
const startWith = async (...skus: readonly string[]): Promise<void> => {
	world = await NodeWorld.start();
	for (const { sku } of world.sandbox.amazon.listings.all()) world.sandbox.amazon.listings.remove(sku);
	for (const sku of skus) world.sandbox.amazon.listings.put({ sku });
};

const run = async (parameters: Parameters, items: readonly { json: IDataObject }[] = [{ json: {} }]): Promise<RunResult> =>
	await world.run({ nodes: [matchCatalogs(parameters)], items });
const rowsOf = (result: RunResult, output: number): readonly IDataObject[] =>
	(result.outputs('Match')[output] ?? []).map(({ json }) => json);
const hintOf = (result: RunResult): string | undefined => result.hints('Match')[0]?.message;
const matchAll = async (parameters: Parameters = {}): Promise<RunResult> => await run({ operation: 'matchCatalog', ...parameters });
const links = () => world.rows('link').map(({ sku, product_id, rule, gone }) => [sku, product_id, rule, gone]);
const memory = () => ['link', 'link_place', 'open_listing'].map((table) => world.rows(table));
const idOf = (sku: string): string => String(world.store.productBySku(sku)?.id);

describe('Match Product: Match Catalog', () => {
	it('links what has the same SKU to the byte, says of the rest why not, and a second time writes nothing', async () => {
		await start(SEED);
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

describe('Match Product: what a person does with the rows', () => {
	it('deletes the wrong ones and feeds the list back: no later run changes what was linked so', async () => {
		await startWith('mug', 'CAP ', 'NEW');
		const pending = rowsOf(await matchAll(), 1);
		expect(pending.map((row) => [row['listingSku'], row['productSku'], row['why']])).toEqual([
			['CAP ', 'CAP', 'outerSpace'],
			['NEW', '', 'noProduct'],
			['mug', 'MUG', 'differsInCase'],
		]);
		expect(links()).toEqual([]);
		const kept = pending.filter((row) => row['productSku'] !== '').map((json) => ({ json }));
		// As a sheet gives it back: all in texts, a heading written by hand.
		const texts = kept.map(({ json }) => ({
			json: Object.fromEntries(Object.entries(json).map(([name, value]) => [name === 'listingSku' ? 'Listing SKU' : name, String(value)])),
		}));
		const result = await run({ operation: 'linkItems' }, texts);
		expect(hintOf(result)).toBe('2 linked');
		const linked = [
			['CAP ', idOf('CAP'), 'manual', ''],
			['mug', idOf('MUG'), 'manual', ''],
		];
		expect(links()).toEqual(linked);
		expect(rowsOf(await matchAll(), 0)).toMatchObject([{ matched: 2, linked: 0, pending: 1 }]);
		expect(links()).toEqual(linked);
	});

	it('is told row by row what cannot be linked, and the rest is', async () => {
		await startWith('A');
		const rows = [
			{ listingSku: 'A', productSku: 'MUG', unitsPerListing: 2 },
			{ listingSku: 'B', productSku: 'NOPE' },
			{ listingSku: 'C', productSku: 'MUG' },
			{ listingSku: 'C', productSku: 'CAP' },
			{ listingSku: 'D', productSku: 'MUG', unitsPerListing: 'three' },
			{ productSku: 'MUG' },
			{ listingSku: 'E', productId: idOf('CAP') },
			{ listingSku: 'F', productId: idOf('CAP'), productSku: 'MUG' },
		];
		const result = await run(
			{ operation: 'linkItems' },
			rows.map((json) => ({ json })),
		);
		expect(links()).toEqual([
			['A', idOf('MUG'), 'manual', ''],
			['E', idOf('CAP'), 'manual', ''],
		]);
		const refused = rowsOf(result, 1).map(({ attention, listingSku }) => [listingSku, (attention as IDataObject)['code']]);
		expect(refused).toEqual([
			['B', 'lineUnmatched'],
			['C', 'invalidLink'],
			['C', 'invalidLink'],
			['D', 'invalidLink'],
			[undefined, 'invalidLink'],
			['F', 'invalidLink'],
		]);
		// The store is asked once for all rows.
		expect(world.store.counts().byOperation['listProducts']).toBeLessThanOrEqual(2);
	});

	it('gives a number for a SKU, which links only where there is such a listing', async () => {
		await startWith('456');
		await matchAll();
		const rows = [
			{ listingSku: 123, productSku: 'MUG' },
			{ listingSku: 456, productSku: 'MUG' },
		];
		const result = await run(
			{ operation: 'linkItems' },
			rows.map((json) => ({ json })),
		);
		expect(links()).toEqual([['456', idOf('MUG'), 'manual', '']]);
		expect(rowsOf(result, 1)).toMatchObject([{ listingSku: 123, attention: { code: 'invalidLink' } }]);
	});

	it('gives all links back from their list, in an empty memory too', async () => {
		await startWith('MUG');
		await matchAll();
		await run({ operation: 'link', listing: bySku('SET'), product: bySku('MUG*2, CAP*1') });
		await run({ operation: 'link', listing: bySku('CAP-3'), product: bySku('CAP'), unitsPerListing: 3 });
		const content = () =>
			world
				.rows('link')
				.map((row) => `${String(row['sku'])} ${String(row['product_id'])} ${String(row['content'])}`)
				.toSorted();
		const before = content();
		const list = rowsOf(await run({ operation: 'list', states: ['synchronised'] }), 0);
		await run({ operation: 'unlinkAll', confirmation: 'UNLINK ALL' });
		expect(content()).toEqual([]);
		expect(
			hintOf(
				await run(
					{ operation: 'linkItems' },
					list.map((json) => ({ json })),
				),
			),
		).toBe('3 linked');
		expect(content()).toEqual(before);
	});

	it('unlinks one, and all only with the word for it', async () => {
		await startWith('MUG', 'CAP');
		await matchAll();
		const unlinked = await run({ operation: 'unlink', listing: bySku('MUG') });
		expect(rowsOf(unlinked, 0)).toMatchObject([{ listingSku: 'MUG', unlinked: 1 }]);
		expect(rowsOf(await run({ operation: 'unlink', listing: bySku('MUG') }), 0)).toMatchObject([{ unlinked: 0 }]);
		expect(links().map(([sku]) => sku)).toEqual(['CAP']);
		const refused = await run({ operation: 'unlinkAll', confirmation: 'yes' });
		expect(rowsOf(refused, 1)).toMatchObject([{ attention: { code: 'unlinkUnconfirmed' } }]);
		const dry = await run({ operation: 'unlinkAll', confirmation: 'UNLINK ALL', dryRun: true });
		expect(rowsOf(dry, 0)).toMatchObject([{ unlinked: 1, dryRun: true }]);
		const tool = { ...matchCatalogs({ operation: 'unlinkAll', confirmation: 'UNLINK ALL' }), type: `${PACKAGE}.matchProductTool` };
		expect((await world.run({ nodes: [tool], items: [{}] })).outputs('Match')[0]).toMatchObject([{ json: { unlinked: 1, dryRun: true } }]);
		expect(links()).toHaveLength(1);
		const all = await run({
			operation: 'unlinkAll',
			confirmation: `https://${String(rowsOf(dry, 0)[0]?.['store']).slice('woocommerce:'.length)}/`,
		});
		expect(rowsOf(all, 0)).toMatchObject([{ unlinked: 1 }]);
		expect(links()).toEqual([]);
	});

	it('sees the links by their state', async () => {
		await startWith('MUG', 'CAP', 'NEW');
		await matchAll();
		world.sandbox.amazon.listings.remove('CAP');
		await matchAll();
		const listed = async (parameters: Parameters) => {
			const result = await run({ operation: 'list', ...parameters });
			return [0, 1].map((output) => rowsOf(result, output).map(({ listingSku, state }) => `${String(listingSku)} ${String(state)}`));
		};
		expect(await listed({})).toEqual([['MUG synchronised'], ['CAP gone', 'NEW pending']]);
		expect(await listed({ states: ['pending'] })).toEqual([[], ['NEW pending']]);
		expect(await listed({ limit: 1 })).toEqual([[], ['CAP gone']]);
	});

	it('sees first what would become of it', async () => {
		await startWith('MUG', 'NEW');
		const result = await matchAll({ dryRun: true });
		expect(rowsOf(result, 0)).toMatchObject([
			{ linked: 1, dryRun: true, links: [{ listingSku: 'MUG', productId: idOf('MUG'), rule: 'sku' }] },
		]);
		expect(memory()).toEqual([[], [], []]);
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
