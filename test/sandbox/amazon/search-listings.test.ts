import { iso } from './caller';
import { callProducts, germany } from './product-caller';

const skus = Array.from({ length: 45 }, (_, number) => `S-${String(number).padStart(2, '0')}`);

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
