import { RestError } from '../rest/rest-error';
import type { ProductRecord } from '../store/product-records';
import type { StoreState } from '../store/store-state';
import { areTranslations } from './languages';

/** A live product that has the SKU already; translations of one product may share theirs. */
export function checkSku(state: StoreState, product: ProductRecord, sku: string): void {
	const holder = state
		.productsBySku(sku)
		.find((other) => other.id !== product.id && other.status !== 'trash' && !areTranslations(state, other, product));
	if (sku === '' || holder === undefined) return;
	let counter = 1;
	while (state.productsBySku(`${sku}-${counter}`).length > 0) counter += 1;
	throw new RestError(400, 'product_invalid_sku', 'Invalid or duplicated SKU.', {
		resource_id: holder.id,
		unique_sku: `${sku}-${counter}`,
	});
}

/** A new product takes its row in the lookup table, where trashed products and those of a parallel request stand too. */
export function checkLookupTable(state: StoreState, product: ProductRecord, sku: string): void {
	const holder = state.productsBySku(sku).find((other) => other.id !== product.id && !areTranslations(state, other, product));
	if (sku === '' || holder === undefined) return;
	const text = `The product with SKU (${sku}) you are trying to insert is already present in the lookup table`;
	throw new RestError(400, 'woocommerce_rest_product_not_created', text);
}

/** Digits, hyphens and a last X: the rest is dropped in silence, and no checksum is looked at. */
export function readGtin(given: string): string {
	const kept = given.replace(/[^0-9X-]/gi, '').toUpperCase();
	if (/X(?=.)/.test(kept)) {
		const text = 'Invalid GTIN, UPC, EAN, or ISBN. The letter X is only valid as the final ISBN-10 check digit.';
		throw new RestError(400, 'product_invalid_global_unique_id_format', text);
	}
	return kept;
}

export function checkGtin(state: StoreState, product: ProductRecord, gtin: string): void {
	const holder = (gtin === '' ? [] : state.productsByGtin(gtin)).find(
		(other) => other.id !== product.id && other.status !== 'trash' && !areTranslations(state, other, product),
	);
	if (holder === undefined) return;
	throw new RestError(400, 'product_invalid_global_unique_id', 'Invalid or duplicated GTIN, UPC, EAN or ISBN.', {
		resource_id: holder.id,
	});
}
