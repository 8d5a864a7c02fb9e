import { matchCatalog, type MatchInput, type MatchResult } from '../../../../src/domain/matching';
import type { CatalogProduct } from '../../../../src/domain/product';
import { applied, DE, folded, FR, input, link, listing, product } from './catalog';

const GTIN = '4006381333931';

/** `TEE>1 sku`, `TEE?1 sameGtin`, `TEE!1 severalProducts 2 severalProducts`, `TEE-product`. */
function told({ links, pending, ambiguous, gone }: MatchResult): readonly string[] {
	const candidates = (all: MatchResult['pending'][number]['candidates']): string =>
		all.map(({ productId, why, units }) => `${productId} ${why}${units === undefined ? '' : ` x${units}`}`).join(', ');
	return [
		...links.map(({ sku, product: { id }, rule }) => `${sku}>${id} ${rule}`),
		...ambiguous.map((one) => `${one.sku}!${candidates(one.candidates)}`),
		...pending.map((one) => `${one.sku}?${candidates(one.candidates)}`),
		...gone.map(({ sku, what }) => `${sku}-${what}`),
	];
}
const matched = async (more: Partial<MatchInput>): Promise<readonly string[]> => told(await matchCatalog(input(more)));

describe('the rule of the SKU', () => {
	it('links what is the same to the byte, and says of the rest what is near', async () => {
		const listings = folded(...['TEE', 'tee', ' TEE', 'TE\u0301E', '0042', 'CAP', 'A–1'].map((sku) => listing(sku)));
		const products = [product('1', 'TEE'), product('2', 'T\u00C9E'), product('3', '42'), product('4', 'A-1')];
		expect(await matched({ listings, products })).toEqual([
			'TEE>1 sku',
			' TEE?1 outerSpace',
			'0042?3 leadingZeros',
			'A–1?4 otherCharacters',
			'CAP?',
			'TE\u0301E?2 otherCharacters',
			'tee?1 differsInCase',
		]);
	});

	it('leaves two products of one SKU to a person, with both', async () => {
		const products = [product('10', 'TEE'), product('9', 'TEE'), product('8', 'TEE', { sellable: false })];
		expect(await matched({ listings: folded(listing('TEE')), products })).toEqual(['TEE!9 severalProducts, 10 severalProducts']);
	});

	it('links neither parents nor drafts, and says so', async () => {
		const listings = folded(listing('TEE'), listing('CAP'), listing('TEES', { kind: 'parent' }));
		const products = [
			product('1', 'TEE', { kind: 'parent', sellable: false }),
			product('2', 'CAP', { status: 'draft', sellable: false }),
			product('3', 'TEES'),
		];
		expect(await matched({ listings, products })).toEqual(['CAP?2 notSellable', 'TEE?1 parentSku']);
	});

	it('takes no variation that has its SKU from its parent', async () => {
		const parent = product('1', 'TEE', { kind: 'parent', sellable: false });
		const own = product('2', 'TEE-RED', { kind: 'variation', parentId: '1' });
		const open = product('3', 'TEE', { kind: 'variation', parentId: '1' });
		const listings = folded(listing('TEE'), listing('TEE-RED'));
		expect(await matched({ listings, products: [parent, own, open] })).toEqual(['TEE-RED>2 sku', 'TEE?1 parentSku']);
	});

	it('names no more products than a person looks at, and does not choose among more than these', async () => {
		const products = Array.from({ length: 30 }, (_, index) => product(String(index + 1), 'TEE', { language: index === 29 ? 'de' : 'en' }));
		const { ambiguous } = await matchCatalog(
			input({ listings: folded(listing('TEE')), products: products.toReversed(), translations: { by: 'language', language: 'de' } }),
		);
		expect(ambiguous[0]?.candidates.map(({ productId }) => productId)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
	});
});

describe('the other rules', () => {
	const tee = listing('A-TEE', { code: 'B01', gtin: GTIN, title: 'Tee, blue' });

	it('are tried in the order that was chosen', async () => {
		const products = [
			product('1', 'X', { code: 'B01' }),
			product('2', 'Y', { gtin: `0${GTIN}` }),
			product('3', 'Z', { title: 'TEE blue!' }),
		];
		const listings = folded(tee);
		expect(await matched({ listings, products, rules: ['sku', 'productId', 'gtin'] })).toEqual(['A-TEE>1 productId']);
		expect(await matched({ listings, products, rules: ['gtin', 'productId'] })).toEqual(['A-TEE>2 gtin']);
		expect(await matched({ listings, products, rules: ['name', 'gtin'], nameLinks: true })).toEqual(['A-TEE>3 name']);
		expect(await matched({ listings, products })).toEqual(['A-TEE?1 sameProductId, 2 sameGtin, 3 sameName']);
	});

	it('propose by name only, unless that is chosen; two of one name are two all the same', async () => {
		const listings = folded(tee);
		const products = [product('3', 'Z', { title: 'tee  BLUE' })];
		expect(await matched({ listings, products, rules: ['name'] })).toEqual(['A-TEE?3 sameName']);
		expect(await matched({ listings, products: [...products, product('4', 'a-tee', { title: 'Tee Blue' })], rules: ['name'] })).toEqual([
			'A-TEE!4 differsInCase, 3 sameName',
		]);
	});

	it('look at new goods only', async () => {
		const products = [product('2', 'Y', { gtin: GTIN })];
		for (const condition of ['used', 'unknown'] as const) {
			expect(await matched({ listings: folded({ ...tee, condition }), products, rules: ['gtin'] })).toEqual(['A-TEE?2 notNew']);
		}
		// Used in one marketplace is used: it is one SKU.
		const abroad = { ...tee, marketplace: FR, condition: 'used' as const };
		expect(await matched({ listings: folded(tee, abroad), products, rules: ['gtin'] })).toEqual(['A-TEE?2 notNew']);
	});

	it('compare equal pack sizes only, and say how many pieces a pack seems to be', async () => {
		const products = [product('2', 'Y', { gtin: GTIN, title: 'Tee' }), product('3', 'Z', { gtin: GTIN, title: 'Tee 2er-Pack' })];
		const of = async (more: object): Promise<readonly string[]> =>
			await matched({ listings: folded({ ...tee, ...more }), products, rules: ['gtin'] });
		expect(await of({ title: 'Tee' })).toEqual(['A-TEE>2 gtin']);
		expect(await of({ title: 'Tee', packSize: 1 })).toEqual(['A-TEE>2 gtin']);
		expect(await of({ title: 'Pack de 2 Tee' })).toEqual(['A-TEE>3 gtin']);
		expect(await of({ title: 'Tee', packSize: 6 })).toEqual(['A-TEE?2 otherPackSize x6, 3 otherPackSize x3']);
	});

	it('do not use a GTIN whose check digit is wrong', async () => {
		const products = [product('2', 'Y', { gtin: '4006381333932' })];
		expect(await matched({ listings: folded({ ...tee, gtin: '4006381333932' }), products, rules: ['gtin'] })).toEqual(['A-TEE?']);
	});
});

describe('a product and its places', () => {
	const products = [product('1', 'TEE', { gtin: GTIN })];
	const rules = ['sku', 'gtin'] as const;
	const at = (sku: string, more: object = {}) => listing(sku, { gtin: GTIN, ...more });

	it('goes to the listing of the better rule', async () => {
		expect(await matched({ listings: folded(at('A'), at('TEE')), products, rules })).toEqual(['TEE>1 sku', 'A?1 productTaken']);
	});

	it('goes to none of two that have the same right', async () => {
		expect(await matched({ listings: folded(at('A'), at('B')), products, rules })).toEqual(['A!1 severalListings', 'B!1 severalListings']);
	});

	it('has a listing in each place', async () => {
		const listings = folded(at('A'), at('B', { marketplace: FR }), at('C', { fulfilledBy: 'amazon' }));
		expect(await matched({ listings, products, rules })).toEqual(['A>1 gtin', 'B>1 gtin', 'C>1 gtin']);
	});

	it('is not given by a later rule where two wanted it by an earlier one, anywhere that they are sold', async () => {
		const by = ['productId', 'gtin'] as const;
		const one = product('1', 'TEE', { gtin: GTIN, code: 'B01' });
		const listings = folded(
			listing('A', { code: 'B01' }),
			listing('A', { code: 'B01', marketplace: FR }),
			listing('B', { code: 'B01' }),
			at('C', { marketplace: FR }),
		);
		const first = input({ listings, products: [one], rules: by });
		expect(told(await matchCatalog(first))).toEqual(['A!1 severalListings', 'B!1 severalListings', 'C!1 severalListings']);
	});

	it('is left to a person where a person put a listing there', async () => {
		const links = new Map([['X', link('X', '1', { rule: 'manual' })]]);
		expect(await matched({ listings: folded(at('X'), at('A')), products, rules, links })).toEqual(['A?1 productTaken']);
	});
});

describe('links that there are', () => {
	const places = [{ marketplace: DE, fulfilledBy: 'merchant' as const }];

	it('stay when the SKU of the product has changed, and by hand also with pieces of their own', async () => {
		const links = new Map([
			['TEE', link('TEE', '1', { places })],
			['CAP', link('CAP', '2', { rule: 'manual', content: { unitsPerListing: 3 } })],
		]);
		const result = await matchCatalog(
			input({
				listings: folded(listing('TEE'), listing('CAP')),
				products: [product('1', 'OTHER'), product('2', 'X'), product('3', 'CAP')],
				links,
			}),
		);
		expect(result).toEqual({ links: [], ambiguous: [], pending: [], gone: [], unchanged: 2 });
	});

	it('by SKU follow two products that exchanged theirs, and let go of an id that was given out again', async () => {
		const links = new Map([
			['TEE', link('TEE', '1', { places })],
			['CAP', link('CAP', '2', { places, rule: 'created' })],
		]);
		const listings = folded(listing('TEE'), listing('CAP'));
		expect(await matched({ listings, products: [product('1', 'CAP'), product('2', 'TEE')], links })).toEqual(['CAP>1 sku', 'TEE>2 sku']);
		// A restored store does not know the cap any more; what was made since has its id.
		const again = {
			listings: folded(listing('TEE'), listing('CAP'), listing('MUG')),
			products: [product('1', 'TEE'), product('2', 'MUG')],
			links,
		};
		const result = await matchCatalog(input(again));
		expect(told(result)).toEqual(['MUG>2 sku', 'CAP-product']);
		expect(await matched({ ...again, links: applied(again, result) })).toEqual(['CAP-product']);
		// Listed anew under the SKU that the product has by now: what was sold under the old one was of it.
		const relisted = { listings: folded(listing('CAP-2')), products: [product('2', 'CAP-2')] };
		const before = link('CAP', '2', { places });
		expect(await matched({ ...relisted, links: new Map([['CAP', before]]) })).toEqual(['CAP-2>2 sku', 'CAP-listing']);
		expect(await matched({ ...relisted, links: new Map([['CAP', { ...before, gone: 'product' }]]) })).toEqual([
			'CAP-2>2 sku',
			'CAP-product',
		]);
		// By another rule it never had that SKU.
		const byGtin = new Map([['CAP', link('CAP', '2', { places, rule: 'gtin' })]]);
		expect(await matched({ listings, products: [product('2', 'TEE')], links: byGtin })).toEqual(['TEE?2 productTaken']);
	});

	it('follow the listing to its places, and the product to its parent', async () => {
		const links = new Map([
			['TEE', link('TEE', '1', { places })],
			['CAP', link('CAP', '2')],
		]);
		const listings = folded(listing('TEE', { fulfilledBy: 'amazon' }), listing('TEE', { marketplace: FR }), listing('CAP'));
		const products = [product('1', 'TEE', { parentId: '9', kind: 'variation' }), product('2', 'CAP')];
		const result = await matchCatalog(input({ listings, products, links }));
		expect(result.links.map(({ sku, places: held }) => [sku, held])).toEqual([
			['CAP', places],
			[
				'TEE',
				[
					{ marketplace: FR, fulfilledBy: 'merchant' },
					{ marketplace: DE, fulfilledBy: 'amazon' },
				],
			],
		]);
		expect(applied({ links }, result).get('TEE')).toMatchObject({ parentId: '9', rule: 'sku' });
	});

	it('do not take the place of one that was there before them', async () => {
		const links = new Map([
			['A', link('A', '1', { rule: 'gtin', places: [{ marketplace: DE, fulfilledBy: 'amazon' }] })],
			['B', link('B', '1', { rule: 'gtin', places })],
		]);
		// A is shipped by the seller from now on, as B is.
		const moved = input({ listings: folded(listing('A'), listing('B')), products: [product('1', 'TEE')], links });
		const result = await matchCatalog(moved);
		expect(result.links).toMatchObject([{ sku: 'A', places: [] }]);
		expect(await matchCatalog({ ...moved, links: applied(moved, result) })).toMatchObject({ links: [], unchanged: 2 });
	});

	it('take a free place in the order of their SKUs', async () => {
		const links = new Map(
			['B', 'A'].map((sku) => [
				sku,
				link(sku, '1', { rule: 'gtin', places: sku === 'A' ? [{ marketplace: FR, fulfilledBy: 'merchant' }] : [] }),
			]),
		);
		const result = await matchCatalog(input({ listings: folded(listing('A'), listing('B')), products: [product('1', 'TEE')], links }));
		expect(result.links).toMatchObject([{ sku: 'A', places }]);
	});

	it('say that the listing or the product is gone, unless it only could not be read', async () => {
		const links = new Map([
			['TEE', link('TEE', '1', { places })],
			['CAP', link('CAP', '2', { rule: 'manual' })],
			['SET', link('SET', '3', { rule: 'manual', content: { components: [{ productId: '4', units: 2 }] } })],
		]);
		const after = { listings: folded(listing('CAP'), listing('SET')), products: [product('1', 'TEE'), product('3', 'X')], links };
		expect(await matched(after)).toEqual(['CAP-product', 'SET-product', 'TEE-listing']);
		const unread = { skus: new Set(['TEE']), productIds: new Set(['2', '4']) };
		expect(await matchCatalog(input({ ...after, unread }))).toMatchObject({ gone: [], unchanged: 3 });
		expect(await matchCatalog(input({ ...after, unread: { skus: 'all', productIds: 'all' } }))).toMatchObject({ gone: [], unchanged: 3 });
	});

	it('of marketplaces that were not read are neither gone nor changed', async () => {
		const abroad = { marketplace: FR, fulfilledBy: 'merchant' as const };
		const links = new Map([
			['TEE', link('TEE', '1', { places: [abroad] })],
			['CAP', link('CAP', '2', { places: [...places, abroad] })],
		]);
		const result = await matchCatalog(
			input({ listings: folded(listing('CAP')), products: [product('1', 'TEE'), product('2', 'CAP')], links, marketplaces: [DE] }),
		);
		expect(result).toMatchObject({ links: [], gone: [], unchanged: 2 });
	});

	it('by rule find the product that was made again', async () => {
		const links = new Map([
			['TEE', link('TEE', '1', { places })],
			['CAP', link('CAP', '2', { places })],
		]);
		const listings = folded(listing('TEE'), listing('CAP'));
		expect(await matched({ listings, products: [product('7', 'TEE'), product('8', 'cap')], links })).toEqual(['TEE>7 sku', 'CAP-product']);
	});
});

describe('products that are not one thing', () => {
	const listings = folded(listing('SET', { code: 'B01' }));
	const bundle = (more: Partial<CatalogProduct> = {}): CatalogProduct =>
		product('5', 'SET', { kind: 'container', type: 'bundle', parts: [{ productId: '6', units: 2 }], ...more });
	const part = product('6', 'PART');

	it.each([
		['person', bundle(), 'SET!5 container'],
		['container', bundle(), 'SET>5 sku'],
		['container', bundle({ sellable: false }), 'SET?5 notSellable'],
		['parts', bundle({ sellable: false }), 'SET>5 sku'],
		['parts', bundle({ parts: [] }), 'SET!5 containerParts'],
		['parts', bundle({ parts: [{ productId: '7', units: 1 }] }), 'SET!5 containerParts'],
	] as const)('are matched as the builder chose (%s)', async (containers, container, said) => {
		expect(await matched({ listings, products: [container, part], containers })).toEqual([said]);
	});

	it('are linked by their parts, and follow them', async () => {
		const first = input({ listings, products: [bundle(), part], containers: 'parts' });
		const made = await matchCatalog(first);
		expect(made.links).toMatchObject([{ product: { id: '5' }, content: { components: [{ productId: '6', units: 2 }] } }]);
		const parts = [
			{ productId: '6', units: 1 },
			{ productId: '8', units: 4 },
		];
		const later = { ...first, products: [bundle({ parts }), part, product('8', 'MORE')], links: applied(first, made) };
		expect((await matchCatalog(later)).links).toMatchObject([{ rule: 'sku', content: { components: parts } }]);
	});

	it('in several languages are matched as the builder chose', async () => {
		const products = [product('1', 'SET', { language: 'de' }), product('2', 'SET', { language: 'es', code: 'B01' })];
		const by = async (translations: MatchInput['translations']): Promise<readonly string[]> =>
			await matched({ listings, products, translations });
		expect(await by({ by: 'person' })).toEqual(['SET!1 translation, 2 translation']);
		expect(await by({ by: 'language', language: 'de' })).toEqual(['SET>1 sku']);
		expect(await by({ by: 'language', language: 'fr' })).toEqual(['SET!1 translation, 2 translation']);
		expect(await by({ by: 'productId' })).toEqual(['SET>2 sku']);
	});
});
