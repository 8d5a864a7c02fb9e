/** A search as Shopify's syntax says it: https://shopify.dev/docs/api/usage/search-syntax */
export type SearchExpression =
	| { readonly kind: 'all' }
	| { readonly kind: 'and' | 'or'; readonly parts: readonly SearchExpression[] }
	| { readonly kind: 'not'; readonly part: SearchExpression }
	| SearchTerm;

export interface SearchTerm {
	readonly kind: 'term';
	/** Undefined: in any field. */
	readonly field: string | undefined;
	readonly comparator: '' | '>' | '>=' | '<' | '<=';
	readonly value: string;
	/** In quotes, which keeps commas and stars as they are. */
	readonly isQuoted: boolean;
}

interface Token {
	readonly kind: 'open' | 'close' | 'word' | 'term';
	readonly text: string;
	readonly term?: SearchTerm;
}

const shape = /^(?:([A-Za-z_][\w.$-]*):)?(>=|<=|>|<)?/;

/** From the character after the opening quote; gives the text and where it ends. */
function readQuoted(text: string, start: number, quote: string): { readonly value: string; readonly end: number } {
	let value = '';
	let at = start;
	for (; at < text.length && text[at] !== quote; at += 1) {
		if (text[at] === '\\' && at + 1 < text.length) at += 1;
		value += text[at] ?? '';
	}
	return { value, end: at + 1 };
}

function readBare(text: string, start: number): { readonly value: string; readonly end: number } {
	let value = '';
	let at = start;
	for (; at < text.length && !/[\s()]/.test(text[at] ?? ''); at += 1) {
		if (text[at] === '\\' && at + 1 < text.length) at += 1;
		value += text[at] ?? '';
	}
	return { value, end: at };
}

function tokenize(text: string): readonly Token[] {
	const tokens: Token[] = [];
	let at = 0;
	while (at < text.length) {
		const character = text[at] ?? '';
		if (/\s/.test(character)) {
			at += 1;
			continue;
		}
		if (character === '(' || character === ')') {
			tokens.push({ kind: character === '(' ? 'open' : 'close', text: character });
			at += 1;
			continue;
		}
		if (character === '-' && /\S/.test(text[at + 1] ?? ' ')) {
			tokens.push({ kind: 'word', text: 'NOT' });
			at += 1;
			continue;
		}
		const [prefix = '', field, comparator = ''] = shape.exec(text.slice(at)) ?? [];
		const start = at + prefix.length;
		const quote = text[start];
		const isQuoted = quote === "'" || quote === '"';
		const { value, end } = isQuoted ? readQuoted(text, start + 1, quote) : readBare(text, start);
		at = end;
		if (field === undefined && !isQuoted && ['AND', 'OR', 'NOT'].includes(value)) tokens.push({ kind: 'word', text: value });
		else {
			const term: SearchTerm = { kind: 'term', field, comparator: comparator as SearchTerm['comparator'], value, isQuoted };
			tokens.push({ kind: 'term', text: value, term });
		}
	}
	return tokens;
}

/** An empty query finds everything. */
export function parseSearch(text: string): SearchExpression {
	const tokens = tokenize(text);
	let at = 0;
	const isWord = (word: string): boolean => tokens[at]?.kind === 'word' && tokens[at]?.text === word;

	const readOne = (): SearchExpression => {
		if (isWord('NOT')) {
			at += 1;
			return { kind: 'not', part: readOne() };
		}
		const token = tokens[at];
		at += 1;
		if (token?.kind === 'open') {
			const inner = readOr();
			if (tokens[at]?.kind === 'close') at += 1;
			return inner;
		}
		return token?.term ?? { kind: 'all' };
	};
	const readAnd = (): SearchExpression => {
		const parts = [readOne()];
		while (at < tokens.length && !isWord('OR') && tokens[at]?.kind !== 'close') {
			if (isWord('AND')) at += 1;
			parts.push(readOne());
		}
		return parts.length === 1 ? (parts[0] ?? { kind: 'all' }) : { kind: 'and', parts };
	};
	const readOr = (): SearchExpression => {
		const parts = [readAnd()];
		while (isWord('OR')) {
			at += 1;
			parts.push(readAnd());
		}
		return parts.length === 1 ? (parts[0] ?? { kind: 'all' }) : { kind: 'or', parts };
	};
	return tokens.length === 0 ? { kind: 'all' } : readOr();
}

export function termsOf(expression: SearchExpression): readonly SearchTerm[] {
	if (expression.kind === 'term') return [expression];
	if (expression.kind === 'not') return termsOf(expression.part);
	return expression.kind === 'all' ? [] : expression.parts.flatMap(termsOf);
}
