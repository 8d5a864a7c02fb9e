import { accountKey } from '../../../src/domain/account';
import { orderId } from '../../../src/domain/ids';
import { money } from '../../../src/domain/money';
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
