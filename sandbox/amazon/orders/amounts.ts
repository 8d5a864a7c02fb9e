import type { Money } from './order-wire';

/** Yen and won have no smaller unit and are written without decimals; dinars and rials have thousandths. */
const decimals: Readonly<Record<string, number>> = { JPY: 0, KRW: 0, BHD: 3, JOD: 3, KWD: 3, OMR: 3, TND: 3 };
const decimalsOf = (currencyCode: string): number => decimals[currencyCode] ?? 2;

/** Whole cents (or yen, or fils) of a decimal string. */
export function toCents(amount: string, currencyCode: string): number {
	return Math.round(Number(amount) * 10 ** decimalsOf(currencyCode));
}

export function toMoney(cents: number, currencyCode: string): Money {
	const digits = decimalsOf(currencyCode);
	return { amount: (cents / 10 ** digits).toFixed(digits), currencyCode };
}
