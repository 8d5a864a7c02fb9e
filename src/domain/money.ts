import Decimal from 'decimal.js';
import { z } from 'zod';
import type { Immutable } from './schema';

/**
 * An amount of one currency. `amount` is a plain decimal string ("12.30", "-3.00", "5980"), never a float;
 * `currency` is an ISO 4217 code in capitals, or one that a store's plugin made up in their manner (IRHT, USDT).
 */
export const moneySchema = z.object({
	amount: z.string().regex(/^-?\d+(\.\d+)?$/, { error: 'is not a decimal number' }),
	currency: z.string().regex(/^[A-Z][A-Z0-9]{2,}$/, { error: 'is not a currency code in capital letters' }),
});
export type Money = Immutable<z.infer<typeof moneySchema>>;

export class CurrencyMismatch extends Error {
	constructor(left: string, right: string) {
		super(`Amounts in ${left} and ${right} cannot be added`);
		this.name = 'CurrencyMismatch';
	}
}

/** Making a formatter takes longer than all else that is done with an amount. */
const digitsByCurrency = new Map<string, number>();

/** Minor units of a currency: EUR 2, JPY 0, KWD 3 (ISO 4217 as the runtime's own tables have it). */
export function fractionDigits(currency: string): number {
	const known = digitsByCurrency.get(currency);
	if (known !== undefined) return known;
	const digits = readDigits(currency);
	digitsByCurrency.set(currency, digits);
	return digits;
}

function readDigits(currency: string): number {
	try {
		return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
	} catch {
		return 2;
	}
}

/** Builds Money, rounded half up to the currency's minor unit; there is no "-0.00". Throws when `amount` is not a number. */
export function money(amount: Decimal.Value, currency: string): Money {
	const value = new Decimal(amount);
	if (!value.isFinite()) throw new Error('An amount must be a finite number');
	const code = currency.toUpperCase();
	const rounded = value.toDecimalPlaces(fractionDigits(code), Decimal.ROUND_HALF_UP);
	return { amount: (rounded.isZero() ? rounded.abs() : rounded).toFixed(fractionDigits(code)), currency: code };
}

export const zero = (currency: string): Money => money(0, currency);

export const decimal = (value: Money): Decimal => new Decimal(value.amount);

function same(left: Money, right: Money): string {
	if (left.currency !== right.currency) throw new CurrencyMismatch(left.currency, right.currency);
	return left.currency;
}

export const add = (left: Money, right: Money): Money => money(decimal(left).plus(decimal(right)), same(left, right));

export const subtract = (left: Money, right: Money): Money => money(decimal(left).minus(decimal(right)), same(left, right));

export const negate = (value: Money): Money => money(decimal(value).negated(), value.currency);

export const absolute = (value: Money): Money => money(decimal(value).abs(), value.currency);

export const multiply = (value: Money, factor: Decimal.Value): Money => money(decimal(value).times(factor), value.currency);

/** Sum of all; zero of `currency` for an empty list. */
export const sum = (values: readonly Money[], currency: string): Money => values.reduce(add, zero(currency));

export const isZero = (value: Money): boolean => decimal(value).isZero();

export const isNegative = (value: Money): boolean => decimal(value).isNegative() && !isZero(value);

export const compare = (left: Money, right: Money): number => {
	same(left, right);
	return decimal(left).comparedTo(decimal(right));
};

export const equals = (left: Money, right: Money): boolean => left.currency === right.currency && compare(left, right) === 0;

/** "48.20 EUR", as it stands in texts for people. */
export const format = (value: Money): string => `${value.amount} ${value.currency}`;

/**
 * Splits an amount in shares proportional to `weights` whose sum is exactly the amount: what rounding leaves over
 * goes, one minor unit each, to the largest remainders. With all weights zero the first share takes everything.
 */
export function allocate(value: Money, weights: readonly Decimal.Value[]): Money[] {
	const total = Decimal.sum(0, ...weights);
	if (weights.length === 0) return [];
	if (total.isZero()) return weights.map((_, index) => (index === 0 ? value : zero(value.currency)));
	const unit = new Decimal(10).pow(-fractionDigits(value.currency));
	const exact = weights.map((weight) => decimal(value).times(weight).div(total));
	const shares = exact.map((share) => share.div(unit).floor().times(unit));
	let left = decimal(value)
		.minus(Decimal.sum(...shares))
		.div(unit)
		.round()
		.toNumber();
	const byRemainder = exact
		.map((share, index) => ({ index, remainder: share.minus(shares[index] ?? 0) }))
		.sort((a, b) => b.remainder.comparedTo(a.remainder) || a.index - b.index);
	for (const { index } of byRemainder) {
		if (left <= 0) break;
		shares[index] = (shares[index] ?? new Decimal(0)).plus(unit);
		left -= 1;
	}
	return shares.map((share) => money(share, value.currency));
}
