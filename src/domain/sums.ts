import { absolute, add, compare, equals, isZero, money, subtract, sum, type Money } from './money';
import type { Charge, OrderLine, Tax } from './order';

/** A difference up to this (in major units) is rounding and becomes a named adjustment; a larger one needs a person. */
export const ADJUSTMENT_LIMIT = '0.05';

const withTax = (net: Money, tax: Tax | undefined): Money => (tax?.how === 'added' ? add(net, tax.amount) : net);

/** What the buyer paid for the line, all taxes in. Gift wrap is a charge of the order, not part of its line. */
export const lineGross = (line: Pick<OrderLine, 'total' | 'discount' | 'tax'>): Money =>
	withTax(subtract(line.total, line.discount), line.tax);

/** What the buyer paid for the charge, all taxes in. */
export const chargeGross = (charge: Charge): Money => withTax(subtract(charge.total, charge.discount), charge.tax);

export const computeGrand = (lines: readonly OrderLine[], charges: readonly Charge[], currency: string): Money =>
	sum([...lines.map(lineGross), ...charges.map(chargeGross)], currency);

export interface Settled {
	readonly charges: readonly Charge[];
	readonly computed: Money;
	readonly difference?: Money;
}

/**
 * Holds the sums of a canonical order against the total that the platform itself reports. Equal: as they are. Off by
 * up to ADJUSTMENT_LIMIT: an `adjustment` charge makes them equal. Off by more: `difference` is set (reported minus
 * computed), and the order is saved on hold for a person.
 */
export function settleSums(
	lines: readonly OrderLine[],
	charges: readonly Charge[],
	currency: string,
	reported: Money | undefined,
): Settled {
	const computed = computeGrand(lines, charges, currency);
	if (reported === undefined || equals(reported, computed)) return { charges, computed };
	const difference = subtract(reported, computed);
	if (compare(absolute(difference), money(ADJUSTMENT_LIMIT, currency)) > 0 || isZero(difference)) {
		return { charges, computed, difference };
	}
	const adjustment: Charge = {
		kind: 'adjustment',
		title: 'Rounding',
		total: difference,
		discount: money(0, currency),
	};
	return { charges: [...charges, adjustment], computed: reported };
}
