import { orderId } from '../../../../src/domain/ids';
import { iso } from '../../../../src/domain/time';
import type { StoreWebhooks } from '../../../../src/ports/store-orders';
import { repairWebhook } from '../../../../src/usecases/trigger';
import { ChannelWorld, WANTS } from './channel-world';
import { PAID, StoreWorld } from './store-world';
import { A, B, DAY, eventsOf, HOUR, idsOf, MINUTE } from './trigger-world';

/** A clock ran a day ahead for a while and was set right: nothing that was noted meanwhile keeps anything waiting. */
describe('a store whose clock was a day ahead', () => {
	let world: StoreWorld;
	beforeEach(async () => {
		world = await new StoreWorld().open();
		await world.pollAndRun(A, PAID);
		await world.clock.pass(5 * MINUTE);
	});
	afterEach(async () => {
		await world.close();
	});

	it('is found again at the next poll, and what happened since as well, once', async () => {
		world.shop.aheadMs = DAY;
		expect(await world.pollAndRun(A, PAID)).toEqual([]);
		world.shop.aheadMs = 0;
		world.buy('7');
		await world.clock.pass(3 * HOUR);
		world.buy('8');
		expect(eventsOf(await world.live(A, 30 * MINUTE, PAID)).toSorted()).toEqual(['7 paid', '8 paid']);
		world.buy('9');
		expect(eventsOf(await world.live(A, 30 * HOUR, PAID))).toEqual(['9 paid']);
	});

	it('lets a trigger begin that was switched on meanwhile', async () => {
		world.shop.aheadMs = DAY;
		await world.pollAndRun(A, PAID);
		await world.pollAndRun(B, PAID);
		world.shop.aheadMs = 0;
		await world.clock.pass(5 * MINUTE);
		await world.pollAndRun(B, PAID);
		await world.clock.pass(MINUTE);
		world.buy('7');
		expect(eventsOf(await world.live(B, HOUR, PAID))).toEqual(['7 paid']);
	});

	it('is not searched twice for a second between two of its servers', async () => {
		world.shop.aheadMs = 2_000;
		await world.pollAndRun(A, PAID);
		world.shop.aheadMs = 0;
		const search = jest.spyOn(world.shop, 'changedSince');
		await world.pollAndRun(A, PAID);
		expect(search).toHaveBeenCalledTimes(1);
	});
});

describe('the place in the orders of a channel that was noted a day ahead', () => {
	it.each([false, true])('is put right by what the channel says is now (it refuses to look ahead: %p)', async (refuses) => {
		const world = await new ChannelWorld().open();
		world.channel.refusesTheFuture = refuses;
		await world.pollAndRun(A);
		await world.clock.pass(5 * MINUTE);
		const stream = { account: world.account, kind: 'live' } as const;
		await world.database.streams.take(stream, 'host|1|1|x', MINUTE, world.clock.now());
		const ahead = { from: iso(world.clock.now() + DAY) };
		await world.database.streams.advance(stream, 'host|1|1|x', ahead, { events: [], memories: [] }, MINUTE, world.clock.now());
		await world.database.streams.release(stream, 'host|1|1|x');
		world.buy('o1');
		await world.clock.pass(5 * MINUTE);
		expect(idsOf(await world.live(A, HOUR))).toEqual(['o1']);
		world.channel.requests.splice(0);
		world.buy('o2');
		expect(idsOf(await world.live(A, HOUR))).toEqual(['o2']);
		// One search a poll, as ever.
		expect(world.channel.requests.filter((request) => request === 'search')).toHaveLength(12);
		await world.close();
	});

	it('keeps no order silent that was dated years ahead once', async () => {
		const world = await new ChannelWorld().open();
		await world.pollAndRun(A);
		await world.clock.pass(5 * MINUTE);
		const ahead = { subscription: A, account: world.account, orderId: orderId('o1'), version: '2099-01-01T00:00:00.000Z' };
		await world.database.inbox.add([], [ahead], world.clock.now());
		world.buy('o1');
		expect(idsOf(await world.live(A, HOUR))).toEqual(['o1']);
		world.change('o1');
		expect(idsOf(await world.live(A, HOUR))).toEqual(['o1']);
		await world.close();
	});

	it('keeps nobody waiting who began at it', async () => {
		const world = await new ChannelWorld().open();
		await world.pollAndRun(A);
		const startsAt = iso(world.clock.now() + DAY);
		const wish = { id: B, account: world.account, settings: JSON.stringify(WANTS), startsAt, lastPolledAt: startsAt };
		await world.database.subscriptions.subscribe(wish, iso(0));
		await world.clock.pass(5 * MINUTE);
		await world.pollAndRun(B);
		world.buy('o1');
		await world.clock.pass(5 * MINUTE);
		expect(idsOf(await world.live(B, HOUR))).toEqual(['o1']);
		await world.close();
	});
});

describe('a webhook', () => {
	it('is looked after although it was last looked at a day ahead', async () => {
		const world = await new StoreWorld().open();
		const ensure = jest.fn(async () => await Promise.resolve([]));
		const stands = async (): Promise<boolean> => await Promise.resolve(false);
		const webhooks = { account: world.platformAccount, ensure, stands } as unknown as StoreWebhooks;
		const deps = { database: world.database, clock: world.clock, owner: 'host|1|1|a', webhooks };
		const checkedAt = iso(world.clock.now() + DAY);
		await world.database.webhooks.put({ subscription: A, account: world.account, deliveryUrl: 'https://n8n.example/webhook/1', checkedAt });
		await world.clock.run(repairWebhook(deps, A));
		expect(ensure).toHaveBeenCalledTimes(1);
		await world.clock.run(repairWebhook(deps, A));
		expect(ensure).toHaveBeenCalledTimes(1);
		await world.close();
	});
});
