import type { Account } from '../../../domain/account';
import type { StockLevel } from '../../../domain/stock/level';
import { iso } from '../../../domain/time';
import { availableAt, titleOf } from '../catalog/store-product';
import type { WireVariant } from '../wire/variant';

const pieces = (text: string): number | undefined => (/^\d{1,9}$/.test(text.trim()) ? Number(text) : undefined);

/** `at`: when it was asked for. What no location that counts has is none, not uncounted. */
export function stockLevel(account: Account, variant: WireVariant, locations: ReadonlySet<string>, at: number): StockLevel {
	const { tracked } = variant.inventoryItem;
	const own = pieces(variant.ownPart);
	return {
		account,
		place: 'store',
		sku: variant.sku,
		productId: variant.id,
		...(variant.product.hasOnlyDefaultVariant ? {} : { parentId: variant.product.id }),
		title: titleOf(variant),
		counted: tracked,
		...(tracked ? { quantity: availableAt(variant, locations) ?? 0 } : {}),
		...(own === undefined ? {} : { ownQuantity: own }),
		...(variant.requiresComponents ? { holdsOthers: true } : {}),
		backorders: variant.inventoryPolicy === 'CONTINUE',
		asOf: iso(at),
	};
}
