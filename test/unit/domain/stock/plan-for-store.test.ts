import type { StoreFact } from '../../../../src/domain/stock/facts';
import type { StoreGiven } from '../../../../src/domain/stock/plan-for-store';
import { atWarehouse, forStore, link, map, NOON, pieces, product, refused, resting, units, written } from './planning';

const facts = (...all: readonly StoreFact[]): ReadonlyMap<string, StoreFact> => new Map(all.map((one) => [one.productId, one]));

const FBA = { fulfilledBy: 'amazon' } as const;
/** One product that lies at the warehouse, under one listing. */
const TEE = { rows: [atWarehouse('TEE', 7)], links: [link('TEE', '1', FBA)], sources: map({ 1: 'warehouse' as const }) };
const SUM = { ...TEE, sources: map({ 1: 'sum' as const }) };

describe('a quantity for a store', () => {
	it('is that of the product at the warehouse, with its ids and what stands there', async () => {
		const variation = facts(product('1', { parentId: '9', quantity: 3 }));
		expect(await forStore({ ...TEE, facts: variation })).toEqual({
			writes: [{ sku: 'P-1', productId: '1', parentId: '9', quantity: 7, was: 3, inputs: [1] }],
			unchanged: [],
			refused: [],
		});
	});

	it('is counted in pieces', async () => {
		expect(written(await forStore({ ...TEE, links: [link('TEE', '1*3', FBA)] }))).toEqual({ 'P-1': 21 });
		expect(written(await forStore({ rows: [units('TEE-3', 2)], links: [link('TEE-3', '1*3')] }))).toEqual({ 'P-1': 6 });
	});

	it('is that of all listings of the product at the warehouse, all of which have to be there', async () => {
		const links = [link('TEE', '1', FBA), link('TEE-3', '1*3', { fulfilledBy: 'both' }), link('TEE-OWN', '1')];
		const rows = [atWarehouse('TEE', 7), atWarehouse('TEE-3', 1)];
		expect(written(await forStore({ ...TEE, rows, links }))).toEqual({ 'P-1': 10 });
		const plan = await forStore({ ...TEE, links });
		expect(refused(plan)).toEqual([['TEE', 'stockComponentMissing']]);
		expect(plan.refused[0]?.reason.text).toContain('(listing "TEE-3")');
		expect(refused(await forStore({ ...TEE, rows: [atWarehouse('TEE', 7), atWarehouse('TEE-3', -1)], links }))).toContainEqual([
			'TEE',
			'stockComponentMissing',
		]);
	});

	it('does not wait for a listing that is gone or left out', async () => {
		const links = [...TEE.links, link('OLD', '1', { ...FBA, gone: 'listing' }), link('OUT', '1', { ...FBA, leftOut: true })];
		expect(written(await forStore({ ...TEE, links }))).toEqual({ 'P-1': 7 });
	});

	it('is without what open orders of the store will still take, and by the rule', async () => {
		expect(written(await forStore({ ...TEE, sold: map({ 1: 3 }) }))).toEqual({ 'P-1': 4 });
		const rule = { percentage: 50, safetyStock: 1 };
		expect(written(await forStore({ ...TEE, sold: map({ 1: 1 }), rule }))).toEqual({ 'P-1': 2 });
	});

	it('is the own part and that at the warehouse together, where that is declared', async () => {
		const kept = facts(product('1', { quantity: 30, ownQuantity: 4 }));
		expect(written(await forStore({ ...SUM, facts: kept }))).toEqual({ 'P-1': 11 });
		expect(written(await forStore({ ...SUM, rows: [atWarehouse('TEE', 7, { ownQuantity: 2 })], facts: kept }))).toEqual({ 'P-1': 9 });
		const both = [atWarehouse('TEE', 7), pieces('1', 5, { ownQuantity: 5 })];
		expect((await forStore({ ...SUM, rows: both })).writes).toMatchObject([{ quantity: 12, inputs: [1, 2] }]);
	});

	it('of the merchant’s own is found by id, by the product’s SKU, or by a listing', async () => {
		const all = facts(product('1'), product('2'), product('3'));
		const rows = [pieces('1', 5, { sku: '' }), units('P-2', 6), units('CAP', 7)];
		expect(written(await forStore({ rows, facts: all, links: [link('CAP', '3')] }))).toEqual({ 'P-1': 5, 'P-2': 6, 'P-3': 7 });
	});
});

describe('a quantity is not pushed to a store', () => {
	const cases: readonly (readonly [string, Partial<StoreGiven>, string])[] = [
		['of a warehouse where nothing is declared', { ...TEE, sources: map() }, 'stockSourceUndeclared'],
		['of a warehouse where the own stock is declared', { ...TEE, sources: map({ 1: 'own' }) }, 'stockSourceUndeclared'],
		['of the merchant’s own where the warehouse is declared', { ...TEE, rows: [pieces('1', 5, { sku: 'TEE' })] }, 'stockIsFba'],
		['of both where the warehouse is declared', { ...TEE, rows: [atWarehouse('TEE', 7), pieces('1', 5, { sku: 'TEE' })] }, 'stockIsFba'],
		['of a warehouse without the own part', SUM, 'stockOwnPartMissing'],
		['of a total that may be the whole', { ...SUM, rows: [atWarehouse('TEE', 7), pieces('1', 5, { sku: 'TEE' })] }, 'stockOwnPartMissing'],
		['of the own part without the warehouse', { ...SUM, rows: [pieces('1', 5, { sku: 'TEE', ownQuantity: 5 })] }, 'stockComponentMissing'],
		['of a set at the warehouse', { ...TEE, links: [link('TEE', { 1: 1, 2: 1 }, FBA)] }, 'stockOfParent'],
		['that nobody counts there', { ...TEE, facts: facts(product('1', { counted: false })) }, 'stockNotManaged'],
		['of a product that stands for others', { ...TEE, facts: facts(product('1', { holdsOthers: true })) }, 'stockOfParent'],
		['of a product that is gone', { ...TEE, links: [link('TEE', '1', { ...FBA, gone: 'product' })], facts: facts() }, 'stockGone'],
		['of a product that is not there', { ...TEE, facts: facts() }, 'stockSkuUnknown'],
		['of a listing that is not linked', { ...TEE, links: [] }, 'stockSkuUnknown'],
		['of a listing that a person left out', { ...TEE, leftOut: new Set(['TEE']) }, 'stockLeftOut'],
		['that two items give differently', { ...TEE, rows: [atWarehouse('TEE', 7), atWarehouse('TEE', 8)] }, 'stockTwice'],
		[
			'that two marketplaces give differently',
			{ ...TEE, rows: [atWarehouse('TEE', 7, { marketplace: 'DE' }), atWarehouse('TEE', 8, { marketplace: 'FR' })] },
			'sharedQuantity',
		],
	];
	it.each(cases)('%s', async (_, given, code) => {
		const plan = await forStore(given);
		expect(plan.writes).toEqual([]);
		expect(new Set(refused(plan).map((one) => one.join(' ')))).toEqual(new Set([`TEE ${code}`]));
	});

	it('of a SKU that several products have', async () => {
		const plan = await forStore({
			rows: [units('DOUBLE', 1)],
			facts: facts(product('1', { sku: 'DOUBLE' }), product('2', { sku: 'DOUBLE' })),
		});
		expect(refused(plan)).toEqual([['DOUBLE', 'stockSkuUnknown']]);
	});
});

it('the same total in every marketplace of the region is one, even where items are added up', async () => {
	const rows = [atWarehouse('TEE', 7, { marketplace: 'DE' }), atWarehouse('TEE', 7, { marketplace: 'FR' })];
	expect(written(await forStore({ ...TEE, rows, sumRows: true }))).toEqual({ 'P-1': 7 });
	const centres = [atWarehouse('TEE', 3), atWarehouse('TEE', 2)];
	expect(written(await forStore({ ...TEE, rows: centres, sumRows: true }))).toEqual({ 'P-1': 5 });
});

describe('variations that share the count of their parent', () => {
	const shared = { parentId: '9', sharedFrom: '9', quantity: 3 } as const;
	const siblings = [product('1', shared), product('2', shared), product('9', { quantity: 3, holdsOthers: true })];
	const all = facts(...siblings.slice(0, 2));

	it('get one quantity, written once to the parent', async () => {
		const plan = await forStore({ rows: [pieces('1', 5), pieces('2', 5)], facts: all, siblings });
		expect(plan.writes).toEqual([{ sku: 'P-9', productId: '9', quantity: 5, was: 3, inputs: [1, 2] }]);
	});

	it('get none where they differ, or where one is not among the items', async () => {
		expect(refused(await forStore({ rows: [pieces('1', 5), pieces('2', 6)], facts: all, siblings }))).toEqual([['P-1', 'stockShared']]);
		const plan = await forStore({ rows: [pieces('1', 5)], facts: all, siblings });
		expect(refused(plan)).toEqual([['P-1', 'stockShared']]);
		expect(plan.refused[0]?.reason.text).toContain('not in this run: P-2');
	});

	it('lie where any of them, or their parent, is declared to lie', async () => {
		const given = { facts: all, siblings };
		const fromParent = { ...given, rows: [pieces('9', 6)] };
		expect(refused(await forStore({ ...fromParent, sources: map({ 2: 'warehouse' }) }))).toEqual([['P-9', 'stockIsFba']]);
		expect(refused(await forStore({ ...fromParent, sources: map({ 1: 'own', 2: 'warehouse' }) }))).toEqual([
			['P-9', 'stockOwnPartMissing'],
		]);
		const links = [link('S', '1', FBA), link('M', '2', FBA)];
		const theirs = { ...given, links, rows: [atWarehouse('S', 6), atWarehouse('M', 6)] };
		expect(written(await forStore({ ...theirs, sources: map({ 9: 'warehouse' }) }))).toEqual({ 'P-9': 6 });
	});

	it('are written by their parent, without what is sold of each', async () => {
		const plan = await forStore({ rows: [pieces('9', 6)], facts: all, siblings, sold: map({ 1: 1, 2: 1 }) });
		expect(written(plan)).toEqual({ 'P-9': 4 });
		expect(resting(await forStore({ rows: [pieces('9', 3)], facts: all, siblings }))).toEqual({ 'P-9': 3 });
	});
});

describe('what stands in the store already', () => {
	it('is not written again, also where it was not pushed by us', async () => {
		expect(resting(await forStore({ ...TEE, facts: facts(product('1', { quantity: 7 })) }))).toEqual({ 'P-1': 7 });
	});

	it('is written where it drifted, is not sure, or all is sent', async () => {
		const stands = facts(product('1', { quantity: 7 }));
		const all: readonly Partial<StoreGiven>[] = [
			{ facts: facts(product('1', { quantity: 5 })), pushed: map({ 1: { quantity: 7, at: NOON } }) },
			{ facts: stands, pushed: map({ 1: { quantity: 7, at: NOON, unsure: true } }) },
			{ facts: stands, sendAll: true },
		];
		for (const given of all) expect(written(await forStore({ ...TEE, ...given }))).toEqual({ 'P-1': 7 });
	});
});

describe('a quantity that is only shown', () => {
	it('needs no declaration, touches no stock, and stops for nothing', async () => {
		const none = facts(product('1', { counted: false, quantity: 99 }));
		const shown = { ...TEE, sources: map<never>(), facts: none, shownOnly: true };
		expect(written(await forStore(shown))).toEqual({ 'P-1': 7 });
		expect(resting(await forStore({ ...shown, pushed: map({ 1: { quantity: 7, at: NOON } }) }))).toEqual({ 'P-1': 7 });
		const guard = { percentage: 1, atLeast: 1, linkedProducts: 1, zeroedLastHour: 0 };
		expect(written(await forStore({ ...shown, rows: [atWarehouse('TEE', 0)], guard }))).toEqual({ 'P-1': 0 });
	});
});

describe('a product whose listing at the warehouse is gone', () => {
	const links = [link('TEE', '1', { ...FBA, gone: 'listing' }), link('MINE', '2', { gone: 'listing' })];

	it('is left as it is and told, or taken to zero by choice', async () => {
		expect(refused(await forStore({ links, sources: TEE.sources }))).toEqual([['P-1', 'stockGone']]);
		expect(written(await forStore({ links, sources: TEE.sources, zeroGone: true }))).toEqual({ 'P-1': 0 });
		const kept = facts(product('1', { ownQuantity: 4 }));
		expect(written(await forStore({ links, sources: SUM.sources, zeroGone: true, facts: kept }))).toEqual({ 'P-1': 4 });
	});
});
