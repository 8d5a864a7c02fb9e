import { writeMeta } from '../store/meta';
import type { ProductRecord } from '../store/product-records';
import { defaultCategory, type StoreState } from '../store/store-state';
import { ensureTerm, taxonomies } from '../terms/term-rules';
import { strippedText } from '../wordpress/html-texts';
import { type Input, isGiven, isRecord, slugOf, toInteger, toList, toText } from '../wordpress/php-values';
import { joinTranslations, setLanguage } from './languages';
import { productName, readAttributes, readChosen } from './product-attributes';
import { freeSlug, writeFields } from './product-fields';
import { isInternalMeta } from './product-meta';
import { checkGtin, checkLookupTable, checkSku, readGtin } from './product-numbers';
import { writePluginFields } from './plugin-products';
import { forgetProduct } from './product-removal';
import { settleStockStatus, touch, writeStock } from './product-stock';
import { hasVariations, variationType } from './product-types';

/** Ids that were given, without those that no term has. */
function knownIds(given: unknown, table: ReadonlyMap<number, unknown>): readonly number[] {
	const ids = toList(given)
		.filter(isRecord)
		.map((entry) => toInteger(entry['id']));
	return [...new Set(ids)].filter((id) => table.has(id));
}

/** Tags may come by name, and are made where there is none; categories and brands come by id alone. */
function writeTerms(state: StoreState, product: ProductRecord, input: Input): void {
	if (isGiven(input, 'categories')) {
		const ids = knownIds(input['categories'], state.categories);
		product.categoryIds = ids.length === 0 ? [defaultCategory.id] : ids;
	}
	// An id that no brand has clears them, and nobody is told.
	if (isGiven(input, 'brands')) product.brandIds = knownIds(input['brands'], state.brands);
	if (isGiven(input, 'tags')) {
		product.tagIds = toList(input['tags'])
			.filter(isRecord)
			.map((entry) =>
				entry['name'] === undefined
					? state.tags.get(toInteger(entry['id']))?.id
					: ensureTerm(state, taxonomies.tags(state), toText(entry['name']))?.id,
			)
			.filter((id) => id !== undefined);
	}
}

function writeAttributes(state: StoreState, product: ProductRecord, input: Input): void {
	const parent = state.products.get(product.parentId);
	if (isGiven(input, 'attributes')) {
		if (!product.isVariation) product.attributes = readAttributes(state, input['attributes']);
		else if (parent !== undefined) product.chosenAttributes = readChosen(state, parent, input['attributes']);
	}
	if (isGiven(input, 'default_attributes') && hasVariations(product))
		product.defaultAttributes = readChosen(state, product, input['default_attributes']);
}

/** Back to a type without variations: they are deleted. */
function writeType(state: StoreState, product: ProductRecord, input: Input): void {
	if (!isGiven(input, 'type') || product.isVariation) return;
	const type = toText(input['type']);
	product.type = state.productTypes.includes(type) ? type : 'simple';
	if (hasVariations(product)) return;
	for (const id of [...product.variationIds]) {
		const variation = state.products.get(id);
		if (variation !== undefined) forgetProduct(state, variation);
	}
}

/** What becomes of the name in addresses: a draft has none yet. */
function writeSlug(state: StoreState, product: ProductRecord): void {
	if (product.slug !== '' || ['draft', 'pending', 'auto-draft'].includes(product.status)) return;
	product.slug = freeSlug(state, slugOf(productName(state, product)), product.isVariation);
}

interface Numbers {
	readonly sku: string;
	readonly gtin: string;
}

function readNumbers(product: ProductRecord, input: Input): Numbers {
	return {
		sku: isGiven(input, 'sku') ? strippedText(toText(input['sku'])) : product.sku,
		gtin: isGiven(input, 'global_unique_id') ? readGtin(strippedText(toText(input['global_unique_id']))) : product.gtin,
	};
}

/** What other software put into the database: with spaces around it, in any spelling. */
function numbersAsTheyAre(input: Input): Numbers {
	return { sku: toText(input['sku']), gtin: toText(input['global_unique_id']) };
}

/** What a request asks of a product's numbers, refused where another live product has them. */
export function checkNumbers(state: StoreState, product: ProductRecord, input: Input): Numbers {
	const numbers = readNumbers(product, input);
	if (numbers.sku !== product.sku) checkSku(state, product, numbers.sku);
	if (numbers.gtin !== product.gtin) checkGtin(state, product, numbers.gtin);
	return numbers;
}

/**
 * Writes what a request gives and saves; nothing is written when a number of the product is taken.
 * @param images what became of the images that were given: media ids, downloaded before
 */
export function writeProduct(state: StoreState, product: ProductRecord, input: Input, at: number, images?: readonly number[]): void {
	write(state, product, input, at, checkNumbers(state, product, input), images);
}

function write(
	state: StoreState,
	product: ProductRecord,
	input: Input,
	at: number,
	{ sku, gtin }: Numbers,
	images: readonly number[] | undefined,
): void {
	writeType(state, product, input);
	writeFields(state, product, input, at);
	state.number(product, sku, gtin);
	writeTerms(state, product, input);
	writeAttributes(state, product, input);
	writePluginFields(state, product, input);
	if (images !== undefined) product.imageIds = images;
	if (isGiven(input, 'gallery_image_ids') && product.isVariation)
		product.galleryIds = toList(input['gallery_image_ids'])
			.map(toInteger)
			.filter((id) => id !== product.imageIds[0]);
	writeStock(state, product, input);
	writeMeta(state, product.meta, input['meta_data'], isInternalMeta);
	writeSlug(state, product);
	touch(state, product, at);
	settleStockStatus(state, product);
}

function newProduct(id: number, parent: ProductRecord | undefined, at: number): ProductRecord {
	return {
		id,
		isVariation: parent !== undefined,
		parentId: parent?.id ?? 0,
		type: parent === undefined ? 'simple' : variationType(parent.type),
		name: parent?.name ?? 'Product',
		slug: '',
		status: 'publish',
		sku: '',
		gtin: '',
		regularPrice: '',
		salePrice: '',
		saleFrom: null,
		saleTo: null,
		isSaleOn: false,
		description: '',
		shortDescription: '',
		weight: '',
		dimensions: { length: '', width: '', height: '' },
		taxStatus: 'taxable',
		taxClass: parent === undefined ? '' : 'parent',
		manageStock: false,
		stock: null,
		stockStatus: 'instock',
		backorders: 'no',
		virtual: false,
		downloadable: false,
		categoryIds: parent === undefined ? [defaultCategory.id] : [],
		tagIds: [],
		brandIds: [],
		attributes: [],
		defaultAttributes: [],
		chosenAttributes: [],
		imageIds: [],
		galleryIds: [],
		groupedIds: [],
		variationIds: [],
		plainFields: {},
		meta: [],
		totalSales: 0,
		createdAt: at,
		modifiedAt: at,
		isOfClient: false,
	};
}

/** What is checked before images are downloaded for a product that is not there yet. */
export function checkNewNumbers(state: StoreState, input: Input, at: number, parent?: ProductRecord): void {
	const probe = newProduct(0, parent, at);
	setLanguage(state, probe, input);
	checkNumbers(state, probe, input);
}

export interface NewProduct {
	/** Of a variation. */
	readonly parent?: ProductRecord;
	/** Media ids. */
	readonly images?: readonly number[];
	/** It comes by the database: nobody looks whether its numbers are taken. */
	readonly isImport?: boolean;
}

/** Creates a product, or a variation, whose numbers were looked at before. A SKU that is taken by now leaves nothing behind. */
export function createProduct(state: StoreState, input: Input, at: number, { parent, images, isImport }: NewProduct = {}): ProductRecord {
	if (isImport !== true) {
		const probe = newProduct(0, parent, at);
		setLanguage(state, probe, input);
		checkLookupTable(state, probe, readNumbers(probe, input).sku);
	}
	const created = newProduct(state.sequences.next('post'), parent, at);
	setLanguage(state, created, input);
	joinTranslations(state, created);
	write(state, created, input, at, isImport === true ? numbersAsTheyAre(input) : readNumbers(created, input), images);
	state.products.set(created.id, created);
	parent?.variationIds.push(created.id);
	settleStockStatus(state, created);
	return created;
}
