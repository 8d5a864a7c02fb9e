import { america, britain, callProducts, everything, france, germany } from './product-caller';

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
