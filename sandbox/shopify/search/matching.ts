import { Decimal } from 'decimal.js';
import type { SearchExpression, SearchTerm } from './query-parser';

/** How a field is compared: texts by words, codes as wholes, times by the second. */
export type FieldKind = 'text' | 'exact' | 'time' | 'number' | 'id';

/** What the index knows of one record. */
export interface SearchDocument {
	readonly fields: Readonly<Record<string, string | number | readonly string[] | null>>;
}

const keptWords = 100_000;
const known = new Map<string, readonly string[]>();

export function wordsOf(text: string): readonly string[] {
	const before = known.get(text);
	if (before !== undefined) return before;
	const words = text
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '');
	if (known.size >= keptWords) known.clear();
	known.set(text, words);
	return words;
}

/**
 * Shopify's search splits texts into words at hyphens and the like, and does not tell cases: `sku:'AB-1'` finds `ab-1`, `AB-1-RED`
 * and, since the last word may go on, `AB-10`. What was asked for has to be picked out by whoever asked.
 */
function textMatches(value: string, wanted: string): boolean {
	const words = wordsOf(value);
	const sought = wordsOf(wanted);
	if (sought.length === 0) return value.toLowerCase() === wanted.toLowerCase();
	const last = sought.length - 1;
	return words.some((_, start) =>
		sought.every((word, at) => (at === last ? words[start + at]?.startsWith(word) : words[start + at] === word)),
	);
}

function compare(difference: number, comparator: SearchTerm['comparator']): boolean {
	switch (comparator) {
		case '>':
			return difference > 0;
		case '>=':
			return difference >= 0;
		case '<':
			return difference < 0;
		case '<=':
			return difference <= 0;
		case '':
			return difference === 0;
	}
}

/** Bounds have whole seconds, as the times have that Shopify shows. */
function timeMatches(value: number, term: SearchTerm, now: number): boolean {
	const wanted = term.value === 'now' ? now : Date.parse(term.value);
	if (Number.isNaN(wanted)) return false;
	return compare(Math.floor(value / 1000) - Math.floor(wanted / 1000), term.comparator);
}

function valueMatches(kind: FieldKind, value: string | number, term: SearchTerm, now: number): boolean {
	if (kind === 'time') return timeMatches(Number(value), term, now);
	if (kind === 'number') return compare(new Decimal(value).comparedTo(term.value), term.comparator);
	if (kind === 'id') return compare(Number(value) - Number(term.value.split('/').at(-1)), term.comparator);
	const text = String(value);
	const alternatives = term.isQuoted ? [term.value] : term.value.split(',');
	if (kind === 'exact') return alternatives.some((one) => one === '*' || text.toLowerCase() === one.toLowerCase());
	return alternatives.some((one) => {
		if (one === '*') return true;
		if (one.endsWith('*')) return text.toLowerCase().startsWith(one.slice(0, -1).toLowerCase());
		return textMatches(text, one);
	});
}

/** `fields`: those that are known; a term with another one is left out of account, as Shopify does. */
export function matches(
	expression: SearchExpression,
	document: SearchDocument,
	fields: Readonly<Record<string, FieldKind>>,
	now: number,
): boolean {
	switch (expression.kind) {
		case 'all':
			return true;
		case 'and':
			return expression.parts.every((part) => matches(part, document, fields, now));
		case 'or':
			return expression.parts.some((part) => matches(part, document, fields, now));
		case 'not':
			return !matches(expression.part, document, fields, now);
		case 'term':
			return termMatches(expression, document, fields, now);
	}
}

function termMatches(term: SearchTerm, document: SearchDocument, fields: Readonly<Record<string, FieldKind>>, now: number): boolean {
	const valuesOf = (field: string): readonly (string | number)[] => {
		const value = document.fields[field];
		if (value === null || value === undefined) return [];
		return Array.isArray(value) ? value : [value as string | number];
	};
	if (term.field === undefined) {
		return Object.entries(fields).some(
			([field, kind]) => (kind === 'text' || kind === 'exact') && valuesOf(field).some((value) => textMatches(String(value), term.value)),
		);
	}
	const kind = fields[term.field];
	return kind === undefined || valuesOf(term.field).some((value) => valueMatches(kind, value, term, now));
}
