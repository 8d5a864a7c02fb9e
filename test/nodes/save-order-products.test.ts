import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { RunResult } from '../harness/engine';
import { NodeWorld, saveNode, type Parameters } from './world';

let world: NodeWorld;
beforeEach(async () => {
	world = await NodeWorld.start();
	const { listings } = world.sandbox.amazon;
	for (const { sku } of listings.all()) listings.remove(sku);
	listings.put({ sku: 'NEW', package: { length: 10, width: 10, height: 5, weight: 0.4 } });
});
afterEach(async () => {
	await world.stop();
});

const credentials = { wooCommerceStoreApi: 'Store', amazonSellingPartnerApi: 'Amazon' };
const save = async (items: readonly INodeExecutionData[], options: Parameters): Promise<RunResult> =>
	await world.run({ nodes: [{ ...saveNode({ options }), credentials }], items });
const codes = (result: RunResult): readonly unknown[] =>
	(result.outputs('Save')[1] ?? []).map(({ json }) => (json['attention'] as IDataObject)['code']);
const line = (sku: string, quantity = 1) => ({ items: [{ sku, quantity, unitPrice: '12.90' }] });

it('makes the product that a line lacks as a draft, puts it on the order, and writes what the parcel weighs', async () => {
	const result = await save(await world.begunOrders(line('NEW', 2)), { linesWithoutProduct: 'create' });
	expect(codes(result)).toEqual([]);
	const product = world.store.productBySku('NEW');
	expect(world.rows('link')).toMatchObject([{ sku: 'NEW', product_id: String(product?.id), rule: 'created' }]);
	expect(world.storeOrders()).toMatchObject([{ status: 'processing', line_items: [{ product_id: product?.id, quantity: 2 }] }]);
	const weight = (result.outputs('Save')[0]?.[0]?.json['weight'] as IDataObject | undefined) ?? {};
	expect(weight['unit']).toBe('kg');
	expect(world.storeOrders()[0]?.['meta_data']).toContainEqual(
		expect.objectContaining({ key: '_storebridge_weight', value: `${String(weight['value'])} kg` }),
	);
});

it('says which marketplace the account cannot have, before anything is asked of Amazon', async () => {
	const options = { linesWithoutProduct: 'create', homeMarketplace: 'ATVPDKIKX0DER' };
	const { error } = await save(await world.begunOrders(line('NEW')), options);
	expect(error?.message).toContain('Amazon.com is not in Europe');
	expect(world.storeOrders()).toEqual([]);
});

it('names the listing that is not there, and refuses a parcel without a weight where one is required', async () => {
	const missing = await save(await world.begunOrders(line('NOWHERE')), { linesWithoutProduct: 'create' });
	expect(codes(missing)).toEqual(['lineUnmatched']);
	expect(JSON.stringify(missing.outputs('Save')[1])).toContain('The listing is not there');
	const light = await save(await world.matchedOrders(line('MUG')), { requireWeight: true });
	expect(codes(light)).toEqual(['weightMissing']);
	expect(world.storeOrders()).toEqual([]);
});
