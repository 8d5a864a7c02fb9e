import Decimal from 'decimal.js';
import { money, type Money } from '../../domain/money';

/** Percent. */
interface PriceRule {
	readonly markup: string;
	/** In the listed price, where the store's own prices are entered without it. */
	readonly tax: string;
}

const part = (percent: string): Decimal => new Decimal(percent).div(100).plus(1);

/** A listed price as it is entered in the store. */
export const storePrice = (listed: Money, { markup, tax }: PriceRule): string =>
	money(new Decimal(listed.amount).times(part(markup)).div(part(tax)), listed.currency).amount;
