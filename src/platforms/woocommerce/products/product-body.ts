import { say } from '../../../domain/texts/say';
import type { Words } from '../../../domain/texts/language';
import type { ProductDraft, ProductField } from '../../../ports/product-sink';
import { META_OF_PRODUCT } from '../constants';

export type Body = Readonly<Record<string, unknown>>;
/** What each field of a draft is in the store's words. Pictures and attributes are none of them: they are merged. */
export type Bodies = Readonly<Partial<Record<ProductField, Body>>>;

/** The store makes 1050 of `10,50` and 13 of `1e3`. */
const isDecimal = (value: string): boolean => /^\d{1,12}(\.\d{1,10})?$/.test(value);

/** What is sent in a batch is not looked at by the store: "abc" would become a stock of 0. */
function checked(draft: ProductDraft, leftOut: Words[]): Pick<Bodies, 'price' | 'weight' | 'dimensions' | 'stock'> {
	const decimal = (field: string, value: string | undefined): string | undefined => {
		if (value === undefined || value === '' || isDecimal(value)) return value === '' ? undefined : value;
		leftOut.push(say('notANumber', { field, value }));
		return undefined;
	};
	const price = decimal('price', draft.price);
	const weight = decimal('weight', draft.weight);
	const { length = '', width = '', height = '' } = draft.dimensions ?? {};
	const sides = [length, width, height].map((side) => decimal('dimensions', side));
	const hasStock = draft.stock !== undefined && Number.isSafeInteger(draft.stock);
	if (draft.stock !== undefined && !hasStock) leftOut.push(say('stockOfPack', { value: draft.stock }));
	return {
		...(price === undefined ? {} : { price: { regular_price: price } }),
		...(weight === undefined ? {} : { weight: { weight } }),
		...(sides.includes(undefined) ? {} : { dimensions: { dimensions: { length: sides[0], width: sides[1], height: sides[2] } } }),
		...(hasStock ? { stock: { manage_stock: true, stock_quantity: draft.stock } } : {}),
	};
}

const text = <Field extends ProductField>(field: Field, name: string, value: string | undefined): Bodies =>
	value === undefined || value === '' ? {} : { [field]: { [name]: value } };

/** A theme prints a title as it is: what looks like a tag would be one. */
const shown = (title: string): string => title.replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Of a variation the store knows its own values only: title, brand and category are its parent's. */
export function variationBodies(draft: ProductDraft, leftOut: Words[]): Bodies {
	return {
		...text('description', 'description', draft.description),
		...text('sku', 'sku', draft.sku),
		...text('gtin', 'global_unique_id', draft.gtin),
		...checked(draft, leftOut),
	};
}

/** The prices of a product with variations are theirs. */
export function productBodies(
	draft: ProductDraft,
	marks: { readonly category?: number; readonly brand?: number },
	leftOut: Words[],
): Bodies {
	const { price, ...values } = checked(draft, leftOut);
	return {
		...text('title', 'name', shown(draft.title)),
		...text('description', 'description', draft.description),
		...text('shortDescription', 'short_description', draft.shortDescription),
		...text('sku', 'sku', draft.sku),
		...text('gtin', 'global_unique_id', draft.gtin),
		...values,
		...(price === undefined || draft.variations.length > 0 ? {} : { price }),
		...(marks.category === undefined ? {} : { categories: { categories: [{ id: marks.category }] } }),
		...(marks.brand === undefined ? {} : { brand: { brands: [{ id: marks.brand }] } }),
		status: { status: draft.status === 'live' ? 'publish' : 'draft' },
	};
}

export const marksOf = ({ origin, code }: ProductDraft): readonly object[] => [
	{ key: META_OF_PRODUCT.origin, value: origin },
	...(code === undefined || code === '' ? [] : [{ key: META_OF_PRODUCT.code, value: code }]),
];

export const merged = (bodies: Bodies): Body => Object.assign({}, ...Object.values(bodies)) as Body;
