import { ProductShop } from './product-shop';

const at = (file: string): { readonly src: string } => ({ src: `https://m.media-amazon.com/images/I/${file}` });
const files = (shop: ProductShop): readonly string[] => shop.player.store.media().map(({ path }) => path.split('/').at(-1) ?? '');

describe('images of products', () => {
	it('of which one of three is bad make nothing and leave nothing behind', async () => {
		const shop = new ProductShop();
		const answer = await shop.ask('POST', 'products', { sku: 'A', images: [at('1.jpg'), at('missing.jpg'), at('3.jpg')] });
		expect([answer.status, answer.code]).toEqual([400, 'woocommerce_product_image_upload_error']);
		expect([files(shop), (await shop.ask('GET', 'products?sku=A')).total]).toEqual([[], '0']);
		expect((await shop.ask('POST', 'products', { sku: 'A', images: [at('1.jpg')] })).status).toBe(201);
	});

	it.each(['picture.avif', 'picture.svg', 'picture', 'page.html'])('%s is refused', async (file) => {
		const { status, body } = await new ProductShop().ask('POST', 'products', { images: [at(file)] });
		expect([status, body['message']]).toEqual([400, 'Invalid image: Sorry, you are not allowed to upload this file type.']);
	});

	it('are taken as WEBP, and again and again of one address: each time a copy', async () => {
		const shop = new ProductShop();
		const product = await shop.make({ images: [at('1.webp')] });
		await shop.ask('PUT', `products/${product}`, { images: [at('1.webp')] });
		expect(files(shop)).toEqual(['1.webp', '1-1.webp']);
		expect(shop.damage()).toEqual([`duplicateImage: product ${product}: ${at('1.webp').src} was downloaded 2 times`]);
	});

	it('are used again by their id, without a copy', async () => {
		const shop = new ProductShop();
		const product = await shop.make({ images: [at('1.jpg')] });
		const [media] = shop.player.store.media();
		await shop.ask('PUT', `products/${product}`, { images: [{ id: media?.id, alt: 'Front' }, at('2.jpg')] });
		await shop.make({ images: [{ id: media?.id }] });
		expect([files(shop), shop.damage()]).toEqual([['1.jpg', '2.jpg'], []]);
	});

	it('that are slow hold the request, and then it succeeds', async () => {
		const shop = new ProductShop();
		const before = shop.player.clock.now();
		await shop.make({ images: [at('slow-70.jpg')] });
		expect(shop.player.clock.now() - before).toBe(70_000);
	});

	it('that are no image of the site are refused by their id', async () => {
		const shop = new ProductShop();
		const product = await shop.make({});
		for (const id of [999_999, product])
			expect((await shop.ask('PUT', `products/${product}`, { images: [{ id }] })).code).toBe('woocommerce_product_invalid_image_id');
		expect((await shop.ask('PUT', `products/${product}`, { images: [{ id: 0 }] })).code).toBe('woocommerce_product_invalid_image_id');
	});

	it('never come from the net: an address that the sandbox does not know cannot be reached', async () => {
		const { body } = await new ProductShop().ask('POST', 'products', { images: [{ src: 'https://pictures.somewhere.dev/1.jpg' }] });
		expect(body['message']).toContain('Could not resolve host: pictures.somewhere.dev');
	});

	it('fail where a test says so, until it is mended', async () => {
		const shop = new ProductShop();
		await shop.control('setImage', { address: at('1.jpg').src, status: 503 });
		expect((await shop.ask('POST', 'products', { images: [at('1.jpg')] })).body['message']).toContain('Service Unavailable');
		await shop.control('setImage', { address: at('1.jpg').src, bytes: 0 });
		expect((await shop.ask('POST', 'products', { images: [at('1.jpg')] })).body['message']).toContain('File is empty');
		await shop.control('setImage', { address: at('1.jpg').src, mended: true });
		expect((await shop.ask('POST', 'products', { images: [at('1.jpg')] })).status).toBe(201);
	});

	it('of a parent are shown by variations without one, except in answers to writes', async () => {
		const shop = new ProductShop();
		const parent = await shop.make({
			type: 'variable',
			images: [at('1.jpg')],
			attributes: [{ name: 'Size', variation: true, options: ['S'] }],
		});
		const made = await shop.ask('POST', `products/${parent}/variations`, { attributes: [{ name: 'Size', option: 'S' }] });
		const shown = await shop.ask('GET', `products/${parent}/variations/${String(made.body['id'])}`);
		const edit = await shop.ask('GET', `products/${parent}/variations/${String(made.body['id'])}?context=edit`);
		expect([made.body['image'], edit.body['image']]).toEqual([null, null]);
		expect(shown.body['image']).toMatchObject({ name: '1.jpg' });
	});

	it('are taken out again when another request took the SKU meanwhile', async () => {
		const waiting: (() => void)[] = [];
		const shop = new ProductShop();
		shop.player.clock.sleep = () => new Promise((resolve) => waiting.push(resolve));
		const slow = shop.ask('POST', 'products', { sku: 'ONE', images: [at('slow-9.jpg')] });
		await Promise.resolve();
		await shop.make({ sku: 'ONE' });
		waiting.forEach((go) => go());
		expect([(await slow).code, files(shop)]).toEqual(['woocommerce_rest_product_not_created', []]);
	});
});
