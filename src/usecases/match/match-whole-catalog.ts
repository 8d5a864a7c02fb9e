import { accountKey } from '../../domain/account';
import { matchCatalog, type MadeLink, type MatchInput, type MatchResult, type OpenMatch, type SkuListing } from '../../domain/matching';
import type { CatalogProduct, Gone, ProductLink } from '../../domain/product';
import type { Database, Matched, OpenListing } from '../../ports/database';
import type { Listings, UnreadableListing } from '../../ports/listings';
import type { CatalogPage, StoreProducts } from '../../ports/store-products';
import { knownLinks, type KnownLinks } from './known-links';
import { readListings, readProducts, unreadOf } from './read-catalogs';

export interface CatalogDeps {
	readonly listings: Listings;
	readonly products: StoreProducts;
	readonly database: Database;
}

export interface CatalogWish extends Pick<MatchInput, 'rules' | 'nameLinks' | 'translations' | 'containers' | 'partly'> {
	/** All that are to be read; links of others stay as they are. */
	readonly marketplaces: readonly string[];
	/** Whose title and product id stand for a SKU. */
	readonly home: string;
	/** Nothing is written. */
	readonly dryRun: boolean;
}

/** What became of two catalogs. */
export interface CatalogOutcome {
	/** New or changed in this run. */
	readonly links: readonly ProductLink[];
	readonly unchanged: number;
	readonly open: readonly OpenListing[];
	readonly gone: readonly { readonly link: ProductLink; readonly what: Gone }[];
	/** Another run came between, and gave the product to another listing. */
	readonly refused: readonly ProductLink[];
	readonly unreadable: {
		readonly listings: readonly UnreadableListing[];
		readonly products: CatalogPage['unreadable'];
	};
	/** Sales that waited for one of the SKUs and are due now. */
	readonly retried: number;
}

/**
 * Links all listings of a channel with all products of a store. A second run writes nothing. A catalog that cannot be read to
 * its end throws before anything is written; a record that cannot be read is told, and neither it nor its link is gone.
 */
export async function matchWholeCatalog(deps: CatalogDeps, wish: CatalogWish): Promise<CatalogOutcome> {
	const { database } = deps;
	const between = { channel: accountKey(deps.listings.account), store: accountKey(deps.products.account) };
	const began = database.now();
	const listings = await readListings(deps.listings, wish.marketplaces, wish.home);
	const products = await readProducts(deps.products);
	// After the reading, which takes minutes: what a person linked meanwhile is known.
	const known = await knownLinks(database, between, began);
	const { rules, nameLinks, translations, containers, marketplaces, partly = false } = wish;
	const unread = unreadOf(listings, products, known.recent);
	const choices = { rules, nameLinks, translations, containers, marketplaces, partly };
	const result = await matchCatalog({ ...choices, unread, listings: listings.listings, products: products.products, links: known.links });
	const bySku = new Map(listings.listings.map((listing) => [listing.sku, listing]));
	const matched: Matched = {
		links: result.links.map((made) => linkOf(deps, made)),
		open: openListings(result, bySku),
		closed: closedOf(known, result, (open) => bySku.has(open.sku) || wasLookedFor(open, unread.skus, marketplaces)),
		gone: goneOf(known, result, { listings: bySku, products: products.products }),
	};
	const saved = wish.dryRun ? { retried: 0, refused: [] } : await database.links.saveMatch(between, matched, database.now());
	const refused = new Map(saved.refused.map(({ sku, why }) => [sku, why]));
	return {
		links: matched.links.filter(({ sku }) => !refused.has(sku)),
		// What a person linked meanwhile is linked as it shall be.
		unchanged: result.unchanged + saved.refused.filter(({ why }) => why === 'byHand').length,
		open: matched.open,
		gone: result.gone.flatMap(({ sku, what }) => {
			const link = known.links.get(sku);
			return link === undefined ? [] : [{ link, what }];
		}),
		refused: matched.links.filter(({ sku }) => refused.get(sku) === 'productTaken'),
		unreadable: { listings: listings.unreadable, products: products.unreadable },
		retried: saved.retried,
	};
}

function linkOf({ listings, products }: CatalogDeps, { sku, product, rule, content, places }: MadeLink): ProductLink {
	const { id: productId, parentId, inventoryId } = product;
	return {
		channel: listings.account,
		store: products.account,
		sku,
		productId,
		...(parentId === undefined ? {} : { parentId }),
		...(inventoryId === undefined ? {} : { inventoryId }),
		content,
		rule,
		places,
	};
}

function openListings({ pending, ambiguous }: MatchResult, bySku: ReadonlyMap<string, SkuListing>): readonly OpenListing[] {
	const inState = (state: OpenListing['state'], all: readonly OpenMatch[]): readonly OpenListing[] =>
		all.flatMap(({ sku, candidates }) => {
			const listing = bySku.get(sku);
			if (listing === undefined) return [];
			const { code, title, places } = listing;
			return [{ sku, ...(code === undefined ? {} : { code }), title, places, state, candidates }];
		});
	return [...inState('pending', pending), ...inState('ambiguous', ambiguous)];
}

/** What is not open any more: it is linked, nobody can buy it, or it was looked for and is not there. */
function closedOf({ open }: KnownLinks, result: MatchResult, isKnown: (listing: OpenListing) => boolean): readonly string[] {
	const still = new Set([...result.pending, ...result.ambiguous].map(({ sku }) => sku));
	return open.filter((listing) => !still.has(listing.sku) && isKnown(listing)).map(({ sku }) => sku);
}

function wasLookedFor({ sku, places }: OpenListing, unread: ReadonlySet<string> | 'all' | undefined, read: readonly string[]): boolean {
	const isUnread = unread === 'all' || unread?.has(sku) === true;
	return !isUnread && places.every(({ marketplace }) => read.includes(marketplace));
}

interface Seen {
	readonly listings: ReadonlyMap<string, SkuListing>;
	readonly products: readonly CatalogProduct[];
}

/** Marked, and what was seen again unmarked. */
function goneOf({ links }: KnownLinks, { gone }: MatchResult, seen: Seen): Matched['gone'] {
	const now = new Set(gone.map(({ sku }) => sku));
	const before = [...links.values()].filter((link) => link.gone !== undefined && !now.has(link.sku));
	const products = before.length === 0 ? new Set() : new Set(seen.products.map(({ id }) => id));
	const back = before.filter((link) => (link.gone === 'listing' ? seen.listings.has(link.sku) : products.has(link.productId)));
	return [...gone, ...back.map(({ sku }) => ({ sku, what: undefined }))].map((mark) => {
		const productId = links.get(mark.sku)?.productId;
		return productId === undefined ? mark : { ...mark, productId };
	});
}
