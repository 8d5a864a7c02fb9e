import { builtInNodes, Engine, ownPackage, type RunResult } from '../harness/engine';
import { NodeWorld } from '../nodes/world';
import { engineConnections, engineNodes, templateOf } from './templates';

const CREDENTIALS = { amazonSellingPartnerApi: 'Amazon', wooCommerceStoreApi: 'Store' };
const GERMANY = 'A1PA6795UKMFR9';

describe('the template "Make WooCommerce products of Amazon listings"', () => {
	let engine: Engine;
	let world: NodeWorld;
	beforeEach(async () => {
		world = await NodeWorld.start();
		engine = await Engine.load([ownPackage, builtInNodes()]);
		const { listings } = world.sandbox.amazon;
		for (const { sku } of listings.all()) listings.remove(sku);
		for (const sku of ['MUG', 'cap', 'NEW', 'NEWER']) listings.put({ sku });
	});
	afterEach(async () => {
		await world.stop();
	});

	const run = async (file: string): Promise<RunResult> => {
		const template = templateOf(file);
		const nodes = engineNodes(template, CREDENTIALS);
		// As a person chooses it.
		for (const { type, parameters } of nodes)
			if (type.endsWith('saveProduct')) Object.assign(parameters ?? {}, { homeMarketplace: GERMANY });
		const workflow = { nodes, connections: engineConnections(template), id: file };
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
		await run('match-products.json');
		expect(links()).toEqual([['MUG', 'sku']]);
		const first = await run('amazon-products-to-woocommerce.json');
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
		const again = await run('amazon-products-to-woocommerce.json');
		expect(again.outputs('Save as drafts').flat()).toEqual([]);
		await run('match-products.json');
		expect(links()).toHaveLength(3);
	});
});
