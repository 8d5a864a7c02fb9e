import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { minutes, pass } from './time';
import { bySku, logNode, match, matchCatalogs, NodeWorld, PACKAGE, saveNode, type Parameters } from './world';

const TEXT_OF_PEOPLE = ['Jo Example', 'Beispielstrasse', 'jo-example', '10115', '+49 30', 'For Kim'];

/** Without what is for mails alone. */
const attentionOf = (items: readonly INodeExecutionData[] | undefined): unknown[] =>
	(items ?? []).map(({ json }) => {
		const { attention } = json as { attention?: IDataObject };
		if (attention === undefined) return undefined;
		const { mail: _mail, ...why } = attention;
		return why;
	});
const linkNode = (parameters: Parameters) =>
	matchCatalogs({ operation: 'link', listing: bySku('MUG-3PACK'), product: bySku('MUG'), unitsPerListing: 3, ...parameters });

describe('Match Product', () => {
	let world: NodeWorld;
	beforeEach(async () => {
		world = await NodeWorld.start();
	});
	afterEach(async () => {
		await world.stop();
	});

	const line = (sku: string, quantity = 1) => ({ items: [{ sku, quantity, unitPrice: '12.90' }] });
	const link = async (parameters: Parameters, items: readonly INodeExecutionData[] = [{ json: {} }]) =>
		await world.run({ nodes: [linkNode(parameters)], items });

	it('sends orders with a product for each line one way, the others the other way with a reason', async () => {
		const items = await world.orders(line('MUG'), line('NOPE'), line('mug'), line('CAP', 2));
		const result = await world.run({ nodes: [match()], items });
		const [matched, attention] = result.outputs('Match');
		expect(matched?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 3 }]);
		expect(matched?.[0]?.json).toEqual({
			...items[0]?.json,
			lines: [
				expect.objectContaining({
					sku: 'MUG',
					product: {
						productId: String(world.store.productBySku('MUG')?.id),
						sku: 'MUG',
						title: 'Mug',
						content: { unitsPerListing: 1 },
						rule: 'sku',
					},
				}),
			],
		});
		expect(attention?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }, { item: 2 }]);
		expect(attentionOf(attention)).toEqual(
			['NOPE', 'mug'].map((sku, index) => ({
				code: 'lineUnmatched',
				text: `Order ${String(items[index + 1]?.json['number'])}: No product of the store has this SKU (SKU "${sku}")`,
				advice: expect.stringContaining('upper and lower case count'),
			})),
		);
		expect(result.hints('Match')).toEqual([{ message: '2 matched, 2 need attention', location: 'outputPane' }]);
	});

	it('does not choose between two products of one SKU', async () => {
		const cap = world.store.productBySku('CAP');
		if (cap !== undefined) cap.sku = 'MUG';
		const items = await world.orders({});
		const result = await world.run({ nodes: [match()], items });
		expect(result.outputs('Match')[0]).toEqual([]);
		expect(attentionOf(result.outputs('Match')[1])).toEqual([
			expect.objectContaining({ code: 'lineAmbiguous', advice: expect.stringContaining('Leave the SKU to one product') }),
		]);
	});

	it('links a pack to pieces, and the order that waited for it comes by itself', async () => {
		const items = await world.orders(line('MUG-3PACK', 2));
		const before = await world.runChain(items);
		expect(attentionOf(before.outputs('Match')[1])).toEqual([expect.objectContaining({ code: 'lineUnmatched' })]);
		const result = await link({});
		expect(result.outputs('Match')).toEqual([
			[
				{
					json: {
						channel: 'amazon:eu:A1SANDBOXEU',
						store: expect.stringMatching(/^woocommerce:127\.0\.0\.1:\d+$/),
						listingSku: 'MUG-3PACK',
						productId: String(world.store.productBySku('MUG')?.id),
						content: { unitsPerListing: 3 },
						retried: 1,
					},
					pairedItem: { item: 0 },
				},
			],
			[],
		]);
		expect(result.hints('Match')).toEqual([{ message: '1 linked', location: 'outputPane' }]);
		pass(minutes(1));
		const again = await world.poll({ personalData: true });
		await world.runChain(again);
		expect(world.storeOrders()).toMatchObject([{ line_items: [{ quantity: 6 }], total: '25.80' }]);
		expect(world.store.productBySku('MUG')?.stock).toBe(94);
	});

	it('links a bundle to several products', async () => {
		const result = await link({ listing: bySku('SET'), product: bySku('MUG*2, CAP'), unitsPerListing: 1 });
		const [mug, cap] = ['MUG', 'CAP'].map((sku) => String(world.store.productBySku(sku)?.id));
		expect(result.outputs('Match')[0]?.[0]?.json).toMatchObject({
			content: {
				components: [
					{ productId: mug, units: 2 },
					{ productId: cap, units: 1 },
				],
			},
		});
		await world.runChain(await world.orders(line('SET')));
		expect(world.storeOrders()).toMatchObject([
			{
				total: '12.90',
				line_items: [
					{ sku: 'MUG', quantity: 2 },
					{ sku: 'CAP', quantity: 1 },
				],
			},
		]);
	});

	it.each([
		[
			'a SKU that the store does not have',
			{ product: bySku('NOPE') },
			'lineUnmatched',
			'Listing "MUG-3PACK": No product of the store has this SKU (SKU "NOPE")',
		],
		[
			'an ID that the store does not have',
			{ product: { __rl: true as const, mode: 'id', value: '4711' } },
			'invalidLink',
			'Listing "MUG-3PACK": This row cannot be linked (the store has no product with the ID 4711)',
		],
		['nothing', { product: bySku('') }, 'invalidLink', 'Item 1: listing "MUG-3PACK": This row cannot be linked (it names no product)'],
	])('refuses to link %s and goes on with the next', async (_what, wrong, code, text) => {
		const right = wrong.product.mode === 'id' ? String(world.store.productBySku('MUG')?.id) : 'MUG';
		const value = `={{ $itemIndex === 0 ? ${JSON.stringify(wrong.product.value)} : ${JSON.stringify(right)} }}`;
		const parameters = { product: { ...wrong.product, value } };
		const result = await link(parameters, [{ json: { row: 1 } }, { json: { row: 2 } }]);
		expect(result.status).toBe('success');
		expect(result.outputs('Match')[0]).toMatchObject([{ json: { listingSku: 'MUG-3PACK' }, pairedItem: { item: 1 } }]);
		expect(result.outputs('Match')[1]).toEqual([
			{ json: { row: 1, attention: { code, text, advice: expect.any(String), mail: expect.anything() } }, pairedItem: { item: 0 } },
		]);
	});

	it('says of an item that is no order what it is not', async () => {
		const [order] = await world.orders({});
		const result = await world.run({ nodes: [match()], items: [{ json: { id: 7 } }, order ?? { json: {} }] });
		expect(result.outputs('Match')[0]).toHaveLength(1);
		expect(result.outputs('Match')[1]).toEqual([
			{
				json: {
					id: 7,
					attention: {
						code: 'invalidOrder',
						text: 'Item 1: This item is not an order (platform is missing)',
						advice: expect.stringContaining('order trigger'),
						mail: expect.anything(),
					},
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it('lets nothing personal out to an AI agent', async () => {
		const gift = { message: 'For Kim' };
		const items = await world.orders({ items: [{ sku: 'MUG', quantity: 1, unitPrice: '12.90', gift }] }, line('NOPE'));
		const foreign: INodeExecutionData = { json: { note: 'Jo Example, Beispielstrasse 1' } };
		const matchTool = { ...match(), type: `${PACKAGE}.matchProductTool` };
		const saveTool = { ...saveNode(), type: `${PACKAGE}.saveOrderTool` };
		for (const [node, refused] of [
			[matchTool, 2],
			[saveTool, 3],
		] as const) {
			const result = await world.run({ nodes: [node], items: [...items, foreign] });
			// An agent gets the first output only: what needs attention stands there too.
			const [told = [], ...others] = result.outputs(node.name);
			expect([told.length, others.flat()]).toEqual([3, []]);
			expect(attentionOf(told).filter((why) => why !== undefined)).toHaveLength(refused);
			for (const text of TEXT_OF_PEOPLE) expect(JSON.stringify(result.outputs(node.name))).not.toContain(text);
		}
		const asNode = await world.run({ nodes: [match()], items });
		for (const text of TEXT_OF_PEOPLE) expect(JSON.stringify(asNode.outputs('Match'))).toContain(text);
	});

	it('asks the store once for the SKUs of many orders, and not at all for those it knows', async () => {
		const items = await world.orders(...Array.from({ length: 20 }, (_, index) => line(index % 2 === 0 ? 'MUG' : 'CAP')));
		world.sandbox.resetCounts();
		const run = async () => await world.run({ nodes: [match()], items });
		expect((await run()).outputs('Match')[0]).toHaveLength(20);
		const calls = { getSystemStatus: 1, listProducts: 1 };
		expect(world.store.counts().byOperation).toEqual(calls);
		expect((await run()).outputs('Match')[0]).toHaveLength(20);
		expect(world.store.counts().byOperation).toEqual(calls);
	});

	it('stands in the log of the store with what it waits for', async () => {
		const items = await world.orders(line('NOPE'));
		await world.runChain(items);
		const log = await world.run({ nodes: [logNode()], items: [{}] });
		expect(log.outputs('Log')[0]?.map(({ json }) => json)).toEqual([
			expect.objectContaining({
				orderId: items[0]?.json['id'],
				state: 'error',
				attempts: 1,
				reason: attentionOf((await world.run({ nodes: [match()], items })).outputs('Match')[1])[0],
			}),
		]);
	});
});
