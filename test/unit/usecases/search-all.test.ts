import { openSqlite } from '../../../src/database';
import type { OrderSearch, OrderSource } from '../../../src/ports/order-source';
import { searchAll } from '../../../src/usecases/search-all';
import { OpenOrders } from '../../../src/usecases/stock/open-orders';
import { ordersToShip } from '../../../src/usecases/watch/orders-to-ship';
import { MemoryChannel } from '../../fixtures/memory-platform/memory-channel';
import { order, START } from '../../fixtures/memory-platform/orders';
import { VirtualClock } from '../../fixtures/memory-platform/virtual-clock';

const ORDERS = 150;
const WISH = { by: 'updated', from: '2020-01-01T00:00:00.000Z', personalData: false, open: true } as const;

/** A channel whose list moves on once between its first page and its second. */
async function moving(clock: VirtualClock): Promise<OrderSource> {
	const channel = new MemoryChannel(clock, 0);
	for (let at = 0; at < ORDERS; at += 1) channel.put(order({ id: `A-${at}`, purchasedAt: START }));
	await clock.pass(60 * 60_000);
	const { source } = channel;
	let hasMoved = false;
	return {
		...source,
		search: async (search: OrderSearch) => {
			if (search.page !== undefined && !hasMoved) {
				hasMoved = true;
				channel.forgetTokens();
			}
			return await source.search(search);
		},
	};
}

describe('a list of orders that moves on while it is read', () => {
	let clock: VirtualClock;
	beforeEach(() => {
		clock = new VirtualClock(START);
	});

	it('is read from its start again, and every order of it comes once', async () => {
		const { orders, unreadable } = await searchAll(await moving(clock), WISH);
		expect([orders.length, new Set(orders.map(({ id }) => id)).size, unreadable]).toEqual([ORDERS, ORDERS, []]);
	});

	it('hides none from a push, nor from who watches what is to be shipped', async () => {
		expect(await new OpenOrders(await moving(clock)).read(clock.now())).toHaveLength(ORDERS);
		const database = await openSqlite({ file: ':memory:', clock });
		expect((await ordersToShip({ source: await moving(clock), database })).orders).toHaveLength(ORDERS);
		await database.close();
	});
});
