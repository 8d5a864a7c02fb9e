import { dateFilter, dateSchema, numbers, pagingSchema, type Parameters, sortRecords, texts } from '../rest/listing';
import type { Schemas } from '../rest/parameter-schema';
import type { ProductRecord } from '../store/product-records';
import { skuKey } from '../store/sku-key';
import type { Store } from '../store/store';
import { taxonomies, withDescendants } from '../terms/term-rules';
import { languageOf, listedLanguage } from './languages';
import { currentPrice, effectiveTaxClass, isOnSale } from './product-pricing';

const orders = ['date', 'id', 'include', 'title', 'slug', 'modified', 'popularity', 'rating', 'post__in', 'price', 'sales', 'menu_order'];
const statuses = ['any', 'future', 'trash', 'draft', 'pending', 'private', 'publish'];

const goodsFilters: Schemas = {
	...pagingSchema,
	...dateSchema,
	status: { type: 'string', enum: statuses, default: 'any' },
	include_status: { type: 'array', items: { type: 'string', enum: statuses } },
	exclude_status: { type: 'array', items: { type: 'string', enum: statuses } },
	sku: { type: 'string' },
	search_sku: { type: 'string' },
	slug: { type: 'string' },
	tax_class: { type: 'string' },
	stock_status: { type: 'string', enum: ['instock', 'outofstock', 'onbackorder'] },
	on_sale: { type: 'boolean' },
	virtual: { type: 'boolean' },
	downloadable: { type: 'boolean' },
	min_price: { type: 'string' },
	max_price: { type: 'string' },
	parent: { type: 'array', items: { type: 'integer' } },
};

const orderBy = {
	type: 'string',
	// As the store spells it when it refuses another: popularity and the like come several times.
	enum: [...orders, 'random', 'popularity', 'rating', 'menu_order', 'price', 'popularity', 'rating'],
	default: 'date',
} as const;

/** @param types the types of products that the store and its plugins have; asked for at each request */
export const productListSchema = (types: () => readonly string[]): Schemas => ({
	...goodsFilters,
	orderby: orderBy,
	get type() {
		return { type: 'string', enum: types() } as const;
	},
	featured: { type: 'boolean' },
	category: { type: 'string' },
	tag: { type: 'string' },
	brand: { type: 'string' },
	global_unique_id: { type: 'string' },
	search_name_or_sku: { type: 'string' },
	attribute: { type: 'string' },
	attribute_term: { type: 'string' },
	lang: { type: 'string' },
});

export const variationListSchema: Schemas = { ...goodsFilters, orderby: { ...orderBy, enum: [...orders] } };

/** What is listed: products, the variations of one, or those of all. */
export type Listed = 'products' | 'variations' | { readonly parentId: number };

type Test = (product: ProductRecord) => boolean;

function commaList(value: unknown): readonly string[] {
	return typeof value === 'string'
		? value
				.split(',')
				.map((part) => part.trim())
				.filter((part) => part !== '')
		: [];
}

/** A text that was given and is not empty. */
function given(parameters: Parameters, name: string): string | undefined {
	const value = parameters[name];
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** A list of SKUs, and the whole of it once more as a SKU: one with a comma in it is found when it is asked for alone. */
function bySku(parameters: Parameters): Test | undefined {
	const sku = given(parameters, 'sku');
	if (sku === undefined) return undefined;
	const wanted = new Set([...commaList(sku), sku].map(skuKey));
	return (product) => product.sku !== '' && wanted.has(skuKey(product.sku));
}

function bySearch(words: string, textsOf: (product: ProductRecord) => readonly string[]): Test {
	const needles = words.toLowerCase().split(/\s+/);
	return (product) => {
		const hay = textsOf(product).map((text) => text.toLowerCase());
		return needles.every((needle) => hay.some((text) => text.includes(needle)));
	};
}

/** Of what the number or the search for numbers finds, variations too; elsewhere `products` shows products alone. */
function listedTest(parameters: Parameters, listed: Listed): Test {
	if (listed === 'variations') return (product) => product.isVariation;
	if (listed !== 'products') return (product) => product.parentId === listed.parentId && product.isVariation;
	const findsVariations = ['sku', 'search_sku', 'global_unique_id'].some((name) => given(parameters, name) !== undefined);
	return findsVariations ? () => true : (product) => !product.isVariation;
}

function statusTest(parameters: Parameters): Test {
	const { status } = parameters;
	const included = texts(parameters['include_status']).filter((name) => name !== 'any');
	const excluded = texts(parameters['exclude_status']);
	const isShown: Test =
		included.length > 0
			? (product) => included.includes(product.status)
			: status === undefined || status === 'any'
				? (product) => product.status !== 'trash' && product.status !== 'auto-draft'
				: (product) => product.status === status;
	return excluded.length === 0 ? isShown : (product) => isShown(product) && !excluded.includes(product.status);
}

/** A filter by an id or several: those of categories, tags and brands. Their slugs find nothing. */
function byTerm(
	parameters: Parameters,
	name: string,
	idsOf: (product: ProductRecord) => readonly number[],
	widened: (ids: readonly number[]) => ReadonlySet<number> = (ids) => new Set(ids),
): Test | undefined {
	const value = given(parameters, name);
	if (value === undefined) return undefined;
	const wanted = widened(commaList(value).map(Number));
	return (product) => idsOf(product).some((id) => wanted.has(id));
}

function byLanguage(store: Store, parameters: Parameters): Test | undefined {
	const language = listedLanguage(store.state, parameters['lang']);
	return language === undefined ? undefined : (product) => languageOf(store.state, product) === language;
}

function byPrice(store: Store, parameters: Parameters): Test | undefined {
	const [low, high] = ['min_price', 'max_price']
		.map((name) => given(parameters, name))
		.map((text) => (text === undefined ? undefined : Number(text)));
	if (low === undefined && high === undefined) return undefined;
	return (product) => {
		const price = currentPrice(store.state, product);
		return price !== '' && (low === undefined || Number(price) >= low) && (high === undefined || Number(price) <= high);
	};
}

function byFlag(parameters: Parameters, name: string, flagOf: Test): Test | undefined {
	const wanted = parameters[name];
	return typeof wanted === 'boolean' ? (product) => flagOf(product) === wanted : undefined;
}

function byAttribute(store: Store, parameters: Parameters): Test | undefined {
	const slug = given(parameters, 'attribute');
	const attribute = [...store.state.attributes.values()].find((known) => known.slug === slug);
	const terms = commaList(parameters['attribute_term']).map((id) => store.state.attributeTerms.get(Number(id))?.slug);
	if (attribute === undefined || terms.length === 0) return undefined;
	return (product) => product.attributes.some(({ id, options }) => id === attribute.id && options.some((option) => terms.includes(option)));
}

/** Tests are made once a request, not once a product: a store has ten thousand. */
function testsOf(store: Store, parameters: Parameters, listed: Listed): readonly Test[] {
	const text = (name: string, test: (value: string) => Test): Test | undefined => {
		const value = given(parameters, name);
		return value === undefined ? undefined : test(value);
	};
	const [include, exclude, parents] = ['include', 'exclude', 'parent'].map((name) => new Set(numbers(parameters[name])));
	const isWithin = dateFilter(parameters, store.state.settings.timezone);
	const gtins = new Set(commaList(parameters['global_unique_id']));
	const candidates: readonly (Test | undefined)[] = [
		listedTest(parameters, listed),
		statusTest(parameters),
		include !== undefined && include.size > 0 ? ({ id }) => include.has(id) : undefined,
		exclude !== undefined && exclude.size > 0 ? ({ id }) => !exclude.has(id) : undefined,
		parents !== undefined && parents.size > 0 ? ({ parentId }) => parents.has(parentId) : undefined,
		bySku(parameters),
		text('search_sku', (part) => (product) => product.sku.toLowerCase().includes(part.toLowerCase())),
		gtins.size > 0 ? ({ gtin }) => gtins.has(gtin) : undefined,
		text('search', (words) => bySearch(words, (product) => [product.name, product.description, product.shortDescription])),
		text('search_name_or_sku', (words) => bySearch(words, (product) => [product.name, product.sku])),
		text('slug', (slug) => (product) => product.slug === slug),
		text('type', (type) => (product) => product.type === type),
		text('stock_status', (status) => (product) => product.stockStatus === status),
		text('tax_class', (name) => (product) => effectiveTaxClass(store.state, product) === (name === 'standard' ? '' : name)),
		byLanguage(store, parameters),
		byTerm(
			parameters,
			'category',
			(product) => product.categoryIds,
			(ids) => withDescendants(taxonomies.categories(store.state), ids),
		),
		byTerm(parameters, 'tag', (product) => product.tagIds),
		byTerm(parameters, 'brand', (product) => product.brandIds),
		byAttribute(store, parameters),
		byPrice(store, parameters),
		byFlag(parameters, 'on_sale', (product) => isOnSale(store.state, product)),
		byFlag(parameters, 'virtual', (product) => product.virtual),
		byFlag(parameters, 'downloadable', (product) => product.downloadable),
		byFlag(parameters, 'featured', (product) => product.plainFields['featured'] === true),
		({ createdAt, modifiedAt }) => isWithin(createdAt, modifiedAt),
	];
	return candidates.filter((test) => test !== undefined);
}

/** Of what a list is sorted by beside date, id and title. */
function sortKey(store: Store, product: ProductRecord, orderBy: string): number | string | undefined {
	if (orderBy === 'price') return Number(currentPrice(store.state, product));
	if (orderBy === 'popularity' || orderBy === 'sales') return product.totalSales;
	if (orderBy === 'menu_order') return Number(product.plainFields['menu_order'] ?? 0);
	return orderBy === 'slug' ? product.slug : undefined;
}

export function queryProducts(store: Store, parameters: Parameters, listed: Listed = 'products'): readonly ProductRecord[] {
	const tests = testsOf(store, parameters, listed);
	const found: ProductRecord[] = [];
	for (const product of store.state.products.values()) if (tests.every((test) => test(product))) found.push(product);
	return sortRecords(
		found,
		parameters,
		(product) => product.name,
		(product, orderBy) => sortKey(store, product, orderBy),
	);
}
