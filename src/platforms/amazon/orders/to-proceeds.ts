import Decimal from 'decimal.js';
import { allocate, fractionDigits, money } from '../../../domain/money';
import { ADJUSTMENT_LIMIT } from '../../../domain/sums';
import type { PricesIncludeVat } from '../connection';
import { piecesLeft } from './cancelled-pieces';
import {
	proven,
	readAmounts,
	readingsFor,
	tell,
	unprovenReading,
	type Amounts,
	type Breakdown,
	type Part,
	type Reading,
	type Told,
} from './to-amounts';
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

/** Of the pieces that are left, unless the total that is told is that of all. */
function unitTotal(order: WireOrder, item: WireItem): Decimal | undefined {
	const { unitPrice } = item.product.price ?? {};
	if (unitPrice === undefined) return undefined;
	const [left, all] = [piecesLeft(order, item), item.quantityOrdered].map((pieces) => value(unitPrice).times(pieces));
	const reported = item.proceeds?.proceedsTotal;
	return reported !== undefined && all?.equals(value(reported)) === true ? all : left;
}

/** An item whose breakdowns are read, though not yet how they are meant. */
interface ToldItem {
	readonly told: Told;
	/** As its own total proves. */
	readonly reading: Reading | undefined;
}

function tellItem(item: WireItem, vat: PricesIncludeVat, currency: string): ToldItem {
	const breakdowns = (item.proceeds?.breakdowns ?? []).map(({ type, subtotal, detailedBreakdowns }): Breakdown => ({
		type,
		subtotal: value(subtotal),
		details: detailedBreakdowns.map((detail) => ({ subtype: detail.subtype ?? 'ITEM', value: value(detail.value) })),
	}));
	const reported = item.proceeds?.proceedsTotal;
	const told = tell(breakdowns, fractionDigits(currency));
	return { told, reading: proven(told, reported === undefined ? undefined : value(reported), vat) };
}

function toItemProceeds({ parts, ...tax }: Amounts): ItemProceeds {
	return { item: itemPart(parts), others: parts.filter(({ kind }) => kind !== 'item'), ...tax };
}

/** Without breakdowns: unit price times quantity, and what the total has beyond it as a charge (or below it as a discount). */
function fromTotals(order: WireOrder, item: WireItem): ItemProceeds {
	const reported = item.proceeds?.proceedsTotal === undefined ? undefined : value(item.proceeds.proceedsTotal);
	const total = unitTotal(order, item) ?? reported ?? ZERO;
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
	const ofItems = items.map((item) => unitTotal(order, item) ?? value(item.proceeds?.proceedsTotal));
	const told = breakdowns.some(({ type }) => type === 'ITEM');
	const item = { type: 'ITEM', subtotal: Decimal.sum(0, ...ofItems), details: [] };
	const grand = order.proceeds?.grandTotal;
	const reported = grand === undefined ? undefined : value(grand).minus(finishedTips(order));
	const { parts, ...tax } = readAmounts(told ? breakdowns : [item, ...breakdowns], reported, vat, fractionDigits(currency));
	const weights = ofItems.some((total) => total.gt(0))
		? ofItems.map((total) => Decimal.max(total, 0))
		: items.map((entry) => new Decimal(piecesLeft(order, entry)));
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

/** What all parts of one item make. */
const paidFor = ({ item, others, taxHow }: ItemProceeds): Decimal =>
	Decimal.sum(0, ...[item, ...others].map((entry) => entry.total.minus(entry.discount).plus(taxHow === 'added' ? entry.tax : 0)));

/**
 * How the items are meant that do not prove it themselves: the one way in which all of the order makes its total, with or
 * without the tip. Where cents were rounded, the nearest way will do.
 */
function provenByOrder(order: WireOrder, unproven: readonly Told[], known: Decimal, vat: PricesIncludeVat, currency: string): Reading {
	const otherwise = unprovenReading(vat);
	const grand = order.proceeds?.grandTotal;
	if (grand === undefined || unproven.length === 0) return otherwise;
	const tips = (order.proceeds?.breakdowns ?? []).filter(({ type }) => type === 'DELIVERY_TIP');
	const totals = [value(grand), value(grand).minus(Decimal.sum(0, ...tips.map(({ subtotal }) => value(subtotal))))];
	const off = (reading: Reading) => {
		const sum = Decimal.sum(known, ...unproven.map((told) => told.sum(reading)));
		return Decimal.min(...totals.map((total) => total.minus(sum).abs()));
	};
	const readings = readingsFor(vat);
	const limit = money(ADJUSTMENT_LIMIT, currency).amount;
	return (
		readings.find((reading) => off(reading).isZero()) ?? [otherwise, ...readings].find((reading) => off(reading).lte(limit)) ?? otherwise
	);
}

/**
 * Reads what was paid. Items tell it themselves; the order's own breakdowns repeat their sums and are used only for
 * categories that no item tells, or when no item tells any. Delivery tips are left to `toCharges`.
 */
export function readProceeds(order: WireOrder, items: readonly WireItem[], vat: PricesIncludeVat, currency: string): OrderProceeds {
	const ofOrder = (order.proceeds?.breakdowns ?? [])
		.filter(({ type }) => type !== 'DELIVERY_TIP')
		.map(({ type, subtotal }): Breakdown => ({ type, subtotal: value(subtotal), details: [] }));
	const types = new Set(items.flatMap(({ proceeds }) => (proceeds?.breakdowns ?? []).map(({ type }) => type)));
	if (types.size === 0 && ofOrder.length > 0 && items.length > 0) return fromOrder(order, items, ofOrder, vat, currency);
	const extra = ofOrder.filter(({ type }) => types.size > 0 && !types.has(type) && type !== 'TAX' && type !== 'DISCOUNT');
	const others = readAmounts(extra, undefined, vat, fractionDigits(currency)).parts;

	const read = items.map(
		(item) => [item, (item.proceeds?.breakdowns ?? []).length > 0 ? tellItem(item, vat, currency) : fromTotals(order, item)] as const,
	);
	const known = read.map(([, entry]) => {
		if (!('told' in entry)) return paidFor(entry);
		return entry.reading === undefined ? ZERO : entry.told.sum(entry.reading);
	});
	const unproven = read.flatMap(([, entry]) => ('told' in entry && entry.reading === undefined ? [entry.told] : []));
	const sum = Decimal.sum(0, ...known, ...others.map((entry) => entry.total.minus(entry.discount)));
	const meant = provenByOrder(order, unproven, sum, vat, currency);
	const proceeds = read.map(
		([item, entry]) => [item, 'told' in entry ? toItemProceeds(entry.told.amounts(entry.reading ?? meant)) : entry] as const,
	);
	return { items: new Map(proceeds), others };
}
