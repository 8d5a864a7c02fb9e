import type { INodeExecutionData } from 'n8n-workflow';
import type { RunResult } from '../harness/engine';
import { mcfNode, paidOrder } from './paid-order';
import { logNode, NodeWorld, type Parameters } from './world';

describe('which orders Amazon Multi-Channel Fulfillment sends', () => {
	let world: NodeWorld;
	beforeEach(async () => {
		world = await NodeWorld.start({ customStatuses: [{ slug: 'to-pack', name: 'To pack' }] });
		await world.sandbox.amazon.control('fba/stock', { sellerSku: 'MUG', fulfillable: 100 });
	});
	afterEach(async () => {
		await world.stop();
	});

	const create = async (items: readonly INodeExecutionData[], options: object = {}): Promise<RunResult> =>
		await world.run({ nodes: [mcfNode({ operation: 'create', options } as Parameters)], items });
	const told = (run: RunResult): readonly unknown[] =>
		run
			.outputs('MCF')
			.flat()
			.map(({ json }) => json['attention'] ?? json['mcf']);
	const setStatus = (item: INodeExecutionData, status: string): void => {
		world.store.changeOrder(Number(item.json['id']), { status });
	};

	it('is the choice of the merchant, out of the statuses of the store', async () => {
		const node = { nodes: [mcfNode({ operation: 'create' })], node: 'MCF', method: 'getStatuses', credentials: world.credentials() };
		expect(await world.engine.loadOptions(node)).toContainEqual({ name: 'To pack', value: 'to-pack' });
		const item = paidOrder(world);
		setStatus(item, 'to-pack');
		expect(told(await create([item]))).toMatchObject([{ code: 'mcfNotReady', text: expect.stringContaining('status "to-pack"') }]);
		expect(told(await create([item], { readyStatuses: ['to-pack'] }))).toMatchObject([{ action: 'sent' }]);
	});

	it('is never none at all', async () => {
		expect((await create([paidOrder(world)], { readyStatuses: [] })).error?.message).toBe(
			'Nothing is chosen under "Ready Status Names or IDs"',
		);
	});

	it('may wait for a person, whose retry is the word', async () => {
		const item = paidOrder(world);
		const options = { approval: { rules: { totalAbove: 10, countries: 'de, at', firstOrder: true, addressesDiffer: true } } };
		expect(told(await create([item], options))).toMatchObject([
			{ code: 'mcfApproval', text: expect.stringMatching(/\(total 30\.70 EUR, delivery to DE, first paid order of the customer\)$/) },
		]);
		await world.run({ nodes: [logNode({ operation: 'retry', account: 'woocommerce', orderIds: String(item.json['id']) })], items: [{}] });
		expect(told(await create([item], options))).toMatchObject([{ action: 'sent' }]);
	});

	it.each([{ totalAbove: 'much' }, { countries: 'Germany' }])('says which rule cannot be read: %j', async (rules) => {
		const run = await create([paidOrder(world)], { approval: { rules } });
		expect(run.error?.message).toBe('The option "Hold for Approval" cannot be read');
	});

	it('asks the store once about the products of a run, and not at all where nothing is to be sent', async () => {
		const looked = (): number => world.store.counts().byOperation['listProducts'] ?? 0;
		await create([paidOrder(world, [{ sku: 'CAP', quantity: 1 }])]);
		expect(looked()).toBe(0);
		await create([paidOrder(world), paidOrder(world), paidOrder(world)]);
		expect(looked()).toBe(1);
		await create([paidOrder(world)]);
		expect(looked()).toBe(1);
	});
});
