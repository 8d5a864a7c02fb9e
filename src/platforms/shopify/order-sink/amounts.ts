import Decimal from 'decimal.js';
import { decimal } from '../../../domain/money';
import type { Charge, Order, OrderLine, Tax } from '../../../domain/order';
import type { MarketplaceTaxChoice } from '../../../ports/order-sink';

/** What the buyer paid for one thing, as it shall stand in the shop. */
export interface Paid {
	/** All taxes in that stand in the shop. */
	readonly gross: Decimal;
	readonly tax: Decimal;
	/** Collected and remitted by the marketplace. */
	readonly byMarketplace: boolean;
}

const ZERO = new Decimal(0);

/** Whether the prices of the order stand with tax in them. Shopify has one word for all of an order. */
export const taxesIncluded = ({ lines, charges }: Order): boolean => ![...lines, ...charges].some(({ tax }) => tax?.how === 'added');

const isLeftOut = (tax: Tax | undefined, choice: MarketplaceTaxChoice): boolean =>
	tax?.collectedBy === 'marketplace' && choice === 'leaveOut';

export function paid(from: Pick<OrderLine | Charge, 'total' | 'discount' | 'tax'>, choice: MarketplaceTaxChoice): Paid {
	const price = decimal(from.total).minus(decimal(from.discount));
	const { tax } = from;
	const amount = tax === undefined ? ZERO : decimal(tax.amount);
	const all = tax?.how === 'added' ? price.plus(amount) : price;
	const byMarketplace = tax?.collectedBy === 'marketplace';
	return isLeftOut(tax, choice) ? { gross: all.minus(amount), tax: ZERO, byMarketplace } : { gross: all, tax: amount, byMarketplace };
}
