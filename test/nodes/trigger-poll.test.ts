import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import type { INodeExecutionData } from 'n8n-workflow';
import type { EngineNode } from '../harness/engine';
import { hours, minutes, pass, seconds } from './time';
import { logNode, match, NodeWorld, trigger } from './world';

const idsOf = (items: readonly INodeExecutionData[]): unknown[] => items.map(({ json }) => json['id']);

/** A later step of the workflow that breaks the run: the store does not know the key. */
const breaking: EngineNode = { ...match(), name: 'Breaks', credentials: { wooCommerceStoreApi: 'Wrong' } };

describe('Amazon Order Trigger in production', () => {
	let world: NodeWorld;
	beforeEach(async () => {
		world = await NodeWorld.start();
	});
	afterEach(async () => {
		await world.stop();
	});

	const inbox = (): unknown[] => world.rows('inbox').map(({ state }) => state);

	const breakRun = async (items: readonly INodeExecutionData[]): Promise<void> => {
		const wrong = world.storeCredential({ consumerSecret: 'cs_wrong' });
		const result = await world.run({
			nodes: [trigger(), breaking],
			connections: [{ from: 'New orders', to: 'Breaks' }],
			credentials: { ...world.credentials(), Wrong: wrong },
			items,
		});
		expect(result.status).toBe('error');
		expect(result.nodeError('Breaks')?.message).toContain('consumer secret');
	};

	it('starts with the orders from now on and gives each out once', async () => {
		world.order();
		pass(hours(1));
		expect(await world.poll()).toEqual([]);
		pass(minutes(1));
		const orderId = world.order();
		expect(await world.poll()).toEqual([]);
		pass(minutes(3));
		expect(idsOf(await world.poll())).toEqual([orderId]);
		pass(minutes(1));
		expect(await world.poll()).toEqual([]);
	});

	it('counts an order as begun with the first step of its run and as done when the run ends well', async () => {
		const items = await world.orders({});
		expect(inbox()).toEqual(['handed']);
		const seen: unknown[] = [];
		const handle = world.store.handle.bind(world.store);
		jest.spyOn(world.store, 'handle').mockImplementation(async (request) => {
			seen.push(...inbox());
			return await handle(request);
		});
		const result = await world.runChain(items);
		expect(result.status).toBe('success');
		expect(new Set(seen)).toEqual(new Set(['started']));
		expect(inbox()).toEqual(['ended']);
		expect(result.outputs('New orders')[0]).toEqual([{ json: items[0]?.json, pairedItem: { item: 0 } }]);
	});

	it('gives an order out again when its run failed, after a minute', async () => {
		const [item] = await world.orders({});
		await breakRun(item === undefined ? [] : [item]);
		expect(inbox()).toEqual(['new']);
		pass(seconds(50));
		expect(await world.poll()).toEqual([]);
		pass(seconds(15));
		const again = await world.poll();
		expect(idsOf(again)).toEqual([item?.json['id']]);
		expect((await world.runChain(again)).status).toBe('success');
		expect(inbox()).toEqual(['ended']);
	});

	it('gives an order out again when its run was stopped before it was saved', async () => {
		const items = await world.orders({});
		const stop = new AbortController();
		const handle = world.store.handle.bind(world.store);
		jest.spyOn(world.store, 'handle').mockImplementationOnce(async (request) => {
			stop.abort();
			return await handle(request);
		});
		const result = await world.runChain(items, {}, { stop: stop.signal });
		expect(result.status).toBe('canceled');
		expect(world.storeOrders()).toEqual([]);
		expect(inbox()).toEqual(['new']);
		pass(minutes(2));
		expect(idsOf(await world.poll())).toEqual(idsOf(items));
	});

	it('gives an order out five times at most, then it stands in the log', async () => {
		const found = await world.orders({});
		let items: readonly INodeExecutionData[] = found;
		for (let run = 1; run <= 5; run += 1) {
			expect(items).toHaveLength(1);
			await breakRun(items);
			pass(minutes(3));
			items = await world.poll();
		}
		expect(items).toEqual([]);
		expect(inbox()).toEqual(['dead']);
		const log = await world.run({ nodes: [logNode({ account: 'amazon' })], items: [{}] });
		expect(log.outputs('Log')[0]).toEqual([
			expect.objectContaining({
				json: expect.objectContaining({
					orderId: found[0]?.json['id'],
					state: 'error',
					reason: expect.objectContaining({ code: 'givenUp' }),
				}),
			}),
		]);
	});

	it.each(['first', 'second'])('leaves an order that was given out twice to the run that begins first: the %s', async (which) => {
		const old = await world.orders({});
		pass(minutes(16));
		const young = await world.poll({ personalData: true });
		expect(idsOf(young)).toEqual(idsOf(old));
		const [begins, comesToo] = which === 'first' ? [old, young] : [young, old];
		const right = await world.runChain(begins);
		expect(right.outputs('Save')[0]).toHaveLength(1);
		const late = await world.runChain(comesToo);
		expect(late.outputs('New orders')).toEqual([[]]);
		expect(late.outputs('Match')).toEqual([]);
		expect(world.storeOrders()).toHaveLength(1);
	});

	it('says in the log of n8n that runs keep beginning late, once an hour', async () => {
		const warn = jest.spyOn(Container.get(Logger), 'warn');
		const told = (): unknown[] => warn.mock.calls.map(([text]) => text).filter((text) => String(text).includes('keep beginning late'));
		// The process remembers late runs of other tests.
		const node = { ...trigger(), id: 'late' };
		await world.poll({}, { node });
		pass(minutes(1));
		const tellings: number[] = [];
		for (let run = 1; run <= 5; run += 1) {
			world.order();
			pass(minutes(3));
			const items = await world.poll({}, { node });
			pass(minutes(20));
			expect((await world.run({ nodes: [node], items })).outputs('New orders')[0]).toHaveLength(1);
			tellings.push(told().length);
		}
		expect(tellings).toEqual([0, 1, 1, 1, 2]);
		expect(told()[0]).toEqual(expect.stringMatching(/1 order began 20 minutes after .* Let a run have fewer orders/));
		warn.mockRestore();
	});

	it('gives out what waits even while Amazon does not answer', async () => {
		const [first] = await world.orders({ createdMs: Date.now() });
		await breakRun(first === undefined ? [] : [first]);
		pass(minutes(2));
		world.fault({ standIn: 'amazon', kind: 'http500', operation: 'searchOrders' });
		expect(idsOf(await world.poll())).toEqual([first?.json['id']]);
	});

	it('runs two triggers of one account with one search, each with its own orders', async () => {
		const german = { parameters: { marketplaces: ['A1PA6795UKMFR9'] } };
		const french = { parameters: { marketplaces: ['A13V1IB3VIYZZH'] } };
		const poll = async (id: string, { parameters }: typeof german) => await world.poll({}, { node: { ...trigger(parameters), id } });
		await poll('de', german);
		await poll('fr', french);
		pass(minutes(1));
		const inGermany = world.order();
		const inFrance = world.order({ marketplaceId: 'A13V1IB3VIYZZH' });
		pass(minutes(3));
		expect(idsOf(await poll('de', german))).toEqual([inGermany]);
		world.fault({ standIn: 'amazon', kind: 'http500', operation: 'searchOrders' });
		expect(idsOf(await poll('fr', french))).toEqual([inFrance]);
	});

	it('keeps to its place after a rename, and a copy of the node starts from now', async () => {
		await world.begin();
		const orderId = world.order();
		pass(minutes(3));
		expect(idsOf(await world.poll({}, { node: { ...trigger(), name: 'Renamed' } }))).toEqual([orderId]);
		expect(await world.poll({}, { node: { ...trigger(), id: 'copy' } })).toEqual([]);
	});
});
