import type { INodeExecutionData } from 'n8n-workflow';
import type { WooCommerceStandIn } from '../../sandbox/woocommerce/index';
import { wooCommerceAccount } from '../../src/platforms/woocommerce';
import type { EngineCredential, EngineNode, RunResult } from '../harness/engine';
import { confirmNode, mcfNode, paidOrder } from './paid-order';
import { minutes, pass } from './time';
import { logNode, NodeWorld, PACKAGE, saveNode, type Parameters } from './world';

const storeTrigger: EngineNode = {
	name: 'Paid orders',
	id: 'trigger-2',
	type: `${PACKAGE}.wooCommerceOrderTrigger`,
	parameters: { events: ['paid'], instant: false },
	credentials: { wooCommerceStoreApi: 'Store' },
};

describe('a store that is found at another address', () => {
	let world: NodeWorld;
	beforeEach(async () => {
		// Reached by several addresses over http, which signatures allow to such a site alone.
		world = await NodeWorld.start({ homeFromHost: true });
		await world.sandbox.amazon.control('fba/stock', { sellerSku: 'MUG', fulfillable: 100 });
	});
	afterEach(async () => {
		await world.stop();
	});

	const at = (url: string | undefined): Record<string, EngineCredential> => ({
		...world.credentials(),
		Store: world.storeCredential({ url: url ?? '' }),
	});
	const host = (url: string | undefined): string => new URL(url ?? '').host;
	const urlOf = (name: string): string => world.sandbox.urls[name] ?? '';

	const run = async (node: EngineNode, items: readonly INodeExecutionData[], url = urlOf('woocommerce')): Promise<RunResult> =>
		await world.run({ nodes: [node], items, credentials: at(url) });
	const reattach = async (url: string, storeIs: 'same' | 'another', more: Parameters = {}): Promise<RunResult> =>
		await run(logNode({ operation: 'reattach', storeIs, ...more }), [{ json: {} }], url);
	const track = async (url: string): Promise<RunResult> =>
		await world.run({
			nodes: [mcfNode({ operation: 'getUpdates' }), confirmNode],
			connections: [{ from: 'MCF', to: 'Confirm' }],
			items: [{}],
			credentials: at(url),
		});
	const polled = async (url: string): Promise<INodeExecutionData[]> => await world.poll({}, { node: storeTrigger, credentials: at(url) });
	const ship = (): void => {
		for (let state = 0; state < 5; state += 1) world.sandbox.amazon.mcf.progress();
		pass(minutes(1));
	};

	it('is told apart from a copy: nothing is read or written there until a person has spoken', async () => {
		const [order] = await world.matchedOrders({});
		const items = order === undefined ? [] : [order];
		await run(saveNode(), items);
		await polled(urlOf('woocommerce'));
		const url = await world.sandbox.clone('woocommerce', 'staging');
		const staging = world.sandbox.standIns['staging'] as WooCommerceStandIn;
		const accounts = world.rows('account_address').length;

		const refused = await run(saveNode(), await world.matchedOrders({}), url);
		expect(refused.error).toMatchObject({
			message: `The store at ${host(url)} is the one that is known at ${host(urlOf('woocommerce'))}, or a copy of it`,
			description: expect.stringContaining('Re-Attach Store'),
		});
		await expect(polled(url)).rejects.toMatchObject({ message: expect.stringContaining('or a copy of it') });
		expect((await run(mcfNode({ operation: 'create' }), [paidOrder(world)], url)).error?.message).toContain('or a copy of it');
		expect((await track(url)).error?.message).toContain('or a copy of it');
		// It was only asked who it is.
		expect(Object.keys(world.sandbox.counts()['staging']?.byOperation ?? {})).toEqual(['getSystemStatus']);
		expect(world.sandbox.amazon.mcf.accepted()).toEqual([]);
		expect(world.rows('account_address')).toHaveLength(accounts);

		// The known one works on all the while.
		expect((await run(saveNode(), await world.matchedOrders({}))).error).toBeUndefined();
		expect(world.storeOrders()).toHaveLength(2);

		const answer = await reattach(url, 'another');
		expect(answer.outputs('Log')[0]).toMatchObject([
			{ json: { action: 'new', account: `woocommerce:${host(url)}`, identity: expect.any(String) } },
		]);
		const saved = await run(saveNode(), await world.matchedOrders({}), url);
		expect(saved.outputs('Save')[0]).toMatchObject([{ json: { saved: { action: 'created' } } }]);
		expect([world.storeOrders().length, staging.orders().length]).toEqual([2, 2]);
	});

	it('puts what it could not save into the log of where it was bought, under no store', async () => {
		await run(saveNode(), await world.matchedOrders({}));
		const url = await world.sandbox.clone('woocommerce', 'staging');
		const items = await world.matchedOrders({});
		const result = await run({ ...saveNode(), onError: 'continueRegularOutput' }, items, url);
		expect(result.outputs('Save')[1]).toMatchObject([
			{ json: { attention: { code: 'setup', text: expect.stringContaining('or a copy of it') } } },
		]);
		expect(world.rows('sale')).toMatchObject([{ state: 'synced' }, { state: 'error', target: null }]);
	});

	it('goes on with what is under way at Amazon once a person has said that it moved', async () => {
		const old = urlOf('woocommerce');
		const item = paidOrder(world);
		await run(mcfNode({ operation: 'create' }), [item]);
		pass(minutes(1));
		await track(old);
		ship();
		const url = await world.sandbox.openAddress('woocommerce', 'new');
		world.store.move();
		expect((await track(url)).error?.message).toContain(`is the one that is known at ${host(old)}`);

		expect((await reattach(url, 'same')).outputs('Log')[0]).toMatchObject([{ json: { action: 'moved', knownAt: [host(old)] } }]);
		const tracked = await track(url);
		expect(tracked.error?.message).toBeUndefined();
		expect(tracked.outputs('Confirm')[0]).toMatchObject([{ json: { confirmed: { action: 'written', completed: true } } }]);
		expect(world.store.records.orders.get(Number(item.json['id']))?.status).toBe('completed');
		// An item that was under way meanwhile still has the old address.
		const again = await run(mcfNode({ operation: 'create' }), [item], url);
		expect(again.outputs('MCF')[0]).toMatchObject([{ json: { mcf: { action: 'unchanged' } } }]);
		expect(world.sandbox.amazon.mcf.accepted()).toHaveLength(1);
		// The old address is refused from then on, although the same store answers there.
		expect((await track(old)).error?.message).toBe(`The store that was at ${host(old)} is at ${host(url)} now`);
	});

	it('makes one fulfillment order of one shop order, by whatever spelling it is reached', async () => {
		const item = paidOrder(world);
		const plain = urlOf('woocommerce');
		for (const url of [plain, `${plain}/index.php`, `${plain}/index.php/wp-json/wc/v3/`, `${plain}//wp-admin/`]) {
			// As the trigger with this credential gives it out.
			const given = { json: { ...item.json, account: { ...wooCommerceAccount({ url }) } } };
			const sent = await run(mcfNode({ operation: 'create' }), [given], url);
			expect(sent.outputs('MCF')[1]).toEqual([]);
			expect(sent.error?.message).toBeUndefined();
			pass(minutes(1));
		}
		expect(world.sandbox.amazon.mcf.accepted()).toHaveLength(1);
		expect(world.rows('account_address').filter(({ address }) => String(address).startsWith('woocommerce:'))).toHaveLength(1);
	});

	it('stops where another store was put at its address, and goes on when it was only restored', async () => {
		await run(saveNode(), await world.matchedOrders({}));
		const items = await world.matchedOrders({});
		world.store.records.storeId = '00000000-0000-4000-8000-000000000000';
		pass(minutes(6));
		const refused = await run(saveNode(), items);
		expect(refused.error?.message).toBe(`At ${host(urlOf('woocommerce'))} there is another store than before`);
		expect(world.storeOrders()).toHaveLength(1);
		expect((await reattach(urlOf('woocommerce'), 'same')).outputs('Log')[0]).toMatchObject([{ json: { action: 'replaced' } }]);
		expect((await run(saveNode(), items)).error).toBeUndefined();
		expect(world.storeOrders()).toHaveLength(2);
	});

	it('is asked who it is once, however many nodes and orders there are', async () => {
		const asked = (): number => world.sandbox.counts()['woocommerce']?.byOperation['getSystemStatus'] ?? 0;
		await world.matchedOrders({}, {});
		await run(saveNode(), await world.matchedOrders({}, {}, {}));
		await polled(urlOf('woocommerce'));
		expect(asked()).toBe(1);
		pass(minutes(6));
		await polled(urlOf('woocommerce'));
		expect(asked()).toBe(2);
	});

	it('is not asked at all for an account that Amazon names by a number', async () => {
		const result = await run(logNode({ account: 'amazon', operation: 'reattach', storeIs: 'same' }), [{ json: {} }]);
		expect(result.outputs('Log')[0]).toMatchObject([{ json: { attention: { text: expect.stringContaining('by its own number') } } }]);
	});

	it('is re-attached by a person, not by an agent', async () => {
		const tool = { ...logNode({ operation: 'reattach', storeIs: 'another' }), type: `${PACKAGE}.orderSyncLogTool` };
		const result = await run(tool, [{ json: {} }]);
		expect(result.outputs('Log')[0]).toMatchObject([{ json: { attention: { text: expect.stringContaining('only a person') } } }]);
		expect(world.rows('account')).toEqual([]);
	});
});
