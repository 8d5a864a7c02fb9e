import type { StockLevel } from '../../../../src/domain/stock/level';
import type { StockPage } from '../../../../src/ports/stock-source';
import { startStore, type StoreUnderTest } from '../store-under-test';

const counted = (sku: string, quantity = 1, more: Readonly<Record<string, unknown>> = {}) => ({
	name: `Product ${sku}`,
	sku,
	manage_stock: true,
	stock_quantity: quantity,
	...more,
});

describe('the stock of a WooCommerce store', () => {
	let shop: StoreUnderTest;
	const open = async (options: Parameters<typeof startStore>[0]): Promise<StoreUnderTest> => (shop = await startStore(options));
	afterEach(async () => {
		await shop.close();
	});

	const levels = async (read: AsyncIterable<StockPage>): Promise<readonly StockLevel[]> => {
		const found: StockLevel[] = [];
		for await (const page of read) found.push(...page.levels);
		return found;
	};
	const bySku = async (...skus: readonly string[]) =>
		Object.fromEntries((await levels(shop.store.storeStock.ofSkus(skus))).map(({ sku, quantity }) => [sku, quantity]));
	const idOf = (sku: string): number => shop.standIn.productBySku(sku)?.id ?? 0;

	it('is asked for a hundred SKUs at once, by the fields that tell it', async () => {
		const skus = Array.from({ length: 250 }, (_, at) => `P-${at}`);
		await open({ products: skus.map((sku) => counted(sku)) });
		expect(Object.keys(await bySku(...skus))).toHaveLength(250);
		expect(shop.requests()).toHaveLength(3);
		for (const { query } of shop.requests()) {
			expect(query['_fields']?.split(',')).toEqual(expect.arrayContaining(['sku', 'manage_stock', 'stock_quantity']));
			expect(query['_fields']).not.toMatch(/description|meta_data/);
		}
	});

	it.each(['A,B', '0', 'a/b', 'with space', '100%', `quo'te`, 'quo"te', 'ünï', '#1+1'])('is found under SKU %j', async (sku) => {
		await open({ products: [counted(sku, 3), counted('A', 8)] });
		expect(await bySku(sku)).toEqual({ [sku]: 3 });
	});

	it('is below zero where more was sold than there was, and no number where it is in parts of a piece', async () => {
		await open({ products: [counted('MUG', -3), counted('METRE', 2)] });
		shop.faults.add({ standIn: 'woocommerce', kind: 'odd', record: String(idOf('METRE')), oddity: { set: { stock_quantity: '1.5' } } });
		const pages: StockPage[] = [];
		for await (const page of shop.store.storeStock.ofSkus(['MUG', 'METRE'])) pages.push(page);
		expect(pages.flatMap((page) => page.levels)).toMatchObject([{ sku: 'MUG', quantity: -3 }]);
		expect(pages.flatMap((page) => page.unreadable)).toEqual([
			{ productId: String(idOf('METRE')), sku: 'METRE', why: expect.stringContaining('stock_quantity') },
		]);
	});

	it.each(['wpml', 'polylang'] as const)('is found in every language of a shop with %s', async (multilingual) => {
		await open({
			settings: { multilingual, languages: ['es', 'en'] },
			products: [counted('TAZA', 2, { lang: 'es' }), counted('MUG', 4, { lang: 'en' })],
		});
		expect(await bySku('TAZA', 'MUG')).toEqual({ TAZA: 2, MUG: 4 });
		expect((await levels(shop.store.storeStock.all())).map(({ sku }) => sku).toSorted()).toEqual(['MUG', 'TAZA']);
	});

	it.each([true, false])('tells what changed of variations alone, list of all variations: %s', async (variationsRoute) => {
		const shirt = { name: 'Shirt', sku: 'SHIRT', type: 'variable', variations: ['SHIRT-S', 'SHIRT-M'].map((sku) => counted(sku)) };
		await open({ settings: { variationsRoute }, products: [shirt, counted('MUG')] });
		await new Promise((resolve) => setTimeout(resolve, 2_100));
		const since = Date.now();
		shop.standIn.act('changeProduct', { sku: 'SHIRT-M', change: { stock_quantity: 4 } });
		const changed = await levels(shop.store.storeStock.changedSince(since));
		expect(changed.map(({ sku, quantity }) => [sku, quantity])).toEqual([
			['SHIRT', undefined],
			['SHIRT-M', 4],
		]);
	});

	it('does not tell of what a plugin writes past the store; whoever looks sees it', async () => {
		await open({ products: [counted('MUG')] });
		await new Promise((resolve) => setTimeout(resolve, 2_100));
		const since = Date.now();
		await shop.standIn.control('setStock', { sku: 'MUG', quantity: 9 });
		expect(await levels(shop.store.storeStock.changedSince(since))).toEqual([]);
		expect(await bySku('MUG')).toEqual({ MUG: 9 });
	});

	it('of variations under many parents is asked for in one list where the store has it', async () => {
		const parents = Array.from({ length: 12 }, (_, at) => ({
			name: `Shirt ${at}`,
			sku: `SHIRT-${at}`,
			type: 'variable',
			variations: [counted(`SHIRT-${at}-S`, at)],
		}));
		await open({ products: parents });
		const ids = parents.map(({ sku }) => ({ id: String(idOf(`${sku}-S`)), parentId: String(idOf(sku)) }));
		expect(await levels(shop.store.storeStock.ofProducts(ids))).toHaveLength(12);
		// Whether there is such a list is asked for once.
		expect(shop.requests()).toHaveLength(2);
	});
});
