import { iso } from '../../../../src/domain/time';
import { accountKey } from '../../../../src/domain/account';
import { orderId, subscriptionId, type SubscriptionId } from '../../../../src/domain/ids';
import { ChannelWorld, WANTS } from './channel-world';
import { A, B, HOUR, idsOf, MINUTE } from './trigger-world';

const STORE_1 = accountKey({ platform: 'memory', id: 'store-1' });
const STORE_2 = accountKey({ platform: 'memory', id: 'store-2' });

let world: ChannelWorld;

beforeEach(async () => {
	world = await new ChannelWorld().open();
});

afterEach(async () => {
	await world.close();
});

describe('what was given out', () => {
	it('is read anew when it comes again, one by one or by one search, whichever the quota allows', async () => {
		await world.pollAndRun(A);
		for (let at = 0; at < 4; at += 1) world.put({ id: `o${at}` }, { lagMs: 0 });
		await world.clock.pass(5 * MINUTE);
		await world.execute(A, (await world.poll(A)).deliveries, 'failed');
		await world.clock.pass(20 * MINUTE);
		world.channel.requests.splice(0);
		await world.execute(A, (await world.poll(A)).deliveries, 'failed');
		expect(world.channel.requests.filter((request) => request === 'get')).toHaveLength(4);
		await world.clock.pass(20 * MINUTE);
		world.channel.requests.splice(0);
		world.channel.getsLeft = 1;
		expect(idsOf(await world.pollAndRun(A))).toHaveLength(4);
		expect(world.channel.requests.filter((request) => request === 'get').length).toBeLessThanOrEqual(1);
	});

	it('waits for the next poll when the quota does not allow reading it, without using up its attempts', async () => {
		await world.pollAndRun(A);
		world.put({ id: 'o1' }, { lagMs: 0 });
		await world.clock.pass(5 * MINUTE);
		await world.execute(A, (await world.poll(A)).deliveries, 'failed');
		world.channel.getsLeft = 0;
		world.channel.searchesLeft = 0;
		for (let poll = 0; poll < 12; poll += 1) {
			await world.clock.pass(15 * MINUTE);
			expect(await world.pollAndRun(A)).toEqual([]);
		}
		world.channel.getsLeft = undefined;
		world.channel.searchesLeft = undefined;
		expect(idsOf(await world.live(A, HOUR))).toEqual(['o1']);
	});
});

describe('a poll that breaks off while it gives out', () => {
	it('leaves nothing with an execution that never comes: the next poll gives it out, not counted', async () => {
		await world.pollAndRun(A);
		world.put({ id: 'o1' }, { lagMs: 0 });
		await world.clock.pass(5 * MINUTE);
		const broken = jest.spyOn(world.database.inbox, 'prune').mockRejectedValue(new Error('Connection terminated'));
		for (let poll = 0; poll < 9; poll += 1) {
			await world.clock.pass(HOUR);
			await expect(world.poll(A)).rejects.toThrow('Connection terminated');
			expect(await world.database.inbox.counts(world.account)).toMatchObject({ new: 1, handed: 0 });
		}
		broken.mockRestore();
		expect(idsOf(await world.pollAndRun(A))).toEqual(['o1']);
	});
});

describe('an order that cannot be read', () => {
	it("stands in the log once, is in nobody's way, and arrives on retry once it can be read", async () => {
		await world.pollAndRun(A);
		world.put({ id: 'bad' }, { lagMs: 0, unreadable: true });
		world.put({ id: 'good' }, { lagMs: 0 });
		expect(idsOf(await world.live(A, HOUR))).toEqual(['good']);
		const logged = await world.logged('bad');
		expect(logged).toMatchObject({ state: 'error', reason: { code: 'unreadable' } });
		expect(await world.database.sales.history(logged?.id ?? 0, world.account)).toHaveLength(1);
		await world.database.sales.retry(world.account, undefined, world.clock.now());
		await world.live(A, 15 * MINUTE);
		expect(await world.logged('bad')).toMatchObject({ state: 'error', reason: { code: 'unreadable' } });
		world.channel.mend('bad');
		await world.database.sales.retry(world.account, [orderId('bad')], world.clock.now());
		expect((await world.live(A, 15 * MINUTE)).map(({ order, event }) => [order.id, event])).toEqual([['bad', 'toShip']]);
		// The store that takes it takes over its line in the log.
		await world.database.sales.change(
			[{ source: world.account, target: STORE_1, orderId: orderId('bad'), state: 'synced' }],
			world.clock.now(),
		);
		const [taken] = await world.database.sales.list({ account: world.account, orderIds: [orderId('bad')], limit: 10 });
		expect([await world.logged('bad'), taken?.target, taken?.id]).toEqual([undefined, STORE_1, logged?.id]);
	});
});

describe('an order that could not be read at first', () => {
	it('comes by itself once it can be, to each trigger as what it is to it', async () => {
		const cancelled = { ...WANTS, events: ['cancelled'] as const };
		await world.pollAndRun(A);
		await world.pollAndRun(B, cancelled);
		world.put({ id: 'bad' }, { lagMs: 0, unreadable: true });
		world.put({ id: 'bad too', status: 'cancelled' }, { lagMs: 0, unreadable: true });
		await world.clock.pass(5 * MINUTE);
		await world.pollAndRun(A);
		world.channel.mend('bad');
		world.channel.mend('bad too');
		const got = [await world.live(A, HOUR), await world.live(B, HOUR, cancelled)];
		expect(got.map((deliveries) => deliveries.map(({ order, event }) => `${order.id} ${event}`).sort())).toEqual([
			['bad toShip', 'bad too cancelled'],
			['bad too cancelled'],
		]);
	});

	it('is asked for five times, costs nobody a poll, and stays in the log', async () => {
		await world.pollAndRun(A);
		world.put({ id: 'bad' }, { lagMs: 0, unreadable: true });
		await world.clock.pass(5 * MINUTE);
		world.channel.requests.splice(0);
		await world.live(A, 24 * HOUR);
		expect(world.channel.requests.filter((request) => request === 'get')).toHaveLength(5);
		expect(await world.logged('bad')).toMatchObject({ state: 'error', reason: { code: 'unreadable' } });
		world.put({ id: 'good' }, { lagMs: 0 });
		expect(idsOf(await world.live(A, HOUR))).toEqual(['good']);
	});
});

describe('a sale that waits', () => {
	const pending = async (subscription?: SubscriptionId): Promise<void> => {
		await world.database.sales.change(
			[
				{
					source: world.account,
					target: STORE_1,
					orderId: orderId('o1'),
					state: 'pending',
					nextAttemptAt: iso(world.clock.now()),
					...(subscription === undefined ? {} : { subscription }),
				},
			],
			world.clock.now(),
		);
	};

	it('comes back to its own trigger, read anew', async () => {
		await world.pollAndRun(A);
		await world.pollAndRun(B);
		world.put({ id: 'o1', shipping: { line1: 'Elsewhere 1', country: 'DE' } }, { lagMs: 24 * HOUR });
		await pending(A);
		expect(await world.pollAndRun(B)).toEqual([]);
		expect((await world.pollAndRun(A)).map(({ order, event }) => [order.shipping?.line1, event])).toEqual([['Elsewhere 1', 'retry']]);
		expect(await world.pollAndRun(A)).toEqual([]);
	});

	it('comes back to another trigger that serves the same store when its own is gone, or never was', async () => {
		await world.pollAndRun(A);
		await world.pollAndRun(B);
		world.put({ id: 'o1' }, { lagMs: 96 * HOUR });
		const served = { source: world.account, orderId: orderId('o0'), state: 'synced' as const, targetOrderId: 'order-0' };
		await world.database.sales.change(
			[
				{ ...served, target: STORE_1, subscription: A },
				{ ...served, target: STORE_2, subscription: B },
			],
			world.clock.now(),
		);
		await pending(subscriptionId('deleted-workflow', 'trigger'));
		expect(await world.pollAndRun(B)).toEqual([]);
		expect(idsOf(await world.pollAndRun(A))).toEqual(['o1']);
		await world.clock.pass(MINUTE);
		await pending();
		await world.database.sales.retry(world.account, [orderId('o1')], world.clock.now());
		expect(await world.pollAndRun(B)).toEqual([]);
		expect(idsOf(await world.pollAndRun(A))).toEqual(['o1']);
		// As long as its own trigger lives it waits for it.
		await world.clock.pass(MINUTE);
		await pending(B);
		expect(await world.pollAndRun(A)).toEqual([]);
		expect(idsOf(await world.pollAndRun(B))).toEqual(['o1']);
	});
});

describe('an order that a trigger which is gone gave up', () => {
	it('comes to the one in its place when a person retries it', async () => {
		await world.pollAndRun(A);
		world.put({ id: 'o1' }, { lagMs: 0 });
		for (let poll = 0; poll < 12; poll += 1) {
			await world.clock.pass(20 * MINUTE);
			await world.execute(A, (await world.poll(A)).deliveries, 'failed');
		}
		expect(await world.logged('o1')).toMatchObject({ state: 'error', reason: { code: 'givenUp' }, subscription: A });
		await world.clock.pass(25 * HOUR);
		await world.pollAndRun(B);
		await world.clock.pass(5 * MINUTE);
		await world.database.sales.retry(world.account, [orderId('o1')], world.clock.now());
		const got = await world.live(B, HOUR);
		expect([idsOf(got), (await world.logged('o1'))?.state]).toEqual([['o1'], 'pending']);
	});

	it('comes, too, where it could not be read while that one polled', async () => {
		await world.pollAndRun(A);
		world.put({ id: 'bad' }, { lagMs: 0, unreadable: true });
		await world.live(A, 5 * HOUR);
		await world.clock.pass(25 * HOUR);
		await world.pollAndRun(B);
		world.channel.mend('bad');
		await world.clock.pass(5 * MINUTE);
		await world.database.sales.retry(world.account, [orderId('bad')], world.clock.now());
		expect(idsOf(await world.live(B, HOUR))).toEqual(['bad']);
	});
});
