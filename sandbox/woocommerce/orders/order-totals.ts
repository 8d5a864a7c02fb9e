import type { ProductRecord } from '../store/product-records';
import type { FeeLine, OrderRecord, TaxAmounts, TaxLine, TaxRate } from '../store/records';
import type { StoreState } from '../store/store-state';
import { exclusiveTaxes, mergedTaxes, sumOf } from '../taxes/tax-calculation';
import { findRates, rateCode, type TaxLocation } from '../taxes/tax-rates';
import { phpRound } from '../wordpress/rounding';

/**
 * An order's taxes and totals as WooCommerce computes them (WC_Abstract_Order::calculate_totals): from the net amounts of
 * the lines and the store's own rates, whatever taxes or totals the client sent.
 */

const pickupMethods: readonly string[] = ['legacy_local_pickup', 'local_pickup'];

/** `wc_get_price_decimals`: the store's setting counts for every order, whatever its currency. */
export function roundPrice(state: StoreState, value: number): number {
	return phpRound(value, state.settings.decimals);
}

/** `wc_round_tax_total`: halves up where prices are net and down where they include tax. */
export function roundTax(state: StoreState, value: number): number {
	return phpRound(value, state.settings.decimals, state.settings.pricesIncludeTax ? 'halfDown' : 'halfUp');
}

export function baseLocation(state: StoreState): TaxLocation {
	const { country, state: region, postcode, city } = state.settings.base;
	return { country, state: region, postcode, city };
}

function taxLocation(state: StoreState, order: OrderRecord): TaxLocation {
	const { taxBasedOn } = state.settings;
	const byBilling = taxBasedOn === 'billing' || (taxBasedOn === 'shipping' && order.shipping.country === '');
	const address = byBilling ? order.billing : order.shipping;
	const pickedUp = order.shippingLines.some((line) => pickupMethods.includes(line.methodId));
	return taxBasedOn === 'base' || pickedUp || address.country === '' ? baseLocation(state) : address;
}

export function lineProduct(
	state: StoreState,
	line: { readonly productId: number; readonly variationId: number },
): ProductRecord | undefined {
	return state.products.get(line.variationId === 0 ? line.productId : line.variationId);
}

function lineTaxStatus(state: StoreState, line: { readonly productId: number; readonly variationId: number }): string {
	return lineProduct(state, line)?.taxStatus ?? 'taxable';
}

/** Classes of the items that are taxable or taxed for shipping only, each once, in the order of the lines. */
function itemTaxClasses(state: StoreState, order: OrderRecord): readonly string[] {
	const taxed = order.lines.filter((line) => ['taxable', 'shipping'].includes(lineTaxStatus(state, line)));
	return [...new Set(taxed.map((line) => line.taxClass))];
}

/** Undefined: shipping is not taxed, because no item is. */
function shippingTaxClass(state: StoreState, order: OrderRecord): string | undefined {
	const { shippingTaxClass: setting } = state.settings;
	if (setting !== 'inherit') return setting;
	const found = itemTaxClasses(state, order);
	const slugs = ['', ...state.taxClasses.map((taxClass) => taxClass.slug)];
	return slugs.find((slug) => found.includes(slug)) ?? (order.lines.length === 0 ? '' : undefined);
}

/** Net costs per tax class and those that are not taxable, over which a negative fee is spread. */
function costsByTaxClass(state: StoreState, order: OrderRecord): ReadonlyMap<string | undefined, number> {
	const costs = new Map<string | undefined, number>();
	const add = (taxClass: string | undefined, amount: number): void => {
		if (amount > 0) costs.set(taxClass, (costs.get(taxClass) ?? 0) + amount);
	};
	for (const line of order.lines) add(lineTaxStatus(state, line) === 'taxable' ? line.taxClass : undefined, line.total);
	for (const fee of order.feeLines) add(fee.taxStatus === 'taxable' ? fee.taxClass : undefined, fee.total);
	const inherited =
		state.settings.shippingTaxClass === 'inherit' ? (itemTaxClasses(state, order)[0] ?? '') : state.settings.shippingTaxClass;
	for (const line of order.shippingLines) add(line.taxStatus === 'taxable' ? inherited : undefined, line.total);
	return costs;
}

/** A negative fee is taxed whatever its tax status: it lowers the taxes of what it is taken from, in proportion. */
function negativeFeeTaxes(
	state: StoreState,
	order: OrderRecord,
	fee: FeeLine,
	ratesOf: (taxClass: string) => readonly TaxRate[],
): TaxAmounts {
	const costs = costsByTaxClass(state, order);
	const all = [...costs.values()].reduce((sum, cost) => sum + cost, 0);
	let taxes: TaxAmounts = [];
	for (const [taxClass, cost] of costs) {
		if (taxClass !== undefined) taxes = mergedTaxes(taxes, exclusiveTaxes(fee.total * (cost / all), ratesOf(taxClass)));
	}
	return taxes;
}

function taxItems(state: StoreState, order: OrderRecord): void {
	const at = taxLocation(state, order);
	const { calcTaxes } = state.settings;
	const exempt = order.meta.some((entry) => entry.key === 'is_vat_exempt' && entry.value === 'yes');
	const ratesOf = (taxClass: string): readonly TaxRate[] => (calcTaxes && !exempt ? findRates(state.taxRates.values(), at, taxClass) : []);
	for (const line of order.lines) {
		const rates = lineTaxStatus(state, line) === 'taxable' ? ratesOf(line.taxClass) : [];
		line.totalTaxes = exclusiveTaxes(line.total, rates);
		line.subtotalTaxes = exclusiveTaxes(line.subtotal, rates);
	}
	for (const fee of order.feeLines) {
		if (fee.total < 0) fee.totalTaxes = negativeFeeTaxes(state, order, fee, ratesOf);
		else fee.totalTaxes = exclusiveTaxes(fee.total, fee.taxStatus === 'taxable' ? ratesOf(fee.taxClass) : []);
	}
	const shippingClass = shippingTaxClass(state, order);
	const shippingRates = shippingClass === undefined ? [] : ratesOf(shippingClass).filter((rate) => rate.shipping);
	for (const line of order.shippingLines) {
		line.totalTaxes = exclusiveTaxes(line.total, line.taxStatus === 'taxable' ? shippingRates : []);
	}
}

function taxLine(state: StoreState, known: TaxLine | undefined, rateId: number, cart: number, shipping: number): TaxLine {
	const rate = state.taxRates.get(rateId);
	return {
		id: known?.id ?? state.sequences.next('orderItem'),
		rateId,
		rateCode: rate === undefined ? '' : rateCode(rate),
		label: rate?.name ?? '',
		compound: rate?.compound ?? false,
		percent: Number(rate?.rate ?? 0),
		taxTotal: cart,
		shippingTaxTotal: shipping,
	};
}

function sumTaxLines(state: StoreState, order: OrderRecord): void {
	const round = (amount: number): number => (state.settings.roundAtSubtotal ? amount : roundTax(state, amount));
	const cart = new Map<number, number>();
	const shipping = new Map<number, number>();
	for (const item of [...order.lines, ...order.feeLines]) {
		for (const [id, amount] of item.totalTaxes) cart.set(id, (cart.get(id) ?? 0) + round(amount));
	}
	for (const line of order.shippingLines) {
		for (const [id, amount] of line.totalTaxes) shipping.set(id, (shipping.get(id) ?? 0) + round(amount));
	}
	const rateIds = new Set([...cart.keys(), ...shipping.keys()]);
	const kept = order.taxLines.filter((line) => rateIds.has(line.rateId)).map((line) => line.rateId);
	order.taxLines = [...new Set([...kept, ...rateIds])].map((id) =>
		taxLine(
			state,
			order.taxLines.find((line) => line.rateId === id),
			id,
			cart.get(id) ?? 0,
			shipping.get(id) ?? 0,
		),
	);
	order.cartTax = [...cart.values()].reduce((sum, amount) => sum + amount, 0);
	order.shippingTax = [...shipping.values()].reduce((sum, amount) => sum + amount, 0);
}

export function calculateTotals(state: StoreState, order: OrderRecord): void {
	const linesTotal = (key: 'subtotal' | 'total'): number =>
		order.lines.reduce((sum, line) => sum + (state.settings.roundAtSubtotal ? line[key] : roundPrice(state, line[key])), 0);
	const subtotal = linesTotal('subtotal');
	const total = linesTotal('total');
	order.shippingTotal = order.shippingLines.reduce((sum, line) => sum + roundPrice(state, line.total), 0);
	let fees = 0;
	for (const fee of order.feeLines) {
		const most = -roundPrice(state, total + fees + order.shippingTotal);
		if (fee.total < 0 && fee.total < most && most < 0) fee.total = most;
		fees += fee.total;
	}
	taxItems(state, order);
	sumTaxLines(state, order);
	const taxed = (key: 'subtotalTaxes' | 'totalTaxes'): number => order.lines.reduce((sum, line) => sum + sumOf(line[key]), 0);
	order.discountTotal = roundPrice(state, subtotal - total);
	order.discountTax = roundTax(state, taxed('subtotalTaxes') - taxed('totalTaxes'));
	order.total = roundPrice(state, total + fees + order.shippingTotal + order.cartTax + order.shippingTax);
}
