import { equals, isNegative } from '../../src/domain/money';
import { computeGrand } from '../../src/domain/sums';
import type { StoreOrder, StoreOrderPage, StoreOrderSource } from '../../src/ports/store-orders';

/** A store that people buy in: each order is paid and has one line, unless told otherwise. */
export interface StoreOrdersUnderTest {
	readonly source: StoreOrderSource;
	readonly place: (wish?: { readonly unpaid?: true; readonly boughtElsewhere?: true }) => string;
	/** The customer moves. */
	readonly change: (id: string) => void;
	/** All of it leaves, and nothing else happens. */
	readonly ship: (id: string) => void;
	/** One of several units is taken back and paid back, where the store tells of units. */
	readonly refundUnit?: (id: string) => void;
	readonly cancel: (id: string) => void;
	readonly trash: (id: string) => void;
	/** Lets so much time pass that what happens next has a later time. */
	readonly later: () => Promise<void>;
	readonly close: () => Promise<void>;
}

const BEGINNING = '2020-01-01T00:00:00.000Z';

/** What the core relies on, whatever store it is. */
export function storeOrdersBattery(name: string, start: () => Promise<StoreOrdersUnderTest>): void {
	describe(`${name}: orders of a store`, () => {
		let test: StoreOrdersUnderTest;
		beforeEach(async () => {
			test = await start();
		});
		afterEach(async () => {
			await test.close();
		});

		const pages = async (since: string): Promise<readonly StoreOrderPage[]> => {
			const read = [await test.source.changedSince(since)];
			for (let next = read[0]?.nextPage; next !== undefined; next = read.at(-1)?.nextPage) {
				read.push(await test.source.changedSince(since, next));
				expect(read.length).toBeLessThan(1_000);
			}
			return read;
		};
		const all = async (since = BEGINNING): Promise<readonly StoreOrder[]> => (await pages(since)).flatMap(({ orders }) => orders);
		const ids = (orders: readonly StoreOrder[]): readonly string[] => orders.map(({ order }) => order.id).toSorted();
		const get = async (id: string): Promise<StoreOrder> => {
			const found = await test.source.get(id);
			if (found === undefined) throw new Error(`The store has no order ${id}`);
			return found;
		};

		it('come once each, over pages, the oldest change first', async () => {
			const placed = Array.from({ length: 120 }, () => test.place());
			const read = await pages(BEGINNING);
			expect(read.length).toBeGreaterThan(1);
			const found = read.flatMap(({ orders }) => orders);
			expect([...new Set(ids(found))]).toEqual(placed.toSorted());
			const times = found.map(({ changedAt }) => changedAt);
			expect(times).toEqual(times.toSorted());
			expect(read.flatMap(({ unreadable }) => unreadable)).toEqual([]);
		});

		it('come from their time of change on, and again when they change', async () => {
			const first = test.place();
			await test.later();
			const second = test.place();
			const [before, after] = [(await get(first)).changedAt, (await get(second)).changedAt];
			expect(before < after).toBe(true);
			expect(ids(await all(before))).toEqual([first, second].toSorted());
			expect(ids(await all(after))).toEqual([second]);
			expect(await all(new Date(Date.parse(after) + 60_000).toISOString())).toEqual([]);
			await test.later();
			test.change(first);
			expect((await get(first)).changedAt > after).toBe(true);
			expect((await all(after)).map(({ order }) => order.id)).toEqual([second, first]);
		});

		it('stand alone as they stand on their page; the trash stands on none', async () => {
			const [kept, trashed] = [test.place(), test.place()];
			test.trash(trashed);
			expect(await all()).toEqual([await get(kept)]);
			const found = await test.source.get(trashed);
			if (found !== undefined) expect(found.closed).toBe(true);
			expect(await test.source.get('987654')).toBeUndefined();
		});

		it('are canonical: of their account, with UTC times, sums that agree and unique line ids', async () => {
			const found = await get(test.place());
			const { order } = found;
			expect([order.account, order.platform, order.origin]).toEqual([
				test.source.account,
				test.source.account.platform,
				test.source.account.platform,
			]);
			for (const time of [order.purchasedAt, order.updatedAt, order.paidAt ?? '', found.changedAt])
				expect(new Date(time).toISOString()).toBe(time);
			expect(order.lines).toMatchObject([{ quantityShipped: 0, quantityCancelled: 0 }]);
			expect(equals(computeGrand(order.lines, order.charges, order.currency), order.totals.computed)).toBe(true);
			expect(order.status).toBe('unshipped');
			expect([found.shipped, found.closed, found.localPickup, [...found.fulfilled]]).toEqual([false, false, false, []]);
			expect([found.refunded.currency, isNegative(found.refunded), Number(found.refunded.amount)]).toEqual([order.currency, false, 0]);
		});

		it('stand in the status in which they wait to be shipped, when they are paid', async () => {
			expect((await get(test.place())).storeStatus).toBe(test.source.toShipStatus);
		});

		it('tell that no money came, and that they were bought elsewhere', async () => {
			expect((await get(test.place({ unpaid: true }))).order.paidAt).toBeUndefined();
			const { order } = await get(test.place({ boughtElsewhere: true }));
			expect(order.origin).not.toBe(order.platform);
		});

		it('tell what has left, in a status that is the same besides', async () => {
			const id = test.place();
			const before = await get(id);
			test.ship(id);
			const after = await get(id);
			expect([after.shipped, after.order.status]).toEqual([true, 'shipped']);
			expect(after.statusBesidesShipping).toBe(before.statusBesidesShipping);
		});

		it('tell what is over, in another status', async () => {
			const id = test.place();
			const before = await get(id);
			test.cancel(id);
			const after = await get(id);
			expect([after.closed, after.order.status]).toEqual([true, 'cancelled']);
			expect(after.statusBesidesShipping).not.toBe(before.statusBesidesShipping);
		});

		it('tell units that were taken back', async () => {
			if (test.refundUnit === undefined) return;
			const id = test.place();
			test.refundUnit(id);
			const { order, refunded } = await get(id);
			expect(order.lines).toMatchObject([{ quantityCancelled: 1 }]);
			expect(Number(refunded.amount)).toBeGreaterThan(0);
		});

		it("have statuses with names, theirs among them, and the store's own time", async () => {
			const { storeStatus, changedAt } = await get(test.place());
			const statuses = await test.source.statuses();
			expect(statuses.map(({ id }) => id)).toContain(storeStatus);
			for (const { name: shown } of statuses) expect(shown).not.toBe('');
			const now = await test.source.now();
			expect([new Date(now).toISOString(), now >= changedAt]).toEqual([now, true]);
		});
	});
}
