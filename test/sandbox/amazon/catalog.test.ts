import type { CatalogItem, CatalogSearchResults } from '../../../sandbox/amazon/catalog/catalog-wire';
import { allCatalogData, callProducts, france, germany } from './product-caller';

describe('the catalogue', () => {
	const catalog = '/catalog/2022-04-01/items';

	it('shows the product behind the listings, without what is the seller has for himself', async () => {
		const amazon = await callProducts();
		const images = ['https://m.media-amazon.com/images/I/1.jpg', 'https://m.media-amazon.com/images/I/2.jpg'];
		const { listings } = amazon.sandbox.amazon;
		listings.put({
			sku: 'one',
			asin: 'B000000001',
			images,
			gtin: '4006381333931',
			catalogTitle: 'Another title',
			categories: ['Home', 'Mugs'],
			package: { length: 25.4, width: 10, height: 10, weight: 0.453_592_37 },
		});
		listings.put({ sku: 'two', asin: 'B000000001', condition: 'used_good' });
		const { body } = await amazon.ask<CatalogItem>(`${catalog}/B000000001`, { marketplaceIds: germany, includedData: allCatalogData });
		expect(body).toMatchObject({
			identifiers: [
				{
					identifiers: [
						{ identifierType: 'EAN', identifier: '4006381333931' },
						{ identifierType: 'GTIN', identifier: '04006381333931' },
					],
				},
			],
			classifications: [{ classifications: [{ displayName: 'Mugs', parent: { displayName: 'Home' } }] }],
			dimensions: [{ package: { length: { unit: 'inches', value: 10 }, weight: { unit: 'pounds', value: 1 } } }],
			summaries: [{ itemName: 'Another title' }],
		});
		expect(body.images?.[0]?.images.map(({ variant, link }) => [variant, link])).toEqual([
			['MAIN', images[0]],
			['MAIN', 'https://m.media-amazon.com/images/I/1._SL75_.jpg'],
			['PT01', images[1]],
			['PT01', 'https://m.media-amazon.com/images/I/2._SL75_.jpg'],
		]);
		expect(body.attributes).not.toHaveProperty('purchasable_offer');
		expect(amazon.sandbox.damage()).toEqual({ amazon: [], sandbox: [] });
	});

	it('is searched by identifiers, by SKU with the seller, and by words', async () => {
		const amazon = await callProducts();
		amazon.sandbox.amazon.listings.put({
			sku: 'one',
			asin: 'B000000001',
			gtin: '4006381333931',
			places: [{ marketplaceId: germany, title: 'Grüner Becher' }],
		});
		amazon.sandbox.amazon.listings.put({ sku: 'two', asin: 'B000000002', places: [{ marketplaceId: germany, title: 'Roter Becher' }] });
		const found = async (query: Readonly<Record<string, string>>) =>
			(await amazon.ask<CatalogSearchResults>(catalog, { marketplaceIds: germany, ...query })).body.items.map(({ asin }) => asin);
		expect(await found({ identifiers: '4006381333931', identifiersType: 'EAN' })).toEqual(['B000000001']);
		expect(await found({ identifiers: 'two', identifiersType: 'SKU', sellerId: amazon.sellerId })).toEqual(['B000000002']);
		expect(await found({ keywords: 'becher' })).toEqual(['B000000001', 'B000000002']);
		expect(await found({ keywords: 'becher,rot' })).toEqual(['B000000002']);
		amazon.sandbox.amazon.listings.put({ sku: 'one', brand: 'Oak' });
		expect(await found({ keywords: 'becher', brandNames: 'Oak,Beech' })).toEqual(['B000000001']);
		expect(await found({ keywords: 'becher', classificationIds: '1' })).toEqual([]);
		const refused = await amazon.ask(catalog, { marketplaceIds: germany, identifiers: 'two', identifiersType: 'SKU' });
		expect([refused.status, refused.body.errors]).toEqual([400, [{ code: 'InvalidInput', message: 'Invalid Input', details: '' }]]);
		expect((await amazon.ask(catalog, { marketplaceIds: `${germany},${france}`, keywords: 'x' })).status).toBe(400);
		expect((await amazon.ask(catalog, { marketplaceIds: germany })).status).toBe(400);
	});
});
