import { seedListings, type ListingSeed } from '../../sandbox/seed/listings-seed';

export interface StockCatalog {
	/** SKUs that are sold on both sides, all FBM. */
	readonly items: number;
	/** How many of the products are variations, and of how many parents. */
	readonly variations: number;
	readonly parents: number;
	/** The home marketplace first. */
	readonly marketplaces: readonly string[];
}

/** Everything is listed by the merchant and in the store under the same SKU. */
export function seedStock({ items, variations, parents, marketplaces }: StockCatalog): ListingSeed {
	const seed = seedListings({ count: items, variations, parents, marketplaces });
	const listings = seed.listings.map((listing) => ({
		...listing,
		places: listing.places.map((place) => ({ ...place, fulfilledBy: 'MERCHANT' as const, quantity: 1 })),
	}));
	return { ...seed, listings };
}
