import Decimal from 'decimal.js';
import type { PricesIncludeVat } from '../connection';
import { meaningOf } from '../fields';

export type PartKind = 'item' | 'shipping' | 'giftWrap' | 'codFee' | 'deliveryTip' | 'other';

/** One category of an item's proceeds. `tax` is part of `total` or beside it, as `Amounts.taxHow` says. */
export interface Part {
	readonly kind: PartKind;
	readonly total: Decimal;
	readonly discount: Decimal;
	readonly tax: Decimal;
}

export interface Amounts {
	readonly parts: readonly Part[];
	readonly taxHow: 'added' | 'included';
	/** Whether Amazon told any tax at all. */
	readonly taxTold: boolean;
}

/** A breakdown of proceeds, by item or by order. */
export interface Breakdown {
	readonly type: string;
	readonly subtotal: Decimal;
	readonly details: readonly { readonly subtype: string; readonly value: Decimal }[];
}

const KINDS: Readonly<Record<string, PartKind>> = {
	ITEM: 'item',
	SHIPPING: 'shipping',
	GIFT_WRAP: 'giftWrap',
	COD_FEE: 'codFee',
	DELIVERY_TIP: 'deliveryTip',
};

/** Categories that Amazon adds later are charges that we have no name for. */
const kindOf = (type: string): PartKind => meaningOf(KINDS, type) ?? 'other';

const ZERO = new Decimal(0);
const total = (values: Iterable<Decimal>): Decimal => [...values].reduce((sum, value) => sum.plus(value), ZERO);

type Shares = Map<PartKind, Decimal>;

const put = (shares: Shares, kind: PartKind, amount: Decimal): void => {
	shares.set(kind, (shares.get(kind) ?? ZERO).plus(amount));
};

/** Shares an amount over the parts by their weight, in the currency's own units; what rounding leaves goes to the last. */
function spread(shares: Shares, amount: Decimal, weights: Shares, digits: number): void {
	const entries = [...weights].filter(([, weight]) => weight.gt(0));
	const whole = total(entries.map(([, weight]) => weight));
	if (entries.length === 0) return put(shares, 'item', amount);
	let left = amount;
	entries.forEach(([kind, weight], index) => {
		const share = index === entries.length - 1 ? left : amount.times(weight).div(whole).toDecimalPlaces(digits);
		put(shares, kind, share);
		left = left.minus(share);
	});
}

/**
 * The details of a sum with the sign that they have in it: Amazon writes them with the sum's sign, or with the other one.
 * Where neither makes the sum (not all of it has details), only their size counts.
 */
function signed(values: readonly Decimal[], sum: Decimal): readonly Decimal[] {
	const made = total(values);
	if (made.equals(sum)) return values;
	if (made.negated().equals(sum)) return values.map((value) => value.negated());
	return values.map((value) => (sum.isNegative() ? value.abs().negated() : value.abs()));
}

/**
 * What DISCOUNT takes off each part. The sign of DISCOUNT is not documented: only its size counts here. A discount
 * larger than its part (free shipping that is told without its price) goes on to the item.
 */
function discountShares(breakdowns: readonly Breakdown[], totals: Shares): Shares {
	const all = breakdowns.filter(({ type }) => type === 'DISCOUNT');
	const shares: Shares = new Map();
	const size = total(all.map(({ subtotal }) => subtotal));
	for (const { subtotal, details } of all) {
		const values = signed(
			details.map(({ value }) => value),
			size.isNegative() ? subtotal.negated() : subtotal,
		);
		details.forEach(({ subtype }, index) => {
			put(shares, subtype === 'DISCOUNT' ? 'item' : kindOf(subtype), values[index] ?? ZERO);
		});
	}
	put(shares, 'item', size.abs().minus(total(shares.values())));
	for (const [kind, share] of shares) {
		const most = Decimal.max(totals.get(kind) ?? ZERO, 0);
		if (kind === 'item' || share.lte(most)) continue;
		shares.set(kind, most);
		put(shares, 'item', share.minus(most));
	}
	return shares;
}

/**
 * The tax on each part. TAX / DISCOUNT is the tax on what was taken off: of either sign, it lowers the tax, unless the
 * details add up to their subtotal when it is taken as it stands, or without it (then it is told for information only).
 * Tax that is told in one sum is shared by amount.
 */
function taxShares(breakdowns: readonly Breakdown[], totals: Shares, discounts: Shares, digits: number): Shares {
	const all = breakdowns.filter(({ type }) => type === 'TAX');
	const shares: Shares = new Map();
	const sum = total(all.map(({ subtotal }) => subtotal));
	const details = all.flatMap((tax) => tax.details);
	for (const { subtype, value } of details) if (subtype !== 'DISCOUNT') put(shares, kindOf(subtype), value);
	const onDiscount = total(details.filter(({ subtype }) => subtype === 'DISCOUNT').map(({ value }) => value));
	const made = total(shares.values());
	const readings = [onDiscount, ZERO, onDiscount.abs().negated()];
	const off = readings.find((reading) => made.plus(reading).equals(sum)) ?? onDiscount.abs().negated();
	if (!off.isZero()) spread(shares, off, discounts, digits);
	const rest = sum.minus(total(shares.values()));
	const net = new Map([...totals].map(([kind, amount]) => [kind, amount.minus(discounts.get(kind) ?? ZERO)]));
	if (!rest.isZero()) spread(shares, rest, net, digits);
	return shares;
}

/** Canonical amounts are never negative: what lowers a price is a discount, what raises it belongs to the price. */
function upright(part: Part): Part {
	const { total: price, discount } = part;
	if (price.isNegative()) return upright({ ...part, total: ZERO, discount: discount.minus(price) });
	return discount.isNegative() ? { ...part, total: price.minus(discount), discount: ZERO } : part;
}

/**
 * How breakdowns are to be understood. Neither the sign of DISCOUNT nor whether TAX comes on top of prices is documented
 * (https://github.com/amzn/selling-partner-api-models/issues/5297).
 */
export interface Reading {
	/** `outside`: where prices never hold tax, it may be no part of the proceeds. */
	readonly taxHow: 'added' | 'included' | 'outside';
	/** A discount lowers the price, or has no effect on the proceeds (somebody else pays it), or raises them. */
	readonly factor: 1 | 0 | -1;
}

/** In the order in which they are tried: the first whose parts make the total is taken. */
export const readingsFor = (vat: PricesIncludeVat): readonly Reading[] =>
	([1, 0, -1] as const).flatMap((factor) =>
		(['added', vat === 'no' ? 'outside' : 'included'] as const).map((taxHow) => ({ taxHow, factor })),
	);

/** Where no reading fits, or no total is told. */
export const unprovenReading = (vat: PricesIncludeVat): Reading => ({ taxHow: vat === 'yes' ? 'included' : 'added', factor: 1 });

/** The breakdowns of an item, or of an order. */
export interface Told {
	/** What they make, read so. */
	sum(reading: Reading): Decimal;
	amounts(reading: Reading): Amounts;
}

export function tell(breakdowns: readonly Breakdown[], digits: number): Told {
	const totals: Shares = new Map();
	for (const { type, subtotal } of breakdowns) {
		if (type !== 'TAX' && type !== 'DISCOUNT') put(totals, kindOf(type), subtotal);
	}
	const discounts = discountShares(breakdowns, totals);
	const taxes = taxShares(breakdowns, totals, discounts, digits);
	const price = total(totals.values());
	const discount = total(discounts.values());
	const tax = total(taxes.values());
	const kinds = new Set([...totals.keys(), ...discounts.keys(), ...taxes.keys()]);
	return {
		sum: ({ taxHow, factor }) => price.minus(discount.times(factor)).plus(taxHow === 'added' ? tax : 0),
		amounts({ taxHow, factor }) {
			const parts = [...kinds].map((kind) =>
				upright({
					kind,
					total: totals.get(kind) ?? ZERO,
					discount: (discounts.get(kind) ?? ZERO).times(factor),
					tax: taxHow === 'outside' ? ZERO : (taxes.get(kind) ?? ZERO),
				}),
			);
			return {
				parts: parts.filter((part) => !part.total.isZero() || !part.discount.isZero() || !part.tax.isZero()),
				taxHow: taxHow === 'included' ? 'included' : 'added',
				taxTold: breakdowns.some(({ type, subtotal }) => type === 'TAX' && !subtotal.isZero()),
			};
		},
	};
}

/** The reading that makes the total that is told, if one does. */
export const proven = (told: Told, reported: Decimal | undefined, vat: PricesIncludeVat): Reading | undefined =>
	reported === undefined ? undefined : readingsFor(vat).find((reading) => told.sum(reading).equals(reported));

/** Reads breakdowns against their total. */
export const readAmounts = (
	breakdowns: readonly Breakdown[],
	reported: Decimal | undefined,
	vat: PricesIncludeVat,
	digits: number,
): Amounts => {
	const told = tell(breakdowns, digits);
	return told.amounts(proven(told, reported, vat) ?? unprovenReading(vat));
};
