import { createVirtualClock } from '../../../sandbox/kernel/clock';
import { callAmazon } from './caller';
import { seedListings, type SeededProduct } from '../../../sandbox/seed/listings-seed';
import { catalog, catalogParents } from '../../../sandbox/seed/catalog';
import { defaultListings, demoExpectations } from '../../../sandbox/seed/demo-listings';
import { createWooCommerce, productsFromCatalog } from '../../../sandbox/woocommerce';

const countries = ['A1PA6795UKMFR9', 'A13V1IB3VIYZZH', 'APJ6JRA9NG5V4', 'A1RKKUPIHCS9HS', 'A1F83G8C2ARO7P'];
const skusOf = (products: readonly SeededProduct[]): readonly string[] =>
	products.flatMap(({ sku, variations = [] }) => [sku, ...variations.map((variation) => variation['sku'])]).map(String);

describe('seeded listings', () => {
	const options = {
		count: 400,
		ugly: true,
		marketplaces: countries,
		missing: 40,
		missingVariations: 12,
		nearMisses: 12,
		ambiguous: 5,
		variations: 60,
		parents: 4,
	};
	const { listings, products, expectations } = seedListings(options);
	const of = (wanted: string) => expectations.filter(({ expect: state }) => state === wanted);

	it('are as many of each kind as were asked for, each SKU once', () => {
		expect([of('matched'), of('missing'), of('nearMiss'), of('ambiguous'), of('parent')].map(({ length }) => length)).toEqual([
			343,
			40,
			12,
			5,
			4 + 3,
		]);
		expect(of('missing').filter(({ parentSku }) => parentSku !== undefined)).toHaveLength(12);
		expect(expectations.map(({ sku }) => sku)).toEqual(listings.map(({ sku }) => sku));
		expect(new Set(listings.map(({ sku }) => sku)).size).toBe(listings.length);
	});

	it('are the same for the same options', () => {
		expect(seedListings(options)).toEqual({ listings, products, expectations });
		expect(seedListings({ ...options, seed: 2 }).listings[50]?.sku).not.toBe(listings[50]?.sku);
	});

	it('stand in the store under the same SKU, or not at all', () => {
		const inStore = new Set(skusOf(products));
		expect(of('matched').filter(({ sku, productSku }) => sku !== productSku || !inStore.has(sku))).toEqual([]);
		expect(of('missing').filter(({ sku }) => inStore.has(sku))).toEqual([]);
		expect(of('nearMiss').filter(({ sku, productSku = '' }) => inStore.has(sku) || !inStore.has(productSku))).toEqual([]);
		expect(new Set(of('nearMiss').map(({ why }) => why))).toEqual(
			new Set(['differsInCase', 'outerSpace', 'sameGtin', 'otherPackSize', 'notNew', 'leadingZeros', 'otherCharacters', 'sameName']),
		);
	});

	it('are odd in every way that is known', () => {
		const skus = listings.map(({ sku }) => sku).join('\n');
		for (const odd of ['/', ',', '%', '"', 'ß', ' ']) expect(skus).toContain(odd);
		const places = listings.flatMap((listing) => listing.places);
		expect(new Set(places.map(({ status }) => status))).toEqual(new Set(['Active', 'Inactive', 'Incomplete']));
		expect(places.some(({ title }) => title === undefined)).toBe(true);
		expect(new Set(listings.map(({ variation }) => variation?.axes.length))).toEqual(new Set([undefined, 1, 2, 3]));
		expect(listings.flatMap(({ images }) => images).filter((link) => /missing|\.avif$/.test(link)).length).toBeGreaterThan(1);
		const asins = listings.flatMap(({ asin }) => asin ?? []);
		expect(new Set(asins).size).toBeLessThan(asins.length);
	});

	it('go into a store, all their products too', () => {
		const plain = seedListings({ ...options, ambiguous: 0 });
		const store = createWooCommerce({ clock: createVirtualClock(0), products: plain.products });
		for (const sku of skusOf(plain.products)) expect(store.productBySku(sku)?.sku).toBe(sku);
	});
});

describe('ambiguous SKUs', () => {
	it.each([
		['container', {}, 1],
		['translation', { multilingual: 'wpml', languages: ['de', 'en'] }, 2],
	] as const)('are on products of a store: %s', (ambiguity, settings, products) => {
		const seed = seedListings({ count: 3, ambiguous: 3, ambiguities: [ambiguity] });
		createWooCommerce({ clock: createVirtualClock(0), products: seed.products, settings });
		for (const { sku, why } of seed.expectations) {
			expect(why).toBe(ambiguity);
			expect(seed.products.filter((product) => product['sku'] === sku)).toHaveLength(products);
		}
	});
});

describe('the demo world', () => {
	it('knows what should become of each of its listings', () => {
		expect(demoExpectations.map(({ sku }) => sku)).toEqual(defaultListings['A1SANDBOXEU']?.map(({ sku }) => sku));
		const inStore = new Set(skusOf(productsFromCatalog(catalog, catalogParents)));
		const matched = demoExpectations.filter(({ expect: state }) => state === 'matched');
		expect(matched.filter(({ sku }) => !inStore.has(sku))).toEqual([]);
		expect([matched.length, demoExpectations.length]).toEqual([40, 47]);
	});

	it('has orders of listings that exist', async () => {
		const { sandbox } = await callAmazon();
		const listed = new Map(sandbox.amazon.listings.all().map((listing) => [listing.sku, listing]));
		const ordered = sandbox
			.seedDemo()
			.flatMap(({ wire }) => wire.orderItems.map(({ product }) => ({ ...product, place: wire.salesChannel.marketplaceId })));
		expect(ordered.length).toBeGreaterThan(200);
		const strange = ordered.filter(({ sellerSku = '', asin, place }) => {
			const listing = listed.get(sellerSku);
			return listing?.asin !== asin || !listing?.places.some(({ marketplaceId }) => marketplaceId === place);
		});
		expect(strange).toEqual([]);
	});
});
