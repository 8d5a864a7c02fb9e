import fc from 'fast-check';
import type { StockRow, StockSource, StoreFact } from '../../../../src/domain/stock/facts';
import { planForStore, type StoreGiven } from '../../../../src/domain/stock/plan-for-store';
import type { StockPlan } from '../../../../src/domain/stock/plan';
import { atWarehouse, link, NOON, pieces, product, units } from './planning';
import { shuffled } from './random-shop';

const RUNS = { numRuns: 600 };
const IDS = ['1', '2', '3', '4'] as const;
const MAXIMUM = 80;

/** Variations 3 and 4 may share the count of 9. */
const anyFacts: fc.Arbitrary<readonly StoreFact[]> = fc
	.record({
		shares: fc.boolean(),
		parts: fc.tuple(
			...IDS.map(() =>
				fc.record({
					quantity: fc.integer({ min: 0, max: 9 }),
					own: fc.option(fc.integer({ min: 0, max: 5 })),
					counted: fc.integer({ min: 0, max: 6 }),
				}),
			),
		),
	})
	.map(({ shares, parts }) =>
		parts.map(({ quantity, own, counted }, index) => {
			const id = IDS[index] ?? '';
			const shared = shares && index > 1 ? { parentId: '9', sharedFrom: '9', quantity: 6 } : {};
			return product(id, { quantity, counted: counted > 0, ...(own === null ? {} : { ownQuantity: own }), ...shared });
		}),
	);

const anyContent = fc.oneof(
	{ weight: 5, arbitrary: fc.tuple(fc.constantFrom(...IDS), fc.constantFrom(1, 1, 3)).map(([id, each]) => `${id}*${each}`) },
	{ weight: 1, arbitrary: fc.constant({ 1: 1, 2: 2 }) },
);
const few = fc.integer({ min: 0, max: 9 });

const anyGiven: fc.Arbitrary<StoreGiven> = fc
	.record({
		facts: anyFacts,
		contents: fc.array(fc.tuple(anyContent, fc.constantFrom('amazon', 'amazon', 'both', 'merchant', 'unknown')), { maxLength: 5 }),
	})
	.chain(({ facts, contents }) => {
		const links = contents.map(([content, fulfilledBy], index) => link(`L${index}`, content, { fulfilledBy }));
		const skus = ['NONE', ...links.map(({ sku }) => sku)];
		const anyRow: fc.Arbitrary<StockRow> = fc.oneof(
			fc
				.tuple(fc.constantFrom(...skus), few, fc.constantFrom({}, {}, { marketplace: 'DE' }, { ownQuantity: 2 }))
				.map(([sku, count, more]) => atWarehouse(sku, count, more)),
			fc
				.tuple(fc.constantFrom(...IDS, '9', '77'), fc.integer({ min: -1, max: 9 }), fc.constantFrom({}, { ownQuantity: 2 }))
				.map(([id, count, more]) => pieces(id, count, more)),
			fc.tuple(fc.constantFrom(...skus), few).map(([sku, count]) => units(sku, count)),
		);
		return fc
			.record({
				rows: fc.array(anyRow, { minLength: 1, maxLength: 7 }),
				sources: fc.dictionary(fc.constantFrom(...IDS), fc.constantFrom<StockSource>('own', 'warehouse', 'sum')),
				sold: fc.dictionary(fc.constantFrom(...IDS), fc.integer({ min: 0, max: 3 })),
				rule: fc.record({ percentage: fc.integer({ min: 1, max: 100 }), safetyStock: fc.integer({ min: 0, max: 3 }) }),
				sumRows: fc.boolean(),
				sendAll: fc.boolean(),
				shownOnly: fc.integer({ min: 0, max: 5 }),
			})
			.map(({ rows, sources, sold, shownOnly, ...rest }) => ({
				...rest,
				rows: rows.map((row, index) => ({ ...row, input: index + 1 })),
				links,
				facts: new Map(facts.map((one) => [one.productId, one])),
				siblings: facts.some(({ sharedFrom }) => sharedFrom !== undefined) ? [product('9', { quantity: 6, holdsOthers: true })] : [],
				sources: new Map(Object.entries(sources)),
				sold: new Map(Object.entries(sold)),
				pushed: new Map(),
				leftOut: new Set<string>(),
				guard: { percentage: 100, atLeast: 1000, linkedProducts: 1000, zeroedLastHour: 0 },
				zeroGone: false,
				shownOnly: shownOnly === 0,
				maximum: MAXIMUM,
			}));
	});

const hold = async (what: (given: StoreGiven, plan: StockPlan) => Promise<void> | void): Promise<void> => {
	await fc.assert(
		fc.asyncProperty(anyGiven, async (given) => {
			await what(given, await planForStore(given));
		}),
		RUNS,
	);
};

const sourcesOf = (given: StoreGiven, productId = ''): readonly (StockSource | undefined)[] => {
	const sharers = [...given.facts.values()].filter(({ sharedFrom }) => sharedFrom === productId).map((one) => one.productId);
	return [productId, ...sharers].map((id) => given.sources.get(id));
};

describe('a plan for a store, of any shop', () => {
	it('writes whole quantities that the platform takes, to products that count', async () => {
		let written = 0;
		await hold(({ facts, shownOnly }, { writes }) => {
			for (const { productId = '', quantity } of writes) {
				expect(Number.isInteger(quantity)).toBe(true);
				expect(quantity).toBeGreaterThanOrEqual(0);
				expect(quantity).toBeLessThanOrEqual(MAXIMUM);
				if (!shownOnly) expect(facts.get(productId)?.counted ?? productId === '9').toBe(true);
				written += 1;
			}
		});
		expect(written).toBeGreaterThan(100);
	});

	it('is the same in whatever order items and links come, and leaves them as they are', async () => {
		await fc.assert(
			fc.asyncProperty(anyGiven, fc.array(fc.nat(), { minLength: 1, maxLength: 9 }), async (given, order) => {
				const before = structuredClone(given);
				const plan = await planForStore(given);
				expect(given).toEqual(before);
				const turned = {
					...given,
					rows: shuffled(given.rows, order),
					links: shuffled(given.links, order),
					facts: new Map(shuffled([...given.facts], order)),
				};
				expect(await planForStore(turned)).toEqual(plan);
			}),
			RUNS,
		);
	});

	it('has each item in one of its lists', async () => {
		await hold(({ rows }, { writes, unchanged, refused }) => {
			const told = new Set([...writes, ...unchanged, ...refused].flatMap(({ inputs }) => inputs));
			expect([...told].toSorted((a, b) => a - b)).toEqual(rows.map(({ input }) => input));
		});
	});

	it('never lets a warehouse write over stock that is not declared to lie there', async () => {
		let warehouse = 0;
		await hold((given, { writes }) => {
			if (given.shownOnly) return;
			for (const { inputs, productId } of writes) {
				const isThere = inputs.some((input) => given.rows[input - 1]?.atWarehouse === true);
				if (!isThere) continue;
				warehouse += 1;
				for (const source of sourcesOf(given, productId)) expect(['warehouse', 'sum', undefined]).toContain(source);
				expect(sourcesOf(given, productId)).not.toEqual([undefined]);
			}
		});
		expect(warehouse).toBeGreaterThan(10);
	});

	it('never lets the merchant’s own become what lies at the warehouse', async () => {
		await hold(async (given) => {
			const own = given.rows.filter((row) => row.atWarehouse !== true);
			const plan = await planForStore({ ...given, rows: own, shownOnly: false });
			for (const { productId } of plan.writes) {
				expect(sourcesOf(given, productId)).not.toContain('warehouse');
				expect(sourcesOf(given, productId)).not.toContain('sum');
			}
		});
	});

	it('writes nothing once it was taken', async () => {
		await hold(async (given, { writes }) => {
			const written = new Map(writes.map(({ productId = '', quantity }) => [productId, quantity]));
			const after = (fact: StoreFact): StoreFact => {
				const quantity = written.get(fact.sharedFrom ?? fact.productId) ?? fact.quantity;
				return { ...fact, ...(quantity === undefined ? {} : { quantity }) };
			};
			const again = {
				...given,
				sendAll: false,
				facts: given.shownOnly ? given.facts : new Map([...given.facts].map(([id, fact]) => [id, after(fact)])),
				siblings: given.siblings.map(after),
				pushed: new Map([...written].map(([id, quantity]) => [id, { quantity, at: NOON }])),
			};
			expect(
				(await planForStore(given.sendAll ? { ...again, rows: given.rows } : again)).writes.filter(({ productId = '' }) =>
					written.has(productId),
				),
			).toEqual([]);
		});
	});
});
