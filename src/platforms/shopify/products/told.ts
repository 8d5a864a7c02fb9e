import { PlatformError } from '../../../domain/platform-error';
import type { CatalogProduct } from '../../../domain/product';
import type { SavedProduct } from '../../../ports/product-sink';
import { adminUrl } from '../account';
import { catalogProduct } from '../catalog/store-product';
import type { ShopFacts } from '../shop';
import type { WireProduct } from '../wire/product';
import type { Slot } from './slots';
import type { Work } from './work';

/** A product with variants: it is neither sold nor counted, and has no SKU. */
export const parentProduct = ({ id, title, status, origin, code, updatedAt }: WireProduct): CatalogProduct => ({
	id,
	sku: '',
	title,
	sellable: false,
	hasVariations: true,
	...(status === 'DRAFT' ? { draft: true } : {}),
	stock: { counted: false, backorders: false },
	kind: 'parent',
	type: 'product',
	status: status.toLowerCase(),
	...(origin === '' ? {} : { origin }),
	...(code === '' ? {} : { code }),
	updatedAt,
});

/** What became of it, and of each of its variants. Throws where the product is one variant, and that failed. */
export function told(shop: string, { draft, product, slots, place, leftOut, did }: Work): SavedProduct {
	const { facts, counted } = place;
	const url = adminUrl(shop, 'products', product.id);
	const saved = (slot: Slot): SavedProduct | PlatformError => slot.error ?? savedVariant(slot, product, facts, counted);
	if (draft.variations.length > 0) return { product: parentProduct(product), did, adminUrl: url, variations: slots.map(saved), leftOut };
	const [own] = slots.map(saved);
	if (own === undefined || own instanceof PlatformError) throw own ?? new Error('A product has a variant');
	return { ...own, did: own.did === 'unchanged' ? did : did === 'created' ? did : own.did, adminUrl: url };
}

function savedVariant(
	{ stored, did, leftOut }: Slot,
	{ title, status }: WireProduct,
	facts: ShopFacts,
	counted: ReadonlySet<string>,
): SavedProduct {
	if (stored === undefined) throw new Error('A variant without an error is there');
	const variant = { ...stored, product: { ...stored.product, title, status } };
	return { product: catalogProduct(variant, counted, facts), did, variations: [], leftOut };
}
