import Decimal from 'decimal.js';
import { matchingRates, taxesOn } from './tax-rates';
import type { Place, TaxFacts } from '../settings';
import type { WireTaxRate } from '../wire/tax-rate';

/** One thing the buyer paid for. Amounts are in the order's currency. */
export interface PlanItem {
	readonly kind: 'line' | 'fee' | 'shipping';
	/** What the store's order shall show for it, tax included. Never negative. */
	readonly gross: Decimal;
	/** The same before discounts; at least `gross`. */
	readonly before: Decimal;
	/** Whether the merchant owes tax on it, so that the store shall compute it out of `gross`. */
	readonly taxOwed: boolean;
	/** Lines only: the product's tax status and class in the store. */
	readonly taxStatus: string;
	readonly taxClass: string;
}

export interface PlannedItem {
	readonly kind: PlanItem['kind'];
	/** What is sent as `total`. */
	readonly net: Decimal;
	/** What is sent as `subtotal` of a line. */
	readonly netBefore: Decimal;
	/** Lines: sent where it is not the product's own. Fees: always. */
	readonly taxClass: string;
	/** Fees: `none` keeps the store from taxing them. */
	readonly taxStatus: 'taxable' | 'none';
	/** A shipping cost that the store would tax although nothing is owed goes in as an untaxed fee beside a line of 0. */
	readonly asFee: boolean;
}

export interface TaxPlan {
	readonly items: readonly PlannedItem[];
	/** Cents that no net amount reaches, for one untaxed fee. Never negative. */
	readonly rounding: Decimal;
	/** What the store will compute as the order's total. */
	readonly total: Decimal;
}

interface Rated {
	readonly item: PlanItem;
	readonly taxClass: string;
	readonly rates: readonly WireTaxRate[];
	readonly taxStatus: 'taxable' | 'none';
	readonly asFee: boolean;
}

const ZERO = new Decimal(0);

/** Half a unit exactly: PHP rounds it up or down by version and by whether prices include tax. */
const isTie = (amount: Decimal, decimals: number): boolean =>
	amount.decimalPlaces() === decimals + 1 && amount.isPositive() && amount.toFixed().endsWith('5');

class Grid {
	readonly unit: Decimal;
	constructor(
		readonly decimals: number,
		readonly perLine: boolean,
	) {
		this.unit = new Decimal(`1e-${decimals}`);
	}

	round(amount: Decimal, mode: Decimal.Rounding = Decimal.ROUND_HALF_UP): Decimal {
		return amount.toDecimalPlaces(this.decimals, mode);
	}

	/** The tax the store adds to `net`, or undefined where its rounding cannot be foretold. */
	tax(net: Decimal, rates: readonly WireTaxRate[]): Decimal | undefined {
		if (rates.length === 0) return ZERO;
		const taxes = taxesOn(net, rates);
		if (!this.perLine) return Decimal.sum(0, ...taxes);
		if (taxes.some((tax) => isTie(tax, this.decimals))) return undefined;
		return Decimal.sum(0, ...taxes.map((tax) => this.round(tax)));
	}

	/** The largest net amount whose net plus tax is not above `gross`. */
	netFor(gross: Decimal, rates: readonly WireTaxRate[]): Decimal {
		if (rates.length === 0) return this.round(gross, Decimal.ROUND_DOWN);
		const factor = taxesOn(new Decimal(1_000_000), rates)
			.reduce((sum, tax) => sum.plus(tax), new Decimal(1_000_000))
			.div(1_000_000);
		let net = this.round(gross.div(factor), Decimal.ROUND_DOWN).plus(this.unit.times(2));
		while (net.greaterThan(0)) {
			const tax = this.tax(net, rates);
			if (tax !== undefined && net.plus(tax).lessThanOrEqualTo(gross)) return net;
			net = net.minus(this.unit);
		}
		return ZERO;
	}
}

/** The class shipping is taxed by: the store's own, or the first class (in the store's order) that a line has. */
function shippingClass(facts: TaxFacts, lines: readonly { readonly status: string; readonly taxClass: string }[]): string | undefined {
	if (facts.shippingClass !== 'inherit') return facts.shippingClass;
	const found = new Set(lines.filter((line) => line.status === 'taxable' || line.status === 'shipping').map((line) => line.taxClass));
	return facts.classes.find((slug) => found.has(slug));
}

function rateItems(items: readonly PlanItem[], facts: TaxFacts, place: Place): readonly Rated[] | undefined {
	const ratesOf = (taxClass: string): readonly WireTaxRate[] => matchingRates(facts, place, taxClass);
	const untaxedClass = ['zero-rate', ...facts.classes].find((slug) => facts.classes.includes(slug) && ratesOf(slug).length === 0);

	const rated = new Map<PlanItem, Rated>();
	for (const item of items.filter(({ kind }) => kind === 'line')) {
		const taxed = item.taxStatus === 'taxable' ? ratesOf(item.taxClass) : [];
		const mustNot = !item.taxOwed && taxed.length > 0 && item.gross.greaterThan(0);
		if (mustNot && untaxedClass === undefined) return undefined;
		rated.set(item, {
			item,
			taxClass: mustNot ? (untaxedClass ?? '') : item.taxClass,
			rates: mustNot ? [] : taxed,
			taxStatus: 'taxable',
			asFee: false,
		});
	}
	const lines = [...rated.values()];
	const inherited = shippingClass(
		facts,
		lines.map((line) => ({ status: line.item.taxStatus, taxClass: line.taxClass })),
	);
	for (const item of items.filter(({ kind }) => kind !== 'line')) {
		const owed = item.taxOwed && item.gross.greaterThan(0);
		// Without product lines versions differ in whether shipping is taxed; a fee says it itself.
		const steerable = item.kind === 'shipping' && lines.length > 0;
		const shippingRates = steerable && inherited !== undefined ? ratesOf(inherited).filter((rate) => rate.shipping) : [];
		if (item.kind === 'shipping' && (item.gross.isZero() || (steerable && (owed || shippingRates.length === 0)))) {
			rated.set(item, { item, taxClass: '', rates: shippingRates, taxStatus: 'taxable', asFee: false });
			continue;
		}
		const taxClass = inherited ?? '';
		rated.set(item, {
			item,
			taxClass,
			rates: owed ? ratesOf(taxClass) : [],
			taxStatus: owed ? 'taxable' : 'none',
			asFee: item.kind === 'shipping',
		});
	}
	return items.flatMap((item) => rated.get(item) ?? []);
}

/** The store's total: taxes rounded per line and rate, or (by setting) only in the sum. */
function storeTotal(nets: readonly Decimal[], rated: readonly Rated[], grid: Grid): Decimal | undefined {
	let sum = ZERO;
	for (const [index, net] of nets.entries()) {
		const tax = grid.tax(net, rated[index]?.rates ?? []);
		if (tax === undefined) return undefined;
		sum = sum.plus(net).plus(tax);
	}
	return isTie(sum, grid.decimals) ? undefined : grid.round(sum);
}

/** With taxes rounded only in the sum, a cent more on a net often closes the gap that rounding down left. */
function closeGap(nets: Decimal[], rated: readonly Rated[], wanted: Decimal, grid: Grid): void {
	for (const [index, { rates }] of rated.entries()) {
		const net = nets[index];
		if (net === undefined || rates.length === 0) continue;
		nets[index] = net.plus(grid.unit);
		const total = storeTotal(nets, rated, grid);
		if (total === undefined || total.greaterThan(wanted)) nets[index] = net;
	}
}

/**
 * Chooses what to send so that the store, which takes every amount as net and adds tax by its own rates, ends at what
 * the buyer paid. Undefined when it cannot: nothing is owed on a line, and every tax class has rates at the place.
 * `facts` undefined: the store computes no taxes.
 */
export function planTaxes(items: readonly PlanItem[], facts: TaxFacts | undefined, place: Place, decimals: number): TaxPlan | undefined {
	const grid = new Grid(decimals, facts?.roundAtSubtotal !== true);
	const rated: readonly Rated[] | undefined =
		facts === undefined
			? items.map((item) => ({ item, taxClass: item.taxClass, rates: [], taxStatus: item.taxOwed ? 'taxable' : 'none', asFee: false }))
			: rateItems(items, facts, place);
	if (rated === undefined) return undefined;
	const wanted = grid.round(Decimal.sum(0, ...items.map((item) => item.gross)));
	const nets = rated.map(({ item, rates }) => grid.netFor(item.gross, rates));
	if (!grid.perLine) closeGap(nets, rated, wanted, grid);
	let total = storeTotal(nets, rated, grid);
	for (let index = nets.length - 1; total === undefined && index >= 0; index -= 1) {
		const net = nets[index] ?? ZERO;
		if (net.greaterThan(0)) nets[index] = net.minus(grid.unit);
		total = storeTotal(nets, rated, grid);
	}
	if (total === undefined) return undefined;
	const rounding = wanted.minus(total);
	if (rounding.isNegative() && !rounding.isZero()) return undefined;
	return {
		items: rated.map((entry, index): PlannedItem => {
			const { item } = entry;
			const net = nets[index] ?? ZERO;
			const ratio = item.gross.isZero()
				? grid.netFor(item.before, entry.rates).div(item.before.isZero() ? 1 : item.before)
				: net.div(item.gross);
			const netBefore = Decimal.max(net, grid.round(item.before.times(ratio)));
			return { kind: item.kind, net, netBefore, taxClass: entry.taxClass, taxStatus: entry.taxStatus, asFee: entry.asFee };
		}),
		rounding,
		total: wanted,
	};
}
