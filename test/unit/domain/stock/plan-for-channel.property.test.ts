import fc from 'fast-check';
import { planForChannel } from '../../../../src/domain/stock/plan-for-channel';
import type { StockPlan } from '../../../../src/domain/stock/plan';
import { anyShop, MAXIMUM, partsOf, shuffled, trulyFree, type Shop } from './random-shop';

const RUNS = { numRuns: 600 };
const LATER = '2026-11-21T15:00:00.000Z';
const MUCH_LATER = '2026-11-21T18:00:00.000Z';

const hold = async (what: (shop: Shop, plan: StockPlan) => Promise<void> | void): Promise<void> => {
	await fc.assert(
		fc.asyncProperty(anyShop, async (shop) => {
			await what(shop, await planForChannel(shop.given));
		}),
		RUNS,
	);
};

const quantities = ({ writes, unchanged }: StockPlan): ReadonlyMap<string, number> =>
	new Map([...writes, ...unchanged].map(({ sku, quantity }) => [sku, quantity]));

describe('a plan for a channel, of any shop', () => {
	it('never writes to a listing that is not the merchant’s to ship, for sure and alone', async () => {
		await hold(({ given }, plan) => {
			for (const { sku } of plan.writes) expect(given.facts.get(sku)?.fulfilledBy).toBe('merchant');
		});
	});

	it('writes whole quantities that are really there, and that the platform takes', async () => {
		let written = 0;
		await hold((shop, plan) => {
			for (const { sku, quantity } of plan.writes) {
				expect(Number.isInteger(quantity)).toBe(true);
				expect(quantity).toBeGreaterThanOrEqual(0);
				expect(quantity).toBeLessThanOrEqual(Math.min(MAXIMUM, trulyFree(shop, sku)));
				written += quantity > 0 ? 1 : 0;
			}
		});
		expect(written).toBeGreaterThan(100);
	});

	it('is the same in whatever order items and links come, and leaves them as they are', async () => {
		await fc.assert(
			fc.asyncProperty(anyShop, fc.array(fc.nat(), { minLength: 1, maxLength: 9 }), async ({ given }, order) => {
				const before = structuredClone(given);
				const plan = await planForChannel(given);
				expect(given).toEqual(before);
				expect(await planForChannel({ ...given, rows: shuffled(given.rows, order), links: shuffled(given.links, order) })).toEqual(plan);
			}),
			RUNS,
		);
	});

	it('has each item in one of its lists', async () => {
		await hold(({ given }, { writes, unchanged, refused }) => {
			const told = new Set([...writes, ...unchanged, ...refused].flatMap(({ inputs }) => inputs));
			expect([...told].toSorted((a, b) => a - b)).toEqual(given.rows.map(({ input }) => input));
		});
	});

	it('has each listing in one of its lists at most', async () => {
		await hold((_, { writes, unchanged, refused }) => {
			const own = refused.filter(({ reason }) => reason.code !== 'stockInput' && !reason.text.includes('its units lie at'));
			const skus = [...writes, ...unchanged, ...own].map(({ sku }) => sku).filter((sku) => sku.startsWith('L'));
			expect(new Set(skus).size).toBe(skus.length);
		});
	});

	it('writes nothing once it was taken, seen there or not', async () => {
		await hold(async ({ given }, plan) => {
			const pushed = new Map([...given.pushed, ...plan.writes.map(({ sku, quantity }) => [sku, { quantity, at: LATER }] as const)]);
			expect((await planForChannel({ ...given, pushed, sendAll: false })).writes).toEqual([]);
			const seen = [...given.facts].map(([sku, fact]) => {
				const quantity = plan.writes.find((one) => one.sku === sku)?.quantity ?? fact.quantity;
				return [
					sku,
					{ ...fact, ...(quantity === undefined ? {} : { quantity }), ...(pushed.get(sku)?.at === LATER ? { asOf: MUCH_LATER } : {}) },
				] as const;
			});
			expect((await planForChannel({ ...given, pushed, facts: new Map(seen), sendAll: false })).writes).toEqual([]);
		});
	});

	it('shows no more by a smaller part, and by a larger safety stock', async () => {
		await fc.assert(
			fc.asyncProperty(anyShop, fc.integer({ min: 1, max: 100 }), fc.nat({ max: 5 }), async ({ given }, percentage, more) => {
				const all = { ...given, sendAll: true };
				const before = quantities(await planForChannel(all));
				const { rule } = given;
				const less = { percentage: Math.min(percentage, rule.percentage), safetyStock: rule.safetyStock + more };
				for (const [sku, quantity] of quantities(await planForChannel({ ...all, rule: less }))) {
					expect(quantity).toBeLessThanOrEqual(before.get(sku) ?? -1);
				}
			}),
			RUNS,
		);
	});

	it('shows no more of a set than there is of each of its parts', async () => {
		await hold(async ({ given }) => {
			const whole = { ...given, sendAll: true, rule: { percentage: 100, safetyStock: 0 } };
			const shown = quantities(await planForChannel(whole));
			for (const set of given.links.filter(({ sku, gone }) => shown.has(sku) && gone !== 'product')) {
				for (const single of given.links.filter(({ sku, gone }) => shown.has(sku) && gone !== 'product')) {
					const [part, ...others] = partsOf(single);
					if (part?.[1] !== 1 || others.length > 0) continue;
					const each = partsOf(set).get(part[0]) ?? 0;
					expect((shown.get(set.sku) ?? 0) * each).toBeLessThanOrEqual(shown.get(single.sku) ?? 0);
				}
			}
		});
	});

	it('is what it is without the counts of a warehouse', async () => {
		await hold(async ({ given }, { writes, unchanged }) => {
			const without = await planForChannel({ ...given, rows: given.rows.filter(({ atWarehouse }) => atWarehouse !== true) });
			expect(without).toMatchObject({ writes, unchanged });
		});
	});
});
