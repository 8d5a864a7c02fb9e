import type { IDataObject } from 'n8n-workflow';
import type { RunResult } from '../harness/engine';
import { minutes, pass } from './time';
import { NodeWorld, PACKAGE, saveNode, type Parameters } from './world';

let world: NodeWorld;
beforeEach(async () => {
	world = await NodeWorld.withShop({
		products: [
			{ title: 'Mug', sku: 'MUG' },
			{ title: 'Twin', sku: 'TWIN' },
			{ title: 'Other twin', sku: 'TWIN' },
		],
	});
	const { listings } = world.sandbox.amazon;
	for (const { sku } of listings.all()) listings.remove(sku);
	pass(minutes(1));
});
afterEach(async () => {
	await world.stop();
});

const run = async (skus: readonly string[], parameters: Parameters = {}): Promise<RunResult> =>
	await world.run({
		nodes: [
			{
				name: 'Save',
				type: `${PACKAGE}.saveProduct`,
				parameters: { store: 'shopify', homeMarketplace: 'A1PA6795UKMFR9', ...parameters },
				credentials: { amazonSellingPartnerApi: 'Amazon', shopifyStoreApi: 'Shop' },
			},
		],
		items: skus.map((sku) => ({ json: { sku } })),
	});
const rowsOf = (result: RunResult, output: number): readonly IDataObject[] =>
	(result.outputs('Save')[output] ?? []).map(({ json }) => json);
const codesOf = (result: RunResult): readonly unknown[] => rowsOf(result, 1).map(({ attention }) => (attention as IDataObject)['code']);
const list = (...skus: readonly string[]): void => {
	for (const sku of skus) world.sandbox.amazon.listings.put({ sku });
};
const variantsOf = (sku: string) => [...world.shop.shop.state.variants.values()].filter((variant) => variant.sku === sku);
const shortOf = (id: string): string => id.replace(/^.*\//, '');

describe('Save Product, in a Shopify shop', () => {
	it('makes drafts, links them, and a second time writes nothing', async () => {
		list('NEW', 'NEWER');
		const result = await run(['NEW', 'NEWER', 'UNKNOWN']);
		expect(result.error).toBeUndefined();
		expect(rowsOf(result, 0)).toMatchObject([
			{ action: 'created', listingSku: 'NEW', product: { sku: 'NEW', status: 'draft' } },
			{ action: 'created', listingSku: 'NEWER' },
		]);
		expect(codesOf(result)).toEqual(['listingGone']);
		expect(world.rows('link').map(({ sku, product_id, rule }) => [sku, product_id, rule])).toEqual(
			['NEW', 'NEWER'].map((sku) => [sku, shortOf(variantsOf(sku)[0]?.id ?? ''), 'created']),
		);
		expect(rowsOf(await run(['NEW', 'NEWER']), 0).map(({ action }) => action)).toEqual(['unchanged', 'unchanged']);
	});

	it('fills what is there by its SKU, and names what keeps a SKU from being used: another spelling, two that have it', async () => {
		list('MUG', 'mug', 'TWIN', 'NEW');
		const result = await run(['mug', 'TWIN', 'MUG', 'NEW']);
		expect(codesOf(result)).toEqual(['skuTaken', 'productAmbiguous']);
		expect(rowsOf(result, 0).map(({ listingSku, action }) => [listingSku, action])).toEqual([
			['MUG', 'updated'],
			['NEW', 'created'],
		]);
		expect(['mug', 'TWIN', 'MUG', 'NEW'].map((sku) => variantsOf(sku).length)).toEqual([0, 2, 1, 1]);
	});

	it('makes one once, although its answer was lost and it is not searched yet', async () => {
		list('NEW', 'NEWER');
		world.fault({ standIn: 'shopify', kind: 'resetAfter', operation: 'productSet', times: 1 });
		expect(rowsOf(await run(['NEW', 'NEWER']), 0).map(({ action }) => action)).toEqual(['created', 'created']);
		world.fault({ standIn: 'shopify', kind: 'resetBefore', operation: 'productSet', times: 1 });
		list('LOST');
		expect(codesOf(await run(['LOST']))).toEqual(['productUnknown']);
		pass(minutes(10));
		expect(rowsOf(await run(['LOST']), 0).map(({ action }) => action)).toEqual(['created']);
		expect(['NEW', 'NEWER', 'LOST'].map((sku) => variantsOf(sku).length)).toEqual([1, 1, 1]);
	});

	it('says which scope is missing, and makes nothing', async () => {
		list('NEW');
		world.shop.setScopes(['read_products', 'read_inventory', 'read_locations']);
		const result = await run(['NEW']);
		expect(`${result.error?.message} ${result.error?.description}`).toContain('write_products');
		expect(variantsOf('NEW')).toEqual([]);
	});
});

describe('Save Order, in a Shopify shop', () => {
	it('makes the product that a line lacks as a draft, puts it on the order, and makes it once for two orders', async () => {
		list('NEW');
		const node = {
			...saveNode({ store: 'shopify', options: { linesWithoutProduct: 'create' } }),
			credentials: { shopifyStoreApi: 'Shop', amazonSellingPartnerApi: 'Amazon' },
		};
		const wanted = { items: [{ sku: 'NEW', quantity: 2, unitPrice: '12.90' }] };
		const items = await world.begunOrders(wanted, wanted);
		const result = await world.run({ nodes: [node], items });
		expect(result.outputs('Save').map((rows) => (rows ?? []).length)).toEqual([2, 0]);
		const [made, ...more] = variantsOf('NEW');
		expect([more, world.shop.shop.state.products.get(made?.productId ?? '')?.status]).toEqual([[], 'DRAFT']);
		expect(world.rows('link')).toMatchObject([{ sku: 'NEW', product_id: shortOf(made?.id ?? ''), rule: 'created' }]);
		const lines = world.shop.orders().flatMap(({ lineItems }) => lineItems);
		expect(lines).toMatchObject([
			{ variantId: made?.id, quantity: 2 },
			{ variantId: made?.id, quantity: 2 },
		]);
	});
});
