import type { CatalogProduct } from '../product';
import type { MatchInput, MatchResult, MadeLink, OpenMatch } from './types';

/** Which product of a store each listing of a channel is. */
export async function matchCatalog(input: MatchInput): Promise<MatchResult> {
	const bySku = Map.groupBy<string, CatalogProduct>(
		input.products.filter(({ sellable, kind }) => sellable && kind !== 'container'),
		({ sku }) => sku,
	);
	const links: MadeLink[] = [];
	const ambiguous: OpenMatch[] = [];
	const pending: OpenMatch[] = [];
	let unchanged = 0;
	for (const listing of input.listings) {
		if (input.links.has(listing.sku)) {
			unchanged += 1;
			continue;
		}
		const [product, ...others] = bySku.get(listing.sku) ?? [];
		if (product === undefined) pending.push({ sku: listing.sku, candidates: [] });
		else if (others.length > 0) {
			const candidates = [product, ...others].map(({ id, sku }) => ({ productId: id, sku, why: 'severalProducts' as const }));
			ambiguous.push({ sku: listing.sku, candidates });
		} else links.push({ sku: listing.sku, product, rule: 'sku', content: { unitsPerListing: 1 }, places: listing.places });
	}
	return { links, ambiguous, pending, gone: [], unchanged };
}
