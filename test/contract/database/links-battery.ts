import { orderId } from '../../../src/domain/ids';
import type { LinkPlace, ProductLink } from '../../../src/domain/product';
import type { LinkRecord, Matched, OpenListing } from '../../../src/ports/database';
import { AMAZON, saleChange, SHOP, T0, UNMATCHED, withDatabase, type FreshDatabase } from './under-test';

const BETWEEN = { channel: AMAZON, store: SHOP };
const DE: LinkPlace = { marketplace: 'A1PA6795UKMFR9', fulfilledBy: 'merchant' };
const FR: LinkPlace = { marketplace: 'A13V1IB3VIYZZH', fulfilledBy: 'merchant' };
const DE_FBA: LinkPlace = { ...DE, fulfilledBy: 'amazon' };

const link = (sku: string, productId: string, more: Partial<ProductLink> = {}): ProductLink => ({
	channel: { platform: 'amazon', id: 'eu:A1SELLER' },
	store: { platform: 'woocommerce', id: 'shop.example' },
	sku,
	productId,
	content: { unitsPerListing: 1 },
	rule: 'sku',
	places: [DE],
	...more,
});
const open = (sku: string, more: Partial<OpenListing> = {}): OpenListing => ({
	sku,
	title: `Mug ${sku}`,
	code: 'B0TEST',
	places: [DE],
	state: 'pending',
	candidates: [{ productId: '1', sku: sku.toLowerCase(), why: 'differsInCase' }],
	...more,
});
const NOTHING: Matched = { links: [], open: [], closed: [], gone: [] };
const NONE = { written: 0, retried: 0, refused: [] };

/** Whole catalogs of links, and the keys that hold them. */
export function linksBattery(fresh: FreshDatabase): void {
	const test = withDatabase(fresh);
	const save = async (matched: Partial<Matched>) => await test.db.links.saveMatch(BETWEEN, { ...NOTHING, ...matched }, T0);
	const get = async (sku: string) => (await test.db.links.get(BETWEEN, [sku])).get(sku);
	const list = async (states: readonly (LinkRecord | OpenListing)['state'][], after = '', limit = 100) =>
		(await test.db.links.list(BETWEEN, states, after, limit)).map(({ state, sku }) => `${sku} ${state}`);
	const ALL = ['synchronised', 'pending', 'ambiguous', 'gone'] as const;

	it('writes what differs, and a second time nothing', async () => {
		const variation = link('B', '2', { parentId: '10', inventoryId: 'i-2', places: [DE_FBA, DE, FR], rule: 'gtin' });
		const matched = { links: [link('A', '1'), variation], open: [open('C'), open('D', { state: 'ambiguous' })] };
		expect(await save(matched)).toEqual({ ...NONE, written: 4 });
		expect(await get('B')).toEqual({ ...variation, places: [FR, DE_FBA, DE] });
		expect(await test.db.links.list(BETWEEN, ['pending'], '', 9)).toEqual([open('C')]);
		expect(await save(matched)).toEqual(NONE);
		expect(await save({ links: [link('A', '1', { places: [DE, FR] })], open: [open('C', { candidates: [] })] })).toEqual({
			...NONE,
			written: 2,
		});
		expect((await get('A'))?.places).toEqual([FR, DE]);
		expect(await test.db.links.count(BETWEEN)).toEqual({ synchronised: 2, pending: 1, ambiguous: 1, gone: 0 });
	});

	it('gives a product one listing in each place, and stops nobody else for a second one', async () => {
		const matched = { links: [link('A', '1'), link('B', '1'), link('C', '1', { places: [DE_FBA] }), link('D', '1', { places: [FR] })] };
		expect(await save(matched)).toEqual({ ...NONE, written: 3, refused: [{ sku: 'B', why: 'productTaken' }] });
		expect(await list(ALL)).toEqual(['A synchronised', 'C synchronised', 'D synchronised']);
		expect(await save(matched)).toEqual({ ...NONE, refused: [{ sku: 'B', why: 'productTaken' }] });
	});

	it('lets two change places, also from one portion to another', async () => {
		const many = Array.from({ length: 600 }, (_, at) => link(`SKU-${String(at).padStart(3, '0')}`, String(at)));
		await save({ links: many });
		const swapped = many.map((one, at) => (at === 0 ? { ...one, productId: '599' } : at === 599 ? { ...one, productId: '0' } : one));
		expect((await save({ links: swapped })).refused).toEqual([]);
		expect([(await get('SKU-000'))?.productId, (await get('SKU-599'))?.productId]).toEqual(['599', '0']);
	});

	it('keeps a person’s word: no rule goes over it, and it takes a product from nobody', async () => {
		await save({ links: [link('A', '1')], open: [open('B')] });
		const byHand = link('B', '1', { rule: 'manual', content: { unitsPerListing: 3 } });
		const { places: _places, ...wish } = byHand;
		await test.db.links.set([wish], T0);
		// Where it is sold is known from when it was open.
		expect(await get('B')).toEqual(byHand);
		expect(await list(ALL)).toEqual(['A synchronised', 'B synchronised']);
		expect(await save({ links: [link('B', '2'), link('A', '1')], open: [open('B')] })).toEqual({
			...NONE,
			refused: [{ sku: 'B', why: 'byHand' }],
		});
		expect(await get('B')).toEqual(byHand);
		await test.db.links.set([{ ...wish, productId: '7' }], T0);
		expect((await get('B'))?.places).toEqual([DE]);
	});

	it('says what is gone, and lets another listing have its product', async () => {
		await save({ links: [link('A', '1'), link('B', '2'), link('M', '3', { rule: 'gtin' })] });
		await test.db.links.set([link('M', '3', { rule: 'manual' })], T0);
		const gone = [
			{ sku: 'A', what: 'listing' },
			{ sku: 'B', what: 'product' },
			{ sku: 'M', what: 'listing' },
			{ sku: 'NONE', what: 'listing' },
		] as const;
		expect(await save({ gone, links: [link('A-NEW', '1')] })).toEqual({ ...NONE, written: 4 });
		expect(await save({ gone })).toEqual(NONE);
		expect(await list(['gone'])).toEqual(['A gone', 'B gone', 'M gone']);
		expect((await get('A'))?.gone).toBe('listing');
		expect((await get('M'))?.places).toEqual([DE]);
		expect(await save({ gone: [{ sku: 'M', what: undefined }], links: [link('B', '4')] })).toEqual({ ...NONE, written: 2 });
		expect(await list(['gone'])).toEqual(['A gone']);
	});

	it('marks the link alone that was looked at, and keeps a product from its new listing only while it is its own', async () => {
		await save({ links: [link('A', '1')] });
		expect(await save({ gone: [{ sku: 'A', what: 'product', productId: '2' }] })).toEqual(NONE);
		const gone = { sku: 'A', what: 'product', productId: '1' } as const;
		const refused = [{ sku: 'B', why: 'productTaken' }];
		expect(await save({ gone: [gone], links: [link('B', '1')] })).toEqual({ ...NONE, written: 1, refused });
		expect(await save({ gone: [{ ...gone, letsGo: true }], links: [link('B', '1')] })).toEqual({ ...NONE, written: 2 });
		expect(await save({ gone: [{ ...gone, letsGo: true }], links: [link('B', '1')] })).toEqual(NONE);
		expect(await list(ALL)).toEqual(['A gone', 'B synchronised']);
	});

	it('forgets what is open once it is linked or no listing any more', async () => {
		await save({ open: [open('A'), open('B'), open('C')] });
		expect(await save({ links: [link('A', '1')], closed: ['B', 'NONE'] })).toMatchObject({ written: 3 });
		expect(await list(ALL)).toEqual(['A synchronised', 'C pending']);
		await test.db.links.set([link('C', '3', { rule: 'manual' })], T0);
		expect(await list(ALL)).toEqual(['A synchronised', 'C synchronised']);
	});

	it('makes the sales that waited for a SKU due in the same moment', async () => {
		await test.db.sales.change([saleChange('1', 'error', { reason: UNMATCHED, waitingFor: ['TEE-1'] })], T0);
		expect(await save({ links: [link('TEE-1', '1')] })).toEqual({ ...NONE, written: 1, retried: 1 });
		const sales = await test.db.sales.get({ source: AMAZON, target: SHOP }, [orderId('1')]);
		expect(sales.get(orderId('1'))).toMatchObject({ state: 'pending' });
	});

	it('adds links of orders under the same keys, and wakes no sale', async () => {
		await test.db.sales.change([saleChange('1', 'error', { reason: UNMATCHED, waitingFor: ['A'] })], T0);
		await test.db.links.set([link('M', '9', { rule: 'manual' })], T0);
		const added = await test.db.links.add(BETWEEN, [link('A', '1'), link('B', '1'), link('M', '1')], T0);
		expect(added).toEqual([
			{ sku: 'M', why: 'byHand' },
			{ sku: 'B', why: 'productTaken' },
		]);
		expect(await list(ALL)).toEqual(['A synchronised', 'M synchronised']);
		expect((await test.db.sales.get({ source: AMAZON, target: SHOP }, [orderId('1')])).get(orderId('1'))?.state).toBe('error');
		expect(await test.db.links.add(BETWEEN, [], T0)).toEqual([]);
	});

	it('lists page by page, sorted by bytes whatever the SKU holds', async () => {
		const skus = ['a', 'A', 'a/b', ' a', 'a ', 'Ä', '😀', '\uFF5E', '\uFF5E2', '😀2'];
		await save({ links: skus.slice(0, 5).map((sku, at) => link(sku, String(at))), open: skus.slice(5).map((sku) => open(sku)) });
		const seen: string[] = [];
		for (let after = ''; ;) {
			const page = await test.db.links.list(BETWEEN, ALL, after, 2);
			seen.push(...page.map(({ sku }) => sku));
			const last = page.at(-1);
			if (last === undefined) break;
			after = last.sku;
		}
		expect(seen).toEqual(skus.toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other))));
		expect(await list(['synchronised'], 'a', 1)).toEqual(['a  synchronised']);
		expect(await list([])).toEqual([]);
	});

	it('forgets all links of the two accounts and of no others', async () => {
		const other = { platform: 'woocommerce', id: 'other.example' } as const;
		await save({ links: Array.from({ length: 501 }, (_, at) => link(String(at), String(at))), open: [open('open')] });
		await test.db.links.set([link('A', '1', { store: other })], T0);
		expect(await test.db.links.removeAll(BETWEEN)).toBe(501);
		expect(await list(ALL)).toEqual(['open pending']);
		// Their places are free again.
		expect(await save({ links: [link('NEW', '1')] })).toEqual({ ...NONE, written: 1 });
		expect(await test.db.links.remove(BETWEEN, ['NEW'])).toBe(1);
		expect(await save({ links: [link('NEWER', '1')] })).toEqual({ ...NONE, written: 1 });
		expect(await test.underTest.query('select sku from link_place order by sku')).toEqual([{ sku: 'A' }, { sku: 'NEWER' }]);
	});

	it('is one catalog for two that save it at once', async () => {
		const another = await test.another();
		const links = Array.from({ length: 700 }, (_, at) => link(`SKU-${at}`, String(at)));
		const [one, two] = await Promise.all([
			save({ links }),
			another.links.saveMatch(BETWEEN, { ...NOTHING, links: links.toReversed() }, T0),
		]);
		expect([one.refused, two.refused]).toEqual([[], []]);
		expect(await test.db.links.count(BETWEEN)).toMatchObject({ synchronised: 700 });
	});

	it('is held by the key itself', async () => {
		await save({ links: [link('A', '1')] });
		const twice = "insert into link_place select channel, store, 'B', marketplace, fulfilled_by, product_id, 0 from link_place";
		await expect(test.underTest.query(twice)).rejects.toThrow(/unique/i);
	});
}
