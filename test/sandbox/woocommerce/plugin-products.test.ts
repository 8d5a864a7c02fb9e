import { ProductShop } from './product-shop';

const mug = { name: 'Mug', sku: 'MUG', regular_price: '10.00' };

describe('products of plugins', () => {
	it('are refused where the plugin is not there, and shown with its fields where it is', async () => {
		const bundle = { name: 'Set', sku: 'SET', type: 'bundle', regular_price: '18.00' };
		expect((await new ProductShop().ask('POST', 'products', bundle)).code).toBe('rest_invalid_param');
		const shop = new ProductShop({ products: [mug], productTypes: ['bundle', 'composite'] });
		const part = shop.player.store.productBySku('MUG')?.id;
		const set = await shop.make({ ...bundle, bundled_items: [{ product_id: part, quantity_min: 2 }] });
		expect((await shop.ask('GET', `products/${set}`)).body).toMatchObject({
			type: 'bundle',
			bundled_items: [{ product_id: part, quantity_min: 2, quantity_max: 2 }],
			composite_components: [],
		});
		expect((await shop.ask('GET', `products/${String(part)}`)).body).toMatchObject({ bundled_by: [set], bundled_items: [] });
		expect((await shop.list('products?type=bundle')).map(({ sku }) => sku)).toEqual(['SET']);
	});

	it('are seeded with their types: composite, woosb, grouped, subscriptions', async () => {
		const shop = new ProductShop({
			products: [
				mug,
				{ sku: 'KIT', type: 'composite', composite_components: [{ title: 'Cup', query_ids: [10], quantity_min: 2 }] },
				{ sku: 'WPC', type: 'woosb', meta_data: [{ key: 'woosb_ids', value: { a1: { id: '10', sku: 'MUG', qty: '2' } } }] },
				{ sku: 'GROUP', type: 'grouped', grouped_products: [10] },
				{ sku: 'SUB', type: 'subscription', regular_price: '5.00', meta_data: [{ key: '_subscription_period', value: 'month' }] },
				{
					sku: 'SUBS',
					type: 'variable-subscription',
					attributes: [{ name: 'Term', variation: true, options: ['Month'] }],
					variations: [{ sku: 'SUBS-M', regular_price: '6.00', attributes: [{ name: 'Term', option: 'Month' }] }],
				},
			],
		});
		const shown = Object.fromEntries((await shop.list('products')).map((product) => [product['sku'], product]));
		expect(shown['KIT']).toMatchObject({ type: 'composite', composite_components: [{ title: 'Cup', query_ids: [10], quantity_min: 2 }] });
		expect(shown['WPC']).toMatchObject({ meta_data: [{ key: 'woosb_ids', value: { a1: { qty: '2' } } }] });
		expect(shown['GROUP']).toMatchObject({ price: '10.00', grouped_products: [10], purchasable: false });
		expect(shown['SUBS']).toMatchObject({ type: 'variable-subscription', price: '6.00', has_options: true });
		expect((await shop.list('variations')).map(({ type }) => type)).toEqual(['subscription_variation']);
	});
});

describe('a shop in several languages', () => {
	const products = [
		{ name: 'Tasse', sku: 'MUG', lang: 'de', translation_group: 'mug' },
		{ name: 'Mug', sku: 'MUG', lang: 'en', translation_group: 'mug' },
		{ name: 'Hut', sku: 'HAT', lang: 'de' },
	];
	const names = async (shop: ProductShop, path: string): Promise<readonly unknown[]> => (await shop.list(path)).map(({ name }) => name);

	it('of WPML lists the default language unless it is told another, and names the other translations', async () => {
		const shop = new ProductShop({ products, settings: { multilingual: 'wpml', languages: ['de', 'en'] } });
		expect([await names(shop, 'products'), await names(shop, 'products?lang=en'), await names(shop, 'products?lang=xx')]).toEqual([
			['Hut', 'Tasse'],
			['Mug'],
			['Hut', 'Tasse'],
		]);
		const all = await shop.list('products?lang=all&orderby=id&order=asc');
		const [german, english] = all.map(({ id }) => id);
		expect(all.map(({ lang, translations }) => [lang, translations])).toEqual([
			['de', { en: english }],
			['en', { de: german }],
			['de', []],
		]);
		expect(await names(shop, 'products?sku=MUG&lang=all')).toEqual(['Mug', 'Tasse']);
	});

	it('of Polylang lists all, and names a product among its own translations', async () => {
		const shop = new ProductShop({ products, settings: { multilingual: 'polylang', languages: ['de', 'en'] } });
		const all = await shop.list('products?orderby=id&order=asc');
		const [german, english, hat] = all.map(({ id }) => id);
		expect(all.map(({ translations }) => translations)).toEqual([{ de: german, en: english }, { de: german, en: english }, { de: hat }]);
		expect(await names(shop, 'products?lang=en')).toEqual(['Mug']);
	});

	it('takes a translation with the SKU of its original, and no other product', async () => {
		const shop = new ProductShop({ products, settings: { multilingual: 'wpml', languages: ['de', 'en'] } });
		const hat = shop.player.store.productBySku('HAT')?.id;
		expect((await shop.ask('POST', 'products', { name: 'Hat', sku: 'HAT', lang: 'en', translation_of: hat })).status).toBe(201);
		expect((await shop.ask('POST', 'products', { name: 'Hat', sku: 'HAT', lang: 'en' })).code).toBe('product_invalid_sku');
		expect(shop.damage()).toEqual([]);
	});

	it('that has one language says nothing of languages', async () => {
		const [product] = await new ProductShop({ products: [mug] }).list('products?lang=de');
		expect([product?.['lang'], product?.['translations']]).toEqual([undefined, undefined]);
	});
});
