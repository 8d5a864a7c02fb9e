import type { Listing } from './listing';

/** The listings of all seller accounts. */
export interface ListingBook {
	/** Adds a listing, or takes the place of the one with that SKU. */
	put(sellerId: string, listing: Listing): void;
	remove(sellerId: string, sku: string): boolean;
	find(sellerId: string, sku: string): Listing | undefined;
	/** In the order in which they were added. */
	all(sellerId: string): readonly Listing[];
	/** SKUs of a parent's variations. */
	childrenOf(sellerId: string, parentSku: string): readonly string[];
	/** Whoever sells it: the catalogue is Amazon's, not a seller's. */
	withAsin(asin: string): readonly Listing[];
	everywhere(): readonly Listing[];
	clear(): void;
}

interface Indexes {
	readonly children: ReadonlyMap<string, readonly string[]>;
	/** Who sells an ASIN under which SKU. */
	readonly asins: ReadonlyMap<string, readonly (readonly [sellerId: string, sku: string])[]>;
}

const childKey = (sellerId: string, parentSku: string): string => JSON.stringify([sellerId, parentSku]);

const add = <Value>(index: Map<string, Value[]>, key: string, value: Value): void => {
	const known = index.get(key);
	if (known === undefined) index.set(key, [value]);
	else known.push(value);
};

export function createListingBook(): ListingBook {
	const bySeller = new Map<string, Map<string, Listing>>();
	let indexes: Indexes | undefined;

	const index = (): Indexes => {
		const children = new Map<string, string[]>();
		const asins = new Map<string, (readonly [string, string])[]>();
		for (const [sellerId, listings] of bySeller) {
			for (const listing of listings.values()) {
				const { sku, asin, variation } = listing;
				if (variation?.parentSku !== undefined) add(children, childKey(sellerId, variation.parentSku), sku);
				if (asin !== undefined) add(asins, asin, [sellerId, sku]);
			}
		}
		return { children, asins };
	};
	const indexed = (): Indexes => (indexes ??= index());

	return {
		put(sellerId, listing) {
			const listings = bySeller.get(sellerId) ?? new Map<string, Listing>();
			bySeller.set(sellerId, listings);
			const known = listings.get(listing.sku);
			listings.set(listing.sku, listing);
			// Thousands of quantities change while others are read.
			if (known?.asin !== listing.asin || known?.variation?.parentSku !== listing.variation?.parentSku) indexes = undefined;
		},
		remove(sellerId, sku) {
			indexes = undefined;
			return bySeller.get(sellerId)?.delete(sku) ?? false;
		},
		find: (sellerId, sku) => bySeller.get(sellerId)?.get(sku),
		all: (sellerId) => [...(bySeller.get(sellerId)?.values() ?? [])],
		childrenOf: (sellerId, parentSku) => indexed().children.get(childKey(sellerId, parentSku)) ?? [],
		withAsin: (asin) => (indexed().asins.get(asin) ?? []).flatMap(([sellerId, sku]) => bySeller.get(sellerId)?.get(sku) ?? []),
		everywhere: () => [...bySeller.values()].flatMap((listings) => [...listings.values()]),
		clear() {
			bySeller.clear();
			indexes = undefined;
		},
	};
}
