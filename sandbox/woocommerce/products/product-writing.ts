import { randomUUID } from 'node:crypto';
import { RestError } from '../rest/rest-error';
import { writeMeta } from '../store/meta';
import type { ProductImage, ProductRecord } from '../store/records';
import type { StoreState } from '../store/store-state';
import { type Input, isGiven, isRecord, slugOf, toBoolean, toInteger, toList, toText } from '../wordpress/php-values';
import { decimalText } from '../wordpress/rounding';
import { gmtText } from '../wordpress/site-time';
import { settleStockStatus, touch } from './product-stock';
import { readAttributes, readChosen, variationTitle } from './product-terms';

/** Fields that are only kept and shown. */
const plainNames = [
	'featured',
	'catalog_visibility',
	'sold_individually',
	'weight',
	'dimensions',
	'shipping_class',
	'reviews_allowed',
	'purchase_note',
	'menu_order',
	'low_stock_amount',
	'download_limit',
	'download_expiry',
	'external_url',
	'button_text',
	'upsell_ids',
	'cross_sell_ids',
];

function freeSlug(state: StoreState, wanted: string): string {
	let slug = wanted;
	for (let counter = 2; state.productSlugs.has(slug); counter += 1) slug = `${wanted}-${counter}`;
	state.productSlugs.add(slug);
	return slug;
}

function checkSku(state: StoreState, productId: number, sku: string): void {
	const holder = sku === '' ? undefined : state.productBySku(sku);
	if (holder === undefined || holder.id === productId) return;
	if (holder.status === 'trash') {
		const text = `The product with SKU (${sku}) you are trying to insert is already present in the lookup table`;
		throw new RestError(400, 'woocommerce_rest_product_not_created', text);
	}
	let counter = 1;
	while (state.productBySku(`${sku}-${counter}`) !== undefined) counter += 1;
	throw new RestError(400, 'product_invalid_sku', 'Invalid or duplicated SKU.', {
		resource_id: holder.id,
		unique_sku: `${sku}-${counter}`,
	});
}

function checkGtin(state: StoreState, product: ProductRecord, gtin: string): void {
	for (const other of gtin === '' ? [] : state.productsByGtin(gtin)) {
		if (other.id === product.id || other.status === 'trash') continue;
		throw new RestError(400, 'product_invalid_global_unique_id', 'Invalid or duplicated GTIN, UPC, EAN or ISBN.', {
			resource_id: other.id,
		});
	}
}

function readImages(state: StoreState, given: unknown, at: number): readonly ProductImage[] {
	return toList(given)
		.filter(isRecord)
		.map((entry) => {
			const file = toText(entry['src']).split('?')[0]?.split('/').at(-1) ?? '';
			const folder = gmtText(at).slice(0, 7).replace('-', '/');
			return {
				id: toInteger(entry['id']) || state.sequences.next('post'),
				src: `/wp-content/uploads/${folder}/${file}`,
				name: toText(entry['name']) || file.replace(/\.[^.]+$/, ''),
				alt: toText(entry['alt']),
				uploadedAt: at,
			};
		});
}

function writeStock(state: StoreState, product: ProductRecord, input: Input): void {
	if (isGiven(input, 'stock_status')) product.stockStatus = toText(input['stock_status']);
	if (!state.settings.manageStock) return;
	// A variation may be sent back its own "parent", which means that it manages nothing itself.
	if (isGiven(input, 'manage_stock')) product.manageStock = input['manage_stock'] !== 'parent' && toBoolean(input['manage_stock']);
	if (isGiven(input, 'backorders')) product.backorders = toText(input['backorders']);
	if (!product.manageStock) return;
	if (input['stock_quantity'] !== undefined) product.stock = toInteger(input['stock_quantity']);
	else if (isGiven(input, 'inventory_delta')) product.stock = (product.stock ?? 0) + toInteger(input['inventory_delta']);
}

function writeTexts(state: StoreState, product: ProductRecord, input: Input): void {
	if (isGiven(input, 'name') && !product.isVariation) product.name = toText(input['name']);
	if (isGiven(input, 'status')) product.status = toText(input['status']);
	if (isGiven(input, 'description')) product.description = toText(input['description']);
	if (isGiven(input, 'short_description')) product.shortDescription = toText(input['short_description']);
	if (isGiven(input, 'regular_price') && product.type !== 'variable') product.regularPrice = decimalText(input['regular_price']);
	if (isGiven(input, 'sale_price') && product.type !== 'variable') product.salePrice = decimalText(input['sale_price']);
	if (isGiven(input, 'tax_status')) product.taxStatus = toText(input['tax_status']);
	if (isGiven(input, 'tax_class')) product.taxClass = input['tax_class'] === 'standard' ? '' : toText(input['tax_class']);
	if (isGiven(input, 'virtual')) product.virtual = toBoolean(input['virtual']);
	if (isGiven(input, 'downloadable')) product.downloadable = toBoolean(input['downloadable']);
	if (isGiven(input, 'slug')) product.slug = freeSlug(state, slugOf(toText(input['slug'])));
	for (const name of plainNames) if (isGiven(input, name)) product.plainFields[name] = input[name];
	if (isGiven(input, 'downloads')) {
		product.plainFields['downloads'] = toList(input['downloads'])
			.filter(isRecord)
			.map((file) => ({
				id: toText(file['id']) || randomUUID(),
				name: toText(file['name']),
				file: toText(file['file']),
			}));
	}
}

/** Writes what a request gives and saves; nothing is written when a number of the product is taken. */
export function writeProduct(state: StoreState, product: ProductRecord, input: Input, at: number): void {
	const sku = isGiven(input, 'sku') ? toText(input['sku']) : product.sku;
	const gtin = isGiven(input, 'global_unique_id') ? toText(input['global_unique_id']) : product.gtin;
	checkSku(state, product.id, sku);
	checkGtin(state, product, gtin);
	if (isGiven(input, 'type') && !product.isVariation)
		product.type = state.productTypes.includes(toText(input['type'])) ? toText(input['type']) : 'simple';
	writeTexts(state, product, input);
	state.number(product, sku, gtin);
	if (isGiven(input, 'categories')) {
		const ids = toList(input['categories'])
			.filter(isRecord)
			.map((entry) => toInteger(entry['id']))
			.filter((id) => state.categories.has(id));
		product.categoryIds = ids.length === 0 ? [15] : ids;
	}
	if (isGiven(input, 'attributes')) {
		if (product.isVariation) product.chosenAttributes = readChosen(state, input['attributes']);
		else product.attributes = readAttributes(state, input['attributes']);
	}
	if (isGiven(input, 'default_attributes')) product.defaultAttributes = readChosen(state, input['default_attributes']);
	const images = product.isVariation && isGiven(input, 'image') ? [input['image']] : input['images'];
	if (images !== undefined && images !== null) product.images = readImages(state, images, at);
	writeStock(state, product, input);
	writeMeta(state, product.meta, input['meta_data']);
	touch(state, product, at);
	settleStockStatus(state, product);
}

function newProduct(id: number, parent: ProductRecord | undefined, at: number): ProductRecord {
	return {
		id,
		isVariation: parent !== undefined,
		parentId: parent?.id ?? 0,
		type: parent === undefined ? 'simple' : 'variation',
		name: parent?.name ?? 'Product',
		slug: '',
		status: 'publish',
		sku: '',
		gtin: '',
		regularPrice: '',
		salePrice: '',
		description: '',
		shortDescription: '',
		taxStatus: 'taxable',
		taxClass: parent === undefined ? '' : 'parent',
		manageStock: false,
		stock: null,
		stockStatus: 'instock',
		backorders: 'no',
		virtual: false,
		downloadable: false,
		categoryIds: parent === undefined ? [15] : [],
		tagIds: [],
		brandIds: [],
		attributes: [],
		defaultAttributes: [],
		chosenAttributes: [],
		images: [],
		variationIds: [],
		plainFields: {},
		meta: [],
		totalSales: 0,
		createdAt: at,
		modifiedAt: at,
	};
}

/** Creates a product, or a variation of `parent`. A taken SKU leaves nothing behind. */
export function createProduct(state: StoreState, input: Input, at: number, parent?: ProductRecord): ProductRecord {
	checkSku(state, 0, toText(input['sku']));
	const images = isGiven(input, 'images') ? readImages(state, input['images'], at) : undefined;
	const created = newProduct(state.sequences.next('post'), parent, at);
	writeProduct(state, created, { ...input, images: undefined }, at);
	if (images !== undefined) created.images = images;
	if (created.slug === '') {
		const title = parent === undefined ? created.name : `${parent.name} ${variationTitle(created)}`;
		created.slug = freeSlug(state, slugOf(title));
	}
	state.products.set(created.id, created);
	parent?.variationIds.push(created.id);
	settleStockStatus(state, created);
	return created;
}
