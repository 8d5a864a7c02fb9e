import type { IDataObject } from 'n8n-workflow';
import type { EngineNode, RunResult } from '../harness/engine';
import { NodeWorld, PACKAGE, type Parameters } from './world';

let world: NodeWorld;
beforeEach(async () => {
	world = await NodeWorld.start();
	for (const { sku } of world.sandbox.amazon.listings.all()) world.sandbox.amazon.listings.remove(sku);
});
afterEach(async () => {
	await world.stop();
});

const node = (parameters: Parameters = {}, tool = ''): EngineNode => ({
	name: 'Save',
	type: `${PACKAGE}.saveProduct${tool}`,
	parameters: { homeMarketplace: 'A1PA6795UKMFR9', ...parameters },
	credentials: { amazonSellingPartnerApi: 'Amazon', wooCommerceStoreApi: 'Store' },
});
const run = async (skus: readonly string[], parameters: Parameters = {}, tool = ''): Promise<RunResult> =>
	await world.run({ nodes: [node(parameters, tool)], items: skus.map((sku) => ({ json: { sku } })) });
const rowsOf = (result: RunResult, output: number): readonly IDataObject[] =>
	(result.outputs('Save')[output] ?? []).map(({ json }) => json);
const hintOf = (result: RunResult): string | undefined => result.hints('Save')[0]?.message;
const codesOf = (result: RunResult): readonly unknown[] => rowsOf(result, 1).map(({ attention }) => (attention as IDataObject)['code']);
const list = (...skus: readonly string[]): void => {
	for (const sku of skus) world.sandbox.amazon.listings.put({ sku });
};

describe('Save Product', () => {
	it('makes drafts, links them, and a second time writes nothing', async () => {
		list('NEW', 'NEWER');
		const result = await run(['NEW', 'NEWER', 'UNKNOWN']);
		expect(result.error).toBeUndefined();
		expect(rowsOf(result, 0)).toMatchObject([
			{ action: 'created', listingSku: 'NEW', product: { sku: 'NEW', status: 'draft' } },
			{ action: 'created', listingSku: 'NEWER' },
		]);
		expect([codesOf(result), hintOf(result)]).toEqual([['listingGone'], '2 created, 1 need attention']);
		expect(world.rows('link').map(({ sku, product_id, rule }) => [sku, product_id, rule])).toEqual(
			['NEW', 'NEWER'].map((sku) => [sku, String(world.store.productBySku(sku)?.id), 'created']),
		);
		const again = await run(['NEW', 'NEWER']);
		expect([rowsOf(again, 0).map(({ action }) => action), hintOf(again)]).toEqual([['unchanged', 'unchanged'], '2 unchanged']);
	});

	it('names the product that keeps a SKU from being used, and goes on', async () => {
		list('mug', 'NEW');
		const result = await run(['mug', 'NEW']);
		expect([codesOf(result), rowsOf(result, 0).map(({ action }) => action)]).toEqual([['skuTaken'], ['created']]);
		expect(JSON.stringify(rowsOf(result, 1))).toContain('MUG');
	});

	it('only looks in a dry run, and as a tool unless it is allowed to act', async () => {
		list('NEW', 'MUG');
		expect(rowsOf(await run(['NEW', 'MUG'], { dryRun: true }), 0)).toMatchObject([{ would: 'created' }, { would: 'updated' }]);
		expect(rowsOf(await run(['NEW'], {}, 'Tool'), 0)).toMatchObject([{ action: 'planned' }]);
		expect([world.store.productBySku('NEW'), world.rows('link')]).toEqual([undefined, []]);
		expect(rowsOf(await run(['NEW'], { options: { allowAsTool: true } }, 'Tool'), 0)).toMatchObject([{ action: 'created' }]);
	});

	it('asks whose texts and price it takes, and says which marketplace the account cannot have', async () => {
		list('NEW');
		// One that is empty in the panel n8n itself refuses.
		const unchosen = (await run(['NEW'], { homeMarketplace: '={{ "" }}' })).error;
		expect(unchosen?.message).toBe('"Home Marketplace" is empty');
		expect(unchosen?.description).toContain('Choose the marketplace whose texts and price the products get.');
		const { error } = await run(['NEW'], { homeMarketplace: 'ATVPDKIKX0DER' });
		expect(error?.message).toContain('Amazon.com is not in Europe');
		expect(error?.description).toContain('"Home Marketplace Name or ID"');
		expect(world.store.productBySku('NEW')).toBeUndefined();
	});

	it('refuses a choice that is none, before anything is written', async () => {
		list('NEW');
		const result = await run(['NEW'], { price: 'withMarkup', markup: '={{ "much" }}' });
		expect(result.error?.message).toBe('"Markup (%)" is not a percentage');
		expect(world.store.productBySku('NEW')).toBeUndefined();
	});
});
