import type { INodeExecutionData } from 'n8n-workflow';
import type { RunResult } from '../harness/engine';
import { address, confirmNode, mcfNode, paidOrder } from './paid-order';
import { minutes, pass } from './time';
import { logNode, NodeWorld, type Parameters } from './world';

describe.each(['2020-07-01', '2026-07-04'])('Amazon Multi-Channel Fulfillment by %s', (apiVersion) => {
	let world: NodeWorld;
	beforeEach(async () => {
		world = await NodeWorld.start();
		await world.sandbox.amazon.control('fba/stock', { sellerSku: 'MUG', fulfillable: 100 });
	});
	afterEach(async () => {
		await world.stop();
	});

	const placed = (lines?: readonly object[], more?: object): INodeExecutionData => paidOrder(world, lines, more);

	const create = async (items: readonly INodeExecutionData[], options: object = {}): Promise<RunResult> =>
		await world.run({ nodes: [mcfNode({ operation: 'create', options: { apiVersion, ...options } } as Parameters)], items });

	const track = async (): Promise<RunResult> =>
		await world.run({
			nodes: [mcfNode({ operation: 'getUpdates', options: { apiVersion } }), confirmNode],
			connections: [{ from: 'MCF', to: 'Confirm' }],
			items: [{}],
		});

	const atAmazon = () => world.sandbox.amazon.mcf.accepted();
	const ship = (): void => {
		for (let state = 0; state < 5; state += 1) world.sandbox.amazon.mcf.progress();
		pass(minutes(1));
	};

	it('sends a paid order, once, and shows its parcel to the customer', async () => {
		const item = placed();
		const first = await create([item, item]);
		expect(first.error?.message).toBeUndefined();
		expect(first.outputs('MCF').map((items) => items.map(({ json }) => json['mcf'] ?? json['attention']))).toMatchObject([
			[{ action: 'sent', lines: [{ sku: 'MUG', quantity: 2 }] }, { action: 'sent' }],
			[],
		]);
		expect((await create([item])).outputs('MCF')[0]).toMatchObject([{ json: { mcf: { action: 'unchanged' } } }]);
		expect(atAmazon()).toHaveLength(1);
		pass(minutes(1));
		await track();
		ship();
		const tracked = await track();
		expect(tracked.error?.message).toBeUndefined();
		expect(tracked.outputs('Confirm')[0]).toMatchObject([{ json: { confirmed: { action: 'written', completed: true } } }]);
		const [number = ''] = atAmazon()[0]?.trackingNumbers ?? [];
		expect(number).not.toBe('');
		const id = Number(item.json['id']);
		expect(JSON.stringify(world.store.act('viewOrder', { id }))).toContain(number);
		expect(world.store.records.orders.get(id)?.status).toBe('completed');
		expect((await track()).outputs('MCF').flat()).toEqual([]);
		expect(atAmazon()).toHaveLength(1);
	});

	it.each(['http500', 'resetAfter', 'resetBefore', 'cutBody'] as const)(
		'makes one order though the creation ends with %s',
		async (kind) => {
			const item = placed();
			world.fault({
				standIn: 'amazon',
				kind,
				operation: apiVersion === '2020-07-01' ? 'createFulfillmentOrder' : 'outbound.createOrder',
				times: 1,
			});
			await create([item]);
			expect(world.sandbox.faults.list()).toMatchObject([{ hits: 1 }]);
			pass(minutes(5));
			await create([item]);
			expect(atAmazon()).toHaveLength(1);
			expect(world.rows('sale')).toMatchObject([{ state: 'synced', target_order_id: atAmazon()[0]?.id }]);
		},
	);

	it('tells why not: on the canvas, on the order, in the log', async () => {
		const item = placed(undefined, { billing: { ...address, country: 'US', email: 'kim@shop.example' } });
		const run = await create([item, { json: { nonsense: true } }]);
		expect(run.outputs('MCF')).toMatchObject([
			[],
			[{ json: { attention: { code: 'mcfAddress' } } }, { json: { attention: { code: 'invalidOrder' } } }],
		]);
		expect(
			world.store.records.orders.get(Number(item.json['id']))?.notes.filter(({ note }) => note.includes('Amazon cannot deliver')),
		).toHaveLength(1);
		expect(world.rows('sale')).toMatchObject([{ state: 'error', reason_code: 'mcfAddress' }]);
		expect(run.hints('MCF')).toMatchObject([{ message: '2 need attention' }]);
		expect(atAmazon()).toEqual([]);
	});

	it('previews, holds, releases and cancels', async () => {
		const item = placed();
		const preview = await world.run({ nodes: [mcfNode({ operation: 'preview', options: { apiVersion } })], items: [item] });
		expect(preview.outputs('MCF')[0]).toMatchObject([{ json: { mcf: { action: 'planned', previews: expect.any(Array) } } }]);
		expect(atAmazon()).toEqual([]);
		await create([item], { hold: true });
		pass(minutes(1));
		const change = async (operation: string) =>
			(await world.run({ nodes: [mcfNode({ operation, options: { apiVersion } })], items: [item] })).outputs('MCF');
		expect(await change('release')).toMatchObject([[{ json: { mcf: { action: 'released' } } }], []]);
		expect(await change('cancel')).toMatchObject([[{ json: { mcf: { action: 'cancelled' } } }], []]);
		expect(world.rows('sale')).toMatchObject([{ state: 'cancelled' }]);
	});

	it.each(['cancel', 'release'])('refuses to %s without the id of an order of the store, and says so', async (operation) => {
		const { id } = placed().json;
		const run = async (orderId: string) =>
			(await world.run({ nodes: [mcfNode({ operation, orderId, options: { apiVersion } })], items: [{ json: {} }] })).outputs('MCF');
		for (const empty of ['={{ $json.id }}', '={{ String($json.id) }}'])
			expect(await run(empty)).toMatchObject([[], [{ json: { attention: { code: 'invalidOrder' } } }]]);
		expect(await run('987654')).toMatchObject([[], [{ json: { attention: { code: 'mcfNoSuchOrder' } } }]]);
		expect(await run(String(id))).toMatchObject([[{ json: { mcf: { action: 'skipped', reason: { code: 'mcfNotSent' } } } }], []]);
	});

	it('cancels the order that a row of the log is about, not the one whose id is the number of the row', async () => {
		const item = placed();
		await create([item], { hold: true });
		pass(minutes(1));
		const run = await world.run({
			nodes: [logNode({ states: ['synced'] }), mcfNode({ operation: 'cancel', options: { apiVersion } })],
			connections: [{ from: 'Log', to: 'MCF' }],
			items: [{}],
		});
		expect(run.outputs('MCF')).toMatchObject([[{ json: { orderId: item.json['id'], mcf: { action: 'cancelled' } } }], []]);
	});

	it('shows a parcel that somebody packed, and names what is wrong with one', async () => {
		const item = placed();
		const { id, account, number } = item.json as { readonly id: string; readonly account: object; readonly number: string };
		const [line] = world.store.records.orders.get(Number(id))?.lines ?? [];
		const parcel = {
			id: 'H1',
			status: 'inTransit',
			carrier: 'DHL',
			trackingNumber: 'JJD01',
			lines: [{ lineId: String(line?.id), quantity: 2 }],
		};
		const confirm = async (items: readonly object[]) =>
			await world.run({ nodes: [confirmNode], items: items.map((json) => ({ json })) as INodeExecutionData[] });
		const whole = { ...item.json, shipments: [parcel] };
		const run = await confirm([
			whole,
			{ account, id, number, shipments: [{ ...parcel, status: 'lost' }] },
			{ account: { ...account, id: 'other.example' }, id, number, shipments: [parcel] },
		]);
		expect(run.error?.message).toBeUndefined();
		expect(run.outputs('Confirm')).toMatchObject([
			[{ json: { confirmed: { action: 'written', completed: true }, number } }],
			[
				{ json: { attention: { code: 'invalidShipments', text: expect.stringContaining('shipments[0].status') } } },
				{ json: { attention: { code: 'invalidShipments' } } },
			],
		]);
		expect(JSON.stringify(world.store.act('viewOrder', { id: Number(id) }))).toContain('JJD01');
		expect(world.store.records.orders.get(Number(id))?.status).toBe('completed');
		expect((await confirm([whole])).outputs('Confirm')[0]).toMatchObject([{ json: { confirmed: { action: 'unchanged' } } }]);
		expect(world.rows('sale')).toEqual([]);
		expect(atAmazon()).toEqual([]);
	});

	it('says that Amazon will not ship after it took the order', async () => {
		const item = placed();
		await create([item]);
		pass(minutes(1));
		world.sandbox.amazon.mcf.fail(atAmazon()[0]?.id ?? '', 'Unfulfillable');
		pass(minutes(1));
		expect((await track()).outputs('MCF')).toMatchObject([[], [{ json: { attention: { code: 'mcfFailed' }, number: item.json['id'] } }]]);
		expect((await track()).outputs('MCF').flat()).toEqual([]);
		expect(
			world.store.records.orders.get(Number(item.json['id']))?.notes.filter(({ note }) => note.includes('Amazon will not ship')),
		).toHaveLength(1);
	});
});

it('tells nothing twice when both versions of the API take turns', async () => {
	const world = await NodeWorld.start();
	try {
		await world.sandbox.amazon.control('fba/stock', { sellerSku: 'MUG', fulfillable: 100 });
		await world.run({ nodes: [mcfNode({ operation: 'create' })], items: [paidOrder(world)] });
		const look = async (apiVersion: string) => {
			pass(minutes(1));
			const run = await world.run({
				nodes: [mcfNode({ operation: 'getUpdates', options: { apiVersion } }), confirmNode],
				connections: [{ from: 'MCF', to: 'Confirm' }],
				items: [{}],
			});
			return run.outputs('Confirm').flat();
		};
		for (let state = 0; state < 6; state += 1) {
			for (const version of ['2020-07-01', '2026-07-04', '2020-07-01', '2026-07-04']) await look(version);
			world.sandbox.amazon.mcf.progress();
		}
		const [order] = world.store.records.orders.values();
		const [number = ''] = world.sandbox.amazon.mcf.accepted()[0]?.trackingNumbers ?? [];
		expect(order?.notes.filter(({ note }) => number !== '' && note.includes(number))).toHaveLength(1);
	} finally {
		await world.stop();
	}
});
