import type { ProductRecord } from '../store/records';
import type { StoreState } from '../store/store-state';

/** The product whose stock counts: itself, its parent for a variation that does not manage its own, or none. */
export function stockHolder(state: StoreState, product: ProductRecord): ProductRecord | undefined {
	if (!state.settings.manageStock) return undefined;
	if (product.manageStock) return product;
	const parent = product.isVariation ? state.products.get(product.parentId) : undefined;
	return parent?.manageStock === true ? parent : undefined;
}

/** Where stock is managed its status follows from the quantity; a variable product's follows from its variations. */
export function settleStockStatus(state: StoreState, product: ProductRecord): void {
	if (!product.manageStock) {
		product.stock = null;
		product.backorders = 'no';
	} else if (product.type !== 'variable' || product.stock !== null) {
		const quantity = product.stock ?? 0;
		product.stock = quantity;
		product.stockStatus = quantity > 0 ? 'instock' : product.backorders === 'no' ? 'outofstock' : 'onbackorder';
	}
	if (product.type === 'variable' && !product.manageStock) {
		const children = product.variationIds.map((id) => state.products.get(id)?.stockStatus);
		product.stockStatus = children.includes('instock') ? 'instock' : children.includes('onbackorder') ? 'onbackorder' : 'outofstock';
	}
	const parent = product.isVariation ? state.products.get(product.parentId) : undefined;
	if (parent !== undefined) settleStockStatus(state, parent);
}

/** A variation's change moves its parent's date as well. */
export function touch(state: StoreState, product: ProductRecord, at: number): void {
	product.modifiedAt = at;
	const parent = product.isVariation ? state.products.get(product.parentId) : undefined;
	if (parent !== undefined) parent.modifiedAt = at;
}

/** Takes pieces out (or, negative, puts them back) and returns what is left. Atomic, as the store's SQL is. */
export function takeStock(state: StoreState, holder: ProductRecord, pieces: number, at: number): number {
	holder.stock = (holder.stock ?? 0) - pieces;
	touch(state, holder, at);
	settleStockStatus(state, holder);
	return holder.stock;
}
