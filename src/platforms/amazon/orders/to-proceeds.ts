import Decimal from 'decimal.js';
import { allocate, money } from '../../../domain/money';
import type { PricesIncludeVat } from '../connection';
import { readAmounts, type Amounts, type Breakdown, type Part } from './to-amounts';
import { value } from './to-money';
import type { WireItem, WireOrder } from './wire';

const ZERO = new Decimal(0);

/** What was paid for one item. */
export interface ItemProceeds {
	readonly item: Part;
	/** Shipping, gift wrap, fees. */
	readonly others: readonly Part[];
	readonly taxHow: Amounts['taxHow'];
	readonly taxTold: boolean;
}

export interface OrderProceeds {
	readonly items: ReadonlyMap<WireItem, ItemProceeds>;
	/** Charges that only the order tells. */
	readonly others: readonly Part[];
}

const part = (kind: Part['kind'], total: Decimal, discount: Decimal = ZERO, tax: Decimal = ZERO): Part => ({ kind, total, discount, tax });

const itemPart = (parts: readonly Part[]): Part => parts.find(({ kind }) => kind === 'item') ?? part('item', ZERO);

const unitTotal = (item: WireItem): Decimal | undefined =>
	item.product.price?.unitPrice === undefined ? undefined : value(item.product.price.unitPrice).times(item.quantityOrdered);

function fromBreakdowns(item: WireItem, vat: PricesIncludeVat): ItemProceeds {
	const breakdowns = (item.proceeds?.breakdowns ?? []).map(({ type, subtotal, detailedBreakdowns }): Breakdown => ({
		type,
		subtotal: value(subtotal),
		details: detailedBreakdowns.map((detail) => ({ subtype: detail.subtype ?? 'ITEM', value: value(detail.value) })),
	}));
	const reported = item.proceeds?.proceedsTotal;
	const { parts, ...tax } = readAmounts(breakdowns, reported === undefined ? undefined : value(reported), vat);
	return { item: itemPart(parts), others: parts.filter(({ kind }) => kind !== 'item'), ...tax };
}

/** Without breakdowns: unit price times quantity, and what the total has beyond it as a charge (or below it as a discount). */
function fromTotals(item: WireItem): ItemProceeds {
	const reported = item.proceeds?.proceedsTotal === undefined ? undefined : value(item.proceeds.proceedsTotal);
	const total = unitTotal(item) ?? reported ?? ZERO;
	const rest = (reported ?? total).minus(total);
	return {
		item: part('item', total, rest.isNegative() ? rest.negated() : ZERO),
		others: rest.gt(0) ? [part('other', rest)] : [],
		taxHow: 'added',
		taxTold: false,
	};
}

const finishedTips = (order: WireOrder): Decimal =>
	(order.proceeds?.breakdowns ?? [])
		.filter(({ type, status }) => type === 'DELIVERY_TIP' && status !== 'PENDING')
		.reduce((sum, { subtotal }) => sum.plus(value(subtotal)), ZERO);

/** Shares the order's own breakdowns over items that tell none. */
function fromOrder(
	order: WireOrder,
	items: readonly WireItem[],
	breakdowns: readonly Breakdown[],
	vat: PricesIncludeVat,
	currency: string,
): OrderProceeds {
	const ofItems = items.map((item) => unitTotal(item) ?? value(item.proceeds?.proceedsTotal));
	const told = breakdowns.some(({ type }) => type === 'ITEM');
	const item = { type: 'ITEM', subtotal: Decimal.sum(0, ...ofItems), details: [] };
	const grand = order.proceeds?.grandTotal;
	const reported = grand === undefined ? undefined : value(grand).minus(finishedTips(order));
	const { parts, ...tax } = readAmounts(told ? breakdowns : [item, ...breakdowns], reported, vat);
	const weights = ofItems.some((total) => total.gt(0))
		? ofItems.map((total) => Decimal.max(total, 0))
		: items.map(({ quantityOrdered }) => new Decimal(quantityOrdered));
	const shares = (amount: Decimal) => allocate(money(amount, currency), weights).map((share) => new Decimal(share.amount));
	const whole = itemPart(parts);
	const [totals, discounts, taxes] = [shares(whole.total), shares(whole.discount), shares(whole.tax)];
	return {
		items: new Map(
			items.map((entry, index) => [
				entry,
				{ item: part('item', totals[index] ?? ZERO, discounts[index], taxes[index]), others: [], ...tax },
			]),
		),
		others: parts.filter(({ kind }) => kind !== 'item'),
	};
}

/**
 * Reads what was paid. Items tell it themselves; the order's own breakdowns repeat their sums and are used only for
 * categories that no item tells, or when no item tells any. Delivery tips are left to `toCharges`.
 */
export function readProceeds(order: WireOrder, items: readonly WireItem[], vat: PricesIncludeVat, currency: string): OrderProceeds {
	const ofOrder = (order.proceeds?.breakdowns ?? [])
		.filter(({ type }) => type !== 'DELIVERY_TIP')
		.map(({ type, subtotal }): Breakdown => ({ type, subtotal: value(subtotal), details: [] }));
	const told = new Set(items.flatMap(({ proceeds }) => (proceeds?.breakdowns ?? []).map(({ type }) => type)));
	if (told.size === 0 && ofOrder.length > 0 && items.length > 0) return fromOrder(order, items, ofOrder, vat, currency);
	const extra = ofOrder.filter(({ type }) => told.size > 0 && !told.has(type) && type !== 'TAX' && type !== 'DISCOUNT');
	return {
		items: new Map(
			items.map((item) => [item, (item.proceeds?.breakdowns ?? []).length > 0 ? fromBreakdowns(item, vat) : fromTotals(item)]),
		),
		others: readAmounts(extra, undefined, vat).parts,
	};
}
