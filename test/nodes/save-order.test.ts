import type { INodeExecutionData } from 'n8n-workflow';
import { minutes, pass } from './time';
import { logNode, match, NodeWorld, saveNode } from './world';

const field = (items: readonly INodeExecutionData[] | undefined, name: string): unknown[] => (items ?? []).map(({ json }) => json[name]);
const withPeople = { personalData: true };

describe('Save Order', () => {
	let world: NodeWorld;
	beforeEach(async () => {
		world = await NodeWorld.start();
	});
	afterEach(async () => {
		await world.stop();
	});

	const line = (sku: string, quantity = 1) => ({ items: [{ sku, quantity, unitPrice: '12.90' }] });
	const next = async (): Promise<readonly INodeExecutionData[]> => {
		pass(minutes(4));
		return await world.poll(withPeople);
	};

	it('writes what it can and sends the rest the other way with a reason', async () => {
		const items = await world.orders(line('MUG'), line('CAP', 101), line('MUG', 2));
		const result = await world.runChain(items);
		const [saved, attention] = result.outputs('Save');
		const [first, second] = world.storeOrders();
		expect(saved).toEqual(
			[first, second].map((order, index) => ({
				json: {
					...items[index * 2]?.json,
					lines: [expect.objectContaining({ product: expect.objectContaining({ rule: 'sku' }) })],
					saved: {
						action: 'created',
						store: {
							id: String(order?.['id']),
							number: String(order?.['number']),
							status: 'processing',
							total: { amount: order?.['total'], currency: 'EUR' },
							adminUrl: `${world.sandbox.urls['woocommerce'] ?? ''}/wp-admin/post.php?post=${String(order?.['id'])}&action=edit`,
						},
					},
				},
				pairedItem: { item: index * 2 },
			})),
		);
		expect(attention).toEqual([
			{
				json: expect.objectContaining({
					id: items[1]?.json['id'],
					attention: expect.objectContaining({
						code: 'stockShort',
						text: `Order ${String(items[1]?.json['number'])}: The store has too few pieces (SKU "CAP": 101 needed, 100 there)`,
						advice: expect.stringContaining('Save Anyway'),
					}),
				}),
				pairedItem: { item: 1 },
			},
		]);
		expect(result.hints('Save')).toEqual([{ message: '2 created, 1 need attention', location: 'outputPane' }]);
		expect(world.mails.messages().filter(({ audience }) => audience === 'buyer')).toEqual([]);
	});

	it('brings an order up to date until it is shipped, and cancels it', async () => {
		const [item] = await world.orders({});
		const orderId = String(item?.json['id']);
		const actions: unknown[] = [];
		const run = async (items: readonly INodeExecutionData[]): Promise<void> => {
			const result = await world.runChain(items);
			actions.push(...field(result.outputs('Save')[0], 'saved').map((saved) => (saved as { action: string }).action));
		};
		await run(item === undefined ? [] : [item]);
		world.sandbox.amazon.orders.touch(orderId);
		await run(await next());
		world.sandbox.amazon.orders.change(orderId, { recipient: { deliveryAddress: { addressLine1: 'Neue Gasse 2' } } });
		await run(await next());
		expect(world.storeOrders()).toMatchObject([{ status: 'processing', shipping: { address_1: 'Neue Gasse 2' } }]);
		world.sandbox.amazon.orders.cancel(orderId);
		await run(await next());
		expect(actions).toEqual(['created', 'unchanged', 'updated', 'cancelled']);
		expect(world.storeOrders()).toMatchObject([{ status: 'cancelled' }]);
		expect(world.store.productBySku('MUG')?.stock).toBe(100);
	});

	it('logs an order that was cancelled before it was met, and writes nothing', async () => {
		const items = await world.orders({ status: 'CANCELLED', hasProceeds: false, items: [{ sku: 'MUG', quantity: 0, unitPrice: '12.90' }] });
		const result = await world.runChain(items);
		expect(field(result.outputs('Save')[0], 'saved')).toEqual([{ action: 'logged' }]);
		expect(world.storeOrders()).toEqual([]);
		expect(world.rows('sale')).toMatchObject([{ state: 'cancelled' }]);
	});

	it('takes the newest of two items of one order, and answers both', async () => {
		const items = await world.matchedOrders({});
		const result = await world.run({ nodes: [saveNode()], items: [...items, ...items] });
		expect(result.outputs('Save')[0]).toHaveLength(2);
		expect(world.storeOrders()).toHaveLength(1);
	});

	it('writes nothing when the same execution is run again', async () => {
		const items = await world.orders({}, line('CAP'));
		await world.runChain(items);
		const orders = world.storeOrders();
		const { writes } = world.store.counts();
		expect((await world.runChain(items)).outputs('New orders')).toEqual([[]]);
		const matched = (await world.run({ nodes: [match()], items })).outputs('Match')[0] ?? [];
		const again = await world.run({ nodes: [saveNode()], items: matched });
		expect(field(again.outputs('Save')[0], 'saved')).toEqual([
			expect.objectContaining({ action: 'unchanged' }),
			expect.objectContaining({ action: 'unchanged' }),
		]);
		expect(again.hints('Save')).toEqual([{ message: '2 unchanged', location: 'outputPane' }]);
		expect(world.store.counts().writes).toBe(writes);
		expect(world.storeOrders()).toEqual(orders);
	});

	it('does not apply the old data of an execution that is retried later', async () => {
		const [item] = await world.orders({});
		const begun = await world.run({
			nodes: [{ ...match(), credentials: { wooCommerceStoreApi: 'Wrong' } }],
			credentials: { Wrong: world.storeCredential({ consumerKey: 'ck_wrong' }) },
			items: item === undefined ? [] : [item],
		});
		expect(begun.status).toBe('error');
		pass(minutes(16));
		const [fresh] = await world.poll(withPeople);
		const matched = (await world.run({ nodes: [match()], items: item === undefined ? [] : [item] })).outputs('Match')[0] ?? [];
		const stale = await world.run({ nodes: [saveNode()], items: matched });
		expect(field(stale.outputs('Save')[1], 'attention')).toEqual([
			expect.objectContaining({ code: 'staleData', advice: expect.stringContaining('read anew') }),
		]);
		expect(world.storeOrders()).toEqual([]);
		await world.runChain(fresh === undefined ? [] : [fresh]);
		expect(world.storeOrders()).toHaveLength(1);
	});

	it('writes nothing in a dry run, not even into the log', async () => {
		const items = await world.begunOrders(line('MUG'), line('NOPE'), {
			status: 'CANCELLED',
			hasProceeds: false,
			items: [{ sku: 'MUG', quantity: 0, unitPrice: '1.00' }],
		});
		const result = await world.run({ nodes: [saveNode({ dryRun: true, options: { linesWithoutProduct: 'textLine' } })], items });
		const planned = { action: 'planned', would: 'created' };
		expect(field(result.outputs('Save')[0], 'saved')).toEqual([planned, planned, { action: 'logged' }]);
		expect(result.hints('Save')).toEqual([{ message: '1 only in the log, 2 would be created', location: 'outputPane' }]);
		const refused = await world.run({ nodes: [saveNode({ dryRun: true })], items });
		expect(field(refused.outputs('Save')[1], 'attention')).toEqual([
			expect.objectContaining({ code: 'lineUnmatched' }),
			expect.objectContaining({ code: 'lineUnmatched' }),
		]);
		expect(refused.hints('Save')).toEqual([{ message: '1 only in the log, 2 need attention', location: 'outputPane' }]);
		expect(world.store.counts().writes).toBe(0);
		expect([...world.rows('sale'), ...world.rows('claim'), ...world.rows('sale_event')]).toEqual([]);
	});

	it('tells in a dry run what would change: nothing of what is saved already, and each change for what it is', async () => {
		const items = await world.matchedOrders({}, line('CAP'), line('MUG', 2));
		await world.run({ nodes: [saveNode()], items });
		const dry = async (given: readonly INodeExecutionData[]) => await world.run({ nodes: [saveNode({ dryRun: true })], items: given });
		world.sandbox.resetCounts();
		const same = await dry(items);
		expect(field(same.outputs('Save')[0], 'saved')).toEqual(items.map(() => ({ action: 'unchanged' })));
		expect(same.hints('Save')).toEqual([{ message: '3 unchanged', location: 'outputPane' }]);
		expect(world.sandbox.counts()['woocommerce']?.calls).toBe(0);

		const [first, second, third] = items;
		const later = (item: INodeExecutionData | undefined, change: object): INodeExecutionData => ({
			json: { ...item?.json, updatedAt: new Date(Date.now() + 1000).toISOString(), ...change },
		});
		const changed = await dry([
			later(first, { deliverBy: { to: '2027-01-01T00:00:00.000Z' } }),
			later(second, { status: 'cancelled' }),
			later(third, { status: 'shipped' }),
		]);
		const would = (field(changed.outputs('Save')[0], 'saved') as { action: string; would: string; store: unknown }[]).map((saved) => [
			saved.action,
			saved.would,
			saved.store !== undefined,
		]);
		expect(would).toEqual([
			['planned', 'updated', true],
			['planned', 'cancelled', true],
			['planned', 'noted', true],
		]);
		expect(changed.hints('Save')).toEqual([
			{ message: '1 would be updated, 1 would be cancelled, 1 would be noted (shipped before)', location: 'outputPane' },
		]);
		expect(world.sandbox.counts()['woocommerce']).toMatchObject({ calls: 3, writes: 0 });
	});

	it('refuses items of another Storebridge database before it writes anything', async () => {
		const [own, foreign] = await world.matchedOrders({}, line('CAP'));
		const mark = { ...(foreign?.json['storebridge'] as object), database: 'another' };
		const result = await world.run({
			nodes: [saveNode()],
			items: [own ?? { json: {} }, { json: { ...foreign?.json, storebridge: mark } }],
		});
		expect(result.nodeError('Save')).toMatchObject({
			message: 'This item comes from another Storebridge database',
			description: expect.stringContaining('the same "Storebridge Database API" credential'),
			context: { itemIndex: 1 },
		});
		expect(world.storeOrders()).toEqual([]);
	});

	it('says of an item that is no order what it is not, and saves the others', async () => {
		const matched = await world.matchedOrders({});
		const result = await world.run({
			nodes: [saveNode()],
			items: [{ json: { hello: 'world' } }, ...matched, { json: { ...matched[0]?.json, lines: 'none' } }],
		});
		expect(result.outputs('Save')[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
		expect(result.outputs('Save')[1]?.map(({ pairedItem, json }) => [pairedItem, (json['attention'] as { text: string }).text])).toEqual([
			[{ item: 0 }, 'Item 1: This item is not an order (platform is missing)'],
			[{ item: 2 }, 'Item 3: This item is not an order (lines is not a list)'],
		]);
	});

	it('tells of an order that a person deleted from the trash, and makes it anew only when it is told to', async () => {
		const [item] = await world.orders({});
		await world.runChain(item === undefined ? [] : [item]);
		world.store.records.orders.clear();
		world.sandbox.amazon.orders.change(String(item?.json['id']), { recipient: { deliveryAddress: { addressLine1: 'Neue Gasse 2' } } });
		const result = await world.runChain(await next());
		expect(field(result.outputs('Save')[1], 'attention')).toEqual([expect.objectContaining({ code: 'orderGone' })]);
		expect(world.storeOrders()).toEqual([]);
		const log = await world.run({ nodes: [logNode({ operation: 'summarize' })], items: [{}] });
		expect(log.outputs('Log')[0]?.[0]?.json).toMatchObject({ synced: 0, error: 1, pending: 0 });
	});
});
