import type { ChannelFact } from '../../../src/domain/stock/facts';
import type { ProductLink } from '../../../src/domain/product';
import { AMAZON, iso, MINUTE, OTHER_AMAZON, SHOP, T0, withDatabase, type FreshDatabase } from './under-test';

const BETWEEN = { channel: AMAZON, store: SHOP };
const link = (sku: string, productId: string, more: Partial<ProductLink> = {}): ProductLink => ({
	channel: { platform: 'amazon', id: 'eu:A1SELLER' },
	store: { platform: 'woocommerce', id: 'shop.example' },
	sku,
	productId,
	content: { unitsPerListing: 1 },
	rule: 'sku',
	places: [{ marketplace: 'A1PA6795UKMFR9', fulfilledBy: 'merchant' }],
	...more,
});
const fact = (sku: string, at: number, more: Partial<ChannelFact> = {}): ChannelFact => ({
	sku,
	fulfilledBy: 'merchant',
	asOf: iso(at),
	...more,
});

/** What is declared, pushed, said and seen of quantities. */
export function stockBattery(fresh: FreshDatabase): void {
	const test = withDatabase(fresh);
	const pushed = async (...items: readonly string[]) => Object.fromEntries(await test.db.stock.pushed(AMAZON, items));

	it('keeps what a person declares, leaves out and pauses', async () => {
		const { stock } = test.db;
		expect(await stock.declare(BETWEEN, ['1', '2', '2'], 'sum', T0)).toBe(2);
		expect(await stock.declare(BETWEEN, ['1', '3'], 'own', T0)).toBe(2);
		expect(await stock.declare(BETWEEN, ['2', '9'], undefined, T0)).toBe(1);
		expect(Object.fromEntries(await stock.sources(BETWEEN, ['1', '2', '3']))).toEqual({ 1: 'own', 3: 'own' });
		expect(await stock.leaveOut(BETWEEN, ['A', 'B'], true, T0)).toBe(2);
		expect(await stock.leaveOut(BETWEEN, ['A'], true, T0)).toBe(0);
		expect(await stock.leaveOut(BETWEEN, ['B', 'C'], false, T0)).toBe(1);
		expect([...(await stock.leftOut(BETWEEN, ['A', 'B', 'a']))]).toEqual(['A']);
		await stock.pause(AMAZON, true, T0);
		await stock.pause(AMAZON, true, T0);
		expect([await stock.paused(AMAZON), await stock.paused(OTHER_AMAZON)]).toEqual([true, false]);
		await stock.pause(AMAZON, false, T0);
		expect(await stock.paused(AMAZON)).toBe(false);
	});

	it('declares what the channel alone ships, and overrules no word', async () => {
		const fba = [{ marketplace: 'A1PA6795UKMFR9', fulfilledBy: 'amazon' as const }];
		await test.db.links.set(
			[
				link('F', '1', { places: fba }),
				link('M', '2'),
				link('F2', '2', { places: fba }),
				link('F3', '3', { places: fba }),
				link('N', '4', { places: [] }),
			],
			T0,
		);
		await test.db.stock.declare(BETWEEN, ['3'], 'own', T0);
		expect(await test.db.stock.declareWarehouseOnly(BETWEEN, T0)).toBe(1);
		expect(await test.db.stock.declareWarehouseOnly(BETWEEN, T0)).toBe(0);
		expect(Object.fromEntries(await test.db.stock.sources(BETWEEN, ['1', '2', '3', '4']))).toEqual({ 1: 'warehouse', 3: 'own' });
		expect(await test.db.stock.linkedProducts(BETWEEN)).toBe(4);
	});

	it('is unsure of what was begun until it is taken, and of a newer one after an older was', async () => {
		const { stock } = test.db;
		await stock.begin(AMAZON, [{ item: 'A', quantity: 5 }], T0);
		const other = await test.another();
		expect(Object.fromEntries(await other.stock.pushed(AMAZON, ['A', 'a']))).toEqual({ A: { quantity: 5, at: iso(T0), unsure: true } });
		await other.stock.begin(AMAZON, [{ item: 'A', quantity: 7 }], T0 + MINUTE);
		await stock.taken(AMAZON, [{ item: 'A', quantity: 5 }], T0 + MINUTE);
		expect((await pushed('A'))['A']).toEqual({ quantity: 7, at: iso(T0 + MINUTE), unsure: true });
		await other.stock.taken(AMAZON, [{ item: 'A', quantity: 7 }], T0 + 2 * MINUTE);
		expect((await pushed('A'))['A']).toEqual({ quantity: 7, at: iso(T0 + 2 * MINUTE) });
		await stock.forget(AMAZON, ['A']);
		expect(await pushed('A')).toEqual({});
	});

	it('holds a submission until it is closed, and what is left of it stays unsure', async () => {
		const { stock } = test.db;
		const items = ['A', 'B'].map((item) => ({ item, quantity: 3 }));
		await stock.begin(AMAZON, items, T0);
		await stock.handedIn(AMAZON, 'feed-1', items, T0);
		await stock.handedIn(AMAZON, 'feed-1', items, T0 + MINUTE);
		expect(await stock.submissions(AMAZON)).toEqual([{ submission: 'feed-1', handedInAt: iso(T0), items }]);
		expect(await stock.submissions(OTHER_AMAZON)).toEqual([]);
		await stock.taken(AMAZON, items.slice(0, 1), T0);
		await stock.closeSubmission(AMAZON, 'feed-1');
		await stock.closeSubmission(AMAZON, 'feed-1');
		expect(await stock.submissions(AMAZON)).toEqual([]);
		expect(await pushed('A', 'B')).toEqual({ A: { quantity: 3, at: iso(T0) }, B: { quantity: 3, at: iso(T0), unsure: true } });
	});

	it('counts drops to zero, and no others', async () => {
		const { stock } = test.db;
		const zero = (item: string, was?: number) => ({ item, quantity: 0, ...(was !== undefined && { was }) });
		await stock.begin(AMAZON, [zero('A', 4), zero('B', 0), zero('C'), { item: 'D', quantity: 2 }], T0);
		expect(await stock.zeroedSince(AMAZON, iso(T0))).toBe(1);
		await stock.begin(AMAZON, [zero('A', 0), zero('D')], T0 + MINUTE);
		await stock.taken(AMAZON, [zero('D')], T0 + MINUTE);
		expect(await stock.zeroedSince(AMAZON, iso(T0))).toBe(2);
		expect(await stock.zeroedSince(AMAZON, iso(T0 + MINUTE))).toBe(1);
		await stock.begin(AMAZON, [{ item: 'D', quantity: 1 }], T0 + MINUTE);
		expect(await stock.zeroedSince(AMAZON, iso(T0))).toBe(1);
	});

	it('takes no older fact for a newer one, and remembers what was seen', async () => {
		const { stock } = test.db;
		const known = fact('A', T0 + MINUTE, { quantity: 2, closed: true, noQuantity: true, atLocations: true });
		await stock.noteFacts(AMAZON, [known, fact('A', T0), fact('B', T0)]);
		await stock.noteFacts(AMAZON, [fact('A', T0, { fulfilledBy: 'amazon' }), fact('B', T0 + MINUTE, { quantity: 0 })]);
		expect(Object.fromEntries(await stock.facts(AMAZON, ['A', 'B', 'a']))).toEqual({
			A: known,
			B: fact('B', T0 + MINUTE, { quantity: 0 }),
		});
		await stock.noteSeen(
			SHOP,
			[
				{ item: '1', quantity: -2 },
				{ item: '2', quantity: 1 },
			],
			T0,
		);
		await stock.noteSeen(SHOP, [{ item: '2', quantity: 3, own: true }], T0);
		expect(Object.fromEntries(await stock.seen(SHOP, ['1', '2', '3']))).toEqual({
			1: { item: '1', quantity: -2 },
			2: { item: '2', quantity: 3, own: true },
		});
	});

	it('finds sets and variations, and goes round what is linked', async () => {
		const set = link('SET', '5', {
			content: {
				components: [
					{ productId: '1', units: 2 },
					{ productId: '2', units: 1 },
				],
			},
		});
		await test.db.links.set([set, link('A', '1', { parentId: '10' }), link('B', '3', { parentId: '10' })], T0);
		const skus = (links: readonly ProductLink[]) => links.map(({ sku }) => sku).sort();
		expect(await test.db.links.setsWith(BETWEEN, ['1', '2'])).toEqual([set]);
		expect(skus(await test.db.links.ofParents(BETWEEN, ['10', '1']))).toEqual(['A', 'B']);
		expect(await test.db.stock.linkedAfter(SHOP, '', 3)).toEqual([
			{ productId: '1', parentId: '10' },
			{ productId: '2' },
			{ productId: '3', parentId: '10' },
		]);
		expect(await test.db.stock.linkedAfter(SHOP, '3', 3)).toEqual([{ productId: '5' }]);
		await test.db.links.remove(BETWEEN, ['SET']);
		expect(await test.db.links.setsWith(BETWEEN, ['1', '2'])).toEqual([]);
		await test.db.links.set([set], T0);
		await test.db.links.removeAll(BETWEEN);
		expect(await test.db.links.setsWith(BETWEEN, ['1'])).toEqual([]);
		expect(await test.db.stock.linkedAfter(SHOP, '', 3)).toEqual([]);
	});

	it('forgets what was not touched for long, and keeps the words of people', async () => {
		const { stock } = test.db;
		await stock.begin(AMAZON, [{ item: 'A', quantity: 1 }], T0);
		await stock.noteFacts(AMAZON, [fact('A', T0), fact('B', T0 + MINUTE)]);
		await stock.noteSeen(SHOP, [{ item: '1', quantity: 1 }], T0);
		await stock.declare(BETWEEN, ['1'], 'sum', T0);
		await stock.leaveOut(BETWEEN, ['A'], true, T0);
		expect(await stock.prune(iso(T0 + MINUTE))).toEqual({ rows: 3, more: false });
		expect(await pushed('A')).toEqual({});
		expect([...(await stock.facts(AMAZON, ['A', 'B'])).keys()]).toEqual(['B']);
		expect((await stock.sources(BETWEEN, ['1'])).get('1')).toBe('sum');
		expect((await stock.leftOut(BETWEEN, ['A'])).size).toBe(1);
	});

	it('takes 10,000 at once', async () => {
		const { stock } = test.db;
		const items = Array.from({ length: 10_000 }, (_, at) => ({ item: `SKU-${at}`, quantity: at }));
		await stock.begin(AMAZON, items, T0);
		await stock.handedIn(AMAZON, 'feed', items, T0);
		await stock.taken(AMAZON, items, T0);
		await stock.noteFacts(
			AMAZON,
			items.map(({ item }) => fact(item, T0)),
		);
		expect(
			(
				await stock.pushed(
					AMAZON,
					items.map(({ item }) => item),
				)
			).size,
		).toBe(10_000);
		expect((await stock.submissions(AMAZON))[0]?.items.length).toBe(10_000);
	});
}
