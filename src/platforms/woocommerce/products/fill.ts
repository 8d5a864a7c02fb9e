import { normaliseGtin } from '../../../domain/gtin';
import type { ProductDraft, ProductField } from '../../../ports/product-sink';
import { META_OF_PRODUCT } from '../constants';
import { plainText } from '../wire/html-text';
import { isRecord } from '../wire/php';
import type { WireStored } from '../wire/stored-product';
import type { Bodies, Body } from './product-body';

/** What a store puts a product into that is in no category; its own languages have it under other names. */
const NO_CATEGORY =
	/^(uncategori[sz]ed|unkategorisiert|allgemein|sin-categor|sin-clasificar|non-class|senza-categoria|geen-categorie|sem-categoria|bez-kategorii)/;

export const hasCategory = ({ categories }: WireStored): boolean => categories.some(({ slug }) => !NO_CATEGORY.test(slug));

const isAbsent = (value: unknown): boolean =>
	value === undefined ||
	value === null ||
	value === '' ||
	value === false ||
	(Array.isArray(value) && value.length === 0) ||
	(isRecord(value) && Object.values(value).every((part) => part === ''));

/** Never filled by themselves: a product that nobody counts, or that is a draft, may be meant so. */
const ONLY_CHOSEN: ReadonlySet<ProductField> = new Set(['stock', 'status']);

function isEmpty(stored: WireStored, field: ProductField, body: Body): boolean {
	if (ONLY_CHOSEN.has(field)) return false;
	if (field === 'categories') return !hasCategory(stored);
	return Object.keys(body).every((key) => isAbsent((stored as Readonly<Record<string, unknown>>)[key]));
}

/** The store escapes what a page would take for a tag, and keeps no end of lines. */
const plain = (text: string): string => plainText(text).replaceAll(/\s+/g, ' ').trim();
const idsOf = (value: unknown): readonly unknown[] =>
	Array.isArray(value) ? value.map((one: unknown) => (isRecord(one) ? one['id'] : one)) : [];

function isSame(stored: unknown, sent: unknown): boolean {
	if (Array.isArray(sent)) return idsOf(sent).every((id) => idsOf(stored).includes(id)) && idsOf(stored).length === sent.length;
	if (isRecord(sent)) return isRecord(stored) && Object.entries(sent).every(([key, value]) => isSame(stored[key], value));
	if (typeof sent !== 'string' || typeof stored !== 'string') return stored === sent;
	const isNumber = (text: string): boolean => /^\d+(\.\d+)?$/.test(text);
	return isNumber(stored) && isNumber(sent) ? Number(stored) === Number(sent) : plain(stored) === plain(sent);
}

/** Of what the draft has: what is empty in the store, and what is chosen, as far as it differs. */
export function filled(stored: WireStored, bodies: Bodies, fields: readonly ProductField[]): Bodies {
	const wanted = (Object.entries(bodies) as [ProductField, Body][]).filter(([field, body]) => {
		if (!fields.includes(field) && !isEmpty(stored, field, body)) return false;
		return Object.entries(body).some(([key, value]) => !isSame((stored as Readonly<Record<string, unknown>>)[key], value));
	});
	return Object.fromEntries(wanted);
}

/** The channel's id is written once, as whose it is stays what it is. */
export const filledCode = (stored: WireStored, { code }: ProductDraft): Body =>
	code === undefined || code === '' || stored.code !== undefined ? {} : { meta_data: [{ key: META_OF_PRODUCT.code, value: code }] };

/**
 * Whether the id is still that product's: a store that was restored from a backup gives its ids out again. The mark of another listing
 * says nothing against it: several listings may be of the same goods, and people copy products.
 */
export function isIt(stored: WireStored, draft: ProductDraft): boolean {
	const gtin = normaliseGtin(draft.gtin ?? '');
	return (
		stored.origin === draft.origin ||
		stored.sku === draft.sku ||
		(gtin !== undefined && normaliseGtin(stored.gtin ?? '') === gtin) ||
		(draft.code !== undefined && draft.code !== '' && stored.code === draft.code)
	);
}
