import type { Listing } from '../../../domain/listing';
import { A_CALL, searchPage, type Asked } from './asking';
import { usableCode } from './meanings';
import { readPage } from './reading';
import type { Place } from './to-listing';

/** Amazon cannot look for a part of a SKU or a title: the listings that were touched last are looked through, so many pages. */
const PAGES = 5;

const LATEST = { sortBy: 'lastUpdatedDate', sortOrder: 'DESC', includedData: ['summaries', 'relationships'] } as const;

/** By which of Amazon's names the words may be the whole of one; the SKU always first. */
function namesOf(words: string): readonly string[] {
	const code = usableCode(words);
	const kinds =
		code === undefined ? [] : code.length === 12 ? ['UPC'] : code.length === 10 ? ['ISBN'] : code.length === 14 ? ['GTIN'] : ['EAN'];
	return ['SKU', ...(/^[A-Z0-9]{10}$/i.test(words) ? ['ASIN'] : []), ...kinds];
}

/** For a list in the editor: whose SKU, ASIN or GTIN it is, else the latest listings whose SKU or title holds the words. */
export async function lookFor(asked: Asked, place: Place, words: string): Promise<readonly Listing[]> {
	const { marketplace } = place;
	const wanted = words.trim();
	for (const identifiersType of wanted === '' || wanted.includes(',') ? [] : namesOf(wanted)) {
		const identifiers = [identifiersType === 'ASIN' ? wanted.toUpperCase() : wanted];
		const { listings } = await readPage(await searchPage(asked, marketplace, { identifiers, identifiersType }), place);
		if (listings.length > 0) return listings.slice(0, A_CALL);
	}
	const parts = wanted.toLowerCase().split(/\s+/);
	const found: Listing[] = [];
	let pageToken: string | undefined;
	for (let pages = 0; pages < PAGES; pages += 1) {
		const page = await searchPage(asked, marketplace, { ...LATEST, ...(pageToken === undefined ? {} : { pageToken }) });
		const { listings } = await readPage(page, place);
		found.push(
			...listings.filter(({ sku, title }) => {
				const text = `${sku} ${title}`.toLowerCase();
				return parts.every((part) => text.includes(part));
			}),
		);
		pageToken = page.next;
		if (pageToken === undefined || found.length >= A_CALL) break;
	}
	return found.slice(0, A_CALL);
}
