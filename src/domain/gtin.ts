/** Digits of a GTIN in its longest form, in which all others are written with zeros before. */
const LONGEST = 14;
const LENGTHS = new Set([8, 12, 13, 14]);

/** What people and systems write between the digits. */
const BETWEEN_DIGITS = /[\s\p{Pd}\u200B-\u200D\uFEFF]/gu;

const digitAt = (digits: string, place: number): number => digits.charCodeAt(place) - 48;

/** GS1's check digit: every second digit from the right counts three times. https://www.gs1.org/services/how-calculate-check-digit-manually */
function isChecked(digits: string): boolean {
	let sum = 0;
	for (let place = 0; place < digits.length; place += 1) {
		sum += digitAt(digits, digits.length - 1 - place) * (place % 2 === 0 ? 1 : 3);
	}
	return sum % 10 === 0;
}

/** ISBN-10 to the GTIN of the same book: 978 before, another check digit. https://www.isbn-international.org/content/isbn-users-manual */
function gtinOfIsbn10(isbn: string): string | undefined {
	let sum = 0;
	for (let place = 0; place < 10; place += 1) {
		sum += (isbn[place] === 'X' ? 10 : digitAt(isbn, place)) * (10 - place);
	}
	if (sum % 11 !== 0) return undefined;
	const body = `978${isbn.slice(0, 9)}`;
	return Array.from({ length: 10 }, (_, digit) => `${body}${digit}`).find(isChecked);
}

/**
 * GTIN-8, -12 (UPC), -13 (EAN, ISBN), -14 and ISBN-10 in 14 digits, so that the same article is the same text. Undefined for all
 * else: another length, another character, a check digit that is wrong, and nothing but zeros.
 */
export function normaliseGtin(text: string): string | undefined {
	const compact = /^\d+$/.test(text) ? text : text.replace(BETWEEN_DIGITS, '').toUpperCase();
	if (LENGTHS.has(compact.length)) return /^(?!0+$)\d+$/.test(compact) && isChecked(compact) ? compact.padStart(LONGEST, '0') : undefined;
	return /^\d{9}[\dX]$/.test(compact) ? gtinOfIsbn10(compact)?.padStart(LONGEST, '0') : undefined;
}
