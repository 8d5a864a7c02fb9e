import { orderId } from '../../../src/domain/ids';
import type { ProductLink } from '../../../src/domain/product';
import type { BucketKey, Database } from '../../../src/ports/database';
import { AMAZON, iso, MINUTE, OTHER_AMAZON, OTHER_SHOP, SECOND, SHOP, T0, withDatabase, type FreshDatabase } from './under-test';

const LINK: ProductLink = {
	channel: { platform: 'amazon', id: 'eu:A1SELLER' },
	store: { platform: 'woocommerce', id: 'shop.example' },
	sku: 'TEE-1',
	productId: '12',
	parentId: '10',
	content: { unitsPerListing: 2 },
	rule: 'sku',
};
const BETWEEN = { channel: AMAZON, store: SHOP };

/** Links, positions, buckets and customers: what is remembered besides sales. */
export function memoryBattery(fresh: FreshDatabase): void {
	const test = withDatabase(fresh);

	describe('links', () => {
		const get = async (...skus: readonly string[]) => await test.db.links.get(BETWEEN, skus);

		it('remembers a link, changes it and forgets it', async () => {
			const simple: ProductLink = {
				channel: LINK.channel,
				store: LINK.store,
				sku: 'Bundle',
				productId: '13',
				content: { components: [{ productId: '14', units: 3 }] },
				rule: 'manual',
			};
			await test.db.links.set([LINK, simple], T0);
			expect(await get('TEE-1', 'Bundle', 'NONE', 'TEE-1')).toEqual(
				new Map([
					['TEE-1', LINK],
					['Bundle', simple],
				]),
			);
			await test.db.links.set([simple, { ...simple, sku: 'TEE-1' }], T0);
			expect((await get('TEE-1')).get('TEE-1')).toEqual({ ...simple, sku: 'TEE-1' });
			expect(await test.db.links.remove(BETWEEN, ['TEE-1', 'NONE'])).toBe(1);
			expect([...(await get('TEE-1', 'Bundle')).keys()]).toEqual(['Bundle']);
		});

		it('takes upper and lower case and other accounts for different', async () => {
			await test.db.links.set([LINK, { ...LINK, store: { platform: 'woocommerce', id: 'other.example' }, productId: '99' }], T0);
			expect(await get('tee-1', 'TEE-1 ')).toEqual(new Map());
			expect(await test.db.links.remove({ ...BETWEEN, channel: OTHER_AMAZON }, ['TEE-1'])).toBe(0);
			expect((await get('TEE-1')).get('TEE-1')?.productId).toBe('12');
		});

		it('finds the listings of products', async () => {
			const pair: ProductLink = { ...LINK, sku: 'TEE-PAIR', content: { unitsPerListing: 2 }, rule: 'manual' };
			await test.db.links.set(
				[LINK, pair, { ...LINK, store: { platform: 'woocommerce', id: 'other.example' } }, { ...LINK, sku: 'CAP', productId: '13' }],
				T0,
			);
			expect(await test.db.links.ofProducts(BETWEEN, ['12', '99', '12'])).toEqual(new Map([['12', [LINK, pair]]]));
			expect(await test.db.links.ofProducts({ ...BETWEEN, channel: OTHER_AMAZON }, ['12'])).toEqual(new Map());
			expect(await test.db.links.ofProducts(BETWEEN, [])).toEqual(new Map());
		});

		it('takes the last word on a SKU that comes twice, and empty lists', async () => {
			await test.db.links.set([LINK, { ...LINK, productId: '13' }], T0);
			expect((await get('TEE-1')).get('TEE-1')?.productId).toBe('13');
			await test.db.links.set([], T0);
			expect(await get()).toEqual(new Map());
			expect(await test.db.links.remove(BETWEEN, [])).toBe(0);
		});
	});

	describe('positions', () => {
		it('only ever raises the highest and lowers what was read back to', async () => {
			expect(await test.db.positions.get(SHOP)).toEqual({ highest: 0 });
			await test.db.positions.note(SHOP, { highest: 41 });
			await test.db.positions.note(SHOP, { highest: 40, readBackTo: iso(T0) });
			expect(await test.db.positions.get(SHOP)).toEqual({ highest: 41, readBackTo: iso(T0) });
			await test.db.positions.note(SHOP, { highest: 42, readBackTo: iso(T0 + MINUTE) });
			await test.db.positions.note(SHOP, { highest: 42 });
			expect(await test.db.positions.get(SHOP)).toEqual({ highest: 42, readBackTo: iso(T0) });
			await test.db.positions.note(SHOP, { highest: 9_007_199_254_740_991, readBackTo: iso(T0 - MINUTE) });
			expect(await test.db.positions.get(SHOP)).toEqual({ highest: 9_007_199_254_740_991, readBackTo: iso(T0 - MINUTE) });
			expect(await test.db.positions.get(OTHER_SHOP)).toEqual({ highest: 0 });
		});

		it('falls with the store, and rises again', async () => {
			await test.db.positions.note(SHOP, { highest: 100, readBackTo: iso(T0) });
			await test.db.positions.fall(SHOP, 60);
			expect(await test.db.positions.get(SHOP)).toEqual({ highest: 60, readBackTo: iso(T0) });
			await test.db.positions.fall(SHOP, 70);
			await test.db.positions.note(SHOP, { highest: 61 });
			expect(await test.db.positions.get(SHOP)).toEqual({ highest: 61, readBackTo: iso(T0) });
			await test.db.positions.made(SHOP, { highest: 80, settlesAt: iso(T0 + MINUTE) });
			await test.db.positions.fall(SHOP, 50);
			expect(await test.db.positions.get(SHOP)).toMatchObject({ highest: 50, settledTo: 50 });
		});

		it('takes down with it what was begun above, and leaves what was begun below', async () => {
			const keys = ['high', 'low'].map((id) => ({ at: SHOP, order: { account: AMAZON, id: orderId(id) }, effect: 'create' }) as const);
			await test.db.claims.acquire(keys, 'host|1|1|a', MINUTE, T0);
			for (const [index, key] of keys.entries())
				await test.db.claims.begin([key], 'host|1|1|a', { position: 90 - 60 * index, neededMs: 1, settlesAt: T0 }, T0);
			await test.db.claims.abandon(keys, 'host|1|1|a', T0);
			await test.db.positions.fall(SHOP, 60);
			expect(await test.db.claims.acquire(keys, 'host|1|1|b', MINUTE, T0)).toMatchObject([
				{ state: 'unsettled', position: 60 },
				{ state: 'unsettled', position: 30 },
			]);
		});

		it('knows above what a look for twins has to reach, and when, until one came after all had settled', async () => {
			const { positions } = test.db;
			await positions.note(SHOP, { highest: 40 });
			await positions.made(SHOP, { highest: 48, settlesAt: iso(T0 + MINUTE) });
			expect(await positions.get(SHOP)).toEqual({ highest: 48, settledTo: 40, lookAt: iso(T0 + MINUTE) });
			await positions.looked(SHOP, T0 + MINUTE - 1);
			expect(await positions.get(SHOP)).toEqual({ highest: 48, settledTo: 40, lookAt: iso(T0 + MINUTE) });
			// Made before the look came: it does not put it off, and gets the next one.
			await positions.made(SHOP, { highest: 56, settlesAt: iso(T0 + 2 * MINUTE) });
			expect(await positions.get(SHOP)).toEqual({ highest: 56, settledTo: 40, lookAt: iso(T0 + MINUTE) });
			await positions.looked(SHOP, T0 + MINUTE);
			expect(await positions.get(SHOP)).toEqual({ highest: 56, settledTo: 48, lookAt: iso(T0 + 2 * MINUTE) });
			await positions.looked(SHOP, T0 + 5 * MINUTE);
			expect(await positions.get(SHOP)).toEqual({ highest: 56 });
		});

		it('looks once more at what was made a second time', async () => {
			const { positions } = test.db;
			await positions.made(SHOP, { highest: 48, settlesAt: iso(T0 + MINUTE), watchUntil: iso(T0 + 15 * MINUTE) });
			await positions.looked(SHOP, T0 + 2 * MINUTE);
			expect(await positions.get(SHOP)).toMatchObject({ highest: 48, lookAt: iso(T0 + 15 * MINUTE) });
			await positions.looked(SHOP, T0 + 16 * MINUTE);
			expect(await positions.get(SHOP)).toEqual({ highest: 48 });
		});

		it('keeps the highest of two that note at once', async () => {
			const other = await test.another();
			await Promise.all(
				Array.from({ length: 20 }, async (_, at) => {
					await (at % 2 === 0 ? test.db : other).positions.note(SHOP, { highest: at });
				}),
			);
			expect(await test.db.positions.get(SHOP)).toEqual({ highest: 19 });
		});
	});

	describe('buckets', () => {
		const PLAN = { rate: 0.5, burst: 4 };
		const ORDERS: BucketKey = { account: AMAZON, application: 'app', operation: 'orders' };
		const FRESH: BucketKey = { ...ORDERS, operation: 'fresh' };
		let now: number;
		let db: Database;
		beforeEach(async () => {
			now = T0;
			db = await another();
		});
		const another = async (): Promise<Database> => await test.underTest.open(undefined, { now: () => now });
		const take = async (count: number, reserve = 0, at = T0) => {
			now = at;
			return await db.buckets.take(ORDERS, PLAN, count, reserve);
		};
		const level = async (at = T0): Promise<number> => {
			now = at;
			return await db.buckets.level(ORDERS, PLAN);
		};

		it('begins full, empties and says how long it needs', async () => {
			expect(await level()).toBe(4);
			expect(await take(3)).toEqual({ granted: true, waitMs: 0 });
			expect(await take(2)).toEqual({ granted: false, waitMs: 2 * SECOND });
			expect(await level()).toBe(1);
			expect(await take(2, 0, T0 + 2 * SECOND - 1)).toEqual({ granted: false, waitMs: 1 });
			expect(await take(2, 0, T0 + 2 * SECOND)).toEqual({ granted: true, waitMs: 0 });
		});

		it('fills at its rate up to the burst, fractions cut off in the level only', async () => {
			await take(4);
			expect(await level(T0 + 3 * SECOND)).toBe(1);
			expect(await level(T0 + 4 * SECOND)).toBe(2);
			expect(await level(T0 + 60 * MINUTE)).toBe(4);
		});

		it('leaves the reserve to those with more right, but not for ever', async () => {
			expect(await take(2, 3)).toEqual({ granted: true, waitMs: 0 });
			expect(await take(1, 2)).toEqual({ granted: false, waitMs: 2 * SECOND });
			expect(await take(1, 1)).toEqual({ granted: true, waitMs: 0 });
		});

		it('goes by the rate the platform told, for all handles', async () => {
			await take(4);
			await db.buckets.learn(ORDERS, 2);
			await db.buckets.learn(ORDERS, 2);
			const other = await another();
			now = T0 + SECOND;
			expect(await other.buckets.level(ORDERS, PLAN)).toBe(2);
			expect(await take(4, 0, T0 + SECOND)).toEqual({ granted: false, waitMs: SECOND });
			await db.buckets.learn(FRESH, 2);
			expect(await db.buckets.level(FRESH, PLAN)).toBe(4);
			await expect(db.buckets.learn(ORDERS, 0)).rejects.toThrow(RangeError);
		});

		it('is empty after a 429, whatever was thought', async () => {
			await db.buckets.drain(ORDERS);
			expect(await take(1)).toEqual({ granted: false, waitMs: 2 * SECOND });
			expect(await level(T0 + 2 * SECOND)).toBe(1);
		});

		it('gives nothing twice to a clock that is behind', async () => {
			await take(4, 0, T0 + 10 * SECOND);
			expect(await level()).toBe(0);
			expect(await take(1)).toEqual({ granted: false, waitMs: 2 * SECOND });
			expect(await take(1, 0, T0 + 12 * SECOND)).toMatchObject({ granted: true });
			expect(await take(1, 0, T0 + 12 * SECOND)).toMatchObject({ granted: false });
		});

		it('does not fill for a time that another clock has counted already', async () => {
			await take(1, 0, T0 + 10 * SECOND);
			expect(await take(1)).toMatchObject({ granted: true });
			expect(await level(T0 + 10 * SECOND)).toBe(2);
		});

		it('holds accounts, applications and operations apart', async () => {
			await take(4);
			for (const change of [{ account: OTHER_AMAZON }, { application: 'other' }, { operation: 'other' }])
				expect(await db.buckets.level({ ...ORDERS, ...change }, PLAN)).toBe(4);
		});

		it('refuses what no full bucket could give', async () => {
			await expect(take(5)).rejects.toThrow('never holds 5 tokens');
		});

		it('never grants more than there are, to two handles at once, bucket by bucket', async () => {
			const other = await another();
			const plan = { rate: 1e-9, burst: 10 };
			const grants = await Promise.all(
				Array.from(
					{ length: 40 },
					async (_, at) => (await (at % 2 === 0 ? db : other).buckets.take(at % 4 < 2 ? ORDERS : FRESH, plan, 1, 0)).granted,
				),
			);
			expect(grants.filter(Boolean)).toHaveLength(20);
		});
	});

	describe('customers', () => {
		it('knows customers by hash and store', async () => {
			await test.db.customers.remember(SHOP, [
				{ hash: 'h1', customerId: '7' },
				{ hash: 'h2', customerId: '8' },
				{ hash: 'h1', customerId: '9' },
			]);
			await test.db.customers.remember(SHOP, []);
			expect(await test.db.customers.get(SHOP, ['h1', 'h2', 'h3'])).toEqual(
				new Map([
					['h1', '9'],
					['h2', '8'],
				]),
			);
			expect(await test.db.customers.get(OTHER_SHOP, ['h1'])).toEqual(new Map());
			await test.db.customers.forget(SHOP, ['h1', 'h3']);
			await test.db.customers.forget(SHOP, []);
			expect(await test.db.customers.get(SHOP, ['h1', 'h2'])).toEqual(new Map([['h2', '8']]));
			expect(await test.db.customers.get(SHOP, [])).toEqual(new Map());
		});
	});
}
