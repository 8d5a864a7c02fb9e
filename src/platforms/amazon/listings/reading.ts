import { breathe } from '../../../domain/breathe';
import type { Listing } from '../../../domain/listing';
import { PlatformError } from '../../../domain/platform-error';
import { iso } from '../../../domain/time';
import type { ListingPage, UnreadableListing } from '../../../ports/listings';
import { readItem, searchPage, type Asked, type ItemPage } from './asking';
import { isIn, toListing, type Place } from './to-listing';
import { wireItemName } from './wire';

/**
 * Most listings that a search can be paged through; where it counts as many, there may be more.
 * https://developer-docs.amazon.com/sp-api/docs/listings-items-api-v2021-08-01-reference
 */
export const PAGEABLE = 1_000;

/** A window of changes is not cut finer than this. */
const SHORTEST_WINDOW_MS = 1_000;

const whyOf = (fault: unknown): string => {
	const what = fault instanceof PlatformError ? fault.message : `unexpected ${fault instanceof Error ? fault.name : 'fault'}`;
	return what.replace(/^Amazon searchListingsItems: /, '');
};

/** A page as we read it; an odd item is named and takes nobody with it. */
export async function readPage({ items }: ItemPage, place: Place): Promise<ListingPage> {
	const listings: Listing[] = [];
	const unreadable: UnreadableListing[] = [];
	for (const wire of items) {
		await breathe();
		try {
			const item = readItem('searchListingsItems', wire);
			if (item instanceof PlatformError) throw item;
			if (isIn(item, place)) listings.push(toListing(item, place));
		} catch (fault) {
			const sku = wireItemName.safeParse(wire).data?.sku;
			unreadable.push({ marketplace: place.marketplace, ...(sku === undefined ? {} : { sku }), why: whyOf(fault) });
		}
	}
	return { listings, unreadable };
}

/** By SKU, which does not change while the pages are turned: a listing that is touched meanwhile stays in its place. */
const IN_ORDER = { sortBy: 'sku', sortOrder: 'ASC' } as const;

export const firstPage = (asked: Asked, marketplace: string, query: Parameters<typeof searchPage>[2] = {}): Promise<ItemPage> =>
	searchPage(asked, marketplace, { ...IN_ORDER, ...query });

/**
 * Pages go by number: what is removed while they are turned lets all behind it move up, and one of them is passed over. Which one,
 * nobody can say.
 */
const fewer = (marketplace: string, { total }: ItemPage, read: number): UnreadableListing => ({
	marketplace,
	why: `Amazon counted ${total} listings and gave ${read}: some were removed meanwhile, or are missing here`,
});

/** This page and all behind it. */
export async function* pagesFrom(
	asked: Asked,
	place: Place,
	first: ItemPage,
	query: Parameters<typeof searchPage>[2] = {},
): AsyncGenerator<ListingPage> {
	let read = 0;
	for (let page = first; ;) {
		read += page.items.length;
		yield await readPage(page, place);
		if (page.next === undefined) break;
		page = await firstPage(asked, place.marketplace, { ...query, pageToken: page.next });
	}
	if (read < first.total) yield { listings: [], unreadable: [fewer(place.marketplace, first, read)] };
}

/** More were changed in a moment than a search can tell. */
export class TooManyAtOnce extends Error {}

/**
 * What changed since; where that is more than a search can be paged through, in windows of time, halved until each can. The
 * last window has no end: what is touched while we read moves there.
 */
export async function* changes(asked: Asked, place: Place, from: number, to: number, last = true): AsyncGenerator<ListingPage> {
	const query = { lastUpdatedAfter: iso(from), ...(last ? {} : { lastUpdatedBefore: iso(to) }) };
	const first = await firstPage(asked, place.marketplace, query);
	if (first.total < PAGEABLE) return yield* pagesFrom(asked, place, first, query);
	if (to - from < SHORTEST_WINDOW_MS) throw new TooManyAtOnce();
	const middle = Math.floor((from + to) / 2);
	yield* changes(asked, place, from, middle, false);
	yield* changes(asked, place, middle + 1, to, last);
}
