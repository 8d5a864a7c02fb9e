import Decimal from 'decimal.js';
import { format, money } from '../../../domain/money';
import { say } from '../../../domain/texts/say';
import type { StoreDoubt } from '../../../ports/store-orders';
import { isClosed, statusOf } from '../order-status';
import type { ReadOrder } from './answered';

/** Where it goes is what somebody needs who sends it. */
const PEOPLE = /^shippingAddress\b/;

/** What an order says so oddly, or hides, that nobody may act on it alone. */
export function doubtsOf({ order, lines, hidden }: ReadOrder): readonly StoreDoubt[] {
	return [...hiddenPeople(hidden), ...testOrder(order), ...moneyAlone({ order, lines })];
}

/** On the lowest plans of Shopify an app sees nobody's name or address. */
const hiddenPeople = (hidden: readonly string[]): readonly StoreDoubt[] =>
	hidden.some((field) => PEOPLE.test(field)) ? [{ kind: 'people', text: say('doubtHidden') }] : [];

/** Paid by Shopify's own gateway for trials, or a provider in its test mode: it reads as paid, and goods of it are given away. */
const testOrder = ({ test }: ReadOrder['order']): readonly StoreDoubt[] => (test ? [{ kind: 'test', text: say('doubtTest') }] : []);

/** An amount alone that would pay for a unit that nobody has sent back: whoever takes it for nothing ships what the customer gave back. */
function moneyAlone({ order, lines }: Pick<ReadOrder, 'order' | 'lines'>): readonly StoreDoubt[] {
	if (isClosed(statusOf(order))) return [];
	const alone = order.refunds.filter(({ refundLineItems }) => refundLineItems.length === 0);
	const amount = Decimal.sum(0, ...alone.map(({ totalRefundedSet }) => totalRefundedSet));
	const prices = lines
		.filter(({ currentQuantity }) => currentQuantity > 0)
		.map(({ originalTotalSet, quantity }) => originalTotalSet.div(quantity));
	const isPriceOfAUnit = prices.some((price) => price.greaterThan(0) && amount.plus('0.02').greaterThanOrEqualTo(price));
	if (amount.isZero() || !isPriceOfAUnit) return [];
	return [{ kind: 'refund', text: say('doubtAmount', { amount: format(money(amount, order.currencyCode)) }) }];
}
