import type { LinkPlace, ProductLink } from '../../../src/domain/product';
import type { ChannelFact } from '../../../src/domain/stock/facts';
import { iso } from '../../../src/domain/time';
import { AMAZON, MINUTE, SHOP, T0, withDatabase, type FreshDatabase } from './under-test';

const BETWEEN = { channel: AMAZON, store: SHOP };
const FBM: LinkPlace = { marketplace: 'A1PA6795UKMFR9', fulfilledBy: 'merchant' };
const FBA: LinkPlace = { marketplace: 'A1PA6795UKMFR9', fulfilledBy: 'amazon' };

const link = (sku: string, productId: string, more: Partial<ProductLink> = {}): ProductLink => ({
	channel: { platform: 'amazon', id: 'eu:A1SELLER' },
	store: { platform: 'woocommerce', id: 'shop.example' },
	sku,
	productId,
	content: { unitsPerListing: 1 },
	rule: 'manual',
	...more,
});
const fact = (sku: string, at: number, more: Partial<ChannelFact> = {}): ChannelFact => ({
	sku,
	fulfilledBy: 'merchant',
	asOf: iso(at),
	...more,
});

/** What is remembered of quantities. */
export function stockBattery(fresh: FreshDatabase): void {
	const test = withDatabase(fresh);
	const begin = async (item: string, quantity: number, now = T0, was?: number) => {
		await test.db.stock.begin(AMAZON, [{ item, quantity, ...(was === undefined ? {} : { was }) }], now);
	};
	const pushed = async (item: string) => (await test.db.stock.pushed(AMAZON, [item])).get(item);
	const zeroes = async (since: number) => await test.db.stock.zeroedSince(AMAZON, iso(since));

	it('is unsure of what is begun until it was taken', async () => {
		await begin('A', 5);
		expect(await pushed('A')).toEqual({ quantity: 5, at: iso(T0), unsure: true });
		await test.db.stock.taken(AMAZON, [{ item: 'A', quantity: 5 }], T0 + 1);
		expect(await pushed('A')).toEqual({ quantity: 5, at: iso(T0 + 1) });
		expect(await pushed('a')).toBeUndefined();
		expect(await test.db.stock.pushed(SHOP, ['A'])).toEqual(new Map());
	});

	it('does not take an older quantity for the one that was begun since', async () => {
		await begin('A', 5);
		await begin('A', 3, T0 + 1);
		await test.db.stock.taken(AMAZON, [{ item: 'A', quantity: 5 }], T0 + 2);
		expect(await pushed('A')).toEqual({ quantity: 3, at: iso(T0 + 1), unsure: true });
	});

	it('knows nothing of what was forgotten, until it is pushed again', async () => {
		await begin('A', 5);
		await test.db.stock.forget(AMAZON, ['A', 'B']);
		expect(await pushed('A')).toBeUndefined();
		await test.db.stock.taken(AMAZON, [{ item: 'A', quantity: 5 }], T0);
		expect(await pushed('A')).toBeUndefined();
		await begin('A', 5);
		await test.db.stock.taken(AMAZON, [{ item: 'A', quantity: 5 }], T0);
		expect(await pushed('A')).toEqual({ quantity: 5, at: iso(T0) });
	});

	it('counts what pushes took to zero, once each, and no more what is sold again', async () => {
		await begin('A', 0, T0, 4);
		await begin('A', 0, T0 + 1);
		await begin('B', 7);
		await begin('B', 0, T0 + MINUTE);
		await begin('C', 0, T0, 0);
		// What nobody knows the quantity of may have been more than zero.
		await begin('D', 0);
		expect(await zeroes(T0)).toBe(3);
		expect(await zeroes(T0 + MINUTE)).toBe(1);
		await begin('B', 2, T0 + 2 * MINUTE);
		expect(await zeroes(T0)).toBe(2);
		expect(await test.db.stock.zeroedSince(SHOP, iso(T0))).toBe(0);
	});

	it('keeps what was handed in until its fate is known', async () => {
		await begin('A', 5);
		await begin('B', 6);
		const items = [
			{ item: 'A', quantity: 5 },
			{ item: 'B', quantity: 6 },
		];
		await test.db.stock.handedIn(AMAZON, 'feed-1', items, T0);
		await test.db.stock.handedIn(AMAZON, 'feed-1', items, T0 + 1);
		// A newer push of one of them does not take it out of the feed, which may still take effect.
		await begin('A', 4, T0 + 2);
		const [open, ...others] = await test.db.stock.submissions(AMAZON);
		expect(others).toEqual([]);
		expect(open).toMatchObject({ submission: 'feed-1', handedInAt: iso(T0) });
		expect(open?.items.toSorted((one, other) => (one.item < other.item ? -1 : 1))).toEqual(items);
		await test.db.stock.closeSubmission(AMAZON, 'feed-1');
		expect(await test.db.stock.submissions(AMAZON)).toEqual([]);
		expect(await pushed('B')).toMatchObject({ unsure: true });
	});

	it('never goes back to an older fact', async () => {
		await test.db.stock.noteFacts(AMAZON, [fact('A', T0 + 2, { fulfilledBy: 'amazon' }), fact('B', T0, { quantity: 3, closed: true })]);
		await test.db.stock.noteFacts(AMAZON, [fact('A', T0 + 1), fact('B', T0 + 1, { fulfilledBy: 'both', atLocations: true })]);
		expect(await test.db.stock.facts(AMAZON, ['A', 'B', 'C'])).toEqual(
			new Map([
				['A', fact('A', T0 + 2, { fulfilledBy: 'amazon' })],
				['B', fact('B', T0 + 1, { fulfilledBy: 'both', atLocations: true })],
			]),
		);
	});

	it('keeps the words of people, and says how many changed', async () => {
		const { stock } = test.db;
		expect(await stock.declare(BETWEEN, ['1', '2', '1'], 'warehouse', T0)).toBe(2);
		expect(await stock.declare(BETWEEN, ['1', '2'], 'sum', T0)).toBe(2);
		expect(await stock.declare(BETWEEN, ['1'], 'sum', T0)).toBe(0);
		expect(await stock.declare(BETWEEN, ['2'], undefined, T0)).toBe(1);
		expect(await stock.sources(BETWEEN, ['1', '2', '3'])).toEqual(new Map([['1', 'sum']]));
		expect(await stock.leaveOut(BETWEEN, ['A', 'B'], true, T0)).toBe(2);
		expect(await stock.leaveOut(BETWEEN, ['B', 'C'], false, T0)).toBe(1);
		expect(await stock.leftOut(BETWEEN, ['A', 'B', 'C'])).toEqual(new Set(['A']));
		await stock.pause(AMAZON, true, T0);
		await stock.pause(AMAZON, true, T0);
		expect([await stock.paused(AMAZON), await stock.paused(SHOP)]).toEqual([true, false]);
		await stock.pause(AMAZON, false, T0);
		expect(await stock.paused(AMAZON)).toBe(false);
	});

	it('declares what the channel alone ships, and nothing that is declared or of which nobody knows', async () => {
		await test.db.links.set(
			[
				link('fba', '1', { places: [FBA] }),
				link('fbm', '2', { places: [FBM] }),
				link('both-a', '3', { places: [FBA] }),
				link('both-b', '3', { places: [FBM] }),
				link('nowhere', '4'),
				link('said', '5', { places: [FBA] }),
				link('gone', '6', { places: [FBA], gone: 'product' }),
				link('half', '7', { places: [FBA] }),
				link('half-unknown', '7'),
			],
			T0,
		);
		await test.db.stock.declare(BETWEEN, ['5'], 'sum', T0);
		expect(await test.db.stock.declareWarehouseOnly(BETWEEN, T0)).toBe(1);
		expect(await test.db.stock.declareWarehouseOnly(BETWEEN, T0)).toBe(0);
		expect(await test.db.stock.sources(BETWEEN, ['1', '2', '3', '4', '5', '6', '7'])).toEqual(
			new Map([
				['1', 'warehouse'],
				['5', 'sum'],
			]),
		);
		expect(await test.db.stock.linkedProducts(BETWEEN)).toBe(6);
	});

	it('remembers what was seen, and whose it was', async () => {
		const { stock } = test.db;
		await stock.noteSeen(
			SHOP,
			[
				{ item: '1', quantity: 4, own: true },
				{ item: '2', quantity: -1 },
			],
			T0,
		);
		await stock.noteSeen(SHOP, [{ item: '1', quantity: 3 }], T0);
		expect(await stock.seen(SHOP, ['1', '2', '3'])).toEqual(
			new Map([
				['1', { item: '1', quantity: 3 }],
				['2', { item: '2', quantity: -1 }],
			]),
		);
	});

	it('goes round the linked products of a store and what its sets are made of, each once', async () => {
		const components = [
			{ productId: '3', units: 1 },
			{ productId: '5', units: 2 },
		];
		await test.db.links.set(
			[link('A', '1'), link('B', '2', { parentId: '10' }), link('C', '2', { parentId: '10' }), link('S', '4', { content: { components } })],
			T0,
		);
		const from = async (after: string) => (await test.db.stock.linkedAfter(SHOP, after, 3)).map(({ productId }) => productId);
		expect(await test.db.stock.linkedAfter(SHOP, '1', 1)).toEqual([{ productId: '2', parentId: '10' }]);
		expect(await from('')).toEqual(['1', '2', '3']);
		expect(await from('3')).toEqual(['4', '5']);
		expect(await from('5')).toEqual([]);
		expect((await test.db.links.setsWith(BETWEEN, ['5', '1'])).map(({ sku }) => sku)).toEqual(['S']);
		expect((await test.db.links.ofParents(BETWEEN, ['10'])).map(({ sku }) => sku).toSorted()).toEqual(['B', 'C']);
		await test.db.links.set([link('S', '4')], T0);
		expect(await test.db.links.setsWith(BETWEEN, ['5'])).toEqual([]);
		await test.db.links.set([link('S', '4', { content: { components } })], T0);
		await test.db.links.remove(BETWEEN, ['S']);
		expect(await test.underTest.query('select sku from link_part')).toEqual([]);
	});

	it('takes as many as an account has', async () => {
		const many = Array.from({ length: 12_000 }, (_, at) => ({ item: `SKU-${at}`, quantity: at }));
		await test.db.stock.begin(AMAZON, many, T0);
		await test.db.stock.taken(AMAZON, many, T0);
		await test.db.stock.handedIn(AMAZON, 'feed', many, T0);
		await test.db.stock.noteFacts(
			AMAZON,
			many.map(({ item }) => fact(item, T0)),
		);
		const items = many.map(({ item }) => item);
		expect((await test.db.stock.pushed(AMAZON, items)).size).toBe(many.length);
		expect((await test.db.stock.facts(AMAZON, items)).size).toBe(many.length);
		expect((await test.db.stock.submissions(AMAZON))[0]?.items).toHaveLength(many.length);
	});

	it('forgets what is old, some at a time', async () => {
		const many = Array.from({ length: 250 }, (_, at) => ({ item: `SKU-${at}`, quantity: at }));
		await test.db.stock.taken(AMAZON, many, T0);
		await test.db.stock.taken(AMAZON, [{ item: 'new', quantity: 1 }], T0 + MINUTE);
		await test.db.stock.declare(BETWEEN, ['1'], 'sum', T0);
		expect(await test.db.stock.prune(iso(T0 + 1))).toMatchObject({ more: true });
		expect(await test.db.stock.prune(iso(T0 + 1))).toMatchObject({ more: false });
		expect([...(await test.db.stock.pushed(AMAZON, ['SKU-1', 'SKU-249', 'new'])).keys()]).toEqual(['new']);
		expect((await test.db.stock.sources(BETWEEN, ['1'])).size).toBe(1);
	});
}
