import type { Listing } from '../../../domain/listing';
import type { ListingPage, UnreadableListing } from '../../../ports/listings';
import { A_CALL, searchPage, type Asked } from './asking';
import { readPage } from './reading';
import type { Place } from './to-listing';

/** What the SKU may be that the report wrote so: each letter that its charset lacks is one question mark there, or two. */
function writtenAs(reported: string): RegExp {
	const pattern = reported.replace(/[.*+^${}()|[\]\\]/g, '\\$&').replace(/\?+/g, ({ length }) => `.{${Math.ceil(length / 2)},${length}}`);
	return new RegExp(`^${pattern}$`, 'su');
}

const unknown = ({ marketplace, sku }: Listing): UnreadableListing => ({
	marketplace,
	sku,
	why: "Amazon's report writes a question mark for letters that it lacks, and which SKU is meant cannot be told",
});

type Group = readonly [Listing, ...Listing[]];

/** Those that look alike in the report. */
function groupsOf(listings: readonly Listing[]): readonly Group[] {
	const groups = new Map<string, Group>();
	for (const listing of listings) {
		const key = JSON.stringify([listing.code, listing.sku]);
		groups.set(key, [...(groups.get(key) ?? []), listing] as unknown as Group);
	}
	return [...groups.values()];
}

/**
 * Amazon writes "?" for what the charset of a report lacks (https://github.com/amzn/selling-partner-api-models/issues/4888). In a
 * title that is a pity; a SKU with it may be another one. Those few are looked up by their ASIN.
 */
export async function mendSkus(asked: Asked, place: Place, page: ListingPage): Promise<ListingPage> {
	const doubtful = page.listings.filter(({ sku }) => sku.includes('?'));
	if (doubtful.length === 0) return page;
	const asins = [...new Set(doubtful.flatMap(({ code }) => code ?? []))];
	const found: Listing[] = [];
	for (let at = 0; at < asins.length; at += A_CALL) {
		let pageToken: string | undefined;
		do {
			const query = {
				identifiers: asins.slice(at, at + A_CALL),
				identifiersType: 'ASIN',
				...(pageToken === undefined ? {} : { pageToken }),
			};
			const answer = await searchPage(asked, place.marketplace, query);
			found.push(...(await readPage(answer, place)).listings);
			pageToken = answer.next;
		} while (pageToken !== undefined);
	}
	const unreadable: UnreadableListing[] = [...page.unreadable];
	const mended = new Map<Listing, readonly Listing[]>();
	for (const [first, ...rest] of groupsOf(doubtful)) {
		const pattern = writtenAs(first.sku);
		const meant = found.filter(({ code, sku }) => code === first.code && pattern.test(sku));
		if (meant.length === rest.length + 1) mended.set(first, meant);
		else unreadable.push(...[first, ...rest].map(unknown));
	}
	return {
		listings: page.listings.flatMap((listing) => (listing.sku.includes('?') ? (mended.get(listing) ?? []) : [listing])),
		unreadable,
	};
}
