import { accountKey } from '../../../src/domain/account';
import { orderId } from '../../../src/domain/ids';
import { iso } from '../../../src/domain/time';
import { checkParcels } from '../../../src/usecases/log/check-parcels';
import { SHOP } from '../../fixtures/memory-platform/memory-shop';
import { WAREHOUSE } from '../../fixtures/memory-platform/memory-warehouse';
import { FulfillWorld } from './fulfill-world';

let world: FulfillWorld;
beforeEach(async () => {
	world = await FulfillWorld.open();
});
afterEach(async () => {
	await world.close();
});

/** The row of an order that was bought at the account that ships orders of the shop, whose parcel is confirmed there. */
async function confirmation(id: string, state: 'pending' | 'synced' = 'pending'): Promise<void> {
	const row = {
		source: accountKey(SHOP),
		target: accountKey(WAREHOUSE),
		orderId: orderId(id),
		orderNumber: id,
		targetOrderId: `902-${id}`,
	};
	await world.database.sales.change([{ ...row, state, frozen: true }], world.clock.now());
}
const bought = { account: accountKey(WAREHOUSE), id: orderId('902-1') };

describe('a confirmation in the log is no sending of a warehouse', () => {
	it('that could be called off, told anew, or missed', async () => {
		await confirmation('1', 'synced');
		world.shop.put({ id: '1', status: 'cancelled' });
		expect(await world.everything()).toMatchObject({ updates: [] });
		expect(await world.clock.run(checkParcels(world.deps(), iso(0)))).toEqual([]);
		expect([await world.sale('1'), world.amazon.made]).toMatchObject([{ state: 'synced', targetOrderId: '902-1' }, []]);
	});

	it('and stays as it is where its order is led to the warehouse', async () => {
		await confirmation('1');
		const wish = { id: '1', origin: 'elsewhere', boughtAs: bought };
		expect(await world.send([wish])).toMatchObject([{ action: 'skipped', reason: { code: 'mcfBoughtElsewhere' } }]);
		expect(await world.sale('1')).toMatchObject({ state: 'pending' });
		expect(world.amazon.made).toEqual([]);
	});
});
