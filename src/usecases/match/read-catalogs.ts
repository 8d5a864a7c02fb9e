import { breathe } from '../../domain/breathe';
import { ListingFold, type MatchInput, type SkuListing } from '../../domain/matching';
import type { CatalogProduct, ProductLink } from '../../domain/product';
import type { Listings, UnreadableListing } from '../../ports/listings';
import type { CatalogPage, StoreProducts } from '../../ports/store-products';

export interface ReadListings {
	readonly listings: readonly SkuListing[];
	readonly unreadable: readonly UnreadableListing[];
}

export interface ReadProducts {
	readonly products: readonly CatalogProduct[];
	readonly unreadable: CatalogPage['unreadable'];
}

/** Each page is folded and let go. */
export async function readListings(source: Listings, marketplaces: readonly string[], home: string): Promise<ReadListings> {
	const fold = new ListingFold(home);
	const unreadable: UnreadableListing[] = [];
	for await (const page of source.all({ marketplaces })) {
		for (const listing of page.listings) {
			await breathe();
			fold.add(listing);
		}
		unreadable.push(...page.unreadable);
	}
	return { listings: fold.all(), unreadable };
}

export async function readProducts(source: StoreProducts): Promise<ReadProducts> {
	const products: CatalogProduct[] = [];
	const unreadable: CatalogPage['unreadable'][number][] = [];
	for await (const page of source.all()) {
		products.push(...page.products);
		unreadable.push(...page.unreadable);
	}
	return { products, unreadable };
}

/**
 * What was there and could not be read is not gone; where it has no name, nothing is. Nor is anything of a catalog that came back
 * empty, which says more of the answer than of the goods; nor what was linked while the two were read, and need not be in them.
 */
export const unreadOf = (
	listings: ReadListings,
	products: ReadProducts,
	recent: readonly ProductLink[],
): NonNullable<MatchInput['unread']> => ({
	skus: namesOf(
		listings.listings.length,
		[...listings.unreadable, ...recent].map(({ sku }) => sku),
	),
	productIds: namesOf(products.products.length, [...products.unreadable.map(({ id }) => id), ...recent.flatMap(productsOf)]),
});

const productsOf = ({ productId, content }: ProductLink): readonly string[] => [
	productId,
	...('components' in content ? content.components.map((part) => part.productId) : []),
];

function namesOf(read: number, names: readonly (string | undefined)[]): ReadonlySet<string> | 'all' {
	if (read === 0) return 'all';
	const known = names.filter((name) => name !== undefined);
	return known.length < names.length ? 'all' : new Set(known);
}
