import { skuGroups, skuQuery } from '../../../../src/platforms/woocommerce/catalog/products';
import { json, startMisbehavingServer, type MisbehavingServer } from '../misbehaving-server';
import { createWooCommerce } from '../../../../src/platforms/woocommerce';
import { impatient, startStore, type StoreUnderTest } from '../store-under-test';

describe('products of a WooCommerce store', () => {
	let shop: StoreUnderTest;
	const odd = ['A,B', 'A', '50%WOOL', "O'RING", 'TEA/GREEN 250', 'CABLE+USB C', 'ÜBER', 'BOLT(50)!*', 'A.B=C?D&E#F', '0'];
	beforeAll(async () => {
		shop = await startStore({
			products: [
				...odd.map((sku) => ({ name: `Product ${sku}`, sku, regular_price: '1.00' })),
				{ name: 'Mug', sku: 'MUG-1', regular_price: '9.00', manage_stock: true, stock_quantity: 7, backorders: 'notify' },
				{ name: 'Draft', sku: 'DRAFT-1', status: 'draft' },
				{ name: 'Heavy', sku: 'HEAVY', status: 'draft', weight: '0.5' },
				{ name: 'Group', sku: 'GROUP-1', type: 'grouped' },
				{
					name: 'Shirt',
					sku: 'SHIRT',
					type: 'variable',
					manage_stock: true,
					stock_quantity: 40,
					variations: [
						{ sku: 'SHIRT-M', regular_price: '9.00' },
						{ sku: 'SHIRT-L', regular_price: '9.00', manage_stock: true, stock_quantity: 3 },
					],
				},
				...Array.from({ length: 130 }, (_, index) => ({ name: `P${index}`, sku: `P-${index}`, regular_price: '1.00' })),
			],
		});
	});
	let server: MisbehavingServer;
	beforeEach(async () => {
		server = await startMisbehavingServer();
	});
	afterEach(async () => await server.close());
	afterAll(async () => await shop.close());

	const find = async (...skus: readonly string[]) => await shop.store.catalog.findBySkus(skus);

	it('finds exactly what was asked for, however it is written', async () => {
		for (const sku of odd) expect((await find(sku)).map((found) => found.sku)).toEqual([sku]);
		expect(new Set((await find(...odd)).map((found) => found.sku))).toEqual(new Set(odd));
	});

	it('tells upper from lower case, which the store does not', async () => {
		expect(await find('mug-1')).toEqual([]);
		expect((await find('mug-1', 'MUG-1')).map(({ sku }) => sku)).toEqual(['MUG-1']);
	});

	it('says what one weighs, and asks for the unit where one weighs something', async () => {
		const asked = (): number => shop.requests().filter(({ path }) => path.endsWith('settings/products')).length;
		const before = asked();
		expect((await find('MUG-1'))[0]).not.toHaveProperty('weight');
		expect(asked()).toBe(before);
		const [heavy] = await find('HEAVY');
		expect(heavy).toMatchObject({ weight: { value: '0.5', unit: 'kg' }, draft: true, sellable: false });
		expect(await shop.store.catalog.lately?.([heavy?.id ?? ''], 60_000)).toMatchObject([{ product: heavy }]);
	});

	it('leaves unknown and empty SKUs out', async () => {
		expect(await find('NOPE', '', ' ')).toEqual([]);
		expect(await find()).toEqual([]);
	});

	it('says what can stand on an order line and what is counted, by whom', async () => {
		const found = new Map(
			(await find('MUG-1', 'DRAFT-1', 'GROUP-1', 'SHIRT', 'SHIRT-M', 'SHIRT-L', 'ÜBER')).map((product) => [product.sku, product]),
		);
		expect(found.get('MUG-1')).toMatchObject({ title: 'Mug', sellable: true, stock: { counted: true, quantity: 7, backorders: true } });
		expect(found.get('MUG-1')).not.toHaveProperty('parentId');
		expect(found.get('ÜBER')).toMatchObject({ sellable: true, stock: { counted: false, backorders: false } });
		for (const sku of ['DRAFT-1', 'GROUP-1', 'SHIRT']) expect(found.get(sku)?.sellable).toBe(false);
		expect(found.get('SHIRT-M')).toMatchObject({
			sellable: true,
			parentId: found.get('SHIRT')?.id,
			stock: { counted: true, quantity: 40 },
		});
		expect(found.get('SHIRT-L')).toMatchObject({ stock: { counted: true, quantity: 3 } });
	});

	it('asks for a hundred at once', async () => {
		const before = shop.requests().length;
		const skus = Array.from({ length: 130 }, (_, index) => `P-${index}`);
		expect(await find(...skus, ...skus)).toHaveLength(130);
		expect(shop.requests().length - before).toBe(2);
	});

	it('finds by id: products in one look-up, variations by their parent or by themselves', async () => {
		const idOf = async (sku: string) => (await find(sku))[0]?.id ?? '';
		const [mug, parent, medium, large] = [await idOf('MUG-1'), await idOf('SHIRT'), await idOf('SHIRT-M'), await idOf('SHIRT-L')];
		const found = await shop.store.catalog.findByIds([
			{ id: mug },
			{ id: medium, parentId: parent },
			{ id: large },
			{ id: '999999' },
			{ id: 'x' },
		]);
		expect(new Map(found.map(({ sku, parentId }) => [sku, parentId]))).toEqual(
			new Map([
				['MUG-1', undefined],
				['SHIRT-M', parent],
				['SHIRT-L', parent],
			]),
		);
		expect(found.find(({ sku }) => sku === 'SHIRT-M')?.stock.quantity).toBe(40);
	});

	it('keeps look-ups shorter than servers take', () => {
		const long = Array.from({ length: 300 }, (_, index) => `ÜBERLANGE-SKU-MIT-UMLAUTEN-${index}-ÄÖÜ`);
		const queries = skuGroups([...long, '0'], 3000).map(skuQuery);
		expect(queries.every((query) => encodeURIComponent(query).length <= 3000)).toBe(true);
		expect(queries.flatMap((query) => query.split(','))).toEqual([...long, '0']);
		expect(skuGroups(['0'], 3000).map(skuQuery)).toEqual(['0,0']);
	});

	it('asks once for a SKU with a comma where the store looks for the uncut text too', async () => {
		server.behave((response, { url }) => {
			const sku = new URL(url, server.url).searchParams.get('sku') ?? '';
			const skus = [...sku.split(','), sku];
			json(
				response,
				200,
				skus.map((found, index) => ({ id: index + 1, type: 'simple', status: 'publish', sku: found, name: found })),
			);
		});
		const store = createWooCommerce(
			{ url: server.url, consumerKey: 'ck', consumerSecret: 'cs', keysInQuery: false },
			{ clock: impatient, budgetMs: 0 },
		);
		expect((await store.catalog.findBySkus(['A,B'])).map(({ sku }) => sku)).toEqual(['A,B']);
		expect(server.received).toHaveLength(1);
	});

	it('reports an answer that is no list of products', async () => {
		server.behave((response) => json(response, 200, { unexpected: true }));
		const store = createWooCommerce(
			{ url: server.url, consumerKey: 'ck', consumerSecret: 'cs', keysInQuery: false },
			{ clock: impatient, budgetMs: 0 },
		);
		await expect(store.catalog.findBySkus(['A'])).rejects.toMatchObject({ details: { kind: 'contract' } });
	});
});
