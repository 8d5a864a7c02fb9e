import { say } from '../../../domain/texts/say';
import Decimal from 'decimal.js';
import type { StoreDoubt } from '../../../ports/store-orders';
import type { WireRefund } from '../wire/refunds';
import type { WireStoreLine, WireStoreOrder } from '../wire/store-order';

/** What was given back of an order. */
export interface RefundFacts {
	/** With tax. */
	readonly total: Decimal;
	/** By the order's line id. */
	readonly units: ReadonlyMap<string, number>;
	/** Given back for nothing that stands on the order. */
	readonly amountOnly: Decimal;
	readonly doubts: readonly StoreDoubt[];
}

type Refunded = Pick<WireStoreOrder, 'refunds' | 'lines' | 'currency'>;

/** A cent a line at most is lost to rounding. */
const ROUNDING = new Decimal('0.02');

const priceOf = (line: WireStoreLine): Decimal => line.total.plus(line.totalTax);
const nameOf = (line: WireStoreLine): string => `SKU "${line.sku || line.name}"`;

interface OfLine {
	units: number;
	amount: Decimal;
	/** An amount was given back without units. */
	amountAlone: boolean;
}

/**
 * Which units were given back, as far as the store says it. Money that nothing explains is a doubt: whoever takes it for
 * nothing ships what the customer has sent back. An amount too small for any unit that is left is no doubt.
 */
export function judgeRefunds(order: Refunded, details: readonly WireRefund[]): RefundFacts {
	const inMoney = (amount: Decimal): string => `${amount.toString()} ${order.currency}`;
	const doubts: StoreDoubt[] = [];
	const byLine = new Map<WireStoreLine, OfLine>();
	for (const { lineId, product, quantity, amount } of details.flatMap(({ lines }) => lines)) {
		if (quantity === 0 && amount.isZero()) continue;
		const line = order.lines.find(({ id }) => String(id) === lineId);
		if (line === undefined) {
			doubts.push({ kind: 'refund', text: say('doubtNoLine', { amount: inMoney(amount), quantity, product }) });
			continue;
		}
		const before = byLine.get(line) ?? { units: 0, amount: new Decimal(0), amountAlone: false };
		byLine.set(line, {
			units: before.units + quantity,
			amount: before.amount.plus(amount),
			amountAlone: before.amountAlone || quantity === 0,
		});
	}
	const units = new Map<string, number>();
	for (const [line, of] of byLine) {
		const isWhole = of.amountAlone && priceOf(line).minus(of.amount).lessThanOrEqualTo(ROUNDING);
		const gone = isWhole ? Math.max(line.quantity, of.units) : of.units;
		if (gone > 0) units.set(String(line.id), gone);
		if (!Number.isInteger(gone)) doubts.push({ kind: 'quantity', text: say('doubtUnits', { line: nameOf(line), units: gone }) });
		if (of.amountAlone && !isWhole) {
			doubts.push({
				kind: 'refund',
				text: say('doubtPart', { line: nameOf(line), amount: inMoney(of.amount), price: inMoney(priceOf(line)) }),
			});
		}
	}
	const { unexplained, amountOnly, total } = leftOver(order.refunds ?? [], details);
	if (unexplained.greaterThan(0)) {
		doubts.push({ kind: 'refund', text: say('doubtUnexplained', { amount: inMoney(unexplained) }) });
	}
	if (isPriceOfAUnit(amountOnly, order.lines, units)) {
		doubts.push({ kind: 'refund', text: say('doubtAmount', { amount: inMoney(amountOnly) }) });
	}
	return { total, units, amountOnly, doubts };
}

/** The money that no line of a refund explains: of refunds without details, and beyond their lines. */
function leftOver(listed: NonNullable<Refunded['refunds']>, details: readonly WireRefund[]) {
	const ofId = new Map(details.map((refund) => [refund.id, refund]));
	const known = new Set(listed.map(({ id }) => id));
	const all = [
		...listed.map(({ id, amount }) => ({ amount, refund: id === undefined ? undefined : ofId.get(id) })),
		// Given back since the order was read, or not listed there.
		...details
			.filter(({ id }) => (id === undefined ? listed.length === 0 : !known.has(id)))
			.map((refund) => ({ amount: refund.amount, refund })),
	];
	const sums = { total: new Decimal(0), unexplained: new Decimal(0), amountOnly: new Decimal(0) };
	for (const { amount, refund } of all) {
		sums.total = sums.total.plus(amount);
		if (refund === undefined) sums.unexplained = sums.unexplained.plus(amount);
		else {
			const rest = refund.lines.reduce((left, line) => left.minus(line.amount), amount.minus(refund.extras));
			if (rest.greaterThan(ROUNDING)) sums.amountOnly = sums.amountOnly.plus(rest);
		}
	}
	return sums;
}

/** Whether so much may have been given back for a unit that nobody has sent back yet. */
const isPriceOfAUnit = (amount: Decimal, lines: readonly WireStoreLine[], gone: ReadonlyMap<string, number>): boolean =>
	!amount.isZero() &&
	lines.some((line) => {
		if (line.quantity <= (gone.get(String(line.id)) ?? 0)) return false;
		const price = priceOf(line).div(line.quantity);
		return price.greaterThan(0) && amount.plus(ROUNDING).greaterThanOrEqualTo(price);
	});
