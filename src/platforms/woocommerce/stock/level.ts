import type { Account } from '../../../domain/account';
import type { StockLevel } from '../../../domain/stock/level';
import { given } from '../catalog/catalog-product';
import { kindOf } from '../catalog/kinds';
import { piecesIn, type WireStockProduct } from '../wire/stock-product';

/** Stands for its variations or for other products. A parent may have a count all the same, which its variations share. */
export const holdsOthers = ({ type }: { readonly type: string }): boolean => ['parent', 'container'].includes(kindOf(type));

/** The product whose count a variation shows as its own. */
export const sharedFrom = ({ manageStock, parentId }: Pick<WireStockProduct, 'manageStock' | 'parentId'>): number | undefined =>
	manageStock === 'parent' && parentId !== 0 ? parentId : undefined;

/** `at`: when it was asked for. */
export function stockLevel(account: Account, wire: WireStockProduct, at: number, ownPartIn?: string): StockLevel {
	const { id, parentId, sku, name, manageStock, stockQuantity, backorders, meta } = wire;
	const isCounted = manageStock !== false;
	const shared = sharedFrom(wire);
	return {
		account,
		place: 'store',
		sku,
		productId: String(id),
		counted: isCounted,
		backorders,
		asOf: new Date(at).toISOString(),
		...given('title', name === '' ? undefined : name),
		...given('parentId', parentId === 0 ? undefined : String(parentId)),
		...given('quantity', isCounted ? stockQuantity : undefined),
		...given('ownQuantity', ownPartIn === undefined ? undefined : piecesIn(meta, ownPartIn)),
		...given('sharedFrom', shared === undefined ? undefined : String(shared)),
		...(holdsOthers(wire) ? { holdsOthers: true } : {}),
	};
}
