import type { INodeExecutionData, OnError } from 'n8n-workflow';
import type { EngineNode, RunResult } from '../harness/engine';
import { minutes, pass } from './time';
import { logNode, match, NodeWorld, saveNode } from './world';

const goesOn: readonly OnError[] = ['continueRegularOutput', 'continueErrorOutput'];
const every: readonly OnError[] = ['stopWorkflow', ...goesOn];

/** Outputs of a node as pairs of what stands in the items and which input they come from. */
const shown = (result: RunResult, node: string): unknown[] =>
	result
		.outputs(node)
		.map((output) => output.map(({ json, pairedItem }) => [json['attention'] ?? json['error'] ?? json['saved'], pairedItem]));

describe('"On Error" of the nodes', () => {
	let world: NodeWorld;
	beforeEach(async () => {
		world = await NodeWorld.start();
	});
	afterEach(async () => {
		await world.stop();
	});

	const wrongKey = () => ({ ...world.credentials(), Store: world.storeCredential({ consumerSecret: 'cs_wrong' }) });
	const run = async (node: EngineNode, items: readonly INodeExecutionData[], wrong = false): Promise<RunResult> =>
		await world.run({ nodes: [node], items, ...(wrong ? { credentials: wrongKey() } : {}) });

	it.each(every)('%s: a refused order never throws and never comes out as saved', async (onError) => {
		const items = await world.matchedOrders(
			{ items: [{ sku: 'MUG', quantity: 200, unitPrice: '1.00' }] },
			{},
			{ marketplaceId: 'A1F83G8C2ARO7P' },
		);
		const result = await run({ ...saveNode(), onError }, items);
		expect(result.status).toBe('success');
		expect(shown(result, 'Save').slice(0, 2)).toEqual([
			[[expect.objectContaining({ action: 'created' }), { item: 1 }]],
			[
				[expect.objectContaining({ code: 'stockShort' }), { item: 0 }],
				[expect.objectContaining({ code: 'currencyDiffers' }), { item: 2 }],
			],
		]);
		expect(result.outputs('Save').slice(2).flat()).toEqual([]);
	});

	it.each([match(), saveNode()])('stopWorkflow: a wrong key ends the run at $name, with what to do', async (node) => {
		const result = await run(node, await world.begunOrders({}), true);
		expect(result.status).toBe('error');
		expect(result.nodeError(node.name)).toMatchObject({
			name: 'NodeApiError',
			message: 'The consumer secret does not belong to the consumer key',
			description: expect.stringContaining('Enter the secret again'),
			httpCode: '401',
		});
		expect(world.storeOrders()).toEqual([]);
	});

	it.each([match(), saveNode()])(
		'continueRegularOutput: a wrong key sends all of $name to Needs Attention, and into the log',
		async (node) => {
			const items = await world.begunOrders({}, {});
			const result = await run({ ...node, onError: 'continueRegularOutput' }, items, true);
			expect(result.status).toBe('success');
			const attention = (index: number) => ({
				code: 'credential',
				text: `Order ${String(items[index]?.json['number'])}: The keys were refused (The consumer secret does not belong to the consumer key)`,
				advice: expect.stringContaining('Enter the secret again'),
				mail: expect.anything(),
			});
			expect(shown(result, node.name)).toEqual([
				[],
				[
					[attention(0), { item: 0 }],
					[attention(1), { item: 1 }],
				],
			]);
			expect(result.outputs(node.name)[1]?.[0]?.json).toMatchObject({ ...items[0]?.json });
			expect(world.rows('sale')).toMatchObject([
				{ state: 'error', reason_code: 'credential' },
				{ state: 'error', reason_code: 'credential' },
			]);
		},
	);

	it.each([match(), saveNode()])(
		'continueErrorOutput: a wrong key sends all of $name to the error output, and into the log',
		async (node) => {
			const items = await world.begunOrders({}, {});
			const result = await run({ ...node, onError: 'continueErrorOutput' }, items, true);
			expect(result.status).toBe('success');
			const message = 'The consumer secret does not belong to the consumer key';
			expect(shown(result, node.name)).toEqual([
				[],
				[],
				[
					[message, { item: 0 }],
					[message, { item: 1 }],
				],
			]);
			expect(world.rows('sale')).toMatchObject([
				{ state: 'error', reason_code: 'credential' },
				{ state: 'error', reason_code: 'credential' },
			]);
		},
	);

	it.each(goesOn)('%s: nothing comes out as saved when the memory fails, and the log with it', async (onError) => {
		const items = await world.matchedOrders({}, {});
		world.breakTable('sale');
		const result = await run({ ...saveNode(), onError }, items);
		expect(result.status).toBe('success');
		const [saved, ...others] = result.outputs('Save');
		expect(saved).toEqual([]);
		expect(others.flat().map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(world.storeOrders()).toEqual([]);
	});

	it('saves what stood in the log once the key is right and it is retried', async () => {
		await run({ ...saveNode(), onError: 'continueRegularOutput' }, await world.matchedOrders({}), true);
		const retried = await run(logNode({ operation: 'retry' }), [{ json: {} }]);
		expect(retried.outputs('Log')[0]?.[0]?.json).toMatchObject({ retried: 1 });
		pass(minutes(1));
		await world.runChain(await world.poll({ personalData: true }));
		expect(world.storeOrders()).toHaveLength(1);
		expect(world.rows('sale')).toMatchObject([{ state: 'synced', reason_code: null }]);
	});

	it('logs with the Amazon account what has no store yet', async () => {
		const items = await world.matchedOrders({});
		const credentials = { ...world.credentials(), Store: world.storeCredential({ url: 'http://shop.example.com' }) };
		const result = await world.run({ nodes: [{ ...saveNode(), onError: 'continueRegularOutput' }], items, credentials });
		expect(shown(result, 'Save')[1]).toEqual([
			[expect.objectContaining({ code: 'setup', text: expect.stringContaining('The store URL begins with http://') }), { item: 0 }],
		]);
		const log = await run(logNode({ account: 'amazon' }), [{ json: {} }]);
		expect(log.outputs('Log')[0]).toMatchObject([{ json: { state: 'error', reason: { code: 'setup' } } }]);
		expect(log.outputs('Log')[0]?.[0]?.json).not.toHaveProperty('target');
	});

	it('leaves the log alone in a dry run', async () => {
		const result = await run({ ...saveNode({ dryRun: true }), onError: 'continueRegularOutput' }, await world.matchedOrders({}), true);
		expect(result.outputs('Save')[1]).toHaveLength(1);
		expect(world.rows('sale')).toEqual([]);
	});

	it.each(goesOn)('%s: the log never passes its input on as if it were sales', async (onError) => {
		const credentials = { ...world.credentials(), Store: world.storeCredential({ url: 'ftp://shop' }) };
		const result = await world.run({ nodes: [{ ...logNode(), onError }], items: [{ row: 1 }], credentials });
		const error = [expect.stringContaining('must begin with https://'), { item: 0 }];
		expect(shown(result, 'Log')).toEqual(onError === 'continueErrorOutput' ? [[], [error]] : [[error]]);
	});

	it('with Retry On Fail a lost answer makes no second order', async () => {
		const items = await world.matchedOrders({});
		world.fault({ standIn: 'woocommerce', kind: 'resetAfter', method: 'POST', pathPattern: 'orders/batch', times: 1 });
		const result = await run({ ...saveNode(), retryOnFail: true, maxTries: 2 }, items);
		expect(shown(result, 'Save')).toEqual([[], [[expect.objectContaining({ code: 'outcomeUnknown' }), { item: 0 }]]]);
		for (let poll = 1; poll <= 3; poll += 1) {
			pass(minutes(3));
			await world.runChain(await world.poll({ personalData: true }), { retryOnFail: true, maxTries: 2 });
		}
		expect(world.storeOrders()).toHaveLength(1);
		expect(world.rows('sale')).toMatchObject([{ state: 'synced' }]);
	});

	it('with Retry On Fail a wrong key is tried again and told once', async () => {
		const result = await run({ ...saveNode(), retryOnFail: true, maxTries: 2 }, await world.matchedOrders({}), true);
		expect(result.nodeError('Save')?.message).toContain('consumer secret');
		expect(world.storeOrders()).toEqual([]);
	});
});
