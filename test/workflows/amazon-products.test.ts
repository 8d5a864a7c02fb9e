import { builtInNodes, Engine, ownPackage, type RunResult } from '../harness/engine';
import { minutes, pass } from '../nodes/time';
import { NodeWorld } from '../nodes/world';
import { engineConnections, engineNodes, forShopify, templateOf } from './templates';

const CREDENTIALS = { amazonSellingPartnerApi: 'Amazon', wooCommerceStoreApi: 'Store', shopifyStoreApi: 'Shop' };
const GERMANY = 'A1PA6795UKMFR9';

describe.each([
	['WooCommerce', 'amazon-products-to-woocommerce.json', templateOf('match-products.json')],
	['Shopify', 'amazon-products-to-shopify.json', forShopify('match-products.json')],
] as const)('the template "Make %s products of Amazon listings"', (_, file, matching) => {
	let engine: Engine;
	let world: NodeWorld;
	beforeEach(async () => {
		world = await NodeWorld.withShop({
			products: [
				{ title: 'Mug', sku: 'MUG' },
				{ title: 'Cap', sku: 'CAP' },
			],
		});
		engine = await Engine.load([ownPackage, builtInNodes()]);
		const { listings } = world.sandbox.amazon;
		for (const { sku } of listings.all()) listings.remove(sku);
		for (const sku of ['MUG', 'cap', 'NEW', 'NEWER']) listings.put({ sku });
		pass(minutes(1));
	});
	afterEach(async () => {
		await world.stop();
	});

	const run = async (template: ReturnType<typeof templateOf>): Promise<RunResult> => {
		const nodes = engineNodes(template, CREDENTIALS);
		// As a person chooses it.
		for (const { type, parameters } of nodes)
			if (type.endsWith('saveProduct')) Object.assign(parameters ?? {}, { homeMarketplace: GERMANY });
		const workflow = { nodes, connections: engineConnections(template), id: template.file };
		const result = await engine.runWorkflow({
			...workflow,
			startNode: 'Whenever you like',
			credentials: world.credentials(),
			items: [{ json: {} }],
		});
		expect(result.error).toBeUndefined();
		return result;
	};
	const links = () => world.rows('link').map(({ sku, rule }) => [sku, rule]);

	it('makes what has nothing like it, leaves near misses to a person, tells the counts, and nothing twice', async () => {
		await run(matching);
		expect(links()).toEqual([['MUG', 'sku']]);
		const first = await run(templateOf(file));
		expect(first.outputs('Save as drafts')[0]?.map(({ json }) => [json['listingSku'], json['action']])).toEqual([
			['NEW', 'created'],
			['NEWER', 'created'],
		]);
		expect(first.outputs('What to tell')[0]?.map(({ json }) => json)).toEqual([
			expect.objectContaining({ what: 'Products saved: 2; not saved: 0', subject: 'Products saved: 2, not saved: 0' }),
		]);
		expect(links().toSorted()).toEqual([
			['MUG', 'sku'],
			['NEW', 'created'],
			['NEWER', 'created'],
		]);
		const again = await run(templateOf(file));
		expect(again.outputs('Save as drafts').flat()).toEqual([]);
		await run(matching);
		expect(links()).toHaveLength(3);
	});
});
