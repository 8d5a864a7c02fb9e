import type { Words } from '../texts/language';
import { say } from '../texts/say';

/** More than anybody has on a shelf: a number of an article or a date that got into the wrong column. */
const MOST_PIECES = 999_999_999;

/** Why it is no quantity; undefined for one. */
export function wrongQuantity(quantity: number, most = MOST_PIECES): Words | undefined {
	if (!Number.isInteger(quantity)) return say('quantityFraction', { quantity });
	if (quantity < 0) return say('quantityBelowZero', { quantity });
	return quantity > most ? say('quantityTooLarge', { quantity, most }) : undefined;
}

/** "12", and "12.0" as sheets write it. Three decimals are thousands somewhere: "1.000" is not read. */
const NUMERIC = /^\s*(-?\d{1,15}(?:[.,]\d{1,2})?)\s*$/;

/** A number, or a text that is one; undefined for all else. */
export function numberIn(value: unknown): number | undefined {
	if (typeof value === 'number') return value;
	const [, digits] = typeof value === 'string' ? (NUMERIC.exec(value) ?? []) : [];
	return digits === undefined ? undefined : Number(digits.replace(',', '.'));
}
