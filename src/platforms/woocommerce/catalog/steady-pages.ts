import type { PlatformError } from '../../../domain/platform-error';
import type { WooCommerceClient } from '../client';
import { PAGE_SIZE } from '../constants';
import { probe } from '../probe';
import type { Query } from '../sdk';
import { isOfRecord } from '../whose-failure';
import { isRecord, numberIn } from '../wire/php';

/** A page, or a record at which the store breaks: how many stand before it. */
export type SteadyPage = { readonly records: readonly unknown[] } | { readonly odd: PlatformError; readonly offset: number };

/** Where more was taken away than this many pages hold, or records stay hidden, the list is read on as it is. */
const MOST_STEPS_BACK = 20;
/** A store that breaks at so many records in a row breaks at the list. */
const MOST_ODD = 4;

export function idOf(record: unknown): number | undefined {
	const id = isRecord(record) ? numberIn(record['id']) : undefined;
	return id !== undefined && Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

const isRising = (ids: readonly number[]): boolean => ids.every((id, at) => at === 0 || id > (ids[at - 1] ?? 0));

/**
 * All of a list by rising ids, each once, although people add and remove while it is read. What is new has the highest id
 * and comes last. What is removed lets all behind it move up, and counted pages would pass over as many: so each page begins
 * with the last record of the one before, and where it is not there the list is read again from further up.
 */
export async function* steadyPages(client: WooCommerceClient, path: string, query: Query): AsyncGenerator<SteadyPage> {
	const answersOtherwise = probe(client);
	const sorted = { ...query, orderby: 'id', order: 'asc' };
	let last = 0;
	let stepsBack = 0;
	let odd = 0;
	/** Whether the page begins with the last record of the one before. */
	let overlaps = false;
	/** Of a store whose plugin sorts as it likes. */
	let seen: Set<number> | undefined;
	for (let offset: number | undefined = 0; offset !== undefined;) {
		const page = await client.pageFrom(path, sorted, offset);
		if ('odd' in page) {
			odd += 1;
			if (odd > MOST_ODD || !(await isOfRecord(page.odd, answersOtherwise))) throw page.odd;
			yield { odd: page.odd, offset };
			offset += 1;
			overlaps = false;
			continue;
		}
		odd = 0;
		const ids = page.items.flatMap((record) => idOf(record) ?? []);
		if (!isRising(ids)) seen ??= new Set();
		const [first = 0] = ids;
		if (overlaps && seen === undefined && first > last && stepsBack < MOST_STEPS_BACK) {
			offset = Math.max(0, offset - PAGE_SIZE);
			overlaps = offset > 0;
			stepsBack += 1;
			continue;
		}
		const start = overlaps ? 1 : 0;
		const isNew = (id: number): boolean => (seen === undefined ? id > last : !seen.has(id));
		yield {
			records: page.items.filter((record, at) => {
				const id = idOf(record);
				return id === undefined ? at >= start : isNew(id);
			}),
		};
		for (const id of ids) seen?.add(id);
		const newest = Math.max(last, ...ids);
		if (newest > last) stepsBack = 0;
		last = newest;
		overlaps = ids.length > 0 && (page.nextOffset ?? 0) - offset > 1;
		offset = page.nextOffset === undefined ? undefined : page.nextOffset - (overlaps ? 1 : 0);
	}
}
