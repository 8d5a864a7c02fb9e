import type { ChannelFact, StockRow } from '../../../../src/domain/stock/facts';
import type { ChannelGiven } from '../../../../src/domain/stock/plan-for-channel';
import { atWarehouse, fact, forChannel, link, map, NOON, ONE, pieces, refused, resting, units, written } from './planning';

const facts = (...all: readonly ChannelFact[]): ReadonlyMap<string, ChannelFact> => new Map(all.map((one) => [one.sku, one]));

/** One product under one listing. */
const TEE = { rows: [pieces('1', 7)], links: [link('TEE', '1')] };

describe('a quantity for a channel', () => {
	it('is that of the product, with what stands there and the item that it came from', async () => {
		const plan = await forChannel({ ...TEE, facts: facts(fact('TEE', { quantity: 3 })) });
		expect(plan).toEqual({ writes: [{ sku: 'TEE', quantity: 7, was: 3, inputs: [1] }], unchanged: [], refused: [] });
	});

	it('goes to every listing of the product: packs rounded down, sets by their scarcest part', async () => {
		const plan = await forChannel({
			rows: [pieces('1', 7), pieces('2', 2)],
			links: [link('TEE', '1'), link('TEE-3', '1*3'), link('SET', { 1: 2, 2: 1 }), link('CAP', '2')],
		});
		expect(written(plan)).toEqual({ TEE: 7, 'TEE-3': 2, SET: 2, CAP: 2 });
		expect(plan.writes.find(({ sku }) => sku === 'SET')?.inputs).toEqual([1, 2]);
	});

	it('of a part that no item gives is the one read from the store', async () => {
		const links = [link('SET', { 1: 2, 2: 1 })];
		expect(written(await forChannel({ rows: [pieces('1', 9)], links, productQuantities: map({ 2: 3 }) }))).toEqual({ SET: 3 });
		expect(written(await forChannel({ rows: [pieces('1', 9)], links, productQuantities: map({ 2: -3 }) }))).toEqual({ SET: 0 });
		for (const productQuantities of [map<number>(), map({ 2: Number.NaN })]) {
			const plan = await forChannel({ rows: [pieces('1', 9)], links, productQuantities });
			expect(refused(plan)).toEqual([['SET', 'stockComponentMissing']]);
			expect(plan.refused[0]?.reason.text).toContain('(product 2)');
		}
	});

	it('counted by the listing’s SKU alone is of units of the listing, and of its single pieces for what holds them too', async () => {
		const links = [link('TEE', '1'), link('TEE-3', '1*3'), link('SET', { 1: 2 })];
		expect(written(await forChannel({ rows: [units('TEE-3', 2)], links }))).toEqual({ 'TEE-3': 2 });
		expect(written(await forChannel({ rows: [units('TEE', 7)], links }))).toEqual({ TEE: 7, 'TEE-3': 2, SET: 3 });
		expect(written(await forChannel({ rows: [units('TEE', 7), units('TEE-3', 1), units('SET', 9)], links }))).toEqual({
			TEE: 7,
			'TEE-3': 1,
			SET: 3,
		});
	});

	it('of a set that is given itself is never more than its parts allow, as far as these are known', async () => {
		const links = [link('SET', { 1: 2, 2: 1 })];
		const given = { rows: [units('SET', 9)], links, sold: map({ SET: 1 }) };
		expect(written(await forChannel(given))).toEqual({ SET: 8 });
		expect(written(await forChannel({ ...given, rows: [units('SET', 9), pieces('1', 9)] }))).toEqual({ SET: 3 });
		expect(written(await forChannel({ ...given, productQuantities: map({ 2: 3 }) }))).toEqual({ SET: 2 });
	});

	it('is without the pieces that were sold under any listing and are not yet counted', async () => {
		const links = [link('TEE', '1'), link('TEE-3', '1*3'), link('SET', { 1: 2, 2: 1 }), link('CAP', '2')];
		const rows = [pieces('1', 10), pieces('2', 4)];
		expect(written(await forChannel({ rows, links, sold: map({ 'TEE-3': 1, SET: 1 }) }))).toEqual({ TEE: 5, 'TEE-3': 1, SET: 2, CAP: 3 });
		expect(written(await forChannel({ rows, links, sold: map({ TEE: 30 }) }))).toEqual({ TEE: 0, 'TEE-3': 0, SET: 0, CAP: 4 });
	});

	it.each([
		[{ percentage: 50, safetyStock: 0 }, 3],
		[{ percentage: 100, safetyStock: 2 }, 5],
		[{ percentage: 50, safetyStock: 2 }, 1],
		[{ percentage: 100, safetyStock: 9 }, 0],
		[{ percentage: 100, safetyStock: 2, maximum: 4 }, 4],
		[{ percentage: 100, safetyStock: 0, maximum: 0 }, 0],
	])('is shown by the rule %j', async (rule, shown) => {
		expect(written(await forChannel({ ...TEE, rule }))).toEqual({ TEE: shown });
	});

	it('is never more than the platform takes', async () => {
		const rows = [pieces('1', 80, { sku: 'A' }), pieces('1', 80, { sku: 'B' })];
		expect(written(await forChannel({ rows, links: TEE.links, maximum: 99, sumRows: true }))).toEqual({ TEE: 99 });
	});
});

describe('a quantity is not pushed', () => {
	const cases: readonly (readonly [string, Partial<ChannelGiven>, string])[] = [
		['of a listing that Amazon ships', { ...TEE, facts: facts(fact('TEE', { fulfilledBy: 'amazon' })) }, 'stockIsFba'],
		['of one that Amazon ships beside the merchant', { ...TEE, facts: facts(fact('TEE', { fulfilledBy: 'both' })) }, 'stockIsFba'],
		['of one that is sent all the same', { ...TEE, sendAll: true, facts: facts(fact('TEE', { fulfilledBy: 'amazon' })) }, 'stockIsFba'],
		['where nobody knows who ships', { ...TEE, facts: facts(fact('TEE', { fulfilledBy: 'unknown' })) }, 'stockChannelUnknown'],
		['of a SKU that is not there', { ...TEE, facts: facts(fact('TEE', { fulfilledBy: 'none' })) }, 'stockSkuUnknown'],
		['of one that is kept by location', { ...TEE, facts: facts(fact('TEE', { atLocations: true })) }, 'stockAtLocations'],
		['of one that is closed', { ...TEE, facts: facts(fact('TEE', { closed: true, quantity: 0 })) }, 'stockListingClosed'],
		['of one that takes none', { ...TEE, facts: facts(fact('TEE', { noQuantity: true })) }, 'stockOfParent'],
		['of one that a person left out', { ...TEE, leftOut: new Set(['TEE']) }, 'stockLeftOut'],
		['of one whose link is left out', { ...TEE, links: [link('TEE', '1', { leftOut: true })] }, 'stockLeftOut'],
		['of one whose product is gone', { ...TEE, links: [link('TEE', '1', { gone: 'product' })] }, 'stockGone'],
		['of a product that lies at Amazon', { ...TEE, sources: map({ 1: 'warehouse' }) }, 'stockIsFba'],
		[
			'of a variation whose parent lies at Amazon',
			{ ...TEE, links: [link('TEE', '1', { parentId: '9' })], sources: map({ 9: 'warehouse' }) },
			'stockIsFba',
		],
		['of a product in two places, without the own part', { ...TEE, sources: map({ 1: 'sum' }) }, 'stockOwnPartMissing'],
		[
			'of a set with a part that lies at Amazon',
			{ rows: [pieces('1', 7), pieces('2', 7)], links: [link('TEE', { 1: 1, 2: 1 })], sources: map({ 2: 'warehouse' }) },
			'stockIsFba',
		],
		['of a warehouse’s count', { rows: [atWarehouse('TEE', 7)], links: TEE.links }, 'stockIsFba'],
		['that two items give differently', { rows: [units('TEE', 1), units('TEE', 2)], links: TEE.links }, 'stockTwice'],
		[
			'that an item of the product and one of the listing give differently',
			{ rows: [pieces('1', 7), units('TEE', 2)], links: TEE.links },
			'stockTwice',
		],
		[
			'that two marketplaces give differently',
			{ rows: [units('TEE', 1, { marketplace: 'DE' }), units('TEE', 2, { marketplace: 'FR' })], links: TEE.links },
			'sharedQuantity',
		],
		[
			'that two marketplaces give differently, not even added up',
			{ rows: [units('TEE', 1, { marketplace: 'DE' }), units('TEE', 2, { marketplace: 'FR' })], links: TEE.links, sumRows: true },
			'sharedQuantity',
		],
	];
	it.each(cases)('%s', async (_, given, code) => {
		const plan = await forChannel(given);
		expect(plan.writes).toEqual([]);
		expect(refused(plan)).toEqual([['TEE', code]]);
	});

	it('of a listing that nobody asked the channel about', async () => {
		const plan = await forChannel({ ...TEE, facts: new Map([['TEE', fact('TEE', { fulfilledBy: 'unknown' })]]) });
		expect(refused(plan)).toEqual([['TEE', 'stockChannelUnknown']]);
	});

	it.each<[string, StockRow]>([
		['below zero', pieces('1', -1)],
		['of a part of a piece', pieces('1', 1.5)],
		['that is no number', pieces('1', Number.NaN)],
		['that the platform cannot take', pieces('1', 100_000)],
		['of nothing', { input: 1, sku: '', quantity: 1 }],
	])('%s, and the others are', async (_, row) => {
		const plan = await forChannel({ rows: [row, units('CAP', 4)], links: [...TEE.links, link('CAP', '2')] });
		expect(written(plan)).toEqual({ CAP: 4 });
		expect(plan.refused.map(({ reason, inputs }) => [reason.code, inputs, reason.text.slice(0, 7)])).toEqual([
			['stockInput', [1], 'Item 1:'],
		]);
	});

	it('of an unlinked SKU, unless it is the listing of that very SKU by choice', async () => {
		const rows = [units('NEW', 4), pieces('9', 5, { sku: 'NEWER' })];
		expect(refused(await forChannel({ rows }))).toEqual([
			['NEW', 'stockSkuUnknown'],
			['NEWER', 'stockSkuUnknown'],
		]);
		expect(written(await forChannel({ rows, allowUnlinked: true, sold: map({ NEW: 1 }) }))).toEqual({ NEW: 3, NEWER: 5 });
	});

	it('of a product whose SKU is that of a listing of other goods', async () => {
		const plan = await forChannel({ rows: [pieces('9', 5, { sku: 'TEE' })], links: TEE.links, allowUnlinked: true });
		expect(refused(plan)).toEqual([['TEE', 'stockSkuUnknown']]);
		expect(plan.refused[0]?.reason.text).toContain('product 9 is linked with no listing');
	});

	it('of what a lost item would be a part of', async () => {
		const rows = [pieces('1', 4, { sku: 'A' }), pieces('1', -1, { sku: 'B' })];
		expect(refused(await forChannel({ rows, links: TEE.links, sumRows: true }))).toEqual([
			['TEE', 'stockComponentMissing'],
			['B', 'stockInput'],
		]);
		const unreadable = [{ productId: '1' }];
		expect(refused(await forChannel({ ...TEE, unreadable, sumRows: true }))).toEqual([['TEE', 'stockComponentMissing']]);
	});
});

describe('several items of one SKU', () => {
	it('that agree are one', async () => {
		const plan = await forChannel({ rows: [units('TEE', 4), units('TEE', 4, { marketplace: 'DE' }), pieces('1', 4)], links: TEE.links });
		expect(plan.writes).toMatchObject([{ sku: 'TEE', quantity: 4, inputs: [1, 2, 3] }]);
	});

	it('are added up by choice, those of marketplaces never', async () => {
		const shelves = [units('TEE', 4), units('TEE', 3), pieces('1', 2)];
		expect(written(await forChannel({ rows: shelves, links: TEE.links, sumRows: true }))).toEqual({ TEE: 9 });
		const sites = [units('TEE', 4, { marketplace: 'DE' }), units('TEE', 4, { marketplace: 'FR' }), units('TEE', 1)];
		expect(written(await forChannel({ rows: sites, links: TEE.links, sumRows: true }))).toEqual({ TEE: 5 });
	});
});

describe('the own part of what lies in two places', () => {
	const sources = map({ 1: 'sum' as const });

	it('is what the item says, or what the store keeps, and never more than the whole', async () => {
		const rows = [pieces('1', 30, { ownQuantity: 4 })];
		expect(written(await forChannel({ rows, links: TEE.links, sources }))).toEqual({ TEE: 4 });
		const kept = { ...TEE, sources, ownQuantities: map({ 1: 5 }) };
		expect(written(await forChannel(kept))).toEqual({ TEE: 5 });
		expect(written(await forChannel({ ...kept, rows: [pieces('1', 3)] }))).toEqual({ TEE: 3 });
	});

	it('of a part of a set is never the whole that the store shows', async () => {
		const set = { rows: [pieces('2', 9)], links: [link('SET', { 1: 1, 2: 1 })], sources, productQuantities: map({ 1: 30 }) };
		expect(refused(await forChannel(set))).toEqual([['SET', 'stockOwnPartMissing']]);
		expect(written(await forChannel({ ...set, ownQuantities: map({ 1: 2 }) }))).toEqual({ SET: 2 });
	});
});

describe('what nobody asked about', () => {
	it('is not told: the listing that Amazon ships beside the one that got the quantity', async () => {
		const links = [link('TEE', '1'), link('TEE-FBA', '1')];
		const shipped = facts(fact('TEE-FBA', { fulfilledBy: 'amazon' }));
		expect(await forChannel({ rows: [pieces('1', 7)], links, facts: shipped })).toMatchObject({ writes: [{ sku: 'TEE' }], refused: [] });
		expect(refused(await forChannel({ rows: [pieces('1', 7), units('TEE-FBA', 7)], links, facts: shipped }))).toEqual([
			['TEE-FBA', 'stockIsFba'],
		]);
		expect(refused(await forChannel({ rows: [pieces('1', 7)], links: links.slice(1), facts: shipped }))).toEqual([
			['TEE-FBA', 'stockIsFba'],
		]);
	});
});

describe('what stands there already', () => {
	const pushed = map({ TEE: { quantity: 7, at: NOON } });
	const seen = (quantity: number, asOf = ONE): ReadonlyMap<string, ChannelFact> => facts(fact('TEE', { quantity, asOf }));

	it('is not written again', async () => {
		expect(resting(await forChannel({ ...TEE, pushed }))).toEqual({ TEE: 7 });
		expect(resting(await forChannel({ ...TEE, pushed, facts: seen(7) }))).toEqual({ TEE: 7 });
		expect(resting(await forChannel({ ...TEE, pushed, facts: seen(3, '2026-11-21T11:00:00.000Z') }))).toEqual({ TEE: 7 });
	});

	it('is written where it differs, is not sure, drifted, was never pushed, or all is sent', async () => {
		const all = [
			{ rows: [pieces('1', 6)], pushed },
			{ pushed: map({ TEE: { quantity: 7, at: NOON, unsure: true as const } }) },
			{ pushed, facts: seen(4) },
			{ facts: seen(7) },
			{ pushed, sendAll: true },
		];
		for (const given of all) expect((await forChannel({ ...TEE, ...given })).writes).toHaveLength(1);
	});

	it('and was set to zero by somebody stays so, whatever the stock does', async () => {
		for (const quantity of [7, 3]) {
			const plan = await forChannel({ ...TEE, rows: [pieces('1', quantity)], pushed, facts: seen(0) });
			expect(plan.writes).toEqual([]);
			expect(refused(plan)).toEqual([['TEE', 'stockZeroByOther']]);
		}
		expect(resting(await forChannel({ ...TEE, rows: [pieces('1', 0)], pushed, facts: seen(0) }))).toEqual({ TEE: 0 });
	});

	it('at zero is our affair where it was sold out, was our own zero, or all is sent', async () => {
		const more = { ...TEE, rows: [pieces('1', 20)], facts: seen(0) };
		expect(written(await forChannel({ ...more, pushed, sold: map({ TEE: 7 }) }))).toEqual({ TEE: 13 });
		expect(written(await forChannel({ ...more, pushed: map({ TEE: { quantity: 0, at: NOON } }) }))).toEqual({ TEE: 20 });
		expect(written(await forChannel({ ...more, pushed, sendAll: true }))).toEqual({ TEE: 20 });
	});

	it('at zero just after a push may be the zero from before', async () => {
		const soon = seen(0, '2026-11-21T12:05:00.000Z');
		expect(resting(await forChannel({ ...TEE, pushed, facts: soon }))).toEqual({ TEE: 7 });
		expect(written(await forChannel({ ...TEE, rows: [pieces('1', 0)], pushed, facts: soon }))).toEqual({ TEE: 0 });
		expect(refused(await forChannel({ ...TEE, pushed, facts: soon, settleMs: 60_000 }))).toEqual([['TEE', 'stockZeroByOther']]);
	});
});

describe('a listing whose product is gone', () => {
	const links = [link('OLD', '1', { gone: 'product' }), link('GONE', '2', { gone: 'listing' })];

	it('is left as it is and told, though no item names it', async () => {
		const plan = await forChannel({ links });
		expect(plan.writes).toEqual([]);
		expect(refused(plan)).toEqual([['OLD', 'stockGone']]);
	});

	it('is taken to zero by choice, if the merchant ships it', async () => {
		expect(written(await forChannel({ links: links.slice(0, 1), zeroGone: true }))).toEqual({ OLD: 0 });
		const rows = [pieces('1', 5), pieces('2', 5)];
		const shipped = facts(fact('OLD', { fulfilledBy: 'amazon' }), fact('GONE', { fulfilledBy: 'none' }));
		const plan = await forChannel({ rows, links, zeroGone: true, facts: shipped });
		expect(plan.writes).toEqual([]);
		expect(refused(plan)).toEqual([
			['OLD', 'stockIsFba'],
			['GONE', 'stockGone'],
		]);
	});
});
