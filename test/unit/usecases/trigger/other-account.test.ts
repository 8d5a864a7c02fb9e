import { accountKey, type Account } from '../../../../src/domain/account';
import { orderId } from '../../../../src/domain/ids';
import { iso } from '../../../../src/domain/time';
import { MAX_HAND_OUTS } from '../../../../src/domain/sale-states';
import { pollOrders, receiveOrder, storeOrders } from '../../../../src/usecases/trigger';
import { MemoryShop, PAID, SHOP, StoreWorld } from './store-world';
import { A, B, DAY, eventsOf, MINUTE } from './trigger-world';

const STORE = accountKey({ platform: 'memory', id: 'store-1' });
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
		expect(await world.database.inbox.elsewhere({ subscription: A, account: accountKey(OTHER) })).toEqual(new Map([[world.account, 1]]));
		// At once, as if nothing had been.
		expect(eventsOf(await world.pollAndRun(A, PAID))).toEqual(['7 paid']);
	});

	it('asks the new one for nothing of the old one, whose sales wait as well', async () => {
		world.shop.place('8');
		world.shop.pay('8');
		await world.pollAndRun(A, PAID);
		const sale = { source: world.account, target: STORE, orderId: orderId('8'), subscription: A } as const;
		const nextAttemptAt = iso(world.clock.now());
		await world.database.sales.change([{ ...sale, state: 'pending', nextAttemptAt }], world.clock.now());
		const get = jest.spyOn(other, 'get');
		for (let poll = 0; poll < 20; poll += 1) {
			await world.clock.pass(16 * MINUTE);
			expect(eventsOf((await pollOther()).deliveries)).toEqual([]);
		}
		expect(get).not.toHaveBeenCalled();
		expect(await world.database.sales.list({ account: accountKey(OTHER), limit: 10 })).toEqual([]);
		expect(eventsOf(await world.pollAndRun(A, PAID))).toEqual(['8 retry']);
	});

	it('finds what happened at the old one meanwhile, also where another trigger has polled that', async () => {
		await world.pollAndRun(B, PAID);
		await world.clock.pass(MINUTE);
		await pollOther();
		world.shop.place('9');
		world.shop.pay('9');
		await world.clock.pass(MINUTE);
		expect(eventsOf(await world.pollAndRun(B, PAID))).toEqual(['9 paid']);
		await world.clock.pass(30 * MINUTE);
		expect(eventsOf(await world.pollAndRun(A, PAID))).toEqual(['9 paid']);
	});

	it('hears nothing from a call of an account that it has not polled, and that call changes nothing', async () => {
		world.shop.place('7');
		world.shop.pay('7');
		other.pay('7');
		const deps = { database: world.database, clock: world.clock, owner: 'host|1|1|other' };
		const heard = await world.clock.run(receiveOrder(deps, storeOrders(other, world.database), A, '7'));
		expect(heard.deliveries).toEqual([]);
		expect(eventsOf((await pollOther()).deliveries)).toEqual([]);
		// The account of the credential is the one that is heard.
		expect(eventsOf((await world.call(A, '7')).deliveries)).toEqual(['7 paid']);
	});

	it('notes what was given up at the account that it belongs to', async () => {
		world.shop.place('7');
		world.shop.pay('7');
		for (let run = 0; run < MAX_HAND_OUTS; run += 1) {
			await world.execute(A, (await world.poll(A, PAID)).deliveries, 'failed');
			await world.clock.pass(16 * MINUTE);
		}
		expect(eventsOf((await pollOther()).deliveries)).toEqual([]);
		expect(eventsOf((await world.poll(A, PAID)).deliveries)).toEqual([]);
		const logged = async (account: Account) =>
			await world.database.sales.list({ account: accountKey(account), orderIds: [orderId('7')], limit: 10 });
		expect(await logged(OTHER)).toEqual([]);
		expect(await logged(SHOP)).toMatchObject([{ state: 'error', reason: { code: 'givenUp' } }]);
	});
});
