import type { INodeExecutionData } from 'n8n-workflow';
import { askLog, line, oneOfEach } from './log-world';
import { minutes, pass } from './time';
import { logNode, NodeWorld, type Parameters } from './world';

describe('Order Sync Log', () => {
	let world: NodeWorld;
	beforeEach(async () => {
		world = await NodeWorld.start();
	});
	afterEach(async () => {
		await world.stop();
	});

	const ask = async (parameters: Parameters, items?: readonly INodeExecutionData[]): Promise<readonly INodeExecutionData[]> =>
		await askLog(world, parameters, items);
	const numbers = async (parameters: Parameters): Promise<unknown[]> => (await ask(parameters)).map(({ json }) => json['orderNumber']);

	it('lists what waits and what needs attention, newest first', async () => {
		const [, error, , pending] = await oneOfEach(world);
		const sales = await ask({});
		expect(sales.map(({ json }) => json['orderNumber'])).toEqual([pending, error]);
		expect(sales[1]).toEqual({
			json: {
				direction: `Amazon.de ${String(error)} → WooCommerce`,
				kind: 'sale',
				age: expect.stringMatching(/^\d+ minutes?$/),
				advice: expect.stringContaining('retry the order'),
				day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
				timeZone: expect.any(String),
				marketplace: 'Amazon.de',
				id: expect.any(Number),
				source: 'amazon:eu:A1SANDBOXEU',
				target: expect.stringMatching(/^woocommerce:127\.0\.0\.1:\d+$/),
				orderId: error,
				orderNumber: error,
				state: 'error',
				reason: { code: 'lineUnmatched', text: expect.stringContaining(String(error)), advice: expect.stringContaining('retry the order') },
				attempts: 1,
				frozen: false,
				subscription: 'engineWorkflow01:trigger-1',
				total: '12.90',
				currency: 'EUR',
				purchasedAt: expect.stringMatching(/Z$/),
				createdAt: expect.stringMatching(/Z$/),
				updatedAt: expect.stringMatching(/Z$/),
			},
			pairedItem: { item: 0 },
		});
		// What a table shows without being moved.
		expect(Object.keys(sales[1]?.json ?? {}).slice(0, 4)).toEqual(['direction', 'state', 'reason', 'advice']);
		expect(sales[0]?.json).toMatchObject({
			state: 'pending',
			nextAttemptAt: expect.stringMatching(/Z$/),
			reason: { code: 'outcomeUnknown' },
		});
	});

	it('lists the states that are chosen, all of them when none is, and as many as wanted', async () => {
		const [synced, error, gone, pending] = await oneOfEach(world);
		expect(await numbers({ states: ['synced'] })).toEqual([synced]);
		expect(await numbers({ states: ['cancelled'] })).toEqual([gone]);
		expect(await numbers({ states: [] })).toEqual(expect.arrayContaining([synced, error, gone, pending]));
		expect(await numbers({ states: [], limit: 3 })).toHaveLength(3);
		expect(await numbers({ states: [], limit: 3, returnAll: true })).toHaveLength(4);
	});

	it('counts states and reasons', async () => {
		await oneOfEach(world);
		const [summary] = await ask({ operation: 'summarize' });
		expect(summary?.json).toEqual({
			account: expect.stringMatching(/^woocommerce:/),
			pending: 1,
			synced: 1,
			error: 1,
			cancelled: 1,
			deleted: 0,
			timeZone: expect.any(String),
			confirmations: { pending: 0, synced: 0, error: 0, cancelled: 0, deleted: 0 },
			byState: [
				{ state: 'cancelled', count: 1, currency: 'EUR', amount: '0.00' },
				...['error', 'pending', 'synced'].map((state) => ({ state, count: 1, currency: 'EUR', amount: '12.90' })),
			],
			byChannel: ['cancelled', 'error', 'pending', 'synced'].map((state) => ({
				source: 'amazon:eu:A1SANDBOXEU',
				channel: 'Amazon.de',
				state,
				count: 1,
				currency: 'EUR',
				amount: expect.any(String),
			})),
			byDay: expect.arrayContaining([
				{ day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), state: 'synced', count: 1, currency: 'EUR', amount: '12.90' },
			]),
			reasons: [
				{
					kind: 'sale',
					state: 'error',
					code: 'lineUnmatched',
					title: 'No product of the store has this SKU',
					advice: expect.any(String),
					count: 1,
				},
				{
					kind: 'sale',
					state: 'pending',
					code: 'outcomeUnknown',
					title: expect.any(String),
					advice: expect.stringContaining('Nothing to do'),
					count: 1,
				},
			],
		});
	});

	it('retries all that need attention, or the named ones; they come at the next poll', async () => {
		const items = await world.orders(line('NOPE'), line('NEITHER'));
		await world.runChain(items);
		const [first, second] = items.map(({ json }) => json['id']);
		const result = await world.run({
			nodes: [logNode({ operation: 'retry', orderIds: ` ${String(second)} ,902-0000000-0000000` })],
			items: [{}],
		});
		const account = expect.stringMatching(/^woocommerce:/) as unknown;
		const unknown = {
			code: 'saleUnknown',
			text: 'Order 902-0000000-0000000: This account has no order with this ID',
			advice: expect.stringContaining('"orderId"'),
		};
		expect(result.outputs('Log')[0]?.map(({ json }) => json)).toEqual([
			{ account, orderId: second, retried: 1 },
			{ account, orderId: '902-0000000-0000000', retried: 0, attention: unknown },
		]);
		expect(result.hints('Log')).toEqual([{ message: '1 due at the next poll, 1 need attention', location: 'outputPane' }]);
		pass(minutes(1));
		const again = await world.poll({ personalData: true });
		expect(again.map(({ json }) => [json['id'], (json['storebridge'] as { event: string }).event])).toEqual([[second, 'retry']]);
		await world.runChain(again);
		expect((await ask({ operation: 'retry' }))[0]?.json).toMatchObject({ retried: 2 });
		world.store.addProduct({ name: 'Was missing', sku: 'NOPE', regular_price: '12.90' });
		pass(minutes(1));
		await world.runChain(await world.poll({ personalData: true }));
		expect(world.storeOrders()).toMatchObject([{ transaction_id: first }]);
		expect(await numbers({ states: ['synced'] })).toEqual([first]);
		expect((await ask({ operation: 'retry', orderIds: `#${String(first)}` }))[0]?.json).toMatchObject({
			retried: 0,
			attention: { code: 'nothingToRetry', text: `Order ${String(first)}: There is nothing to retry (synced)` },
		});
	});

	it('finds sales by reason, channel and period, and names the time zone of its days', async () => {
		const [, error, , pending] = await oneOfEach(world);
		expect(await numbers({ states: [], reasons: 'lineUnmatched' })).toEqual([error]);
		expect(await numbers({ states: [], reasons: 'lineUnmatched, outcomeUnknown' })).toEqual([pending, error]);
		expect(await numbers({ channel: 'amazon.DE' })).toEqual([pending, error]);
		expect(await numbers({ channel: 'amazon:eu:A1SANDBOXEU, Amazon.es', limit: 1 })).toEqual([pending]);
		expect(await numbers({ channel: 'Amazon.es' })).toEqual([]);
		expect(await numbers({ period: 'last7' })).toEqual([pending, error]);
		const yesterday = {
			period: 'between',
			from: new Date(Date.now() - minutes(48 * 60)).toISOString(),
			to: new Date(Date.now() - minutes(24 * 60)).toISOString(),
		};
		expect(await numbers(yesterday)).toEqual([]);
		expect(await numbers({ ...yesterday, to: '' })).toEqual([pending, error]);
		expect(await numbers({ ...yesterday, to: '', periodOf: 'change' })).toEqual([pending, error]);
		const zone = { options: { timeZone: 'Pacific/Kiritimati' } };
		expect((await ask({ ...zone }))[0]?.json).toMatchObject({
			timeZone: 'Pacific/Kiritimati',
			day: new Date(Date.now() + minutes(14 * 60)).toISOString().slice(0, 10),
		});
		const [summary] = await ask({ operation: 'summarize', period: 'today', ...zone });
		expect(summary?.json).toMatchObject({ error: 1, pending: 1, timeZone: 'Pacific/Kiritimati' });
		expect((Date.parse(String(summary?.json['to'])) - Date.parse(String(summary?.json['from']))) / minutes(60)).toBe(24);
	});

	it('refuses a time zone, a date and a reason that there is not, and asks nobody for them', async () => {
		const told = async (parameters: Parameters): Promise<unknown> =>
			(await world.run({ nodes: [logNode(parameters)], items: [{}] })).error?.message;
		expect(await told({ options: { timeZone: 'Europe/Atlantis' } })).toContain('Europe/Atlantis');
		expect(await told({ period: 'between', from: 'some day' })).toContain('"From" is not a date');
		expect(await told({ period: 'lastYear' })).toContain('"Period" has no choice');
		expect(await told({ reasons: 'lineUnmatched, odd' })).toContain('no code "odd"');
	});

	it('shows each account its own sales only', async () => {
		await oneOfEach(world);
		const other = {
			...world.credentials(),
			Store: world.storeCredential({ url: 'https://another.example' }),
			Amazon: world.amazonCredential({ sellerId: 'A1ANOTHER' }),
		};
		for (const account of ['amazon', 'woocommerce']) {
			expect(await ask({ account, states: [] })).toHaveLength(4);
			const parameters: readonly Parameters[] = [{ states: [] }, { operation: 'summarize' }, { operation: 'retry' }];
			const answers = await Promise.all(
				parameters.map(async (more) => await world.run({ nodes: [logNode({ account, ...more })], items: [{}], credentials: other })),
			);
			expect(answers.map((answer) => answer.outputs('Log')[0]?.map(({ json }) => json))).toEqual([
				[],
				[expect.objectContaining({ pending: 0, synced: 0, error: 0, cancelled: 0, reasons: [] })],
				[expect.objectContaining({ retried: 0 })],
			]);
		}
	});

	it('asks no platform anything', async () => {
		await oneOfEach(world);
		world.sandbox.resetCounts();
		for (const account of ['amazon', 'woocommerce']) await ask({ account, operation: 'summarize' });
		expect(Object.values(world.sandbox.counts()).every(({ calls, tokens }) => calls + tokens === 0)).toBe(true);
	});

	it('checks what a restored store still has; a lost order is made anew by Retry, once, and a customer who got its id keeps his', async () => {
		const items = await world.orders(line('MUG'), line('CAP'), line('MUG', 2));
		await world.runChain(items.slice(0, 1));
		const backup = world.store.dump();
		await world.runChain(items.slice(1));
		const [kept, lost, other] = items.map(({ json }) => json['id']);
		const lostId = String(world.storeOrders().find((order) => order['transaction_id'] === lost)?.['id']);
		world.store.load(backup);
		pass(minutes(1));
		const theirs = world.store.placeStorefrontOrder({
			lines: [{ sku: 'MUG', quantity: 1 }],
			billing: { first_name: 'Ada', country: 'DE' },
		});
		expect(String(theirs.id)).toBe(lostId);
		const image = JSON.stringify(world.store.records.orders.get(theirs.id));

		const checked = await world.run({ nodes: [logNode({ operation: 'checkStore', days: 3 })], items: [{}] });
		const rows = checked.outputs('Log')[0] ?? [];
		expect(rows.map(({ json }) => [json['orderId'], json['found']])).toEqual([
			[other, 'lost'],
			[lost, 'lost'],
			[kept, 'inStore'],
		]);
		expect(rows[1]?.json).toMatchObject({
			source: 'amazon:eu:A1SANDBOXEU',
			orderNumber: lost,
			reason: { code: 'orderGone', text: expect.stringContaining(lostId), advice: expect.stringContaining('retry the order') },
		});
		expect(rows[2]?.json).toMatchObject({ store: { number: expect.any(String), status: 'processing' } });

		expect((await ask({ operation: 'retry', orderIds: String(lost) }))[0]?.json).toMatchObject({ retried: 1 });
		pass(minutes(1));
		await world.runChain(await world.poll({ personalData: true }));
		expect(world.storeOrders().map((order) => order['transaction_id'])).toEqual(expect.arrayContaining([kept, lost]));
		expect(world.storeOrders()).toHaveLength(2);
		expect(JSON.stringify(world.store.records.orders.get(theirs.id))).toBe(image);
		expect(await numbers({ states: ['error'] })).toEqual([other]);
	});

	it('checks the store in requests of a hundred, the trash included', async () => {
		const items = await world.orders(line('MUG'), line('CAP'));
		await world.runChain(items);
		const [first] = world.storeOrders();
		world.store.changeOrder(Number(first?.['id']), { status: 'trash' });
		world.sandbox.resetCounts();
		const rows = await ask({ operation: 'checkStore' });
		expect(rows.map(({ json }) => [json['found'], (json['store'] as { status: string }).status]).toSorted()).toEqual([
			['inStore', 'processing'],
			['inStore', 'trash'],
		]);
		expect(world.sandbox.counts()['woocommerce']?.calls).toBe(2);
	});

	it('has to be told which store to check', async () => {
		const result = await world.run({ nodes: [logNode({ operation: 'checkStore', account: 'amazon' })], items: [{}] });
		expect(result.error?.message).toContain('"Account" names no platform that can do this');
	});

	it('answers each input item, linked with it', async () => {
		await oneOfEach(world);
		const sales = await ask({ operation: 'summarize' }, [{ json: {} }, { json: {} }]);
		expect(sales.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});
});
