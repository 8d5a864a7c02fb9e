import { accountKey, type Account } from '../../../../src/domain/account';
import { orderId } from '../../../../src/domain/ids';
import { MAX_HAND_OUTS } from '../../../../src/domain/sale-states';
import { pollOrders, storeOrders } from '../../../../src/usecases/trigger';
import { MemoryShop, PAID, SHOP, StoreWorld } from './store-world';
import { A, DAY, eventsOf, HOUR, MINUTE } from './trigger-world';

const OTHER: Account = { platform: 'memory', id: 'shop-2' };

class OtherShop extends MemoryShop {
	override readonly account = OTHER;
}

/** A trigger node is given the credential of another account while orders of the one before are under way. */
describe('a trigger whose account changes', () => {
	let world: StoreWorld;
	let other: OtherShop;

	beforeEach(async () => {
		world = await new StoreWorld().open();
		other = new OtherShop(world.clock);
		// Ids are small numbers: each shop has an order 7, which here was paid and shipped by hand long ago.
		const long = new Date(world.clock.now() - 30 * DAY).toISOString();
		other.place('7', { status: 'paid', purchasedAt: long, paidAt: long, changedAt: long });
		await world.pollAndRun(A, PAID);
		await world.clock.pass(MINUTE);
	});
	afterEach(async () => {
		await world.close();
	});

	const pollOther = async () => {
		const deps = { database: world.database, clock: world.clock, owner: 'host|1|1|other' };
		return await world.clock.run(pollOrders(deps, storeOrders(other, world.database), A, PAID));
	};

	it('gives out no order of the new one for an event of the old one, which waits until the account is back', async () => {
		world.shop.place('7');
		world.shop.pay('7');
		expect(eventsOf((await world.poll(A, PAID)).deliveries)).toEqual(['7 paid']);
		for (let poll = 0; poll < 20; poll += 1) {
			await world.clock.pass(16 * MINUTE);
			expect(eventsOf((await pollOther()).deliveries)).toEqual([]);
		}
		expect(eventsOf(await world.live(A, 2 * HOUR, PAID))).toEqual(['7 paid']);
	});

	it('notes what was given up at the account that it belongs to', async () => {
		world.shop.place('7');
		world.shop.pay('7');
		for (let run = 0; run < MAX_HAND_OUTS; run += 1) {
			await world.execute(A, (await world.poll(A, PAID)).deliveries, 'failed');
			await world.clock.pass(16 * MINUTE);
		}
		expect(eventsOf((await pollOther()).deliveries)).toEqual([]);
		const logged = async (account: Account) =>
			await world.database.sales.list({ account: accountKey(account), orderIds: [orderId('7')], limit: 10 });
		expect(await logged(OTHER)).toEqual([]);
		expect(await logged(SHOP)).toMatchObject([{ state: 'error', reason: { code: 'givenUp' } }]);
	});
});
