import { Decimal } from 'decimal.js';

/** Prices, totals and taxes are stored with this many decimals (WC_ROUNDING_PRECISION) and shown with two. */
export const storedDecimals = 6;

export type RoundingMode = 'halfUp' | 'halfDown';

/**
 * PHP's `round()` up to 8.3: the float is first taken to fifteen significant digits and then rounded in decimal, halves
 * away from zero (or towards it). https://www.php.net/manual/en/function.round.php
 */
export function phpRound(value: number, decimals: number, mode: RoundingMode = 'halfUp'): number {
	if (!Number.isFinite(value) || value === 0) return 0;
	const rounded = new Decimal(value.toPrecision(15)).toDecimalPlaces(
		decimals,
		mode === 'halfUp' ? Decimal.ROUND_HALF_UP : Decimal.ROUND_HALF_DOWN,
	);
	return rounded.isZero() ? 0 : rounded.toNumber();
}

/** A money amount as the REST API shows it: "12.30", never "-0.00". */
export function money(value: number, decimals = 2): string {
	return phpRound(value, decimals).toFixed(decimals);
}

/** How WooCommerce stores a computed float: six decimals, without trailing zeros. */
export function storedFloat(value: number): number {
	return phpRound(value, storedDecimals);
}

/**
 * WooCommerce's reading of a decimal that a client sent: everything that is no digit, point or minus is dropped. Returns
 * '' when nothing numeric is left ("abc").
 */
export function decimalText(value: unknown): string {
	if (typeof value === 'number') return String(storedFloat(value));
	if (typeof value !== 'string') return '';
	const kept = value.replace(/[^0-9.-]/g, '');
	return kept !== '' && Number.isFinite(Number(kept)) ? kept : '';
}

/** Like `decimalText`, as a number; what is not numeric is 0. */
export function decimalNumber(value: unknown): number {
	const kept = decimalText(value);
	return kept === '' ? 0 : Number(kept);
}
