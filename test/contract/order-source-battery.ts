import { equals } from '../../src/domain/money';
import type { Order } from '../../src/domain/order';
import type { IsoTime } from '../../src/domain/time';
import { PlatformError } from '../../src/domain/platform-error';
import { ADJUSTMENT_LIMIT, computeGrand } from '../../src/domain/sums';
import type { OrderPage, OrderSearch, OrderSource } from '../../src/ports/order-source';

/** A platform with orders on it. */
export interface SourceUnderTest {
	readonly source: OrderSource;
	/** Ids of all its orders since `from`: more than fit on two pages, none of them changes during a test. */
	readonly orderIds: readonly string[];
	/** Earlier than all updates and purchases. */
	readonly from: IsoTime;
	/** Makes the platform refuse page tokens it gave before. */
	readonly forgetTokens: () => void;
	/** Lets time pass until the platform's quota is whole again. */
	readonly rest: () => void;
	/** Texts that stand in buyers and recipients of the orders. */
	readonly personal: readonly string[];
	readonly close: () => Promise<void>;
}

async function allPages(source: OrderSource, search: OrderSearch): Promise<readonly OrderPage[]> {
	const pages: OrderPage[] = [];
	for (let page: string | undefined; ;) {
		const answer = await source.search({ ...search, ...(page === undefined ? {} : { page }) });
		pages.push(answer);
		page = answer.nextPage;
		if (page === undefined) return pages;
	}
}

const ordersOf = (pages: readonly OrderPage[]): readonly Order[] => pages.flatMap(({ orders }) => orders);
const idsOf = (pages: readonly OrderPage[]): readonly string[] =>
	ordersOf(pages)
		.map(({ id }) => id)
		.toSorted();

/** What the core relies on, whatever platform orders come from. */
export function orderSourceBattery(name: string, start: () => Promise<SourceUnderTest>): void {
	describe(`${name}: a source of orders`, () => {
		let test: SourceUnderTest;
		const search = (change: Partial<OrderSearch> = {}): OrderSearch => ({ by: 'updated', from: test.from, personalData: true, ...change });
		beforeAll(async () => {
			test = await start();
		});
		beforeEach(() => {
			test.rest();
		});
		afterAll(async () => {
			await test.close();
		});

		it.each(['updated', 'purchased'] as const)('gives every order once, over pages, and the same again (by %s)', async (by) => {
			const pages = await allPages(test.source, search({ by }));
			expect(pages.length).toBeGreaterThan(2);
			expect(idsOf(pages)).toEqual([...test.orderIds].toSorted());
			expect(pages.flatMap(({ unreadable }) => unreadable)).toEqual([]);
			expect(idsOf(await allPages(test.source, search({ by })))).toEqual(idsOf(pages));
		});

		it('has one upper bound for all pages of a search, above everything on them, by its own clock', async () => {
			const pages = await allPages(test.source, search());
			expect(new Set(pages.map(({ upTo }) => upTo)).size).toBe(1);
			const [{ upTo } = { upTo: '' }] = pages;
			expect(new Date(upTo).toISOString()).toBe(upTo);
			for (const { updatedAt } of ordersOf(pages)) expect(updatedAt >= test.from && updatedAt < upTo).toBe(true);
		});

		it('keeps to bounds: from the time on, and up to the other', async () => {
			const times = ordersOf(await allPages(test.source, search()))
				.map(({ updatedAt }) => updatedAt)
				.toSorted();
			const middle = times[Math.floor(times.length / 2)] ?? '';
			const later = ordersOf(await allPages(test.source, search({ from: middle })));
			const earlier = ordersOf(await allPages(test.source, search({ to: middle })));
			expect(later.map(({ updatedAt }) => updatedAt).toSorted()).toEqual(times.filter((time) => time >= middle));
			const before = earlier.map(({ updatedAt }) => updatedAt).toSorted();
			expect(before.filter((time) => time !== middle)).toEqual(times.filter((time) => time < middle));
			expect(before.every((time) => time <= middle)).toBe(true);
			expect(later.some(({ updatedAt }) => updatedAt === middle)).toBe(true);
		});

		it('gives canonical orders: of its account, with UTC times, sums that agree and unique line ids', async () => {
			for (const order of ordersOf(await allPages(test.source, search()))) {
				expect(order.account).toEqual(test.source.account);
				expect(order.platform).toBe(test.source.account.platform);
				for (const time of [order.purchasedAt, order.updatedAt]) expect(new Date(time).toISOString()).toBe(time);
				expect(new Set(order.lines.map(({ id }) => id)).size).toBe(order.lines.length);
				expect(
					order.lines.every(({ quantity, quantityShipped }) => quantity > 0 && quantityShipped >= 0 && quantityShipped <= quantity),
				).toBe(true);
				expect(equals(computeGrand(order.lines, order.charges, order.currency), order.totals.computed)).toBe(true);
				const { grand, computed, difference } = order.totals;
				if (grand !== undefined && difference === undefined) expect(equals(grand, computed)).toBe(true);
				if (difference !== undefined) expect(Math.abs(Number(difference.amount))).toBeGreaterThan(Number(ADJUSTMENT_LIMIT));
				expect('raw' in order).toBe(false);
			}
		});

		it("gives personal data only when asked, and the platform's own object too", async () => {
			const text = async (change: Partial<OrderSearch>) => JSON.stringify(ordersOf(await allPages(test.source, search(change))));
			const full = await text({});
			expect(test.personal.filter((value) => !full.includes(value))).toEqual([]);
			const bare = await text({ personalData: false, raw: true });
			expect(test.personal.filter((value) => bare.includes(value))).toEqual([]);
			for (const order of JSON.parse(bare) as Order[]) {
				expect([order.personalData, order.customer, order.shipping, order.billing]).toEqual([false, undefined, undefined, undefined]);
				expect(order.raw).toBeDefined();
			}
		});

		it('reads one order as it stands on its page, and does not know what is not there', async () => {
			const [order] = ordersOf(await allPages(test.source, search()));
			expect(await test.source.get(order?.id ?? '', { personalData: true })).toEqual(order);
			expect((await test.source.get(order?.id ?? '', { personalData: false }))?.customer).toBeUndefined();
			expect(await test.source.get('999-9999999-9999999', { personalData: true })).toBeUndefined();
		});

		it('says how many reads it allows without waiting', async () => {
			const { searches, gets } = await test.source.allowance();
			for (const count of [searches, gets]) expect(Number.isInteger(count) && count >= 0).toBe(true);
		});

		it('calls a token that it does not know any more expired', async () => {
			const first = await test.source.search(search());
			test.forgetTokens();
			const error: unknown = await test.source.search({ ...search(), page: first.nextPage ?? '' }).catch((thrown: unknown) => thrown);
			expect(error).toBeInstanceOf(PlatformError);
			expect((error as PlatformError).details).toMatchObject({ kind: 'conflict', code: 'pageExpired' });
		});
	});
}
