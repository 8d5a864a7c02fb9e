/** What PHP makes of a value on its way into JSON, and back. Everything here is quick, whatever it is given. */

/** No name, note or address is longer: what reads texts stays quick, and a log stays readable. */
const LONGEST_TEXT = 20_000;
const LONGEST_NUMBER = 40;

type JsonRecord = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is JsonRecord => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Empty for what is no text. */
export const textOf = (value: unknown): string =>
	typeof value === 'string' ? value.slice(0, LONGEST_TEXT) : typeof value === 'number' ? String(value) : '';

/** PHP makes `{"0": …, "2": …}` of a list with a gap. Undefined for what is no list. */
export function listIn(value: unknown): readonly unknown[] | undefined {
	if (Array.isArray(value)) return value;
	return isRecord(value) && Object.keys(value).every((key) => /^\d{1,15}$/.test(key)) ? Object.values(value) : undefined;
}

/** PHP's own `"1"` and `""`, WordPress's `yes` and `no`. Undefined for what is neither. */
export function yesOrNo(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	const word = textOf(value).trim().toLowerCase();
	if (['1', 'yes', 'true', 'on'].includes(word)) return true;
	return value === '' || ['0', 'no', 'false', 'off'].includes(word) ? false : undefined;
}

export const isYes = (value: unknown): boolean => yesOrNo(value) === true;

const shortText = (value: unknown): string => {
	const text = textOf(value);
	return text.length > LONGEST_NUMBER ? '' : text.trim();
};

/** Undefined where there is none: an empty text is no zero. */
export function numberIn(value: unknown): number | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	const text = shortText(value);
	return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/**
 * An amount as a plain decimal. A server that writes numbers in its own language gives `12,90`; `1,234` may be more than a
 * thousand and is none. A very small float comes as `1.0E-5`.
 */
export function decimalIn(value: unknown): string | undefined {
	const text = shortText(value);
	if (/^-?\d+(\.\d+)?$/.test(text)) return text;
	if (/^-?\d+,(\d{1,2}|\d{4,})$/.test(text)) return text.replace(',', '.');
	return /^-?\d(\.\d+)?e-\d{1,2}$/i.test(text) ? Number(text).toFixed(20) : undefined;
}

/** `2`, `"2.0000"`, `"1,5"`. */
export function quantityIn(value: unknown): number | undefined {
	const decimal = decimalIn(value);
	return decimal === undefined ? undefined : Number(decimal);
}
