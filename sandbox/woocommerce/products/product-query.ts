import { dateFilter, dateSchema, numbers, pagingSchema, type Parameters, sortRecords } from '../rest/listing';
import type { Schemas } from '../rest/parameter-schema';
import type { ProductRecord } from '../store/records';
import type { Store } from '../store/store';

export const productListSchema: Schemas = {
	...pagingSchema,
	...dateSchema,
	orderby: {
		type: 'string',
		enum: ['date', 'id', 'include', 'title', 'slug', 'modified', 'menu_order', 'price', 'popularity', 'rating'],
		default: 'date',
	},
	status: { type: 'string', enum: ['any', 'future', 'trash', 'draft', 'pending', 'private', 'publish'], default: 'any' },
	type: { type: 'string', enum: ['simple', 'grouped', 'external', 'variable'] },
	sku: { type: 'string' },
	search_sku: { type: 'string' },
	global_unique_id: { type: 'string' },
	slug: { type: 'string' },
	category: { type: 'string' },
	stock_status: { type: 'string', enum: ['instock', 'outofstock', 'onbackorder'] },
	parent: { type: 'array', items: { type: 'integer' } },
};

function commaList(value: unknown): readonly string[] {
	return typeof value === 'string'
		? value
				.split(',')
				.map((part) => part.trim())
				.filter((part) => part !== '')
		: [];
}

function hasStatus(product: ProductRecord, wanted: unknown): boolean {
	if (wanted === undefined || wanted === 'any') return !['trash', 'auto-draft'].includes(product.status);
	return product.status === wanted;
}

function isFound(product: ProductRecord, search: unknown): boolean {
	if (typeof search !== 'string' || search === '') return true;
	const needle = search.toLowerCase();
	return [product.name, product.description, product.shortDescription].some((text) => text.toLowerCase().includes(needle));
}

/** By number the list finds variations too, elsewhere it shows products alone. */
function isCandidate(product: ProductRecord, parameters: Parameters): boolean {
	const skus = commaList(parameters['sku']).map((sku) => sku.toLowerCase());
	if (skus.length > 0) return skus.includes(product.sku.toLowerCase());
	const part = parameters['search_sku'];
	if (typeof part === 'string' && part !== '') return product.sku.toLowerCase().includes(part.toLowerCase());
	const gtins = commaList(parameters['global_unique_id']);
	if (gtins.length > 0) return gtins.includes(product.gtin);
	return !product.isVariation;
}

export function queryProducts(store: Store, parameters: Parameters, parentId?: number): readonly ProductRecord[] {
	const isWithin = dateFilter(parameters, store.state.settings.timezone);
	const include = numbers(parameters['include']);
	const exclude = numbers(parameters['exclude']);
	const category = commaList(parameters['category']).map(Number);
	const { type, slug, stock_status: stockStatus } = parameters;
	const found = [...store.state.products.values()].filter(
		(product) =>
			(parentId === undefined
				? isCandidate(product, parameters)
				: product.parentId === parentId && (commaList(parameters['sku']).length === 0 || isCandidate(product, parameters))) &&
			hasStatus(product, parameters['status']) &&
			(include.length === 0 || include.includes(product.id)) &&
			!exclude.includes(product.id) &&
			(type === undefined || product.type === type) &&
			(slug === undefined || product.slug === slug) &&
			(stockStatus === undefined || product.stockStatus === stockStatus) &&
			(category.length === 0 || product.categoryIds.some((id) => category.includes(id))) &&
			isFound(product, parameters['search']) &&
			isWithin(product.createdAt, product.modifiedAt),
	);
	return sortRecords(found, parameters, (product) => product.name);
}
