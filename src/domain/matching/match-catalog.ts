import { eachInBreaths } from '../breathe';
import type { LinkContent } from '../order-line';
import type { CatalogProduct, LinkPlace } from '../product';
import { CatalogIndex } from './catalog-index';
import { candidate, decide } from './decide';
import { keepLinks } from './kept-links';
import { nearMisses } from './near-misses';
import { Seats } from './seats';
import { MOST_CANDIDATES } from './types';
import type { GoneLink, MadeLink, MatchCandidate, MatchInput, MatchResult, MatchRule, OpenMatch, SkuListing } from './types';

interface Claim {
	readonly listing: SkuListing;
	readonly product: CatalogProduct;
	readonly productId: string;
	readonly content: LinkContent;
	readonly places: readonly LinkPlace[];
}

const bySku = (one: { readonly sku: string }, other: { readonly sku: string }): number => (one.sku < other.sku ? -1 : 1);

/** Each product once, as it stands first. */
function together(one: readonly MatchCandidate[], other: readonly MatchCandidate[]): readonly MatchCandidate[] {
	const there = new Set(one.map(({ productId }) => productId));
	return [...one, ...other.filter(({ productId }) => !there.has(productId))].slice(0, MOST_CANDIDATES);
}

/**
 * Which product of a store each listing of a channel is. A function of its input, whatever the order in which that comes; with
 * its own links as input it makes none. Rules are tried one after the other, each on all listings that are left: the better
 * rule has the better right to a product.
 */
export async function matchCatalog(input: MatchInput): Promise<MatchResult> {
	const listings = new Map(input.listings.map((listing) => [listing.sku, listing]));
	const catalog = await CatalogIndex.of(input.products);
	const choices = { translations: input.translations, containers: input.containers, products: catalog.products };
	const seats = new Seats();
	const kept = await keepLinks(input, listings, catalog, seats);

	const links: MadeLink[] = [...kept.changed];
	const gone: GoneLink[] = [...kept.gone];
	const open = { ambiguous: [] as OpenMatch[], pending: [] as OpenMatch[] };
	/** A link whose product is gone, and that found no other one, stays one. */
	const leave = (state: 'ambiguous' | 'pending', sku: string, candidates: readonly MatchCandidate[]): void => {
		const orphan = kept.orphans.get(sku);
		if (orphan !== undefined) gone.push(orphan);
		else open[state].push({ sku, candidates });
	};

	/** @returns the listings that are left */
	const apply = async (rule: MatchRule, all: readonly SkuListing[]): Promise<readonly SkuListing[]> => {
		const shelves = await catalog.by(rule);
		const left: SkuListing[] = [];
		const claims: Claim[] = [];
		await eachInBreaths(all, (listing) => {
			const decision = decide(choices, listing, rule, shelves);
			if (decision === undefined) left.push(listing);
			else if (decision.kind !== 'one') leave(decision.kind, listing.sku, decision.candidates);
			else claims.push({ listing, ...decision, productId: decision.product.id, places: listing.places });
		});
		const { granted, taken, disputed } = seats.settle(claims);
		for (const { listing, product, content, places } of granted) links.push({ sku: listing.sku, product, rule, content, places });
		for (const { listing, product } of taken) leave('pending', listing.sku, [candidate(product, 'productTaken')]);
		for (const { listing, product } of disputed) leave('ambiguous', listing.sku, [candidate(product, 'severalListings')]);
		return left;
	};

	let left: readonly SkuListing[] = [...listings.values()].filter(
		({ sku, kind }) => kind !== 'parent' && (!input.links.has(sku) || kept.orphans.has(sku)),
	);
	for (const rule of input.rules) {
		if (left.length > 0 && (rule !== 'name' || input.nameLinks)) left = await apply(rule, left);
	}
	if (left.length > 0) {
		const index = await catalog.byAll();
		await eachInBreaths(left, (listing) => {
			// Where the rule `name` only proposes, two of one name are still two.
			const named = input.rules.includes('name') ? decide(choices, listing, 'name', index.name) : undefined;
			const near = nearMisses(listing, index);
			if (named?.kind === 'ambiguous') leave('ambiguous', listing.sku, together(near, named.candidates));
			else leave('pending', listing.sku, near);
		});
	}
	return {
		links: links.sort(bySku),
		ambiguous: open.ambiguous.sort(bySku),
		pending: open.pending.sort(bySku),
		gone: gone.sort(bySku),
		unchanged: kept.unchanged,
	};
}
