import { baseLocation, roundTax } from '../orders/order-totals';
import type { ProductRecord } from '../store/product-records';
import type { StoreState } from '../store/store-state';
import { inclusiveTaxes, sumOf } from '../taxes/tax-calculation';
import { findRates } from '../taxes/tax-rates';
import { phpRound, storedFloat } from '../wordpress/rounding';
import { hasVariations } from './product-types';

/** The class that counts for tax: a variation's own, or its parent's. */
export function effectiveTaxClass(state: StoreState, product: ProductRecord): string {
	return product.taxClass === 'parent' ? (state.products.get(product.parentId)?.taxClass ?? '') : product.taxClass;
}

/** What others are priced by: the variations that are sold, or the products of a group. */
function parts(state: StoreState, product: ProductRecord): readonly ProductRecord[] {
	const ids = hasVariations(product) ? product.variationIds : product.groupedIds;
	return ids.map((id) => state.products.get(id)).filter((part): part is ProductRecord => part?.status === 'publish');
}

/** The price a customer pays now, '' without one; a variable or grouped product shows its cheapest part's. */
export function currentPrice(state: StoreState, product: ProductRecord): string {
	if (!hasVariations(product) && product.type !== 'grouped') return product.isSaleOn ? product.salePrice : product.regularPrice;
	const prices = parts(state, product)
		.map((part) => currentPrice(state, part))
		.filter((price) => price !== '');
	return prices.sort((left, right) => Number(left) - Number(right))[0] ?? '';
}

export function isOnSale(state: StoreState, product: ProductRecord): boolean {
	return product.isSaleOn || (hasVariations(product) && parts(state, product).some((part) => part.isSaleOn));
}

/**
 * `wc_get_price_excluding_tax`: the catalog price of `quantity` pieces, net. Where catalog prices include tax, the tax of
 * the shop's own place is taken out. A negative quantity counts as none.
 */
export function netCatalogAmount(state: StoreState, product: ProductRecord, quantity: number): number {
	const gross = Number(currentPrice(state, product)) * Math.max(0, quantity);
	if (!state.settings.calcTaxes || !state.settings.pricesIncludeTax || product.taxStatus !== 'taxable') return storedFloat(gross);
	const rates = findRates(state.taxRates.values(), baseLocation(state), effectiveTaxClass(state, product));
	return storedFloat(gross - sumOf(inclusiveTaxes(gross, rates)));
}

/** The sum of a line's taxes as WooCommerce stores it: each rate rounded by itself. */
export function roundedTaxSum(state: StoreState, taxes: readonly (readonly [number, number])[]): number {
	return taxes.reduce((sum, [, amount]) => sum + (state.settings.roundAtSubtotal ? phpRound(amount, 6) : roundTax(state, amount)), 0);
}
