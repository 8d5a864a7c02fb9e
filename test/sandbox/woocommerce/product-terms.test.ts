import { ProductShop } from './product-shop';

describe('terms and attributes of products', () => {
	it('are found by id: a brand that nobody has clears them in silence, a tag may come by name', async () => {
		const shop = new ProductShop();
		const brand = Number((await shop.ask('POST', 'products/brands', { name: 'Clay & Co' })).body['id']);
		const made = await shop.ask('POST', 'products', { brands: [{ id: brand }], tags: [{ name: 'Handmade' }] });
		expect(made.body).toMatchObject({ brands: [{ id: brand, name: 'Clay &amp; Co', slug: 'clay-co' }], tags: [{ name: 'Handmade' }] });
		const path = `products/${String(made.body['id'])}`;
		expect((await shop.ask('PUT', path, { brands: [{ id: 999_999 }] })).body).toMatchObject({ brands: [] });
		expect((await shop.ask('PUT', path, { brands: [{ name: 'Clay & Co' }] })).body).toMatchObject({ brands: [] });
		expect((await shop.list('products/tags')).map(({ name, count }) => [name, count])).toEqual([['Handmade', 1]]);
	});

	it('of a global attribute come by its id alone, and follow it when it is renamed', async () => {
		const shop = new ProductShop();
		const colour = Number((await shop.ask('POST', 'products/attributes', { name: 'Colour' })).body['id']);
		const parent = await shop.make({ type: 'variable', attributes: [{ id: colour, variation: true, options: ['Red', 'Blue'] }] });
		await shop.ask('POST', `products/${parent}/variations`, { attributes: [{ id: colour, option: 'red' }] });
		await shop.ask('POST', `products/${parent}/variations`, { attributes: [{ name: 'Colour', option: 'Red' }] });
		expect((await shop.list('variations')).map(({ name }) => name)).toEqual(['', 'Red']);
		expect((await shop.ask('PUT', `products/attributes/${colour}`, { name: 'Shade' })).body).toMatchObject({ slug: 'pa_shade' });
		expect((await shop.ask('GET', `products/${parent}`)).body['attributes']).toMatchObject([{ name: 'Shade', slug: 'pa_shade' }]);
	});

	it('of which a product has none left fall back to the default category only when it is written', async () => {
		const shop = new ProductShop({ products: [{ sku: 'MUG', category_path: 'Home > Mugs' }] });
		const [product] = await shop.list('products');
		expect(product?.['categories']).toMatchObject([{ name: 'Mugs' }]);
		expect((await shop.list('products/categories?search=mug')).map(({ name, count }) => [name, count])).toEqual([['Mugs', 1]]);
		const [home] = await shop.list('products/categories?slug=home');
		expect((await shop.list(`products?category=${String(home?.['id'])}`)).map(({ sku }) => sku)).toEqual(['MUG']);
		expect((await shop.ask('PUT', `products/${String(product?.['id'])}`, { categories: [] })).body).toMatchObject({
			categories: [{ name: 'Uncategorized' }],
		});
	});

	it('of a type with variations go with them', async () => {
		const shop = new ProductShop();
		const parent = await shop.make({ type: 'variable', attributes: [{ name: 'Size', variation: true, options: ['S'] }] });
		await shop.ask('POST', `products/${parent}/variations`, { sku: 'S', attributes: [{ name: 'Size', option: 'S' }] });
		await shop.ask('PUT', `products/${parent}`, { type: 'simple' });
		expect([await shop.list('variations'), await shop.list('products?sku=S')]).toEqual([[], []]);
	});

	it('leave nothing of the lists within an answer to _fields', async () => {
		const shop = new ProductShop();
		const answer = await shop.ask('POST', 'products/batch?_fields=create.id', { create: [{ name: 'Mug' }] });
		expect(answer.body).toEqual({ create: [] });
	});

	it('of a draft: it has no name in addresses yet', async () => {
		const shop = new ProductShop();
		const draft = await shop.ask('POST', 'products', { name: 'Big Mug', status: 'draft' });
		const id = String(draft.body['id']);
		expect(draft.body).toMatchObject({
			slug: '',
			generated_slug: 'big-mug',
			permalink: `http://127.0.0.1:8088/?post_type=product&p=${id}`,
		});
		expect((await shop.ask('PUT', `products/${id}`, { status: 'publish' })).body).toMatchObject({ slug: 'big-mug' });
	});
});
