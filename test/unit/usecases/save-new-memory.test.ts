import { accountKey } from '../../../src/domain/account';
import { subscriptionId } from '../../../src/domain/ids';
import { channelOrders, pollOrders, type ChannelSettings } from '../../../src/usecases/trigger';
import { MemoryChannel } from '../../fixtures/memory-platform/memory-channel';
import { STATUSES } from '../../fixtures/memory-platform/memory-store';
import { order } from '../../fixtures/memory-platform/orders';
import { CHANNEL_KEY, matched, saveWorlds, STORE_KEY, SUBSCRIPTION, type SaveWorld } from './save-world';

const open = saveWorlds();
const DAY = 24 * 60 * 60_000;

const A = matched(order({ id: 'A' }));
const B = matched(order({ id: 'B' }));

const back = async ({ database }: SaveWorld, account = CHANNEL_KEY) =>
	(await database.streams.ofAccount(account, 'host|p|1|x', database.now())).back;

describe('a memory that is new beside a store that has orders of ours', () => {
	it('has the channel read from thirty days before the newest of them on, and says so', async () => {
		const world = await open();
		await world.run([A, B]);
		const newest = Math.max(...world.store.orders.map(({ madeAt }) => madeAt));
		await world.clock.pass(3 * DAY);
		await world.forgetAll();
		const later = matched(order({ id: 'C', purchasedAt: new Date(world.clock.now()).toISOString() }));
		await world.run([later]);
		const since = new Date(newest - 30 * DAY).toISOString();
		expect(await back(world)).toEqual([{ subscription: SUBSCRIPTION, since, shop: STORE_KEY, finished: false }]);
		expect(world.told).toEqual([expect.stringContaining(since.slice(0, 10))]);
		expect(await world.sale('A')).toMatchObject({ state: 'synced', reason: { code: 'foundInStore' } });
		expect(await world.run([A, B])).toMatchObject([{ action: 'unchanged' }, { action: 'unchanged' }]);
		expect(world.store.orders.map(({ status }) => status)).toEqual([STATUSES.toPack, STATUSES.toPack, STATUSES.toPack]);
		// Once: from then on it is not new any more.
		await world.clock.pass(3 * DAY);
		await world.run([matched(order({ id: 'D' }))]);
		expect(world.told).toHaveLength(1);
	});

	it('has the channels of all accounts read that are polled here, whoever comes first', async () => {
		const world = await open();
		const account = { platform: 'memory', id: 'market-2' };
		const theirs = { id: subscriptionId('other', 'trigger'), account: accountKey(account) };
		await world.run([A, matched(order({ id: 'B', account }))]);
		await world.clock.pass(DAY);
		await world.forgetAll();
		const now = new Date(world.clock.now()).toISOString();
		await world.database.subscriptions.subscribe({ ...theirs, settings: '{}', startsAt: now, lastPolledAt: now }, now);
		await world.run([matched(order({ id: 'C', purchasedAt: now }))]);
		expect(await back(world)).toMatchObject([{ subscription: SUBSCRIPTION, shop: STORE_KEY }]);
		expect(await back(world, theirs.account)).toMatchObject([{ subscription: theirs.id, shop: STORE_KEY }]);
		for (const key of [CHANNEL_KEY, theirs.account]) expect(world.told).toContainEqual(expect.stringContaining(key));
	});

	it('brings back what the lost memory held', async () => {
		const world = await open();
		const channel = new MemoryChannel(world.clock);
		channel.put(order({ id: 'held' }), { lagMs: 0 });
		await world.run([A]);
		await world.clock.pass(DAY);
		await world.forgetAll();
		const deps = { database: world.database, clock: world.clock, owner: 'host|p|1|x' };
		const settings: ChannelSettings = { marketplaces: [], events: ['toShip'], personalData: true, raw: false };
		const poll = async (): Promise<readonly string[]> => {
			await world.clock.pass(60 * 60_000);
			const { deliveries } = await world.clock.run(pollOrders(deps, channelOrders(channel.source, world.database), SUBSCRIPTION, settings));
			return deliveries.map(({ order: { id } }) => id);
		};
		expect(await poll()).toEqual([]);
		await world.run([matched(order({ id: 'C', purchasedAt: new Date(world.clock.now()).toISOString() }))]);
		expect(await poll()).toEqual(['held']);
	});

	it('tells in a dry run what the store has already, and notes nothing', async () => {
		const world = await open();
		await world.run([A, B]);
		await world.clock.pass(DAY);
		await world.forgetAll();
		const changed = matched(
			order({ id: 'B', updatedAt: new Date(world.clock.now()).toISOString(), deliverBy: { to: '2026-12-01T00:00:00.000Z' } }),
		);
		const before = world.store.writes.length;
		expect(await world.run([A, changed, matched(order({ id: 'C' }))], { dryRun: true })).toMatchObject([
			{ action: 'unchanged' },
			{ action: 'planned', would: 'updated' },
			{ action: 'planned', would: 'created' },
		]);
		expect(world.store.writes).toHaveLength(before);
		expect([await world.sale('A'), world.told]).toEqual([undefined, []]);
		expect((await world.database.positions.get(STORE_KEY)).readBackTo).toBeUndefined();
	});

	it('asks for nothing where the store is as new', async () => {
		const world = await open();
		await world.run([A]);
		expect([await back(world), world.told]).toEqual([[], []]);
	});
});
