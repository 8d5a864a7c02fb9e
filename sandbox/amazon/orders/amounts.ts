import type { Money } from './order-wire';

/** Yen have no smaller unit; Amazon writes them without decimals. */
const decimalsOf = (currencyCode: string): number => (currencyCode === 'JPY' ? 0 : 2);

/** Whole cents (or yen) of a decimal string. */
export function toCents(amount: string, currencyCode: string): number {
	return Math.round(Number(amount) * 10 ** decimalsOf(currencyCode));
}

export function toMoney(cents: number, currencyCode: string): Money {
	const decimals = decimalsOf(currencyCode);
	return { amount: (cents / 10 ** decimals).toFixed(decimals), currencyCode };
}
