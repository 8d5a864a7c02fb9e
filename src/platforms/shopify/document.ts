import type { z } from 'zod';

/**
 * A request of ours and how its answer is read. `text` is held against Shopify's own schema by a test, which finds all of them
 * by this shape.
 */
export interface Document<Schema extends z.ZodType = z.ZodType> {
	readonly name: string;
	readonly kind: 'query' | 'mutation';
	readonly text: string;
	readonly answer: Schema;
}

/** The name is that of the operation in the text. */
export function document<Schema extends z.ZodType>(text: string, answer: Schema): Document<Schema> {
	const [, kind, name] = /^\s*(query|mutation)\s+(\w+)/.exec(text) ?? [];
	if (name === undefined) throw new Error('A document begins with its kind and its name');
	// What makes it readable here need not travel.
	return { name, kind: kind === 'mutation' ? 'mutation' : 'query', text: text.replaceAll(/\s+/g, ' ').trim(), answer };
}
