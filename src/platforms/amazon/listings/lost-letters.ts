import type { Listing } from '../../../domain/listing';
import type { ListingPage, UnreadableListing } from '../../../ports/listings';
import { A_CALL, searchPage, type Asked } from './asking';
import { readPage } from './reading';
import type { ReportPage } from './report-file';
import type { Place } from './to-listing';

/** So many question marks that were the seller's own, and none that was not: so are the others. */
const BELIEVED_AFTER = 3 * A_CALL;

/** What stands for bytes that are no letter in the charset that Amazon told. */
const NO_LETTER = '\uFFFD';

/** What the SKU may be that the report wrote so: each letter that its charset lacks is one question mark there, or two. */
function writtenAs(reported: string): RegExp {
	const pattern = reported
		.replace(/[.*+^${}()|[\]\\]/g, '\\$&')
		.replace(/[?\uFFFD]+/g, ({ length }) => `[?\\u0080-\\u{10ffff}]{${Math.ceil(length / 2)},${length}}`);
	return new RegExp(`^${pattern}$`, 'u');
}

/** Not as its SKU: nobody knows which it is, and so none may count as gone. */
const untold = ({ marketplace, sku }: Listing): UnreadableListing => ({
	marketplace,
	why: `Amazon's report lacks letters of the SKU that it writes as "${sku}", and which is meant cannot be told`,
});

async function withAsins(asked: Asked, place: Place, asins: readonly string[]): Promise<readonly Listing[]> {
	const found: Listing[] = [];
	let pageToken: string | undefined;
	do {
		const query = { identifiers: asins, identifiersType: 'ASIN', ...(pageToken === undefined ? {} : { pageToken }) };
		const page = await searchPage(asked, place.marketplace, query);
		found.push(...(await readPage(page, place)).listings);
		pageToken = page.next;
	} while (pageToken !== undefined);
	return found;
}

/**
 * Amazon writes "?" for what the charset of a report lacks (https://github.com/amzn/selling-partner-api-models/issues/4888). In a
 * title that is a pity; a SKU with it may be another one. Those are looked up by their ASIN.
 */
export async function* mendSkus(asked: Asked, place: Place, pages: AsyncIterable<ReportPage>): AsyncGenerator<ListingPage> {
	let doubtful: Listing[] = [];
	let genuine = 0;
	const given = new Set<string>();
	const sorted = (all: readonly Listing[], lossy: boolean): { readonly clear: Listing[]; readonly doubts: Listing[] } => {
		const isDoubtful = ({ sku }: Listing): boolean => sku.includes(NO_LETTER) || (lossy && genuine < BELIEVED_AFTER && sku.includes('?'));
		return { clear: all.filter((listing) => !isDoubtful(listing)), doubts: all.filter(isDoubtful) };
	};

	const lookUp = async (batch: readonly Listing[]): Promise<ListingPage> => {
		const asins = [...new Set(batch.flatMap(({ code }) => code ?? []))];
		const found = asins.length === 0 ? [] : await withAsins(asked, place, asins);
		const unreadable: UnreadableListing[] = [];
		const meant = batch.flatMap((listing) => {
			const same = found.filter(({ code, sku }) => code === listing.code && writtenAs(listing.sku).test(sku));
			if (same.length === 0) unreadable.push(untold(listing));
			if (same.length !== 1 || same[0]?.sku !== listing.sku) genuine = Number.NEGATIVE_INFINITY;
			return same;
		});
		genuine += batch.length;
		const listings = meant.filter(({ sku }) => !given.has(sku) && given.add(sku));
		return { listings, unreadable };
	};

	for await (const { lossy, listings, unreadable } of pages) {
		const { clear, doubts } = sorted(listings, lossy);
		yield { listings: clear, unreadable };
		doubtful.push(...doubts);
		while (doubtful.length >= A_CALL) {
			yield await lookUp(doubtful.splice(0, A_CALL));
			const now = sorted(doubtful, lossy);
			if (now.clear.length > 0) yield { listings: now.clear, unreadable: [] };
			doubtful = now.doubts;
		}
	}
	if (doubtful.length > 0) yield await lookUp(doubtful);
}
