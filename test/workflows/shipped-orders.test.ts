import type { INodeExecutionData } from 'n8n-workflow';
import { builtInNodes, Engine, ownPackage, type RunResult } from '../harness/engine';
import { minutes, pass } from '../nodes/time';
import { NodeWorld } from '../nodes/world';
import { engineConnections, engineNodes, templateOf } from './templates';

const FILE = 'shipped-orders-to-amazon.json';
const CREDENTIALS = { amazonSellingPartnerApi: 'Amazon', wooCommerceStoreApi: 'Store' };

/** What the sandbox knows of an order that the merchant ships. */
interface Truth {
	readonly status: string;
	readonly byCall: number;
	readonly packages: readonly { readonly carrier?: string; readonly trackingNumber?: string }[];
}

describe('the template "Confirm shipped orders on Amazon"', () => {
	let world: NodeWorld;
	let engine: Engine;
	beforeEach(async () => {
		world = await NodeWorld.start();
		engine = await Engine.load([ownPackage, builtInNodes()]);
		await poll('amazon-orders-to-woocommerce.json');
		await poll(FILE);
		pass(minutes(1));
	});
	afterEach(async () => {
		await world.stop();
	});

	const workflowOf = (file: string) => {
		const template = templateOf(file);
		const nodes = engineNodes(template, CREDENTIALS);
		const trigger = nodes.find(({ type }) => type.endsWith('OrderTrigger'))?.name ?? '';
		return { nodes, connections: engineConnections(template), id: file, trigger, credentials: world.credentials() };
	};
	async function poll(file: string): Promise<readonly INodeExecutionData[]> {
		const { trigger: node, ...workflow } = workflowOf(file);
		return (await engine.pollNode({ ...workflow, node }))?.[0] ?? [];
	}
	/** One cycle: what the trigger gives out now, worked on. */
	async function cycle(file: string): Promise<RunResult | undefined> {
		const items = await poll(file);
		const { trigger: startNode, ...workflow } = workflowOf(file);
		return items.length === 0 ? undefined : await engine.runWorkflow({ ...workflow, startNode, items });
	}
	/** Orders of Amazon are in the store. */
	async function imported(...quantities: readonly number[]): Promise<readonly string[]> {
		const ids = quantities.map((quantity) => world.order({ items: [{ sku: 'MUG', quantity, unitPrice: '12.90' }] }));
		pass(minutes(5));
		expect((await cycle('amazon-orders-to-woocommerce.json'))?.status).toBe('success');
		expect(world.storeOrders()).toHaveLength(ids.length);
		return ids;
	}
	/** The plugin of a carrier writes the number of a label. */
	async function label(orderId: string, number: string): Promise<void> {
		const stored = world.storeOrders().find((order) => order['transaction_id'] === orderId);
		const change = { meta_data: [{ key: '_seur_shipping_id_number', value: number }] };
		await world.store.control('updateOrder', { id: stored?.['id'], change });
	}
	async function truth(orderId: string): Promise<Truth> {
		const [found] = (await world.sandbox.amazon.control('shipments', { orderId })) as readonly Truth[];
		if (found === undefined) throw new Error(`Amazon has no order ${orderId}`);
		return found;
	}
	const actions = (run: RunResult | undefined): readonly unknown[] =>
		(run?.outputs('Done')[0] ?? []).map(({ json }) => (json['confirmed'] as { readonly action?: unknown } | undefined)?.action);

	it('tells Amazon of the parcel, proves it, and tells nothing when it comes again', async () => {
		const [id = ''] = await imported(2);
		await label(id, '06112345678');
		pass(minutes(6));
		const run = await cycle(FILE);
		expect(run?.error).toBeUndefined();
		expect(actions(run)).toEqual(['confirmed']);
		pass(minutes(40));
		expect(await truth(id)).toMatchObject({ status: 'SHIPPED', packages: [{ carrier: 'Seur', trackingNumber: '06112345678' }] });
		expect(actions(await cycle(FILE))).toEqual(['proven']);
		pass(minutes(40));
		expect(await cycle(FILE)).toBeUndefined();
		expect((await truth(id)).byCall).toBe(1);
		expect(JSON.stringify(world.rows('channel_parcel'))).not.toContain('06112345678');
	});

	it('corrects a number, tells of a parcel for a cancelled order, and leaves orders of the shop alone', async () => {
		const [id = '', other = ''] = await imported(1, 1);
		await label(id, 'WRONG1');
		pass(minutes(6));
		expect(actions(await cycle(FILE))).toEqual(['confirmed']);
		pass(minutes(40));
		await cycle(FILE);
		await label(id, 'RIGHT1');
		world.sandbox.amazon.orders.cancel(other);
		await label(other, 'STRAY1');
		pass(minutes(6));
		const run = await cycle(FILE);
		expect(actions(run)).toEqual(['confirmed']);
		expect(run?.outputs('What to tell')[0]?.map(({ json }) => json['code'])).toEqual(['confirmationCancelled']);
		expect(run?.outputs('Tell me')[0]).toHaveLength(1);
		const notes = (): readonly unknown[] => {
			const [stored] = world.storeOrders().filter((order) => order['transaction_id'] === other);
			const { notes: all = [] } = world.store.records.orders.get(Number(stored?.['id'])) ?? {};
			return all
				.filter(({ note }) => note.includes('A parcel left for an order that is cancelled'))
				.map(({ customerNote }) => customerNote);
		};
		expect(notes()).toEqual([false]);
		await label(other, 'STRAY2');
		pass(minutes(6));
		expect((await cycle(FILE))?.outputs('What to tell')[0]).toHaveLength(1);
		expect(notes()).toEqual([false]);
		pass(minutes(40));
		expect((await truth(id)).packages.map(({ trackingNumber }) => trackingNumber)).toEqual(['RIGHT1']);
		expect((await truth(other)).packages).toEqual([]);
	});
});
