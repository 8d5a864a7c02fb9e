import { catalog, catalogParents } from '../../../sandbox/seed/catalog';
import { shopProductsFromCatalog } from '../../../sandbox/shopify';
import { openShop, type TestShop } from './shop';

let shop: TestShop;

beforeEach(async () => {
	shop = await openShop({
		products: [
			{ title: 'Mug', sku: 'AB-1', stock: { 'Shop location': 5 } },
			{
				title: 'Shirt',
				options: ['Size'],
				variants: [
					{ sku: 'ab-10', optionValues: ['S'] },
					{ sku: 'AB-1-RED', optionValues: ['M'], barcode: '4006381333931' },
				],
			},
		],
		hasImage: (url) => !url.includes('missing'),
	});
});

const skus = async (query: string): Promise<unknown> =>
	(
		(await shop.data('query ($query: String!) { productVariants(first: 50, query: $query) { nodes { sku } } }', { query }))[
			'productVariants'
		] as {
			nodes: { sku: string }[];
		}
	).nodes.map(({ sku }) => sku);

describe('the search for a SKU', () => {
	it('does not tell cases, and finds what only begins alike', async () => {
		expect(await skus("sku:'AB-1'")).toEqual(['AB-1', 'ab-10', 'AB-1-RED']);
		expect(await skus('sku:"ab-1-red"')).toEqual(['AB-1-RED']);
		expect(await skus("sku:'AB-10' OR sku:'none'")).toEqual(['ab-10']);
		expect(await skus('sku:ab*')).toEqual(['AB-1', 'ab-10', 'AB-1-RED']);
		expect(await skus('barcode:4006381333931')).toEqual(['AB-1-RED']);
		expect(await skus("sku:'none'")).toEqual([]);
	});

	it('learns late of what was changed', async () => {
		const product = [...shop.stand.shop.state.products.values()][0];
		await shop.data(
			`mutation ($id: ID!, $variants: [ProductVariantsBulkInput!]!) { productVariantsBulkUpdate(productId: $id, variants: $variants) { productVariants { sku price } userErrors { code } } }`,
			{ id: product?.id, variants: [{ id: product?.variantIds[0], price: '9.5', inventoryItem: { sku: 'NEW' } }] },
		);
		expect(await skus('sku:NEW')).toEqual([]);
		expect(await skus("sku:'AB-1' -sku:red -sku:ab-10")).toEqual(['NEW']);
		shop.kernel.clock.advance(5000);
		expect(await skus('sku:NEW')).toEqual(['NEW']);
	});
});

const set = `mutation ($input: ProductSetInput!, $identifier: ProductSetIdentifiers) {
	productSet(input: $input, identifier: $identifier) {
		product { id title handle status tags options { name values } variants(first: 10) { nodes { id title sku price inventoryQuantity selectedOptions { name value } inventoryItem { tracked } } }
			media(first: 5) { nodes { status mediaErrors { code } ... on MediaImage { image { url } } } } }
		userErrors { field message code }
	}
}`;

interface SetProduct {
	readonly product: {
		readonly id: string;
		readonly variants: { readonly nodes: readonly { readonly id: string; readonly sku: string }[] };
	} | null;
	readonly userErrors: readonly { readonly code: string }[];
}

const setProduct = async (input: unknown, identifier?: unknown): Promise<SetProduct> =>
	(await shop.data(set, { input, identifier }))['productSet'] as SetProduct;

const hat = (...sizes: readonly string[]) => ({
	title: 'Hat',
	status: 'DRAFT',
	tags: ['b', 'a'],
	productOptions: [{ name: 'Size', values: sizes.map((name) => ({ name })) }],
	variants: sizes.map((size) => ({
		optionValues: [{ optionName: 'Size', name: size }],
		sku: `HAT-${size}`,
		price: '12',
		inventoryItem: { tracked: true },
	})),
	files: [{ originalSource: 'https://img.example/hat.jpg', contentType: 'IMAGE' }],
});

describe('productSet', () => {
	it('makes a product with its variants, whose pictures come later', async () => {
		const made = await setProduct(hat('S', 'M'));
		expect(made).toMatchObject({
			product: {
				title: 'Hat',
				handle: 'hat',
				status: 'DRAFT',
				tags: ['a', 'b'],
				options: [{ name: 'Size', values: ['S', 'M'] }],
				variants: {
					nodes: [
						{
							title: 'S',
							sku: 'HAT-S',
							price: '12.00',
							inventoryQuantity: 0,
							selectedOptions: [{ name: 'Size', value: 'S' }],
							inventoryItem: { tracked: true },
						},
						{ title: 'M', sku: 'HAT-M' },
					],
				},
				media: { nodes: [{ status: 'PROCESSING', image: null }] },
			},
			userErrors: [],
		});
		shop.kernel.clock.advance(3000);
		const media = 'query ($id: ID!) { product(id: $id) { media(first: 1) { nodes { status ... on MediaImage { image { url } } } } } }';
		expect(await shop.data(media, { id: made.product?.id })).toMatchObject({
			product: { media: { nodes: [{ status: 'READY', image: { url: expect.stringContaining('cdn.shopify.com') as string } }] } },
		});
	});

	it('of a picture that is not there says so later', async () => {
		const { product } = await setProduct({ ...hat('S'), files: [{ originalSource: 'https://img.example/missing.jpg' }] });
		shop.kernel.clock.advance(3000);
		expect(
			await shop.data('query ($id: ID!) { product(id: $id) { media(first: 1) { nodes { status mediaErrors { code } } } } }', {
				id: product?.id,
			}),
		).toEqual({ product: { media: { nodes: [{ status: 'FAILED', mediaErrors: [{ code: 'IMAGE_DOWNLOAD_FAILURE' }] }] } } });
	});

	it('puts its list of variants in the place of the old one: what is not named is gone', async () => {
		const { product } = await setProduct(hat('S', 'M'));
		const [small] = product?.variants.nodes ?? [];
		const changed = await setProduct(hat('S', 'L'), { id: product?.id });
		expect(changed.product?.variants.nodes.map(({ sku }) => sku)).toEqual(['HAT-S', 'HAT-L']);
		expect(changed.product?.variants.nodes[0]?.id).toBe(small?.id);
		expect(shop.stand.shop.state.variants.size).toBe(5);
	});

	it('refuses what Shopify refuses', async () => {
		expect((await setProduct({ ...hat('S'), title: '' })).userErrors).toHaveLength(1);
		const twice = await setProduct(hat('S', 'S'));
		expect(twice).toMatchObject({
			product: null,
			userErrors: [
				{ field: ['input', 'productOptions', '0', 'values'], code: 'DUPLICATED_OPTION_VALUE' },
				{ field: ['input', 'variants', '1'], code: 'INVALID_VARIANT' },
			],
		});
		const unlisted = { ...hat('S'), variants: [{ optionValues: [{ optionName: 'Size', name: 'XL' }] }] };
		expect((await setProduct(unlisted)).userErrors.map(({ code }) => code)).toEqual(['OPTION_VALUE_DOES_NOT_EXIST']);
		const picture = { originalSource: 'https://img.example/s.jpg' };
		const worn = { ...hat('S'), variants: hat('S').variants.map((variant) => ({ ...variant, file: picture })) };
		expect((await setProduct(worn)).userErrors).toMatchObject([{ field: ['input', 'variants', '0', 'file'] }]);
		expect((await setProduct({ ...hat('S'), files: [{ originalSource: 'hat.jpg' }] })).userErrors).toMatchObject([
			{ field: ['input', 'files', '0', 'originalSource'] },
		]);
		expect(await setProduct({ title: 'X', id: 'gid://shopify/Product/1' })).toMatchObject({
			userErrors: [{ code: 'PRODUCT_DOES_NOT_EXIST' }],
		});
		expect(await setProduct({ ...hat('S'), handle: 'mug' })).toMatchObject({ userErrors: [{ code: 'HANDLE_NOT_UNIQUE' }] });
	});

	it('of a SKU that is there already is damage', async () => {
		const { variants: _variants, productOptions: _options, ...plain } = hat('S');
		const variant = { optionValues: [{ optionName: 'Title', name: 'Default Title' }], sku: 'AB-1' };
		await setProduct({ ...plain, productOptions: [{ name: 'Title', values: [{ name: 'Default Title' }] }], variants: [variant] });
		expect(shop.stand.damage()).toMatchObject([{ kind: 'duplicateProduct' }]);
	});
});

describe('other writes', () => {
	it('productCreate makes the first variant alone, and the others are made afterwards', async () => {
		const created = (await shop.data(
			`mutation ($product: ProductCreateInput!) { productCreate(product: $product) { product { id hasOnlyDefaultVariant variants(first: 5) { nodes { title } } } userErrors { message } } }`,
			{ product: { title: 'Cap', productOptions: [{ name: 'Colour', values: [{ name: 'Red' }, { name: 'Blue' }] }] } },
		)) as { productCreate: { product: { id: string } } };
		expect(created.productCreate.product).toMatchObject({ hasOnlyDefaultVariant: false, variants: { nodes: [{ title: 'Red' }] } });
		expect(
			await shop.data(
				`mutation ($id: ID!) { productVariantsBulkCreate(productId: $id, variants: [{ optionValues: [{ optionName: "Colour", name: "Blue" }], price: "3" }]) {
					productVariants { title price } userErrors { code } } }`,
				{ id: created.productCreate.product.id },
			),
		).toEqual({ productVariantsBulkCreate: { productVariants: [{ title: 'Blue', price: '3.00' }], userErrors: [] } });
	});

	it('one wrong variant keeps all from being changed', async () => {
		const product = [...shop.stand.shop.state.products.values()][1];
		const update = `mutation ($id: ID!, $variants: [ProductVariantsBulkInput!]!, $partial: Boolean) {
			productVariantsBulkUpdate(productId: $id, variants: $variants, allowPartialUpdates: $partial) { productVariants { id price } userErrors { field code } } }`;
		const variants = [
			{ id: product?.variantIds[0], price: '1' },
			{ id: 'gid://shopify/ProductVariant/1', price: '1' },
		];
		const wrong = [{ field: ['variants', '1', 'id'], code: 'PRODUCT_VARIANT_DOES_NOT_EXIST' }];
		expect(await shop.data(update, { id: product?.id, variants, partial: false })).toEqual({
			productVariantsBulkUpdate: { productVariants: null, userErrors: wrong },
		});
		expect(await shop.data(update, { id: product?.id, variants, partial: true })).toEqual({
			productVariantsBulkUpdate: { productVariants: [{ id: product?.variantIds[0], price: '1.00' }], userErrors: wrong },
		});
	});

	it('are read by handle and by search', async () => {
		expect(await shop.data('{ productByIdentifier(identifier: { handle: "mug" }) { title totalInventory tracksInventory } }')).toEqual({
			productByIdentifier: { title: 'Mug', totalInventory: 5, tracksInventory: true },
		});
		expect(
			await shop.data(
				'{ products(first: 5, query: "title:shirt") { edges { node { title variantsCount { count } } } pageInfo { hasNextPage } } }',
			),
		).toEqual({
			products: { edges: [{ node: { title: 'Shirt', variantsCount: { count: 2 } } }], pageInfo: { hasNextPage: false } },
		});
	});

	it('show what is in a bundle', async () => {
		shop.stand.addProduct({ title: 'Set', sku: 'SET', components: [{ sku: 'AB-1', quantity: 2 }] });
		const query =
			'{ productVariants(first: 1, query: "sku:SET") { nodes { requiresComponents productVariantComponents(first: 5) { nodes { quantity productVariant { sku } } } } } }';
		expect(await shop.data(query)).toEqual({
			productVariants: {
				nodes: [{ requiresComponents: true, productVariantComponents: { nodes: [{ quantity: 2, productVariant: { sku: 'AB-1' } }] } }],
			},
		});
	});
});

describe("the demo's goods", () => {
	it('are all there, with their stock', async () => {
		const all = await openShop({ products: shopProductsFromCatalog(catalog, catalogParents) });
		const stock = all.stand.stock();
		expect(Object.keys(stock).sort()).toEqual(catalog.map(({ sku }) => sku).sort());
		for (const { sku, stock: pieces } of catalog) expect(stock[sku]).toEqual({ 'Shop location': pieces });
	});
});

const bulkCreate = `mutation ($id: ID!, $variants: [ProductVariantsBulkInput!]!, $media: [CreateMediaInput!]) {
	productVariantsBulkCreate(productId: $id, variants: $variants, media: $media) {
		product { hasOnlyDefaultVariant media(first: 5) { nodes { id } } }
		productVariants { sku media(first: 1) { nodes { id } } }
		userErrors { field message code }
	}
}`;

describe('more variants', () => {
	const create = async (id: string | undefined, variants: readonly object[], media: readonly object[] = []): Promise<unknown> =>
		(await shop.data(bulkCreate, { id, variants, media }))['productVariantsBulkCreate'];
	const size = (name: string, more: object = {}) => ({ optionValues: [{ optionName: 'Size', name }], ...more });

	it('come with their pictures, all or none', async () => {
		const { product } = await setProduct(hat('S'));
		const source = 'https://img.example/m.jpg';
		const media = [{ originalSource: source, mediaContentType: 'IMAGE' }];
		expect(await create(product?.id, [size('M', { mediaSrc: ['https://img.example/other.jpg'] })], media)).toMatchObject({
			userErrors: [{ field: ['variants', '0', 'mediaSrc'] }],
		});
		expect(await create(product?.id, [size('M'), size('s')])).toMatchObject({
			productVariants: null,
			userErrors: [{ field: ['variants', '1'], code: 'VARIANT_ALREADY_EXISTS' }],
		});
		expect(await create(product?.id, [size('M', { mediaSrc: [source] })], media)).toMatchObject({
			product: { media: { nodes: [{}, {}] } },
			productVariants: [{ media: { nodes: [{}] } }],
			userErrors: [],
		});
	});

	it('take no picture that Shopify did not fetch yet', async () => {
		const { product } = await setProduct(hat('S'));
		const mediaId = shop.stand.shop.state.products.get(product?.id ?? '')?.media[0]?.id;
		expect(await create(product?.id, [size('M', { mediaId })])).toMatchObject({ userErrors: [{ field: ['variants', '0', 'mediaId'] }] });
		shop.kernel.clock.advance(3000);
		expect(await create(product?.id, [size('M', { mediaId })])).toMatchObject({ userErrors: [] });
	});
});
