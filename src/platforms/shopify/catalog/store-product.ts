import { money } from '../../../domain/money';
import type { CatalogProduct, StoreProduct } from '../../../domain/product';
import type { ShopFacts } from '../shop';
import type { WireVariant } from '../wire/variant';

const LIVE: ReadonlySet<string> = new Set(['ACTIVE', 'UNLISTED']);

/** A product without a choice has one variant, which is the product. */
const isSimple = ({ product }: WireVariant): boolean => product.hasOnlyDefaultVariant;

export const titleOf = (variant: WireVariant): string =>
	isSimple(variant) ? variant.product.title : `${variant.product.title} - ${variant.title}`;

/** What there is at the locations that count. Undefined where none of them stocks it. */
export function availableAt({ inventoryItem: { inventoryLevels } }: WireVariant, locations: ReadonlySet<string>): number | undefined {
	const levels = inventoryLevels.filter(({ locationId }) => locations.has(locationId));
	return levels.length === 0 ? undefined : levels.reduce((sum, { available }) => sum + available, 0);
}

export const WEIGHT_UNITS: Readonly<Record<string, string>> = { GRAMS: 'g', KILOGRAMS: 'kg', OUNCES: 'oz', POUNDS: 'lb' };

export function storeProduct(variant: WireVariant, locations: ReadonlySet<string>): StoreProduct {
	const { product, inventoryItem } = variant;
	const { weight } = inventoryItem.measurement;
	const quantity = availableAt(variant, locations) ?? 0;
	return {
		id: variant.id,
		...(isSimple(variant) ? {} : { parentId: product.id }),
		sku: variant.sku,
		inventoryId: inventoryItem.id,
		title: titleOf(variant),
		...(product.status === 'DRAFT' ? { draft: true } : {}),
		...(variant.requiresComponents ? { container: true } : {}),
		...(weight === null || weight === undefined || weight.value <= 0
			? {}
			: { weight: { value: String(weight.value), unit: WEIGHT_UNITS[weight.unit] ?? weight.unit } }),
		sellable: LIVE.has(product.status),
		stock: {
			counted: inventoryItem.tracked,
			...(inventoryItem.tracked ? { quantity } : {}),
			backorders: variant.inventoryPolicy === 'CONTINUE',
		},
	};
}

export function catalogProduct(
	variant: WireVariant,
	locations: ReadonlySet<string>,
	{ currency }: Pick<ShopFacts, 'currency'>,
): CatalogProduct {
	const kind = variant.requiresComponents ? 'container' : isSimple(variant) ? 'simple' : 'variation';
	const parts = variant.productVariantComponents;
	return {
		...storeProduct(variant, locations),
		kind,
		type: variant.requiresComponents ? 'bundle' : isSimple(variant) ? 'product' : 'variant',
		status: variant.product.status.toLowerCase(),
		...(variant.barcode === '' ? {} : { gtin: variant.barcode }),
		...(variant.origin === '' ? {} : { origin: variant.origin }),
		...(variant.code === '' ? {} : { code: variant.code }),
		...(parts.length === 0 ? {} : { parts }),
		price: money(variant.price, currency),
		updatedAt: variant.updatedAt,
	};
}
