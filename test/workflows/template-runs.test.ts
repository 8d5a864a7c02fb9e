import type { INodeExecutionData } from 'n8n-workflow';
import { tally } from '../../demo/tally';
import type { SeededOrder } from '../../sandbox/seed/amazon-demo';
import { catalog, catalogParents } from '../../sandbox/seed/catalog';
import { productsFromCatalog } from '../../sandbox/woocommerce/index';
import { builtInNodes, Engine, ownPackage, type EngineNode, type RunResult } from '../harness/engine';
import { minutes, pass } from '../nodes/time';
import { NodeWorld } from '../nodes/world';
import { engineConnections, engineNodes, templateOf } from './templates';

const CREDENTIALS = { amazonSellingPartnerApi: 'Amazon', wooCommerceStoreApi: 'Store' };
const ORDERS = 60;

describe('the template "Save Amazon orders in WooCommerce"', () => {
	const template = templateOf('amazon-orders-to-woocommerce.json');
	const nodes = engineNodes(template, CREDENTIALS);
	const workflow = { nodes, connections: engineConnections(template), id: 'template' };
	const nodeOf = (type: string): EngineNode => {
		const node = nodes.find((candidate) => candidate.type === `n8n-nodes-storebridge.${type}`);
		if (node === undefined) throw new Error(`The template has no ${type}`);
		return node;
	};
	const trigger = nodeOf('amazonOrderTrigger');

	let engine: Engine;
	let world: NodeWorld;
	let seeded: readonly SeededOrder[];
	beforeEach(async () => {
		world = await NodeWorld.start({ products: productsFromCatalog(catalog, catalogParents) });
		engine = await Engine.load([ownPackage, builtInNodes()]);
		await poll();
		seeded = world.sandbox.seedDemo({ orders: ORDERS, seed: 3, now: Date.now() + minutes(20), spreadMs: minutes(10) });
		pass(minutes(25));
	});
	afterEach(async () => {
		await world.stop();
	});

	const poll = async (): Promise<readonly INodeExecutionData[]> => {
		const found = await engine.pollNode({ ...workflow, node: trigger.name, credentials: world.credentials() });
		return found?.[0] ?? [];
	};
	const run = async (items: readonly INodeExecutionData[]): Promise<RunResult> =>
		await engine.runWorkflow({ ...workflow, startNode: trigger.name, credentials: world.credentials(), items });
	/** The repair workflow as a person executes it. */
	const repair = async (orders = ''): Promise<RunResult> => {
		const shown = templateOf('repair.json');
		const withOrders = engineNodes(shown, CREDENTIALS).map((node) =>
			node.name === 'Orders to retry'
				? {
						...node,
						parameters: { assignments: { assignments: [{ id: 'a', name: 'orders', value: orders, type: 'string' }] }, options: {} },
					}
				: node,
		);
		const result = await engine.runWorkflow({
			nodes: withOrders,
			connections: engineConnections(shown),
			id: 'repair',
			startNode: 'See what is wrong',
			credentials: world.credentials(),
			items: [{}],
			mode: 'manual',
		});
		expect(result.error).toBeUndefined();
		return result;
	};
	const lookAtLog = async (): Promise<readonly INodeExecutionData[]> => (await repair()).outputs('List what waits')[0] ?? [];

	/** What the sandbox holds against what its seed says must be there. */
	const count = async (): Promise<ReturnType<typeof tally>> => {
		const log = await lookAtLog();
		return tally({
			seeded: seeded.map(({ wire: { orderId }, expectation: { expect: expected, reason } }) => ({
				orderId,
				expect: expected,
				...(reason === undefined ? {} : { reason }),
			})),
			storeOrders: world.storeOrders().map((order) => ({ id: Number(order['id']), amazonOrderId: String(order['transaction_id']) })),
			log: log.map(({ json }) => ({
				orderId: String(json['orderId']),
				state: String(json['state']),
				reason: String((json['reason'] as { code?: string } | undefined)?.code ?? ''),
			})),
		});
	};

	it('saves what has to be saved, tells the rest, and writes nothing when all of it comes again', async () => {
		const first = await run(await poll());
		expect(first.status).toBe('success');
		const { faults, savedOrders, needsAttention, ignoredOrders, duplicates, lost } = await count();
		expect(faults).toEqual([]);
		expect({ sum: savedOrders + needsAttention + ignoredOrders, duplicates, lost }).toEqual({ sum: ORDERS, duplicates: 0, lost: 0 });
		expect(first.outputs('Saved')[0]?.length).toBeGreaterThan(ORDERS / 2);
		const told = first.outputs('What to tell')[0]?.map(({ json }) => json) ?? [];
		expect(told.length).toBeGreaterThan(0);
		for (const { order, what, advice, code, once, ...rest } of told) {
			expect(what).toContain(`Order ${String(order)}: `);
			// What is missing from the stock changes with every sale.
			expect(once).toBe(code === 'stockShort' ? `${code} Order ${String(order)}` : `${String(code)} ${String(what)}`);
			expect(String(advice).length).toBeGreaterThan(10);
			expect(Object.keys(rest).sort()).toEqual(['details', 'link', 'mail']);
		}

		const { writes } = world.store.counts();
		for (const { wire } of seeded) world.sandbox.amazon.orders.touch(wire.orderId);
		pass(minutes(5));
		const again = await poll();
		expect(again.length).toBeGreaterThanOrEqual(savedOrders);
		const second = await run(again);
		expect(second.status).toBe('success');
		expect(world.store.counts().writes).toBe(writes);
		expect((await count()).faults).toEqual([]);
	});

	it('shows a person what is wrong, and retries only what was named', async () => {
		await run(await poll());
		const shown = await repair();
		const wrong = (shown.outputs('What is wrong')[0] ?? []).map(({ json }) => json);
		expect(wrong.length).toBeGreaterThan(1);
		for (const { order, what, advice, state } of wrong) {
			expect([typeof order, typeof advice]).toEqual(['string', 'string']);
			expect([what, state]).toEqual([expect.stringContaining(String(order)), 'needs you']);
		}
		expect(shown.outputs('Retry them')).toEqual([]);
		const [first, ...others] = wrong;
		const retried = await repair(`${String(first?.['order'])}, no such order`);
		expect(retried.outputs('Retry them')[0]?.map(({ json }) => json)).toEqual([expect.objectContaining({ retried: 1 })]);
		pass(minutes(5));
		const came = (await poll()).map(({ json }) => json['id']);
		expect(came).toContain(first?.['orderId']);
		for (const { orderId } of others) expect(came).not.toContain(orderId);
	});

	it('comes to the same end while both platforms fail every now and then', async () => {
		const broken = ['http500', 'http503Html', 'html200', 'wrongShape', 'cutBody', 'resetBefore', 'resetAfter', 'emptyBody'] as const;
		for (const kind of broken) {
			world.fault({ standIn: 'woocommerce', kind, probability: 0.08 });
			world.fault({ standIn: 'amazon', kind, probability: 0.03 });
		}
		let failedRuns = 0;
		for (let round = 1; round <= 40; round += 1) {
			if (round === 15) world.sandbox.faults.clear();
			const items = await poll().catch(() => []);
			if (items.length > 0 && (await run(items)).status !== 'success') failedRuns += 1;
			pass(minutes(5));
		}
		expect(failedRuns).toBeGreaterThan(0);
		// An order that was in five failed runs stands in the log; a person retries it there.
		await repair('all');
		for (let round = 1; round <= 3; round += 1) {
			pass(minutes(5));
			await run(await poll());
		}
		expect((await count()).faults).toEqual([]);
	});
});
