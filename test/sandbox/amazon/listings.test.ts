import { allCatalogData, america, britain, callProducts, everything, france, germany } from './product-caller';
import type { CatalogItem, CatalogSearchResults } from '../../../sandbox/amazon/catalog/catalog-wire';
import { iso } from './caller';

const skus = Array.from({ length: 45 }, (_, number) => `S-${String(number).padStart(2, '0')}`);

describe('getListingsItem', () => {
	it('knows a SKU to the byte, in the path too', async () => {
		const amazon = await callProducts();
		const odd = ['a/b', 'A/B', ' x', 'x', 'x ', 'a,b', '50%', 'A+B', '🎁-ß', 'q?#&='];
		for (const sku of odd) amazon.sandbox.amazon.listings.put({ sku });
		for (const sku of odd) expect((await amazon.listing(sku)).body.sku).toBe(sku);
		expect((await amazon.listing('X')).status).toBe(404);
		expect((await amazon.ask(`/listings/2021-08-01/items/${amazon.sellerId}/a/b`, { marketplaceIds: germany })).status).toBe(403);
	});

	it('gives summaries alone unless more is asked for, and of several marketplaces the first', async () => {
		const amazon = await callProducts();
		amazon.sandbox.amazon.listings.put({
			sku: 'one',
			places: [
				{ marketplaceId: germany, title: 'Becher', price: '9.50' },
				{ marketplaceId: france, title: 'Tasse', price: '10.00', fulfilledBy: 'AMAZON' },
			],
		});
		const both = `${france},${germany}`;
		const { body } = await amazon.listing('one', { marketplaceIds: both });
		expect(Object.keys(body)).toEqual(['sku', 'summaries']);
		expect(body.summaries).toMatchObject([{ marketplaceId: france, itemName: 'Tasse', status: ['BUYABLE', 'DISCOVERABLE'] }]);
		await amazon.sandbox.amazon.control('listings/settings', { showsAllMarketplaces: true });
		const all = await amazon.listing('one', { marketplaceIds: both, includedData: everything });
		expect(all.body.summaries?.map(({ itemName }) => itemName)).toEqual(['Tasse', 'Becher']);
		expect(all.body.offers?.map(({ price }) => price)).toEqual([
			{ currencyCode: 'EUR', amount: '10.00' },
			{ currencyCode: 'EUR', amount: '9.5' },
		]);
		expect(all.body.attributes?.['item_name']).toEqual([
			{ value: 'Tasse', language_tag: 'fr_FR', marketplace_id: france },
			{ value: 'Becher', language_tag: 'de_DE', marketplace_id: germany },
		]);
		expect((await amazon.listing('one', { includedData: 'fulfillmentAvailability' })).body.fulfillmentAvailability).toEqual([
			{ fulfillmentChannelCode: 'DEFAULT', quantity: 10 },
		]);
		expect(amazon.sandbox.damage()).toEqual({ amazon: [], sandbox: [] });
	});

	it('tells of families minutes after they were made', async () => {
		const amazon = await callProducts();
		const { listings } = amazon.sandbox.amazon;
		const variation = { theme: 'COLOR/SIZE', axes: ['color', 'size'] };
		listings.put({ sku: 'parent', variation });
		listings.put({ sku: 'child', variation: { ...variation, parentSku: 'parent', values: { color: 'Red', size: 'M' } } });
		const family = async (sku: string) => (await amazon.listing(sku, { includedData: 'relationships,attributes,offers' })).body;
		expect((await family('child')).relationships).toEqual([{ marketplaceId: germany, relationships: [] }]);
		amazon.sandbox.clock.advance(300_000);
		const [parent, child] = [await family('parent'), await family('child')];
		expect(parent).toMatchObject({ relationships: [{ relationships: [{ type: 'VARIATION', childSkus: ['child'] }] }], offers: [] });
		expect(child).toMatchObject({
			relationships: [
				{ relationships: [{ parentSkus: ['parent'], variationTheme: { attributes: ['color', 'size'], theme: 'COLOR/SIZE' } }] },
			],
			attributes: { child_parent_sku_relationship: [{ parent_sku: 'parent' }], size: [{ value: 'M' }] },
		});
	});

	it.each([
		['a marketplace of another region', { marketplaceIds: america }, 403],
		['an id that is no marketplace', { marketplaceIds: 'A38D8NSA03LJTC' }, 400],
		['no marketplace', { marketplaceIds: '' }, 400],
		['data that does not exist', { includedData: 'prices' }, 400],
		['a marketplace where it is not sold', { marketplaceIds: britain }, 404],
	])('refuses %s', async (_what, query, status) => {
		const amazon = await callProducts();
		amazon.sandbox.amazon.listings.put({ sku: 'one' });
		expect((await amazon.listing('one', query)).status).toBe(status);
	});

	it('is not for other sellers, nor for applications without the role', async () => {
		const amazon = await callProducts();
		amazon.sandbox.amazon.listings.put({ sku: 'one' });
		expect((await amazon.ask('/listings/2021-08-01/items/A1SANDBOXNA/one', { marketplaceIds: germany })).status).toBe(403);
		await amazon.sandbox.amazon.control('roles', { clientId: 'amzn1.application-oa2-client.sandbox', roles: ['Amazon Fulfillment'] });
		expect((await amazon.listing('one')).status).toBe(403);
	});

	it('can come without what it always has', async () => {
		const amazon = await callProducts();
		for (const sku of ['one', 'two']) amazon.sandbox.amazon.listings.put({ sku });
		amazon.sandbox.faults.add({ standIn: 'amazon', kind: 'odd', record: 'one', oddity: { set: { summaries: [] } } });
		const { body } = await amazon.searchListings();
		expect(body.items.map(({ sku, summaries }) => [sku, summaries?.length])).toEqual([
			['two', 1],
			['one', 0],
		]);
		amazon.sandbox.amazon.listings.put({ sku: 'two', attributes: { brand: 'no list', item_name: null } });
		const { attributes } = (await amazon.listing('two', { includedData: 'attributes' })).body;
		expect(attributes).toMatchObject({ brand: 'no list' });
		expect(attributes).not.toHaveProperty('item_name');
	});
});

describe('searchListingsItems', () => {
	const withListings = async () => {
		const amazon = await callProducts();
		for (const [number, sku] of skus.entries()) {
			amazon.sandbox.amazon.listings.put({
				sku,
				gtin: `40063813339${String(number).padStart(2, '0')}`,
				...(number === 3 ? { images: [] } : { images: ['https://m.media-amazon.com/images/I/1.jpg'] }),
			});
			amazon.sandbox.clock.advance(1000);
		}
		return amazon;
	};

	it('gives ten a page, the last changed first, and the pages before', async () => {
		const amazon = await withListings();
		const first = (await amazon.searchListings()).body;
		expect(first).toMatchObject({ numberOfResults: 45, items: { length: 10 } });
		expect(first.items[0]?.sku).toBe('S-44');
		const found: string[] = [];
		let pageToken: string | undefined;
		do {
			const { body } = await amazon.searchListings({
				pageSize: '20',
				sortBy: 'sku',
				sortOrder: 'ASC',
				...(pageToken === undefined ? {} : { pageToken }),
			});
			found.push(...body.items.map(({ sku }) => sku));
			expect(body.pagination?.previousToken === undefined).toBe(pageToken === undefined);
			pageToken = body.pagination?.nextToken;
		} while (pageToken !== undefined);
		expect(found).toEqual(skus);
	});

	it('ends after a thousand, and says how many there are', async () => {
		const amazon = await callProducts();
		amazon.sandbox.seedListings({ count: 1030 });
		let seen = 0;
		let pageToken: string | undefined;
		do {
			const { body } = await amazon.searchListings({
				pageSize: '20',
				includedData: 'summaries',
				...(pageToken === undefined ? {} : { pageToken }),
			});
			expect(body.numberOfResults).toBe(1030);
			seen += body.items.length;
			pageToken = body.pagination?.nextToken;
		} while (pageToken !== undefined);
		expect(seen).toBe(1000);
	});

	it('finds by identifiers of a kind, by time and by state', async () => {
		const amazon = await withListings();
		const { listings, mcf } = amazon.sandbox.amazon;
		const found = async (query: Readonly<Record<string, string>>) =>
			(await amazon.searchListings({ sortBy: 'sku', sortOrder: 'ASC', ...query })).body.items.map(({ sku }) => sku);
		expect(await found({ identifiers: 'S-01,s-02,S-03', identifiersType: 'SKU' })).toEqual(['S-01', 'S-03']);
		expect(await found({ identifiers: '4006381333904', identifiersType: 'EAN' })).toEqual(['S-04']);
		expect(await found({ identifiers: '04006381333904', identifiersType: 'GTIN' })).toEqual(['S-04']);
		expect(await found({ identifiers: listings.get('S-05').asin ?? '', identifiersType: 'ASIN' })).toEqual(['S-05']);
		expect(
			await found({ identifiers: mcf.setStock(amazon.sellerId, { sellerSku: 'S-06', fulfillable: 1 }).fnSku, identifiersType: 'FNSKU' }),
		).toEqual(['S-06']);
		expect(await found({ lastUpdatedAfter: iso(amazon.sandbox.clock.now() - 2000) })).toEqual(['S-43', 'S-44']);
		expect(await found({ createdBefore: iso(amazon.sandbox.clock.now() - 44_000) })).toEqual(['S-00', 'S-01']);
		expect(await found({ withIssueSeverity: 'WARNING' })).toEqual(['S-03']);
		listings.put({ sku: 'S-09', places: [{ marketplaceId: germany, status: 'Inactive' }] });
		expect(await found({ withoutStatus: 'BUYABLE' })).toEqual(['S-09']);
		listings.remove('S-08');
		expect(await found({ identifiers: 'S-08', identifiersType: 'SKU' })).toEqual([]);
		expect(amazon.sandbox.damage()).toEqual({ amazon: [], sandbox: [] });
	});

	it('gives the variations of a parent', async () => {
		const amazon = await callProducts();
		const { expectations } = amazon.sandbox.seedListings({ count: 5, missing: 5, missingVariations: 5 });
		const parents = expectations.filter(({ expect: wanted }) => wanted === 'parent').map(({ sku }) => sku);
		expect(parents).toHaveLength(2);
		const { body } = await amazon.searchListings({ variationParentSku: parents[0] ?? '', sortBy: 'sku', sortOrder: 'ASC' });
		expect(body.items.map(({ sku }) => sku)).toEqual(
			expectations.filter(({ parentSku }) => parentSku === parents[0]).map(({ sku }) => sku),
		);
	});

	it.each([
		['21 a page', { pageSize: '21' }],
		['21 identifiers', { identifiers: Array.from({ length: 21 }, (_, number) => `S${number}`).join(','), identifiersType: 'SKU' }],
		['identifiers of no kind', { identifiers: 'S-01' }],
		['identifiers and a parent', { identifiers: 'S-01', identifiersType: 'SKU', variationParentSku: 'P' }],
		['an unknown order', { sortBy: 'title' }],
		['a token of nobody', { pageToken: 'abc' }],
		['a time that is none', { createdAfter: 'yesterday' }],
	])('refuses %s', async (_what, query) => {
		const { status, body } = await (await callProducts()).searchListings(query);
		expect([status, body.errors?.[0]?.code]).toEqual([400, 'InvalidInput']);
	});

	it('keeps the parameters from page to page', async () => {
		const amazon = await withListings();
		const pageToken = (await amazon.searchListings({ pageSize: '5' })).body.pagination?.nextToken ?? '';
		expect((await amazon.searchListings({ pageSize: '6', pageToken })).status).toBe(400);
		expect((await amazon.searchListings({ pageSize: '5', pageToken })).status).toBe(200);
	});
});

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
		const refused = await amazon.ask(catalog, { marketplaceIds: germany, identifiers: 'two', identifiersType: 'SKU' });
		expect([refused.status, refused.body.errors]).toEqual([400, [{ code: 'InvalidInput', message: 'Invalid Input', details: '' }]]);
		expect((await amazon.ask(catalog, { marketplaceIds: `${germany},${france}`, keywords: 'x' })).status).toBe(400);
		expect((await amazon.ask(catalog, { marketplaceIds: germany })).status).toBe(400);
	});
});
