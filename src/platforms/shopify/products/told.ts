import type { CatalogProduct } from '../../../domain/product';
import type { WireProduct } from '../wire/product';

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

/** `my-shop.myshopify.com` is `admin.shopify.com/store/my-shop`. */
export const adminUrl = (shop: string, productId: string): string =>
	`https://admin.shopify.com/store/${shop.replace(/\.myshopify\.com$/, '')}/products/${productId}`;
