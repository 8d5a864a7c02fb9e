import Decimal from 'decimal.js';
import { decimal } from '../../../domain/money';
import type { OrderLine, Tax } from '../../../domain/order';

/** What the buyer paid for one thing, as it shall stand in the store. */
export interface Paid {
	readonly gross: Decimal;
	readonly before: Decimal;
	readonly taxOwed: boolean;
	/** Collected and remitted by the marketplace; not in `gross`. */
	readonly marketplaceTax: Decimal;
}

const ZERO = new Decimal(0);

/**
 * What a line or charge costs in the store, without what the marketplace collects for the tax office. `included`: where
 * nothing is said about tax, the price contains what the merchant owes.
 */
export function paid(from: Pick<OrderLine, 'total' | 'discount' | 'tax'>, included: boolean): Paid {
	const total = decimal(from.total);
	const price = total.minus(decimal(from.discount));
	const { tax } = from;
	const amount = tax === undefined ? ZERO : decimal(tax.amount);
	const before = (gross: Decimal): Decimal => (price.isZero() ? total : total.times(gross).div(price));
	if (tax?.collectedBy === 'marketplace') {
		const gross = tax.how === 'included' ? price.minus(amount) : price;
		return { gross, before: Decimal.max(gross, before(gross)), taxOwed: false, marketplaceTax: amount };
	}
	const gross = tax?.how === 'added' ? price.plus(amount) : price;
	return { gross, before: Decimal.max(gross, before(gross)), taxOwed: tax === undefined ? included : owed(tax), marketplaceTax: ZERO };
}

/** No tax on top means that none is owed; an included one is owed even where the channel does not say how much it is. */
const owed = (tax: Tax): boolean => tax.how === 'included' || !decimal(tax.amount).isZero();
