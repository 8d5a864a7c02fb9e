/** Readings of loosely typed input as PHP does them, where batch elements reach WooCommerce without validation. */

export type Input = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `(int)`: the leading number of a text, 0 when there is none. */
export function toInteger(value: unknown): number {
	if (typeof value === 'number') return Math.trunc(value);
	if (typeof value === 'boolean') return value ? 1 : 0;
	if (typeof value !== 'string') return 0;
	const parsed = Number.parseFloat(value);
	return Number.isFinite(parsed) ? Math.trunc(parsed) : 0;
}

export function toText(value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number') return String(value);
	if (value === true) return '1';
	return '';
}

/** `wc_string_to_bool`. */
export function toBoolean(value: unknown): boolean {
	if (typeof value === 'boolean') return value;
	if (typeof value === 'number') return value === 1;
	return typeof value === 'string' && ['yes', '1', 'true', 'on'].includes(value.toLowerCase());
}

export function toList(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

export function isGiven(input: Input, key: string): boolean {
	return input[key] !== undefined && input[key] !== null;
}

/** `empty()`. */
export function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === '' || value === 0 || value === '0' || value === false;
}

/** `wp_kses_post`, as far as texts here need it: a bare ampersand becomes an entity. */
export function filteredHtml(text: string): string {
	return text.replace(/&(?!#?\w+;)/g, '&amp;');
}

const letters: Readonly<Record<string, string>> = { ß: 's', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l', þ: 'th', '×': 'x' };
const longestSlug = 200;

/** `sanitize_title`: what is no Latin letter stands there byte by byte. */
export function slugOf(text: string): string {
	const latin = text
		.replace(/<[^>]*>/g, '')
		.replace(/&#?\w+;/g, '')
		.normalize('NFD')
		.replace(/[\u0300-\u036f]/g, '')
		.toLowerCase()
		.replace(/[ßæœøđłþ×]/g, (letter) => letters[letter] ?? '')
		.replace(/[.\u00a0\u2010-\u2015/]/g, '-')
		.replace(/[\u2018\u2019\u201c\u201d\u00ab\u00bb©®°…™]/g, '');
	return Array.from(latin, (character) => (character.charCodeAt(0) < 128 ? character : encodeURIComponent(character).toLowerCase()))
		.join('')
		.replace(/[^%a-z0-9_\s-]/g, '')
		.trim()
		.replace(/[\s-]+/g, '-')
		.replace(/^-|-$/g, '')
		.slice(0, longestSlug);
}
