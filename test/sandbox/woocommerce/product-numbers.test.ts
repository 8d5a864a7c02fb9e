import { ProductShop } from './product-shop';

const mug = { name: 'Mug', sku: 'MUG', regular_price: '10.00', global_unique_id: '4006381333931' };
const shirt = { type: 'variable', sku: 'SHIRT', attributes: [{ name: 'Size', variation: true, options: ['S', 'M'] }] };

describe('numbers of products', () => {
	it('are refused where a live product has them, in another case too', async () => {
		const shop = new ProductShop({ products: [mug] });
		const id = shop.player.store.productBySku('MUG')?.id;
		const taken = await shop.ask('POST', 'products', { sku: 'mug' });
		expect([taken.status, taken.code, taken.body['data']]).toEqual([
			400,
			'product_invalid_sku',
			{ status: 400, resource_id: id, unique_sku: 'mug-1' },
		]);
		expect((await shop.ask('POST', 'products', { global_unique_id: '4006381333931' })).code).toBe('product_invalid_global_unique_id');
	});

	it('of a trashed product keep a new one from being made, without saying whose they are', async () => {
		const shop = new ProductShop({ products: [{ ...mug, status: 'trash' }] });
		const taken = await shop.ask('POST', 'products', { sku: 'MUG' });
		expect([taken.code, taken.body['data']]).toEqual(['woocommerce_rest_product_not_created', { status: 400 }]);
		expect([(await shop.list('products?sku=MUG')).length, (await shop.list('products?sku=MUG&status=trash')).length]).toEqual([0, 1]);
	});

	it('of a trashed product may be given to another, and restoring it makes two of one SKU', async () => {
		const shop = new ProductShop({ products: [mug] });
		await shop.control('trashProduct', { sku: 'MUG' });
		const other = await shop.make({ name: 'Other' });
		expect((await shop.ask('PUT', `products/${other}`, { sku: 'MUG' })).status).toBe(200);
		const trashed = Number((await shop.list('products?status=trash'))[0]?.['id']);
		await shop.control('restoreProduct', { id: trashed });
		expect((await shop.list('products?sku=MUG')).map(({ id }) => id)).toEqual([other, trashed]);
		expect(shop.damage()).toEqual([`duplicateProduct: products ${trashed}, ${other} share SKU mug`]);
	});

	it('are taken once by eight requests at a time', async () => {
		const shop = new ProductShop();
		const answers = await Promise.all(Array.from({ length: 8 }, () => shop.ask('POST', 'products', { sku: 'ONE' })));
		expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
	});

	it('may stand twice in a database that other software filled, which is nobody’s damage here', async () => {
		const shop = new ProductShop({ products: [mug, { ...mug, name: 'Twin' }, { sku: 'MUG ', name: 'With a space' }] });
		expect((await shop.list('products?sku=MUG')).map(({ sku }) => sku)).toEqual(['MUG ', 'MUG', 'MUG']);
		expect(shop.damage()).toEqual([]);
	});

	it('are inherited by variations that have none, who are not found by them', async () => {
		const shop = new ProductShop();
		const parent = await shop.make({ ...shirt, weight: '0.2', dimensions: { length: '3' } });
		await shop.ask('POST', `products/${parent}/variations`, { attributes: [{ name: 'Size', option: 'S' }] });
		expect(await shop.list('variations')).toMatchObject([{ sku: 'SHIRT', weight: '0.2', dimensions: { length: '3' } }]);
		expect((await shop.list('products?sku=SHIRT')).map(({ id }) => id)).toEqual([parent]);
		expect(await shop.list('variations?sku=SHIRT')).toEqual([]);
	});

	it('of our origin stand on one product', async () => {
		const shop = new ProductShop();
		const body = { meta_data: [{ key: '_storebridge_origin', value: 'amazon:A' }] };
		const ids = [await shop.make(body), await shop.make(body)];
		expect(shop.damage()).toEqual([`duplicateProduct: products ${ids.join(', ')} share origin amazon:A`]);
	});

	it('go with a product that is deleted, its variations too', async () => {
		const shop = new ProductShop({ products: [{ ...shirt, variations: [{ sku: 'SHIRT-S' }] }] });
		await shop.control('deleteProduct', { sku: 'SHIRT' });
		expect((await shop.ask('POST', 'products', { sku: 'SHIRT-S' })).status).toBe(201);
	});

	it('change by hand, and the date with them', async () => {
		const shop = new ProductShop({ products: [mug] });
		shop.player.clock.advance(60_000);
		await shop.control('renameProduct', { sku: 'MUG', newSku: 'CUP', name: 'Cup' });
		expect(await shop.list('products')).toMatchObject([{ sku: 'CUP', name: 'Cup', date_modified_gmt: '2026-11-21T12:01:00' }]);
	});
});
