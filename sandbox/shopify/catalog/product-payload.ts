import { legacyId } from '../store/gid';
import type { ProductRecord } from '../store/records';
import type { ShopState } from '../store/shop-state';

const at = (ms: number): string => new Date(ms).toISOString();

/** A product as webhooks tell of it: the shape of the older REST API. */
export function productPayload(state: ShopState, product: ProductRecord): Readonly<Record<string, unknown>> {
	const variants = product.variantIds.flatMap((id) => state.variants.get(id) ?? []);
	return {
		id: Number(legacyId(product.id)),
		admin_graphql_api_id: product.id,
		title: product.title,
		handle: product.handle,
		body_html: product.descriptionHtml,
		vendor: product.vendor,
		product_type: product.productType,
		status: product.status.toLowerCase(),
		tags: product.tags.join(', '),
		created_at: at(product.createdAt),
		updated_at: at(product.updatedAt),
		variants: variants.map((variant) => ({
			id: Number(legacyId(variant.id)),
			admin_graphql_api_id: variant.id,
			product_id: Number(legacyId(product.id)),
			title: variant.selectedOptions.map(({ value }) => value).join(' / '),
			sku: variant.sku,
			barcode: variant.barcode,
			price: variant.price,
			inventory_item_id: Number(legacyId(variant.inventoryItemId)),
			inventory_policy: variant.inventoryPolicy.toLowerCase(),
		})),
	};
}
