import type { INodeExecutionData } from 'n8n-workflow';
import { builtInNodes, Engine, ownPackage, type RunResult } from '../harness/engine';
import { NodeWorld } from '../nodes/world';
import { engineConnections, engineNodes, templateOf } from './templates';

const CREDENTIALS = { amazonSellingPartnerApi: 'Amazon', wooCommerceStoreApi: 'Store' };

describe('the template "Match Amazon listings with store products"', () => {
	let engine: Engine;
	let world: NodeWorld;
	beforeEach(async () => {
		world = await NodeWorld.start();
		engine = await Engine.load([ownPackage, builtInNodes()]);
		const { listings } = world.sandbox.amazon;
		for (const { sku } of listings.all()) listings.remove(sku);
		for (const sku of ['MUG', 'cap', 'NEW']) listings.put({ sku });
	});
	afterEach(async () => {
		await world.stop();
	});

	const run = async (file: string, startNode: string, items: readonly INodeExecutionData[] = [{ json: {} }]): Promise<RunResult> => {
		const template = templateOf(file);
		// Its form is a page of n8n's own, and n8n's reader of sheets wants more than an engine has.
		const nodes = engineNodes(template, CREDENTIALS).filter(({ type }) => !/formTrigger|extractFromFile/.test(type));
		const connections = engineConnections(template).filter(({ from }) => nodes.some(({ name }) => name === from));
		const workflow = { nodes, connections, id: file };
		const result = await engine.runWorkflow({ ...workflow, startNode, credentials: world.credentials(), items });
		expect(result.error).toBeUndefined();
		return result;
	};
	const links = () => world.rows('link').map(({ sku, rule }) => [sku, rule]);

	it('links what fits, tells the counts, and takes the list back that it wrote', async () => {
		const first = await run('match-products.json', 'Whenever you like');
		expect(links()).toEqual([['MUG', 'sku']]);
		expect(first.outputs('What to tell')[0]?.map(({ json }) => json)).toEqual([
			expect.objectContaining({
				what: 'Listings linked: 1; without a product: 2; with more than one: 0; gone: 0; not read: 0',
				subject: 'Listings that need you: 2',
				details: 'NEW · No product of the store has this SKU\n  cap · CAP · the SKUs differ only in upper and lower case',
				code: 'matchCatalog',
			}),
		]);
		const [told, ...more] = first.outputs('With the list')[0] ?? [];
		expect([told?.json['code'], told?.binary?.['data']?.fileName, more]).toEqual(['matchCatalog', 'listings-without-product.xlsx', []]);

		// What the sheet holds, as it is read: texts.
		const rows = (first.outputs('Match the catalogs')[1] ?? []).map(({ json }) => ({
			json: Object.fromEntries(Object.entries(json).map(([heading, value]) => [heading, String(value)])),
		}));
		const linked = await run('link-products-from-sheet.json', 'Link each row', rows);
		expect(linked.outputs('Linked')[0]?.map(({ json }) => json['listingSku'])).toEqual(['cap']);
		// Nobody filled in what it is.
		expect(linked.outputs('Not linked, and why')[0]?.map(({ json }) => json['listingSku'])).toEqual(['NEW']);
		expect(links()).toEqual([
			['MUG', 'sku'],
			['cap', 'manual'],
		]);

		const before = ['link', 'link_place', 'open_listing'].map((table) => world.rows(table));
		const second = await run('match-products.json', 'Every week');
		expect(second.outputs('What to tell')[0]).toHaveLength(1);
		expect(['link', 'link_place', 'open_listing'].map((table) => world.rows(table))).toEqual(before);
	});
});
