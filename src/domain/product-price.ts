import Decimal from 'decimal.js';
import { fractionDigits, money, type Money } from './money';

/** How a price of a channel becomes one of a store. Numbers are decimal texts, as a merchant enters them. */
export interface PriceRule {
	/** Whether the channel's prices contain tax; as buyers see them they do where tax is part of a price (Europe). */
	readonly channelIncludesTax: boolean;
	/** Whether prices are entered with tax in the store. */
	readonly storeIncludesTax: boolean;
	/** Percent. Needed where the two differ. */
	readonly taxRate?: string;
	/** On top, negative takes off: percent of the channel's price, or an amount in its currency. */
	readonly markup?: { readonly percent: string } | { readonly amount: string };
	/** `to99`: the nearest price that buyers see end in .99, where the currency has hundredths. */
	readonly rounding?: 'none' | 'to99';
}

/**
 * `taxRateUnknown`: one of the two contains tax and the other does not, and nobody said how much. `notANumber`: the rate or the markup
 * is none that can be. `notPositive`: nothing is left that could be asked for it.
 */
export type NoPrice = 'taxRateUnknown' | 'notANumber' | 'notPositive';

/** A decimal number as people write it, with a point or a comma. */
function numberOf(text: string): Decimal | undefined {
	const plain = text.trim().replace(/^([+-]?\d+),(\d+)$/, '$1.$2');
	return /^[+-]?\d+(\.\d+)?$/.test(plain) ? new Decimal(plain) : undefined;
}

function markedUp(price: Decimal, markup: PriceRule['markup']): Decimal | undefined {
	if (markup === undefined) return price;
	if ('amount' in markup) {
		const amount = numberOf(markup.amount);
		return amount && price.plus(amount);
	}
	const percent = numberOf(markup.percent);
	return percent && price.times(percent.div(100).plus(1));
}

/** 19.49 and more up to 20.48 is 19.99; never below 0.99. */
function to99(price: Decimal): Decimal {
	const whole = Decimal.max(price.plus('0.01').toDecimalPlaces(0, Decimal.ROUND_HALF_UP), 1);
	return whole.minus('0.01');
}

/** A price is rounded as buyers see it, and entered in the store as the store's setting wants it. */
export function storePrice(listed: Money, rule: PriceRule): Money | NoPrice {
	const { channelIncludesTax, storeIncludesTax, rounding = 'none' } = rule;
	const marked = markedUp(new Decimal(listed.amount), rule.markup);
	const written = rule.taxRate?.trim() ?? '';
	const rate = written === '' ? new Decimal(0) : numberOf(written);
	if (marked === undefined || rate === undefined || rate.lessThan(0)) return 'notANumber';
	if (channelIncludesTax !== storeIncludesTax && written === '') return 'taxRateUnknown';
	const factor = rate.div(100).plus(1);
	// Where both are without tax and the rate is known, buyers see the price with it all the same.
	const seen = channelIncludesTax ? marked : marked.times(factor);
	if (!seen.greaterThan(0)) return 'notPositive';
	const asked = rounding === 'to99' && fractionDigits(listed.currency) >= 2 ? to99(seen) : seen;
	const entered = money(storeIncludesTax ? asked : asked.div(factor), listed.currency);
	return new Decimal(entered.amount).isZero() ? 'notPositive' : entered;
}
