import { gmtText, localText } from '../wordpress/site-time';
import type { Schemas } from './parameter-schema';

/** What the routes of orders, products and customers have in common. */

export const pagingSchema: Schemas = {
	page: { type: 'integer', default: 1, minimum: 1 },
	per_page: { type: 'integer', default: 10, minimum: 1, maximum: 100 },
	offset: { type: 'integer' },
	search: { type: 'string' },
	include: { type: 'array', items: { type: 'integer' }, default: [] },
	exclude: { type: 'array', items: { type: 'integer' }, default: [] },
	order: { type: 'string', enum: ['asc', 'desc'] },
};

/** Of deletions: without `force` what can be kept goes to the trash, and the rest is refused. */
export const forceSchema: Schemas = { force: { type: 'boolean', default: false } };

export const dateSchema: Schemas = {
	after: { type: 'string', format: 'date-time' },
	before: { type: 'string', format: 'date-time' },
	modified_after: { type: 'string', format: 'date-time' },
	modified_before: { type: 'string', format: 'date-time' },
	dates_are_gmt: { type: 'boolean', default: false },
};

export type Parameters = Readonly<Record<string, unknown>>;

export function numbers(value: unknown): readonly number[] {
	return Array.isArray(value) ? value.map(Number) : [];
}

export function texts(value: unknown): readonly string[] {
	return Array.isArray(value) ? value.map(String) : [];
}

/**
 * A bound as the store compares it. WordPress shifts a moment with a zone into the site's zone, which is right by itself
 * and wrong with `dates_are_gmt`, where it is compared with GMT. The tables of orders drop a zone without that.
 */
function comparable(bound: string, areGmt: boolean, timezone: string, dropsZone: boolean): string {
	const wall = bound.slice(0, 19).toUpperCase();
	const hasZone = /(?:Z|[+-]\d{2}(?::?\d{2})?)$/i.test(bound.slice(19));
	return hasZone && (areGmt || !dropsZone) ? localText(Date.parse(bound), timezone) : wall;
}

/** Whether a moment lies within the list's date bounds; all bounds are exclusive. */
export function dateFilter(parameters: Parameters, timezone: string, dropsZone = false): (created: number, modified: number) => boolean {
	const areGmt = parameters['dates_are_gmt'] === true;
	const text = (ms: number): string => (areGmt ? gmtText(ms) : localText(ms, timezone));
	const bound = (name: string): string | undefined => {
		const value = parameters[name];
		return typeof value === 'string' ? comparable(value, areGmt, timezone, dropsZone) : undefined;
	};
	const [after, before, modifiedAfter, modifiedBefore] = ['after', 'before', 'modified_after', 'modified_before'].map(bound);
	const within = (ms: number, low: string | undefined, high: string | undefined): boolean => {
		if (low === undefined && high === undefined) return true;
		const value = text(ms);
		return (low === undefined || value > low) && (high === undefined || value < high);
	};
	return (created, modified) => within(created, after, before) && within(modified, modifiedAfter, modifiedBefore);
}

export interface Listed {
	readonly id: number;
	readonly createdAt: number;
	readonly modifiedAt: number;
}

/**
 * Sorts by the list's `orderby`; ids break ties in the same direction.
 * @param furtherKey what the list sorts by beside date, id and title
 */
export function sortRecords<Item extends Listed>(
	items: readonly Item[],
	parameters: Parameters,
	titleOf: (item: Item) => string,
	furtherKey: (item: Item, orderBy: string) => number | string | undefined = () => undefined,
): Item[] {
	const orderBy = String(parameters['orderby'] ?? 'date');
	const include = numbers(parameters['include']);
	if (orderBy === 'include' || orderBy === 'post__in') {
		const places = new Map(include.map((id, place) => [id, place]));
		return [...items].sort((a, b) => (places.get(a.id) ?? -1) - (places.get(b.id) ?? -1));
	}
	const direction = parameters['order'] === 'asc' ? 1 : -1;
	const key = (item: Item): number | string => {
		if (orderBy === 'id') return item.id;
		if (orderBy === 'modified') return item.modifiedAt;
		const further = furtherKey(item, orderBy);
		if (further !== undefined) return further;
		return ['title', 'slug', 'name'].includes(orderBy) ? titleOf(item).toLowerCase() : item.createdAt;
	};
	return [...items].sort((left, right) => {
		const [a, b] = [key(left), key(right)];
		return direction * (a < b ? -1 : a > b ? 1 : left.id - right.id);
	});
}

export interface Page<Item> {
	readonly items: readonly Item[];
	readonly total: number;
	readonly pages: number;
}

/** The asked page; one beyond the end is empty, not an error. */
export function pageOf<Item>(items: readonly Item[], parameters: Parameters): Page<Item> {
	const perPage = Number(parameters['per_page']);
	const offset = parameters['offset'] === undefined ? (Number(parameters['page']) - 1) * perPage : Number(parameters['offset']);
	return { items: items.slice(offset, offset + perPage), total: items.length, pages: Math.ceil(items.length / perPage) };
}
