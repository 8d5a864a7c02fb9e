import { normaliseGtin } from '../../../domain/gtin';
import type { ProductDraft } from '../../../ports/product-sink';
import type { StoredVariants } from './read-stored';
import type { WireProduct, WireStored } from '../wire/product';

/**
 * Whether the id is still that product's. The mark of another listing says nothing against it: several listings may be of the same
 * goods, and people copy products.
 */
export function isIt({ origin, sku, barcode, code }: WireStored, draft: ProductDraft): boolean {
	const gtin = normaliseGtin(draft.gtin ?? '');
	return (
		origin === draft.origin ||
		sku === draft.sku ||
		(gtin !== undefined && normaliseGtin(barcode) === gtin) ||
		(draft.code !== undefined && draft.code !== '' && code === draft.code)
	);
}

/**
 * Of a product with variants: by its own mark, or by one of its variants that a link names. One that cannot be read says nothing
 * against it.
 */
export function isFamily(product: Pick<WireProduct, 'origin' | 'code'>, { variants, odd }: StoredVariants, draft: ProductDraft): boolean {
	if (product.origin === draft.origin || (draft.code !== undefined && draft.code !== '' && product.code === draft.code)) return true;
	return draft.variations.some((variation) => {
		const stored = variation.id === undefined ? undefined : variants.find(({ id }) => id === variation.id);
		return stored === undefined ? odd.some(({ id }) => id === variation.id) : isIt(stored, variation);
	});
}
