import type { INodeExecutionData } from 'n8n-workflow';
import { confirmNode, mcfNode, paidOrder } from './paid-order';
import { minutes, pass } from './time';
import { NodeWorld } from './world';

const goingOn = { onError: 'continueRegularOutput' } as const;
const idsOf = (items: readonly INodeExecutionData[] = []): readonly unknown[] => items.map(({ json }) => json['id']);

describe('a key that is refused midway', () => {
	let world: NodeWorld;
	let orders: readonly INodeExecutionData[];
	beforeEach(async () => {
		world = await NodeWorld.start();
		await world.sandbox.amazon.control('fba/stock', { sellerSku: 'MUG', fulfillable: 100 });
		orders = [paidOrder(world), paidOrder(world), paidOrder(world)];
	});
	afterEach(async () => {
		jest.restoreAllMocks();
		await world.stop();
	});

	const states = (): unknown => Object.fromEntries(world.rows('sale').map((sale) => [sale['order_id'], sale['state']]));
	const create = async (items: readonly INodeExecutionData[]) =>
		await world.run({ nodes: [{ ...mcfNode({ operation: 'create' }), ...goingOn }], items });

	/** The store refuses the key at everything about this order. */
	const refuseAt = (order: INodeExecutionData | undefined): void => {
		const handle = world.store.handle.bind(world.store);
		jest.spyOn(world.store, 'handle').mockImplementation(async (request) => {
			if (!request.rawUrl.includes(`/orders/${String(order?.json['id'])}`)) return await handle(request);
			return { status: 401, body: { code: 'woocommerce_rest_authentication_error', message: 'Consumer secret is invalid.' } };
		});
	};

	it('an order that Amazon has stays done in the log, whatever becomes of the others', async () => {
		const [first, second] = orders;
		await create(orders.slice(0, 1));
		refuseAt(second);
		const result = await create(orders.slice(0, 2));
		expect(result.outputs('MCF').map(idsOf)).toEqual([[], idsOf(orders.slice(0, 2))]);
		expect(states()).toEqual({ [String(first?.json['id'])]: 'synced', [String(second?.json['id'])]: 'error' });
	});

	it('parcels that were confirmed before it come out as confirmed; the rest is told, and in the log', async () => {
		await create(orders);
		pass(minutes(1));
		for (let state = 0; state < 5; state += 1) world.sandbox.amazon.mcf.progress();
		pass(minutes(1));
		const updates = (await world.run({ nodes: [mcfNode({ operation: 'getUpdates' })], items: [{}] })).outputs('MCF')[0] ?? [];
		expect(updates).toHaveLength(3);
		const [first, second, third] = updates.map(({ json }) => String(json['id']));
		refuseAt({ json: { id: second } });
		const confirmed = await world.run({ nodes: [{ ...confirmNode, ...goingOn }], items: updates });
		expect(confirmed.outputs('Confirm').map(idsOf)).toEqual([[first], [second, third]]);
		expect(states()).toEqual({ [first ?? '']: 'synced', [second ?? '']: 'error', [third ?? '']: 'error' });
		jest.restoreAllMocks();
		const again = await world.run({
			nodes: [mcfNode({ operation: 'getUpdates' }), confirmNode],
			connections: [{ from: 'MCF', to: 'Confirm' }],
			items: [{}],
		});
		expect(again.outputs('Confirm').map(idsOf)).toEqual([expect.arrayContaining([second, third]), []]);
		expect(states()).toEqual({ [first ?? '']: 'synced', [second ?? '']: 'synced', [third ?? '']: 'synced' });
	});

	it('an order that a person cancelled stays cancelled, at the fault and after it', async () => {
		const [order] = orders;
		const id = String(order?.json['id']);
		await create(orders.slice(0, 1));
		pass(minutes(1));
		for (let state = 0; state < 5; state += 1) world.sandbox.amazon.mcf.progress();
		pass(minutes(1));
		world.cancelSale(id);
		const updates = (await world.run({ nodes: [mcfNode({ operation: 'getUpdates' })], items: [{}] })).outputs('MCF')[0] ?? [];
		expect(idsOf(updates)).toEqual([id]);
		refuseAt(order);
		await world.run({ nodes: [{ ...confirmNode, ...goingOn }], items: updates });
		expect(states()).toEqual({ [id]: 'cancelled' });
		jest.restoreAllMocks();
		const confirmed = await world.run({ nodes: [{ ...confirmNode, ...goingOn }], items: updates });
		expect(confirmed.outputs('Confirm').map(idsOf)).toEqual([[id], []]);
		expect(states()).toEqual({ [id]: 'cancelled' });
	});
});
