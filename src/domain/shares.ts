import Decimal from 'decimal.js';
import { allocate, decimal, money } from './money';

/** Splits an amount by weights into minor units of its currency. A share of the whole stays as exact as it was. */
export const split = (amount: Decimal, currency: string, weights: readonly Decimal.Value[]): readonly Decimal[] =>
	weights.length === 1 ? [amount] : allocate(money(amount, currency), weights).map(decimal);

/** What each is to lose so that a discount is spread by what they cost; undefined when they cost less than it. */
export function spread(discount: Decimal, currency: string, costs: readonly Decimal[]): readonly Decimal[] | undefined {
	if (discount.isZero()) return costs.map(() => new Decimal(0));
	return Decimal.sum(0, ...costs).lessThan(discount) ? undefined : allocate(money(discount, currency), costs).map(decimal);
}

/** What each is to lose so that an amount is taken off one after the other; undefined when they cost less than it. */
export function takeInTurn(amount: Decimal, costs: readonly Decimal[]): readonly Decimal[] | undefined {
	let left = amount;
	const parts = costs.map((cost) => {
		const part = Decimal.min(left, cost);
		left = left.minus(part);
		return part;
	});
	return left.isZero() ? parts : undefined;
}
