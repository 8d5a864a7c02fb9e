import { accountKey } from '../../../src/domain/account';
import { orderId, subscriptionId } from '../../../src/domain/ids';
import { money } from '../../../src/domain/money';
import type { Order } from '../../../src/domain/order';
import { iso } from '../../../src/domain/time';
import type { StoreOrder } from '../../../src/ports/store-orders';
import { fulfillmentUpdates } from '../../../src/usecases/fulfill/updates';
import { storeOrders } from '../../../src/usecases/trigger/kinds/store-orders';
import { SHOP } from '../../fixtures/memory-platform/memory-shop';
import { FulfillWorld } from './fulfill-world';

/** Amazon cancelled it as it was told to, and what followed from that was not finished: nobody may hear of it as a failure. */
describe('what the shop called off, cancelled at the warehouse by a run that came to no end', () => {
	let world: FulfillWorld;
	beforeEach(async () => {
		world = await FulfillWorld.open();
		await world.send([{ id: '12' }]);
		world.amazon.change(world.amazon.made[0] ?? '', { status: 'cancelled' });
	});
	afterEach(async () => {
		await world.close();
	});
	const nobodyTold = async (): Promise<void> => {
		expect(await world.everything()).toMatchObject({ updates: [], calledOff: [] });
		expect(await world.sale('12')).toMatchObject({ state: 'synced' });
		expect(world.shop.of('12').notes).toEqual([]);
	};
	const calledOffNextTime = async (): Promise<void> => {
		expect(await world.everything()).toMatchObject({ updates: [], calledOff: [] });
		expect(await world.sale('12')).toMatchObject({ state: 'cancelled', reason: { code: 'mcfCalledOff' } });
		expect(world.shop.of('12').notes).toHaveLength(1);
	};

	it('is not told as a failure while the warehouse does not answer', async () => {
		world.shop.cancel('12');
		world.amazon.faults.next('cancel', 'unavailable');
		await nobodyTold();
		await calledOffNextTime();
	});

	it('is not told as a failure while the shop does not answer', async () => {
		world.shop.cancel('12');
		world.shop.faults.next('standings', 'unavailable');
		await nobodyTold();
		await calledOffNextTime();
	});

	it('is known as called off where all of it was refunded, and other lines were not', async () => {
		world.shop.change('12', (stored) => ({
			...stored,
			refunded: money('10.00', stored.order.currency),
			order: { ...stored.order, lines: stored.order.lines.map((line) => ({ ...line, quantityCancelled: line.quantity })) },
		}));
		await calledOffNextTime();
	});

	it('is no failure either while the trigger has the order looked at again', async () => {
		world.shop.cancel('12');
		await calledOffNextTime();
		const { waitsFor } = storeOrders(world.shop.source, world.database);
		const woken = await world.database.sales.wake(accountKey(SHOP), [orderId('12')], waitsFor ?? [], world.clock.now());
		expect([woken, (await world.sale('12'))?.state]).toEqual([1, 'pending']);
		world.amazon.change(world.amazon.made[0] ?? '', { status: 'cancelled' });
		expect(await world.everything()).toMatchObject({ updates: [], calledOff: [] });
		expect(await world.sale('12')).toMatchObject({ state: 'pending', reason: { code: 'mcfCalledOff' } });
	});

	it('is told as a failure where the shop wants it', async () => {
		world.shop.faults.next('standings', 'unavailable');
		await nobodyTold();
		expect(await world.everything()).toMatchObject({ updates: [{ attention: { code: 'mcfFailed' } }] });
		expect(await world.sale('12')).toMatchObject({ state: 'error', reason: { code: 'mcfFailed' } });
	});
});

it('stays called off, whatever a run writes that looked at the warehouse before', async () => {
	const world = await FulfillWorld.open();
	world.amazon.faults.next('create', 'lostLate');
	await world.send([{ id: '12' }]);
	world.shop.cancel('12');
	await world.clock.pass(60_000);
	const { service } = world.amazon;
	const get = service.get.bind(service);
	let isOther = false;
	jest.spyOn(service, 'get').mockImplementation(async (id) => {
		const state = await get(id);
		if (isOther) return state;
		isOther = true;
		await world.work([{ id: '12' }]);
		await fulfillmentUpdates(world.deps());
		return state;
	});
	await world.send([{ id: '12' }]);
	expect(world.amazon.orders.get(world.amazon.made[0] ?? '')).toMatchObject({ status: 'cancelled' });
	expect(await world.sale('12')).toMatchObject({ state: 'cancelled', reason: { code: 'mcfCalledOff' } });
	await world.close();
});

/** The triggers look every few minutes: what was cancelled and opened again in between looks to them as it did before. */
describe('what the shop cancelled and opened again between two looks of its triggers', () => {
	let world: FulfillWorld;
	const subscription = subscriptionId('workflow', 'trigger');
	const shop = accountKey(SHOP);
	const stored12 = (): StoreOrder => {
		const stored = world.shop.orders.get('12');
		if (stored === undefined) throw new Error('no order');
		return stored;
	};
	/** How many sales a look of the trigger wakes. */
	const look = async (): Promise<number> => {
		const { waitsFor, tell } = storeOrders(world.shop.source, world.database);
		const stored = stored12();
		const settings = { events: ['paid' as const], shippedStatuses: [] };
		const reader = { subscription, settings, startsAt: iso(0), seenUpTo: iso(world.clock.now()), readsBack: false };
		const memory = (await world.database.memories.of(subscription, shop, [orderId('12')])).get(orderId('12'));
		const { memory: news } = tell(stored, reader, memory);
		if (news === undefined) return 0;
		const woken = await world.database.sales.wake(shop, [orderId('12')], waitsFor ?? [], world.clock.now());
		await world.database.inbox.add([], [{ subscription, account: shop, orderId: orderId('12'), ...news }], world.clock.now());
		return woken;
	};
	beforeEach(async () => {
		world = await FulfillWorld.open();
		const times = { startsAt: iso(0), lastPolledAt: iso(world.clock.now()) };
		await world.database.subscriptions.subscribe({ id: subscription, account: shop, settings: '{}', ...times }, iso(0));
	});
	afterEach(async () => {
		await world.close();
	});
	const cancelled = (status: Order['status'], storeStatus: string): void =>
		world.shop.change('12', (stored) => ({ ...stored, order: { ...stored.order, status }, storeStatus, closed: status === 'cancelled' }));

	it.each<readonly [string, string, () => Promise<unknown>]>([
		['after it was sent', 'mcfCalledOff', async () => await world.everything()],
		['before it was sent', 'mcfOrderClosed', async () => await world.send([{ id: '12' }])],
	])('%s comes back', async (when, code, meet) => {
		world.shop.put({ id: '12' });
		const { storeStatus } = stored12();
		if (code === 'mcfCalledOff') await world.send([{ id: '12' }]);
		await look();
		cancelled('cancelled', 'void');
		await meet();
		expect(await world.sale('12')).toMatchObject({ state: 'cancelled', reason: { code } });
		cancelled('unshipped', storeStatus);
		expect([when, await look(), await look()]).toEqual([when, 1, 0]);
	});
});
