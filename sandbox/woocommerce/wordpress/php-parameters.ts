/**
 * Query strings and form bodies as PHP reads them into `$_GET` and `$_POST`: brackets nest, a name that comes twice keeps
 * its last value. https://www.php.net/manual/en/function.parse-str.php
 */

export interface PhpParameters {
	readonly [name: string]: PhpParameter;
}
export type PhpParameter = string | PhpParameters;

interface Growing {
	[name: string]: string | Growing;
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text.replace(/\+/g, ' '));
	} catch {
		return text;
	}
}

function nextIndex(list: Growing): string {
	const numbers = Object.keys(list)
		.filter((key) => /^\d+$/.test(key))
		.map(Number);
	return String(numbers.length === 0 ? 0 : Math.max(...numbers) + 1);
}

function assign(target: Growing, path: readonly string[], value: string): void {
	const [head, ...rest] = path;
	if (head === undefined) return;
	const key = head === '' ? nextIndex(target) : head;
	if (rest.length === 0) {
		target[key] = value;
		return;
	}
	const known = target[key];
	const inner: Growing = typeof known === 'object' ? known : {};
	target[key] = inner;
	assign(inner, rest, value);
}

export function parsePhpParameters(text: string): PhpParameters {
	const result: Growing = {};
	for (const pair of text.split('&')) {
		if (pair === '') continue;
		const at = pair.indexOf('=');
		const name = decode(at < 0 ? pair : pair.slice(0, at));
		const value = at < 0 ? '' : decode(pair.slice(at + 1));
		const bracket = name.indexOf('[');
		if (bracket <= 0 || !name.endsWith(']')) {
			result[name] = value;
			continue;
		}
		assign(result, [name.slice(0, bracket), ...name.slice(bracket + 1, -1).split('][')], value);
	}
	return result;
}

/** Nested parameters whose names count from 0 become lists, as JSON-minded code wants them. */
export function toPlain(parameter: PhpParameter): unknown {
	if (typeof parameter === 'string') return parameter;
	const entries = Object.entries(parameter);
	if (entries.every(([key]) => /^\d+$/.test(key))) return entries.map(([, value]) => toPlain(value));
	return Object.fromEntries(entries.map(([key, value]) => [key, toPlain(value)]));
}
