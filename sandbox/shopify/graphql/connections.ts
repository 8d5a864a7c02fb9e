import { fieldError } from './context';
import type { Args } from './resolver-types';

/** One page of a connection. */
export interface Page<Node> {
	readonly items: readonly { readonly node: Node; readonly cursor: string }[];
	readonly hasNextPage: boolean;
	readonly hasPreviousPage: boolean;
}

export interface Sorted<Node> {
	readonly idOf: (node: Node) => string;
	/** What the list is sorted by before the id; left out where it has the order in which it came. */
	readonly keyOf?: (node: Node) => string | number;
}

const largestPage = 250;
/** https://shopify.dev/docs/api/usage/limits: no list can be read further than this. */
const largestList = 25_000;

interface Cursor {
	readonly last_id: string;
	readonly last_value: string | number;
}

const encode = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString('base64');

function decode(text: string): Cursor {
	try {
		return JSON.parse(Buffer.from(text, 'base64').toString('utf8')) as Cursor;
	} catch {
		// Recorded for a list of locations; other lists word it otherwise.
		throw fieldError('Malformed cursor', 'BAD_REQUEST');
	}
}

function compareValues(one: string | number, other: string | number): number {
	if (typeof one === 'number' && typeof other === 'number') return one - other;
	return String(one).localeCompare(String(other), 'en', { numeric: true });
}

/**
 * A page by Shopify's rules. A cursor is a place in the order, not in the list: what was changed moves, what is new comes where it
 * belongs, and no page is promised to show all.
 */
export function pageOf<Node>(list: readonly Node[], args: Args, { idOf, keyOf }: Sorted<Node>): Page<Node> {
	const { first, last, after, before, reverse } = args as {
		first?: number | null;
		last?: number | null;
		after?: string | null;
		before?: string | null;
		reverse?: boolean;
	};
	if (typeof first !== 'number' && typeof last !== 'number') throw fieldError('you must provide one of first or last', 'BAD_REQUEST');
	if (typeof first === 'number' && typeof last === 'number')
		throw fieldError('providing both first and last is not supported', 'BAD_REQUEST');
	const size = first ?? last ?? 0;
	// The bound is documented; its words were not recorded.
	if (size > largestPage || size < 0) throw fieldError(`Cannot be more than ${largestPage} or less than 0, was ${size}`, 'BAD_REQUEST');

	const direction = reverse === true ? -1 : 1;
	const placed = list.map((node, at) => ({ node, id: idOf(node), key: keyOf === undefined ? at : keyOf(node) }));
	if (keyOf !== undefined) placed.sort((a, b) => direction * (compareValues(a.key, b.key) || compareValues(a.id, b.id)));
	else if (direction === -1) placed.reverse();

	const position = (cursor: string): { readonly before: number; readonly after: number } => {
		const { last_id: id, last_value: key } = decode(cursor);
		if (keyOf === undefined) {
			const at = placed.findIndex((one) => one.id === id);
			return at === -1 ? { before: 0, after: placed.length } : { before: at, after: at + 1 };
		}
		const at = (isPast: (order: number) => boolean): number => {
			const found = placed.findIndex((one) => isPast(direction * (compareValues(one.key, key) || compareValues(one.id, id))));
			return found === -1 ? placed.length : found;
		};
		return { before: at((order) => order >= 0), after: at((order) => order > 0) };
	};
	const start = typeof after === 'string' ? position(after).after : 0;
	const end = typeof before === 'string' ? position(before).before : placed.length;
	const within = placed.slice(start, Math.max(start, Math.min(end, largestList)));
	const taken = typeof last === 'number' ? within.slice(Math.max(0, within.length - size)) : within.slice(0, size);
	return {
		items: taken.map(({ node, id, key }) => ({ node, cursor: encode({ last_id: id, last_value: key }) })),
		hasNextPage: typeof last === 'number' ? end < placed.length : within.length > taken.length,
		hasPreviousPage: typeof last === 'number' ? within.length > taken.length : start > 0,
	};
}
