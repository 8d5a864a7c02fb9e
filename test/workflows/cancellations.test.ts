import type { INodeExecutionData } from 'n8n-workflow';
import { builtInNodes, Engine, ownPackage, type RunResult } from '../harness/engine';
import { address } from '../nodes/paid-order';
import { minutes, pass } from '../nodes/time';
import { logNode, NodeWorld, PACKAGE, type Parameters } from '../nodes/world';
import { engineConnections, engineNodes, templateOf } from './templates';

const CREDENTIALS = { amazonSellingPartnerApi: 'Amazon', wooCommerceStoreApi: 'Store' };
const IN_STORE = 'Cancelled in the store';
const AT_AMAZON = 'Cancelled at Amazon';
const REPORT = 'Whose order is it';

describe('the template "Keep cancellations the same on both sides"', () => {
	const template = templateOf('cancellations.json');
	const nodes = engineNodes(template, CREDENTIALS);
	const workflow = { nodes, connections: engineConnections(template), id: 'template' };

	let engine: Engine;
	let world: NodeWorld;
	beforeEach(async () => {
		world = await NodeWorld.start();
		engine = await Engine.load([ownPackage, builtInNodes()]);
		await poll(IN_STORE);
		await poll(AT_AMAZON);
		pass(minutes(2));
	});
	afterEach(async () => {
		await world.stop();
	});

	const poll = async (node: string): Promise<readonly INodeExecutionData[]> =>
		(await engine.pollNode({ ...workflow, node, credentials: world.credentials() }))?.[0] ?? [];
	const run = async (startNode: string, items: readonly INodeExecutionData[]): Promise<RunResult> =>
		await engine.runWorkflow({ ...workflow, startNode, credentials: world.credentials(), items });
	/** What happened meanwhile, and what the workflow makes of it. */
	const next = async (startNode: string): Promise<RunResult | undefined> => {
		pass(minutes(5));
		const items = await poll(startNode);
		return items.length === 0 ? undefined : await run(startNode, items);
	};
	const told = (result: RunResult | undefined): readonly unknown[] =>
		(result?.outputs('What to tell')[0] ?? []).map(({ json }) => json['code']);
	const log = async () =>
		(
			(
				await world.run({
					nodes: [logNode({ operation: 'list', states: ['pending', 'synced', 'error', 'cancelled'], returnAll: true })],
					items: [{ json: {} }],
				})
			).outputs('Log')[0] ?? []
		)
			.map(({ json }) => json)
			.filter(({ source }) => String(source).startsWith('woocommerce:'));
	/** An Amazon order in the store, with its ids on both sides. */
	const saved = async (): Promise<{ readonly amazon: string; readonly store: number }> => {
		await world.runChain(await world.orders({}));
		const [stored] = world.storeOrders();
		return { amazon: String(stored?.['transaction_id']), store: Number(stored?.['id']) };
	};
	const status = (id: number): unknown => world.store.orders().find((order) => order['id'] === id)?.['status'];
	const cancelAtAmazon = async (items: readonly INodeExecutionData[], parameters: Parameters = {}): Promise<RunResult> =>
		await world.run({
			nodes: [
				{
					name: 'Cancel',
					type: `${PACKAGE}.cancelAmazonOrder`,
					parameters: { operation: 'cancel', ...parameters },
					credentials: CREDENTIALS,
				},
			],
			items,
		});

	it('tells of an Amazon order that the store cancelled, once, and ends when Amazon shows it as cancelled', async () => {
		// By a person's word alone.
		world.wantDamage('cancelledUnasked');
		const { amazon, store } = await saved();
		await next(IN_STORE);
		world.store.act('cancel', { id: store });
		const first = await next(IN_STORE);
		expect([first?.error, told(first)]).toEqual([undefined, ['cancelledInStore']]);
		expect(first?.outputs('Tell me')[0]).toHaveLength(1);
		expect(first?.outputs('Stop it at Amazon')).toEqual([]);
		const notes = JSON.stringify(world.store.records.orders.get(store));
		expect(notes).toContain('the buyer still waits for a parcel');
		expect(await log()).toMatchObject([{ state: 'error', reason: { code: 'cancelledInStore' }, targetOrderId: amazon }]);
		expect(told(await next(IN_STORE))).toEqual([]);

		// A person takes the item of that run to the node that cancels.
		const items = first?.outputs(REPORT)[1] ?? [];
		expect((await cancelAtAmazon(items)).outputs('Cancel')[1]?.[0]?.json).toMatchObject({ attention: { code: 'cancelReasonMissing' } });
		const cancelled = await cancelAtAmazon(items, { reason: 'noInventory' });
		const outcome = [...(cancelled.outputs('Cancel')[0] ?? []), ...(cancelled.outputs('Cancel')[1] ?? [])].map(({ json }) => json);
		expect(outcome).toMatchObject([{ orderId: amazon }]);
		for (let round = 0; round < 3; round += 1) await next(IN_STORE);
		expect(world.sandbox.amazon.orders.get(amazon)?.fulfillment?.fulfillmentStatus).toBe('CANCELLED');
		expect((await log()).map(({ state }) => state)).toEqual(['synced']);
		const { writes } = world.store.counts();
		// Amazon's own word of it finds the store's order as it is.
		expect(told(await next(AT_AMAZON))).toEqual([]);
		expect(world.store.counts().writes).toBe(writes);
	});

	it('ends what it told when the order is opened again', async () => {
		const { store } = await saved();
		await next(IN_STORE);
		world.store.act('cancel', { id: store });
		await next(IN_STORE);
		world.store.act('setStatus', { id: store, status: 'processing' });
		await next(IN_STORE);
		await next(IN_STORE);
		expect((await log()).map(({ state }) => state)).toEqual(['synced']);
	});

	it('cancels in the store what is cancelled at Amazon, with its pieces back, and says nothing of its own cancellation', async () => {
		const { amazon, store } = await saved();
		await next(IN_STORE);
		expect(world.store.productBySku('MUG')).toMatchObject({ stock: 99 });
		world.sandbox.amazon.orders.cancel(amazon);
		const first = await next(AT_AMAZON);
		expect([first?.error, status(store), told(first)]).toEqual([undefined, 'cancelled', []]);
		expect(world.store.productBySku('MUG')).toMatchObject({ stock: 100 });
		expect(told(await next(IN_STORE))).toEqual([]);
		expect(await log()).toEqual([]);
		const { writes } = world.store.counts();
		world.sandbox.amazon.orders.touch(amazon);
		await next(AT_AMAZON);
		expect(world.store.counts().writes).toBe(writes);
	});

	it('tells of a refund that the buyer has not got', async () => {
		const { store } = await saved();
		await next(IN_STORE);
		world.store.act('refund', { id: store, amount: '3.00' });
		expect(told(await next(IN_STORE))).toEqual(['refundedInStore']);
		expect(told(await next(IN_STORE))).toEqual([]);
	});

	it('lets what was bought in the shop go on to whoever ships it', async () => {
		const order = world.store.act('placeOrder', {
			lines: [{ sku: 'MUG', quantity: 1 }],
			billing: { ...address, email: 'kim@shop.example' },
		}) as { readonly id: number };
		await next(IN_STORE);
		world.store.act('cancel', { id: order.id });
		const result = await next(IN_STORE);
		expect([result?.error, told(result)]).toEqual([undefined, []]);
		expect(result?.outputs('Bought in the shop')[0]).toHaveLength(1);
		expect(await log()).toEqual([]);
	});
});
