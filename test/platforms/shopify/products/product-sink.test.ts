import { PlatformError } from '../../../../src/domain/platform-error';
import { wordsIn } from '../../../../src/domain/texts/language';
import type { ProductDraft, ProductSink, SavedProduct } from '../../../../src/ports/product-sink';
import type { ProductSeed } from '../../../../sandbox/shopify/options';
import { defaultApp } from '../../../../sandbox/shopify';
import { draft, image, shirt } from '../../woocommerce/products/drafts';
import { startShop, type ShopUnderTest } from '../shop-under-test';

const MUG: ProductSeed = { title: 'Mug', sku: 'MUG', price: '10.00', barcode: '4006381333931' };
const CAP: ProductSeed = {
	title: 'Cap',
	options: ['Size'],
	variants: [
		{ sku: 'CAP-S', optionValues: ['S'] },
		{ sku: 'TWIN', optionValues: ['M'] },
		{ sku: 'TWIN', optionValues: ['L'] },
	],
};

let test: ShopUnderTest;
let sink: ProductSink;
beforeEach(async () => {
	test = await startShop({ products: [MUG, CAP], hasImage: (url) => !url.includes('missing') });
	test.advance(60_000);
	sink = test.shop.productSink;
});
afterEach(async () => {
	await test.close();
});

const stored = (title: string) => [...test.standIn.shop.state.products.values()].filter((one) => one.title === title);
const variants = (title: string) =>
	stored(title).flatMap(({ variantIds }) => variantIds.map((id) => test.standIn.shop.state.variants.get(id)));
const writes = (): readonly string[] => test.requests().flatMap(({ body }) => /"query":"mutation (\w+)/.exec(String(body))?.[1] ?? []);
const lose = (operation: string, times = 1, skip = 0): void => {
	test.faults.add({ standIn: 'shopify', kind: 'resetAfter', operation, times, skip });
};
const told = (saved: SavedProduct): readonly string[] => saved.leftOut.map((words) => wordsIn(words, 'en'));
const outcomes = ({ variations }: SavedProduct): readonly string[] =>
	variations.map((one) => (one instanceof PlatformError ? (one.details.code ?? one.details.kind) : one.did));
const update = async (...wish: Parameters<ProductSink['update']>): Promise<SavedProduct> => {
	const saved = await sink.update(...wish);
	if (saved === 'gone') throw new Error('It is gone');
	return saved;
};
const failureOf = async (work: Promise<unknown>): Promise<PlatformError['details']> => {
	try {
		await work;
	} catch (error) {
		if (error instanceof PlatformError) return error.details;
		throw error;
	}
	throw new Error('It was done');
};
const POT: ProductDraft = draft('POT', {
	code: 'B000000001',
	title: 'Pot',
	shortDescription: '<ul><li>Holds soup</li></ul>',
	description: '<p>Clay</p>',
	price: '9.00',
	gtin: '4006381333948',
	brand: 'Potter',
	weight: '0.5',
	dimensions: { length: '10', width: '11', height: '12' },
	attributes: [{ name: 'Material', values: ['Clay'] }],
	categories: ['Kitchen', 'Pots'],
	images: [image('a.jpg'), image('b.jpg')],
	stock: 7,
});

describe('products of a Shopify shop', () => {
	it('have all that the draft has, and are drafts unless asked for', async () => {
		const saved = await sink.create(POT);
		expect(saved).toMatchObject({ did: 'created', leftOut: [], product: { kind: 'simple', status: 'draft', stock: { quantity: 7 } } });
		expect(saved.adminUrl).toMatch(/^https:\/\/admin\.shopify\.com\/store\/sandbox\/products\/\d+$/);
		const [product] = stored('Pot');
		expect(product).toMatchObject({
			status: 'DRAFT',
			descriptionHtml: '<ul><li>Holds soup</li></ul><p>Clay</p>',
			vendor: 'Potter',
			productType: 'Pots',
			media: [{ originalSource: image('a.jpg').url, alt: 'Picture a.jpg' }, { originalSource: image('b.jpg').url }],
		});
		expect(variants('Pot')).toMatchObject([{ sku: 'POT', barcode: '4006381333948', price: '9.00' }]);
		expect(test.metafieldsOf(product?.id ?? '')).toMatchObject([
			{ key: 'attributes', value: '{"Material":["Clay"]}' },
			{ key: 'dimensions' },
			{ key: 'pictures' },
		]);
		expect((await update(saved.product, POT, ['title', 'description', 'price', 'images', 'attributes', 'stock'])).did).toBe('unchanged');
		expect((await sink.create(draft('LIVE', { title: 'Live', status: 'live' }))).product).toMatchObject({
			status: 'active',
			sellable: true,
		});
	});

	it('keep what people wrote, but for what was chosen, and are not published by themselves', async () => {
		const { product } = await sink.create(POT);
		const [own] = stored('Pot');
		Object.assign(own ?? {}, { descriptionHtml: '<p>Mine</p>', vendor: 'Me', media: [] });
		const next = { ...POT, title: 'Other', brand: 'Other', price: '8.00', status: 'live' as const, stock: 3 };
		expect((await update(product, next, [])).did).toBe('unchanged');
		expect(await update(product, next, ['brand', 'status', 'stock'])).toMatchObject({ did: 'updated', product: { status: 'active' } });
		expect(stored('Pot')).toMatchObject([{ descriptionHtml: '<p>Mine</p>', vendor: 'Other', status: 'ACTIVE', media: [] }]);
		expect(test.standIn.stock()['POT']).toEqual({ 'Shop location': 3 });
	});

	it('are not taken for sold out where nobody said at which location their stock is to be', async () => {
		const twoPlaces = { locations: [{ name: 'Main' }, { name: 'Second' }], products: [{ title: 'Air', sku: 'AIR', tracked: false }] };
		const shop = await startShop(twoPlaces);
		shop.advance(60_000);
		const [known] = await shop.shop.catalog.findBySkus(['AIR']);
		const wish = { id: known?.id ?? '' };
		expect(await failureOf(shop.shop.productSink.update(wish, draft('AIR', { stock: 5 }), ['stock']))).toMatchObject({ code: 'location' });
		const tracked = [...shop.standIn.shop.state.inventoryItems.values()].map((item) => item.tracked);
		await shop.close();
		expect(tracked).toEqual([false]);
	});

	it.each([1, 2, 3])('are there once when the answer was lost, whichever of its requests it is (%s)', async (which) => {
		const kinds = ['metafieldDefinitionCreate', 'productSet', 'metafieldsSet'];
		lose(kinds[which - 1] ?? '');
		const saved = await sink.create(POT).catch((error: unknown) => error);
		test.advance(6_000);
		const again = which === 1 ? await sink.create(POT) : await update((await sink.alike([POT]))[0] ?? { id: '' }, POT, []);
		expect([stored('Pot').length, stored('Pot')[0]?.media.length, again.product.origin]).toEqual([1, 2, POT.origin]);
		if (which !== 1) expect(saved).toMatchObject({ did: 'created' });
	});

	it('are there once when two make them at once, and when one was made that nobody searches yet', async () => {
		const other = test.connect().productSink;
		const both = await Promise.all([sink.create(POT), other.create(POT)]);
		expect(new Set(both.map(({ product }) => product.id)).size).toBe(1);
		// The index of SKUs knows nothing of it.
		expect((await sink.create(POT)).product.id).toBe(both[0].product.id);
		expect(stored('Pot')).toHaveLength(1);
		expect(await sink.alike([POT])).toMatchObject([{ id: both[0].product.id, origin: POT.origin }]);
	});

	it('are not claimed to be unmade where nobody knows', async () => {
		test.faults.add({ standIn: 'shopify', kind: 'resetBefore', operation: 'productSet', times: 1 });
		expect(await failureOf(sink.create(POT))).toMatchObject({ kind: 'unknownOutcome' });
	});

	it('wait where Shopify slows down, and are made once', async () => {
		test.standIn.setBucket({ maximum: 1_000, restoreRate: 50 });
		const began = test.clock.now();
		for (const sku of ['A', 'B', 'C', 'D', 'E', 'F']) await sink.create(draft(sku, { images: [] }));
		test.standIn.emptyBucket();
		await sink.create(draft('G'));
		expect(['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((sku) => stored(`Product ${sku}`).length)).toEqual([1, 1, 1, 1, 1, 1, 1]);
		expect(test.clock.now() - began).toBeGreaterThan(500);
	});

	it('are refused by the name of the scope that is missing, before anything is made', async () => {
		test.standIn.setScopes(defaultApp.scopes.filter((scope) => scope !== 'write_products'));
		const refused = await failureOf(sink.create(POT));
		expect(refused).toMatchObject({ kind: 'permission', code: 'missingScope' });
		expect(refused.advice).toContain('write_products');
		expect(stored('Pot')).toEqual([]);
	});

	it('are refused by the field, and leave nothing behind', async () => {
		await expect(sink.create({ ...POT, title: 'x'.repeat(256) })).rejects.toThrow('Shopify refused "POT" (INVALID_INPUT input.title)');
		expect((await sink.create(draft('NEXT'))).did).toBe('created');
	});

	it('are refused where the SKU is taken in whichever case, by the name of who has it', async () => {
		await expect(sink.create(draft('mug'))).rejects.toThrow(/SKU "mug" belongs to product \d+ \("Mug", active\)/);
		expect((await sink.alike([{ origin: '', sku: 'NONE', gtin: '04006381333931' }])).map(({ sku }) => sku)).toEqual(['MUG']);
		expect(writes()).toEqual(['DefinitionCreate']);
	});

	it('name the pictures that nobody could fetch, do not try them again, and take new ones', async () => {
		const saved = await sink.create({ ...POT, images: [image('missing.jpg'), image('a.jpg'), { url: 'a.jpg', alt: '' }] });
		expect(told(saved)).toEqual([expect.stringContaining('Image 3 is left out'), expect.stringContaining('Image 1 is left out')]);
		const next = { ...POT, images: [image('missing.jpg'), image('a.jpg'), image('c.jpg')] };
		expect(told(await update(saved.product, next, []))).toEqual([expect.stringContaining('Image 1 is left out')]);
		expect(stored('Pot')[0]?.media.map(({ originalSource }) => originalSource)).toEqual(next.images.map(({ url }) => url));
		const ids = stored('Pot')[0]?.media.map(({ id }) => id);
		await update(saved.product, { ...POT, images: [image('c.jpg'), image('a.jpg')] }, ['images']);
		expect(stored('Pot')[0]?.media.map(({ id }) => id)).toEqual([ids?.[2], ids?.[1]]);
	});
});

describe('products with variants', () => {
	it('are made in as few requests as they take, each variant once although answers are lost', async () => {
		lose('productVariantsBulkCreate');
		const saved = await sink.create(shirt('SHIRT', 170));
		expect(new Set(outcomes(saved))).toEqual(new Set(['created']));
		expect(variants('Shirt')).toHaveLength(170);
		expect(stored('Shirt')[0]?.options.map(({ name, values }) => [name, values.length])).toEqual([
			['Size', 10],
			['Color', 10],
			['Fabric', 2],
		]);
		expect(writes().filter((name) => name === 'ProductSet' || name === 'VariantsCreate')).toHaveLength(3);
		const made = saved.variations.map((one) => (one instanceof PlatformError ? '' : one.product.sku));
		expect(made).toEqual(shirt('SHIRT', 170).variations.map(({ sku }) => sku));
		test.advance(6_000);
		const again = await update(saved.product, shirt('SHIRT', 171), []);
		expect(outcomes(again).filter((one) => one !== 'unchanged')).toEqual(['created']);
		expect(await sink.alike([shirt('SHIRT', 1)])).toMatchObject([{ kind: 'parent', id: saved.product.id }]);
	});

	it('have three options at most: what is more is one', async () => {
		const axes = ['Size', 'Color', 'Fabric', 'Cut'].map((name) => ({ name, value: `${name} 1` }));
		const { leftOut, variations } = await sink.create(draft('ODD', { title: 'Odd', variations: [draft('ODD-1', { axes })] }));
		expect([leftOut, variations]).toMatchObject([[], [{ did: 'created' }]]);
		expect(stored('Odd')[0]?.options.map(({ name }) => name)).toEqual(['Size', 'Color', 'Fabric / Cut']);
	});

	it('keep a fault to the variation that has it, and are not there without any', async () => {
		const small = draft('S', { axes: [{ name: 'Size', value: 'S' }], price: '5.00' });
		const saved = await sink.create(
			draft('TEE', {
				title: 'Tee',
				variations: [
					{ ...small, sku: 'MUG' },
					small,
					{ ...small, sku: 'NO-SIZE', axes: [] },
					draft('DEAR', { axes: [{ name: 'Size', value: 'L' }], price: 'dear' }),
				],
			}),
		);
		expect(outcomes(saved)).toEqual(['skuTaken', 'created', 'optionMissing', 'created']);
		expect(await failureOf(sink.create(draft('NONE', { variations: [{ ...small, sku: 'MUG' }] })))).toMatchObject({ kind: 'conflict' });
	});

	it('share a picture that several variants have, fetched once', async () => {
		const of = (size: string, name: string) => draft(`P-${size}`, { axes: [{ name: 'Size', value: size }], images: [image(name)] });
		const saved = await sink.create(draft('P', { title: 'P', images: [image('a.jpg')], variations: [of('S', 'a.jpg'), of('M', 'b.jpg')] }));
		await update(saved.product, draft('P', { variations: [of('S', 'a.jpg'), of('M', 'b.jpg'), of('L', 'b.jpg'), of('XL', 'c.jpg')] }), []);
		const [product] = stored('P');
		expect(product?.media.map(({ originalSource }) => originalSource)).toEqual(['a.jpg', 'b.jpg', 'c.jpg'].map((name) => image(name).url));
		const ids = product?.media.map(({ id }) => id) ?? [];
		expect(variants('P').map((variant) => ids.indexOf(variant?.mediaId ?? ''))).toEqual([0, 1, 1, 2]);
	});

	it('of people get no further options, no twin and nothing where two have one SKU', async () => {
		const [cap] = stored('Cap');
		const known = variants('Cap')[0];
		const id = (known?.id ?? '').replace(/^.*\//, '');
		const size = (sku: string, value: string, more: Partial<ProductDraft> = {}) =>
			draft(sku, { axes: [{ name: 'size', value }], price: '7.00', ...more });
		const family = draft('CAP', {
			variations: [
				size('CAP-S', 'S', { id }),
				size('TWIN', 'XL'),
				size('CAP-M', 'm'),
				draft('CAP-RED', { axes: [{ name: 'Color', value: 'Red' }] }),
				size('CAP-XL', 'XL'),
				size('LOST', 'XXL', { id: '987654321' }),
			],
		});
		const saved = await update({ id: (cap?.id ?? '').replace(/^.*\//, '') }, family, []);
		expect(outcomes(saved)).toEqual(['unchanged', 'skuAmbiguous', 'combinationTaken', 'optionMissing', 'created', 'variationGone']);
		expect(await sink.update({ id: (cap?.id ?? '').replace(/^.*\//, '') }, draft('HAT', { variations: [size('HAT-S', 'S')] }), [])).toBe(
			'gone',
		);
	});

	it('are not made of a product without a choice', async () => {
		const { product } = await sink.create(POT);
		const [own] = stored('Pot');
		const asParent = { id: (own?.id ?? '').replace(/^.*\//, ''), sure: true as const };
		expect(outcomes(await update(asParent, shirt('SHIRT', 1), []))).toEqual(['notVariable']);
		expect(product.parentId).toBeUndefined();
	});

	it('are there although their other variants could not be made, and are not heard of as not made', async () => {
		test.faults.add({
			standIn: 'shopify',
			kind: 'answer',
			operation: 'productVariantsBulkCreate',
			answer: { status: 503, body: '' },
			times: 9,
		});
		const saved = await sink.create(shirt('SHIRT', 60));
		expect([saved.did, outcomes(saved).filter((one) => one === 'created').length]).toEqual(['created', 50]);
		test.faults.clear();
		expect(outcomes(await update(saved.product, shirt('SHIRT', 60), [])).filter((one) => one === 'created')).toHaveLength(10);
	});
});
