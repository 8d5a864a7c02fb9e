import { weightIn } from '../../../domain/measures';
import { say } from '../../../domain/texts/say';
import type { Words } from '../../../domain/texts/language';
import type { ProductDraft, ProductField } from '../../../ports/product-sink';
import { availableAt, WEIGHT_UNITS } from '../catalog/store-product';
import { METAFIELD, MOST_PIECES, NAMESPACE } from '../constants';
import type { ShopFacts } from '../shop';
import type { WireProduct, WireStored } from '../wire/product';

/** What each field of a draft is in Shopify's words, as text. Pictures are none of them: they are added to. */
export type Values = Readonly<Partial<Record<ProductField, string>>>;

const given = <Field extends ProductField>(field: Field, value: string | undefined): Values =>
	value === undefined || value === '' ? {} : { [field]: value };

/** Money and weights; more digits a shop does not keep. */
const isDecimal = (value: string): boolean => /^\d{1,12}(\.\d{1,10})?$/.test(value);

function decimal(field: 'price' | 'weight', value: string | undefined, leftOut: Words[]): Values {
	if (value === undefined || value === '' || isDecimal(value)) return given(field, value);
	leftOut.push(say('notANumber', { field, value }));
	return {};
}

/** What is sold, and counted, is the variant. */
export function variantValues(draft: ProductDraft, leftOut: Words[]): Values {
	const hasStock = draft.stock !== undefined && Number.isInteger(draft.stock) && draft.stock >= 0 && draft.stock <= MOST_PIECES;
	if (draft.stock !== undefined && !hasStock) leftOut.push(say('stockOfPack', { value: draft.stock }));
	return {
		...given('sku', draft.sku),
		...given('gtin', draft.gtin),
		...decimal('price', draft.price, leftOut),
		...decimal('weight', draft.weight, leftOut),
		...(hasStock ? given('stock', String(draft.stock)) : {}),
	};
}

/**
 * Shopify has one description, no attributes and no dimensions: the short one stands before the other, and the rest in fields of
 * ours, for the theme to show. Its categories are Shopify's own; the shop's word for what something is, is the product type.
 */
export function productValues(draft: ProductDraft): Values {
	const { dimensions, attributes } = draft;
	return {
		...given('title', draft.title),
		...given('description', draft.shortDescription + draft.description),
		...given('brand', draft.brand?.trim()),
		...given('categories', draft.categories.at(-1)?.trim()),
		...(attributes.length === 0
			? {}
			: { attributes: JSON.stringify(Object.fromEntries(attributes.map(({ name, values }) => [name, values]))) }),
		...(dimensions === undefined ? {} : { dimensions: JSON.stringify(dimensions) }),
		status: draft.status === 'live' ? 'ACTIVE' : 'DRAFT',
	};
}

/** As it stands there; what is not among it is empty. A product that nobody gave a vendor has the shop's name. */
export const storedProduct = (product: WireProduct, shopName: string): Values => ({
	...given('title', product.title),
	...given('description', product.descriptionHtml),
	...(product.vendor === shopName ? {} : given('brand', product.vendor)),
	...given('categories', product.productType),
	...given('attributes', product.attributes),
	...given('dimensions', product.dimensions),
	status: product.status,
});

/** Shopify knows no variant without a price: none is nought. */
export function storedVariant(variant: WireStored, { weightUnit }: Pick<ShopFacts, 'weightUnit'>, counted: ReadonlySet<string>): Values {
	const { sku, barcode, price, inventoryItem } = variant;
	const { weight } = inventoryItem.measurement;
	const stock = inventoryItem.tracked ? availableAt(variant, counted) : undefined;
	return {
		...given('sku', sku),
		...given('gtin', barcode),
		...(Number(price) > 0 ? { price } : {}),
		...(weight === null || weight === undefined || weight.value <= 0
			? {}
			: given('weight', weightIn({ value: String(weight.value), unit: unitOf(weight.unit) }, unitOf(weightUnit)) ?? String(weight.value))),
		...(stock === undefined ? {} : { stock: String(stock) }),
	};
}

export const unitOf = (unit: string): string => WEIGHT_UNITS[unit] ?? unit;

/** Never filled by themselves: a product that nobody counts, or that is a draft, may be meant so. */
const ONLY_CHOSEN: ReadonlySet<ProductField> = new Set(['stock', 'status']);

/** Shopify writes HTML in its own way. */
const plain = (html: string): string =>
	html
		.replaceAll(/\s+/g, ' ')
		.replaceAll(/> | </g, (edge) => edge.trim())
		.trim();

const isSame = (left: string, right: string): boolean =>
	isDecimal(left) && isDecimal(right) ? Number(left) === Number(right) : plain(left) === plain(right);

/** Of what the draft has: what is empty in the shop, and what is chosen, as far as it differs. */
export function filled(stored: Values, wanted: Values, fields: readonly ProductField[]): Values {
	const chosen = new Set(fields);
	if (chosen.has('shortDescription')) chosen.add('description');
	const entries = (Object.entries(wanted) as [ProductField, string][]).filter(([field, value]) => {
		const known = stored[field];
		if (!chosen.has(field) && (known !== undefined || ONLY_CHOSEN.has(field))) return false;
		// A barcode and a SKU are no numbers: their zeros count.
		return known === undefined || (field === 'gtin' || field === 'sku' ? known !== value : !isSame(known, value));
	});
	return Object.fromEntries(entries);
}

interface Metafield {
	readonly namespace: string;
	readonly key: string;
	readonly type: string;
	readonly value: string;
}

export const metafieldOf = (name: keyof typeof METAFIELD, value: string): Metafield => ({
	namespace: NAMESPACE,
	key: METAFIELD[name],
	type: name === 'origin' ? 'id' : name === 'code' ? 'single_line_text_field' : 'json',
	value,
});

/** Written once, as whose it is stays what it is. */
export const codeOf = ({ code }: ProductDraft, known = ''): readonly Metafield[] =>
	code === undefined || code === '' || known !== '' ? [] : [metafieldOf('code', code)];

export const marksOf = (draft: ProductDraft): readonly Metafield[] => [metafieldOf('origin', draft.origin), ...codeOf(draft)];

const withMetafields = (metafields: readonly Metafield[]): object => (metafields.length === 0 ? {} : { metafields });

/** Of `productSet` and `productUpdate`. */
export function productInput(values: Values, metafields: readonly Metafield[] = []): object {
	const own = (['attributes', 'dimensions'] as const).flatMap((name) => {
		const value = values[name];
		return value === undefined ? [] : [metafieldOf(name, value)];
	});
	const names = { title: 'title', description: 'descriptionHtml', brand: 'vendor', categories: 'productType', status: 'status' } as const;
	const entries = Object.entries(names).flatMap(([field, name]) => {
		const value = values[field as keyof typeof names];
		return value === undefined ? [] : [[name, value]];
	});
	return { ...(Object.fromEntries(entries) as object), ...withMetafields([...own, ...metafields]) };
}

/** Of a variant, but for its SKU and stock, which the mutations write in ways of their own. */
export function variantInput(
	{ gtin, price, weight }: Values,
	{ weightUnit }: Pick<ShopFacts, 'weightUnit'>,
	metafields: readonly Metafield[],
) {
	return {
		input: {
			...(gtin === undefined ? {} : { barcode: gtin }),
			...(price === undefined ? {} : { price }),
			...withMetafields(metafields),
		},
		item: weight === undefined ? {} : { measurement: { weight: { value: Number(weight), unit: weightUnit } } },
	};
}
