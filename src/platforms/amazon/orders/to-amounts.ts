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

/** Shares an amount over the parts by their weight; what rounding leaves goes to the last. */
function spread(shares: Shares, amount: Decimal, weights: Shares): void {
	const entries = [...weights].filter(([, weight]) => weight.gt(0));
	const whole = total(entries.map(([, weight]) => weight));
	if (entries.length === 0) return put(shares, 'item', amount);
	let left = amount;
	entries.forEach(([kind, weight], index) => {
		const share = index === entries.length - 1 ? left : amount.times(weight).div(whole).toDecimalPlaces(amount.decimalPlaces());
		put(shares, kind, share);
		left = left.minus(share);
	});
}

/**
 * What DISCOUNT takes off each part. The sign of DISCOUNT is not documented: only its size counts here. A discount
 * larger than its part (free shipping that is told without its price) goes on to the item.
 */
function discountShares(breakdowns: readonly Breakdown[], totals: Shares): Shares {
	const all = breakdowns.filter(({ type }) => type === 'DISCOUNT');
	const shares: Shares = new Map();
	const size = total(all.map(({ subtotal }) => subtotal));
	for (const { subtype, value } of all.flatMap(({ details }) => details)) {
		put(shares, subtype === 'DISCOUNT' ? 'item' : kindOf(subtype), size.isNegative() ? value.negated() : value);
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
 * details only add up to their subtotal when it is taken as it stands. Tax that is told in one sum is shared by amount.
 */
function taxShares(breakdowns: readonly Breakdown[], totals: Shares, discounts: Shares): Shares {
	const all = breakdowns.filter(({ type }) => type === 'TAX');
	const shares: Shares = new Map();
	const sum = total(all.map(({ subtotal }) => subtotal));
	const details = all.flatMap((tax) => tax.details);
	for (const { subtype, value } of details) if (subtype !== 'DISCOUNT') put(shares, kindOf(subtype), value);
	const onDiscount = total(details.filter(({ subtype }) => subtype === 'DISCOUNT').map(({ value }) => value));
	const asItStands = total(shares.values()).plus(onDiscount).equals(sum);
	const off = asItStands ? onDiscount : onDiscount.abs().negated();
	if (!off.isZero()) spread(shares, off, discounts);
	const rest = sum.minus(total(shares.values()));
	const net = new Map([...totals].map(([kind, amount]) => [kind, amount.minus(discounts.get(kind) ?? ZERO)]));
	if (!rest.isZero()) spread(shares, rest, net);
	return shares;
}

/** Canonical amounts are never negative: what lowers a price is a discount, what raises it belongs to the price. */
function upright(part: Part): Part {
	const { total: price, discount } = part;
	if (price.isNegative()) return upright({ ...part, total: ZERO, discount: discount.minus(price) });
	return discount.isNegative() ? { ...part, total: price.minus(discount), discount: ZERO } : part;
}

/**
 * Reads the breakdowns of an item (or of an order) against their total. Neither the sign of DISCOUNT nor whether TAX
 * comes on top of prices is documented (https://github.com/amzn/selling-partner-api-models/issues/5297), so all
 * readings are tried in this order, and the first whose parts make the total is taken: tax on top, or part of the
 * price, or (where prices never hold tax) not part of the proceeds; with the discount lowering the price, or without
 * effect on the proceeds (somebody else pays it), or raising them. Where none fits or no total is told, tax is
 * part of the price only if the setting says so, and discounts lower the price.
 */
export function readAmounts(breakdowns: readonly Breakdown[], reported: Decimal | undefined, vat: PricesIncludeVat): Amounts {
	const totals: Shares = new Map();
	for (const { type, subtotal } of breakdowns) {
		if (type !== 'TAX' && type !== 'DISCOUNT') put(totals, kindOf(type), subtotal);
	}
	const discounts = discountShares(breakdowns, totals);
	const taxes = taxShares(breakdowns, totals, discounts);
	const price = total(totals.values());
	const discount = total(discounts.values());
	const tax = total(taxes.values());

	const without = vat === 'no' ? 'outside' : 'included';
	const fits = (taxHow: 'added' | 'included' | 'outside', factor: number) =>
		reported?.equals(price.minus(discount.times(factor)).plus(taxHow === 'added' ? tax : 0)) === true;
	const readings = [1, 0, -1].flatMap((factor) => (['added', without] as const).map((taxHow) => ({ taxHow, factor })));
	const unproven = { taxHow: vat === 'yes' ? ('included' as const) : ('added' as const), factor: 1 };
	const { taxHow, factor } = readings.find((reading) => fits(reading.taxHow, reading.factor)) ?? unproven;

	const kinds = new Set([...totals.keys(), ...discounts.keys(), ...taxes.keys()]);
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
}
