import fc from 'fast-check';
import type { StockRow } from '../../../../src/domain/stock/facts';
import type { StockPlan } from '../../../../src/domain/stock/plan';
import { massZero } from '../../../../src/domain/stock/zero-guard';
import { fact, forChannel, forStore, link, map, NOON, ONE, pieces, product, refused, written } from './planning';

const ids = Array.from({ length: 40 }, (_, index) => String(index + 1));
const links = ids.map((id) => link(`L${id}`, id));
const facts = new Map(links.map(({ sku }) => [sku, fact(sku, { quantity: 5 })]));
const GUARD = { percentage: 20, atLeast: 10, linkedProducts: 50, zeroedLastHour: 0 };

/** So many of the products at zero, the others on sale. */
const zeros = (count: number): readonly StockRow[] => ids.map((id, index) => pieces(id, index < count ? 0 : 7));
const plan = async (count: number, guard = GUARD): Promise<StockPlan> => forChannel({ rows: zeros(count), links, facts, guard });

describe('the guard against zeroing many', () => {
	it('lets so many go that the limit is reached', async () => {
		const all = await plan(10);
		expect(all.stopped).toBeUndefined();
		expect(all.writes).toHaveLength(40);
	});

	it('lets nothing go with one more, and says so of each', async () => {
		const all = await plan(11);
		expect(all.writes).toEqual([]);
		expect(all.stopped?.text).toBe(
			'This run: So many products would drop to zero that nothing was sent (11 of 50 linked products would drop to zero)',
		);
		expect(all.refused).toHaveLength(40);
		expect(new Set(refused(all).map(([, code]) => code))).toEqual(new Set(['massZero']));
	});

	it('counts what runs of the last hour took to zero', async () => {
		const all = await plan(1, { ...GUARD, zeroedLastHour: 10 });
		expect(all.writes).toEqual([]);
		expect(all.stopped?.text).toContain('1 of 50 linked products would drop to zero, after 10 in the last hour');
		expect((await plan(0, { ...GUARD, zeroedLastHour: 30 })).writes).toHaveLength(40);
	});

	it('never stops for few, however large a part they are', async () => {
		expect((await plan(9, { ...GUARD, linkedProducts: 9 })).stopped).toBeUndefined();
		expect((await plan(10, { ...GUARD, linkedProducts: 10 })).stopped?.code).toBe('massZero');
	});

	it('counts products, not their listings, and not what is at zero already', async () => {
		const packs = [...links, ...ids.map((id) => link(`L${id}-2`, `${id}*2`))];
		expect((await forChannel({ rows: zeros(10), links: packs, facts, guard: GUARD })).stopped).toBeUndefined();
		const none = new Map(links.map(({ sku }) => [sku, fact(sku, { quantity: 0 })]));
		expect((await forChannel({ rows: zeros(40), links, facts: none, guard: GUARD })).stopped).toBeUndefined();
	});

	it('takes what nobody knows the quantity of for more than zero', async () => {
		expect((await forChannel({ rows: zeros(40), links, guard: GUARD })).stopped?.code).toBe('massZero');
	});

	it('does not count again what is repeated because its answer was lost', async () => {
		const pushed = new Map(links.slice(0, 10).map(({ sku }) => [sku, { quantity: 0, at: ONE, unsure: true as const }]));
		const again = await forChannel({ rows: zeros(10), links, facts, pushed, guard: { ...GUARD, zeroedLastHour: 10 } });
		expect(again.stopped).toBeUndefined();
		expect(written(again)).toMatchObject({ L1: 0, L10: 0, L11: 7 });
	});

	it('counts what was zero once and is on sale again', async () => {
		const pushed = map(Object.fromEntries(links.map(({ sku }) => [sku, { quantity: 0, at: '2026-11-20T12:00:00.000Z' }])));
		expect((await forChannel({ rows: zeros(11), links, facts, pushed, guard: GUARD })).stopped?.code).toBe('massZero');
	});

	it('guards a shop whose warehouse seems empty', async () => {
		const stands = new Map(ids.map((id) => [id, product(id, { quantity: 5 })]));
		const sources = new Map(ids.map((id) => [id, 'warehouse' as const]));
		const rows = links.map(({ sku }) => ({ input: 1, sku, quantity: 0, atWarehouse: true as const }));
		const all = await forStore({ rows, links, sources, facts: stands, guard: GUARD });
		expect(all.writes).toEqual([]);
		expect(all.stopped?.code).toBe('massZero');
	});

	it('guards against links that lost their products all at once', async () => {
		const gone = links.map((one) => ({ ...one, gone: 'product' as const }));
		expect((await forChannel({ links: gone, facts, zeroGone: true, guard: GUARD })).stopped?.code).toBe('massZero');
	});

	it('is not evaded by runs of one item: they take no more to zero than one run of all', async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 12 }), async (percentage, atLeast) => {
				const limits = { percentage, atLeast, linkedProducts: 50 };
				let zeroed = 0;
				for (const id of ids) {
					const guard = { ...limits, zeroedLastHour: zeroed };
					const one = await forChannel({ rows: [pieces(id, 0)], links: [link(`L${id}`, id)], facts, guard });
					zeroed += one.writes.length;
				}
				const most = ids.filter((_, index) => massZero(index + 1, { ...limits, zeroedLastHour: 0 }) === undefined).length;
				expect(zeroed).toBe(most);
				expect((await plan(most, { ...limits, zeroedLastHour: 0 })).writes).toHaveLength(40);
				if (most < 40) expect((await plan(most + 1, { ...limits, zeroedLastHour: 0 })).writes).toEqual([]);
			}),
			{ numRuns: 30 },
		);
	});
});

it('a fact from before our own zero is no drop', async () => {
	const pushed = new Map(links.map(({ sku }) => [sku, { quantity: 0, at: ONE }]));
	const before = new Map(links.map(({ sku }) => [sku, fact(sku, { quantity: 5, asOf: NOON })]));
	const all = await forChannel({ rows: zeros(40), links, facts: before, pushed, sendAll: true, guard: GUARD });
	expect(all.stopped).toBeUndefined();
});
