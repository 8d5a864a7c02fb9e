import type { ProductRecord } from '../store/product-records';
import type { StoreState } from '../store/store-state';
import { type Input, isGiven, toBoolean, toInteger, toText } from '../wordpress/php-values';
import { hasVariations } from './product-types';

/** The product whose stock counts: itself, its parent for a variation that does not manage its own, or none. */
export function stockHolder(state: StoreState, product: ProductRecord): ProductRecord | undefined {
	if (!state.settings.manageStock) return undefined;
	if (product.manageStock) return product;
	const parent = product.isVariation ? state.products.get(product.parentId) : undefined;
	return parent?.manageStock === true ? parent : undefined;
}

function writeLowStock(product: ProductRecord, input: Input): void {
	const given = input['low_stock_amount'];
	if (given !== undefined) product.plainFields['low_stock_amount'] = given === null ? null : Math.abs(toInteger(given));
}

/** What is not managed has no quantity and no limits; a quantity that comes with it is ignored. */
export function writeStock(state: StoreState, product: ProductRecord, input: Input): void {
	if (isGiven(input, 'stock_status')) product.stockStatus = toText(input['stock_status']);
	if (!state.settings.manageStock) return;
	// A variation may be sent back its own "parent", which means that it manages nothing itself.
	if (isGiven(input, 'manage_stock')) product.manageStock = input['manage_stock'] !== 'parent' && toBoolean(input['manage_stock']);
	if (product.type === 'grouped' || product.type === 'external') product.manageStock = false;
	if (product.type === 'external') product.stockStatus = 'instock';
	if (isGiven(input, 'backorders')) product.backorders = toText(input['backorders']);
	if (!product.manageStock) {
		delete product.plainFields['low_stock_amount'];
		return;
	}
	if (isGiven(input, 'stock_quantity')) product.stock = toInteger(input['stock_quantity']);
	else if (input['stock_quantity'] === null) product.stock = 0;
	else if (isGiven(input, 'inventory_delta')) product.stock = (product.stock ?? 0) + toInteger(input['inventory_delta']);
	writeLowStock(product, input);
}

/** Where stock is managed its status follows from the quantity; a variable product's follows from its variations. */
export function settleStockStatus(state: StoreState, product: ProductRecord): void {
	if (!product.manageStock) {
		product.stock = null;
		product.backorders = 'no';
	} else if (!hasVariations(product) || product.stock !== null) {
		product.stockStatus = (product.stock ?? 0) > 0 ? 'instock' : product.backorders === 'no' ? 'outofstock' : 'onbackorder';
	}
	if (hasVariations(product) && !product.manageStock) {
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
