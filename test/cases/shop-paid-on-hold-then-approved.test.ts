import { orderId, subscriptionId } from '../../src/domain/ids';
import { beginRun, endRun, pollOrders, receiveOrder, storeOrders, type HandedOut } from '../../src/usecases/trigger';
import caseFile from '../fixtures/cases/shop-paid-on-hold-then-approved.json';
import { SHOP, type ShopOrderWish } from '../fixtures/memory-platform/memory-shop';
import { accountKey } from '../../src/domain/account';
import { START } from '../fixtures/memory-platform/orders';
import { FulfillWorld } from '../unit/usecases/fulfill-world';

const SUBSCRIPTION = subscriptionId('workflow', 'trigger');
const SETTINGS = { events: ['paid'] as const, shippedStatuses: [] };
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ORDER: ShopOrderWish = { id: '1' };

describe(caseFile.right, () => {
	let world: FulfillWorld;
	const status = (storeStatus: string, more: object = {}): void => {
		world.shop.change('1', ({ order, ...stored }) => ({
			...stored,
			storeStatus,
			statusBesidesShipping: storeStatus,
			...more,
			order: { ...order, status: storeStatus === 'on-hold' ? 'pending' : storeStatus === 'cancelled' ? 'cancelled' : 'unshipped' },
		}));
	};
	const told = async (by: 'poll' | 'webhook'): Promise<HandedOut> => {
		const deps = { database: world.database, clock: world.clock, owner: 'host|1|1|a' } as const;
		const kind = storeOrders(world.shop.source, world.database);
		return by === 'poll' ? await pollOrders(deps, kind, SUBSCRIPTION, SETTINGS) : await receiveOrder(deps, kind, SUBSCRIPTION, '1');
	};
	/** What comes out of the trigger, and what becomes of it at the node. */
	const run = async (by: 'poll' | 'webhook' = 'poll'): Promise<readonly unknown[]> => {
		const { deliveries } = await world.clock.run(told(by));
		const stamps = deliveries.map(({ stamp }) => stamp);
		const deps = { database: world.database, owner: 'host|1|1|a' };
		await beginRun(deps, stamps);
		const outcomes = deliveries.length === 0 ? [] : await world.send([ORDER]);
		await endRun(deps, stamps, true);
		return deliveries.map(({ event }, index) => [event, outcomes[index]]);
	};
	const waiting = (event = 'paid') => [[event, { kind: 'attention', reason: { code: 'mcfNotReady' } }]];
	const sent = [['retry', { kind: 'done', action: 'sent' }]];

	beforeEach(async () => {
		world = await FulfillWorld.open();
		await run();
		await world.clock.pass(MINUTE);
		world.shop.put(ORDER);
		status('on-hold');
		expect(await run('webhook')).toMatchObject(waiting());
	});
	afterEach(async () => {
		await world.close();
	});

	it('says which status it has and which are ready, and bothers nobody', async () => {
		const sale = await world.sale('1');
		expect(sale).toMatchObject({ state: 'pending', nextAttemptAt: expect.any(String) });
		expect(sale?.reason?.text).toContain('status "on-hold"; ready: "processing"');
		expect(world.shop.of('1').notes).toEqual([]);
	});

	it.each(['webhook', 'poll'] as const)('is sent as soon as its release is told by the %s', async (by) => {
		await world.clock.pass(30 * MINUTE);
		expect(await run(by)).toEqual([]);
		status('processing');
		expect(await run(by)).toMatchObject(sent);
		expect(await world.sale('1')).toMatchObject({ state: 'synced' });
		expect(await run(by)).toEqual([]);
		expect(world.amazon.made).toHaveLength(1);
	});

	it('is sent when it is released after three weeks, whether or not anybody saw it', async () => {
		const looks: unknown[] = [];
		for (let day = 0; day < 21; day += 1) {
			await world.clock.pass(DAY);
			looks.push(...(await run()));
		}
		expect(looks.length).toBeLessThan(8);
		expect(looks).toMatchObject(looks.map(() => waiting('retry')[0]));
		// Whatever the trigger remembers: it has met the release already.
		status('processing');
		await world.database.inbox.add([], [await memoryOf()], world.clock.now());
		const days: unknown[] = [];
		for (let day = 0; day < 8; day += 1) {
			await world.clock.pass(DAY);
			days.push(...(await run()));
		}
		expect(days).toMatchObject(sent);
	});

	it('ends without a word when it is cancelled', async () => {
		await world.clock.pass(MINUTE);
		status('cancelled', { closed: true });
		expect(await run()).toMatchObject([['retry', { kind: 'done', action: 'skipped', reason: { code: 'mcfOrderClosed' } }]]);
		expect(await world.sale('1')).toMatchObject({ state: 'cancelled' });
		expect((await world.sale('1'))?.nextAttemptAt).toBeUndefined();
		expect(world.shop.of('1').notes).toEqual([]);
		await world.clock.pass(30 * DAY);
		expect(await run()).toEqual([]);
	});

	it('ends without a word when the shop ships it itself', async () => {
		await world.clock.pass(MINUTE);
		world.shop.ship('1');
		expect(await run()).toMatchObject([['retry', { kind: 'done', action: 'skipped' }]]);
		expect(await world.sale('1')).toMatchObject({ state: 'cancelled' });
		expect(world.shop.of('1').notes).toEqual([]);
	});

	it('comes back when it was cancelled by mistake and is opened again', async () => {
		status('cancelled', { closed: true });
		await run();
		await world.clock.pass(MINUTE);
		status('processing', { closed: false });
		expect(await run()).toMatchObject(sent);
	});

	it('is answered when a person retried it and it is cancelled', async () => {
		await world.retry('1');
		status('cancelled', { closed: true });
		expect(await run()).toMatchObject([['retry', { kind: 'attention', reason: { code: 'mcfOrderClosed' } }]]);
	});

	const memoryOf = async () => {
		const kind = storeOrders(world.shop.source, world.database);
		const reading = world.shop.orders.get('1');
		if (reading === undefined) throw new Error('No order');
		const reader = { subscription: SUBSCRIPTION, settings: SETTINGS, startsAt: START, seenUpTo: START, readsBack: false };
		const { memory } = kind.tell(reading, reader, undefined);
		if (memory === undefined) throw new Error('Nothing to remember');
		return { subscription: SUBSCRIPTION, account: accountKey(SHOP), orderId: orderId('1'), ...memory };
	};
});
