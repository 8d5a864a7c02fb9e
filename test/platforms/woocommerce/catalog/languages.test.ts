import { startStore, type StoreUnderTest } from '../store-under-test';

const SEED = [
	{ name: 'Taza', sku: 'MUG', lang: 'es' },
	{ name: 'Mug', sku: 'MUG-EN', lang: 'en' },
	{ name: 'Shirt', sku: 'SHIRT', type: 'variable', lang: 'en', variations: [{ sku: 'SHIRT-S' }] },
];

describe.each(['wpml', 'polylang'] as const)('a shop in several languages with %s', (multilingual) => {
	let shop: StoreUnderTest;
	beforeAll(async () => {
		shop = await startStore({ settings: { multilingual, languages: ['es', 'en'] }, products: SEED });
	});
	afterAll(async () => await shop.close());

	it('is read in all of them', async () => {
		const found: (readonly [string, string | undefined])[] = [];
		for await (const page of shop.store.products.all()) found.push(...page.products.map(({ sku, language }) => [sku, language] as const));
		expect(found.toSorted()).toEqual([
			['MUG', 'es'],
			['MUG-EN', 'en'],
			['SHIRT', 'en'],
			['SHIRT-S', 'en'],
		]);
	});
});
