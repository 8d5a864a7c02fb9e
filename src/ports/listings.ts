import type { Account } from '../domain/account';
import type { PlatformError } from '../domain/platform-error';
import type { ContentSource, Listing, ListingDetails } from '../domain/listing';

export interface ListingsWish {
	/** Ids, each of the account's region. */
	readonly marketplaces: readonly string[];
	/** Only what changed since, ms since 1970 (UTC). */
	readonly changedSince?: number;
	/** The asker stops after so many of them: what gives the first ones soonest will do. */
	readonly atMost?: number;
}

/** A record that could not be read: named, and the rest goes on. */
export interface UnreadableListing {
	readonly marketplace: string;
	readonly sku?: string;
	readonly why: string;
}

export interface ListingPage {
	readonly listings: readonly Listing[];
	readonly unreadable: readonly UnreadableListing[];
}

/** The listings of a channel's account. Reads only. */
export interface Listings {
	readonly account: Account;
	/**
	 * All listings, marketplace by marketplace, page by page: nothing of a page is kept. A large catalog by the report, a small
	 * one or changes by search; the adapter chooses by what the platform says of their number.
	 * @throws PlatformError `rateLimited` with `retryAt` where a report is not ready within the budget; asked again it goes on
	 * with the report that was ordered, not with another one.
	 */
	all(wish: ListingsWish): AsyncIterable<ListingPage>;
	/** In their order; undefined for a SKU that the marketplace does not have; one that cannot be read is that one's fault alone. */
	find(skus: readonly string[], marketplace: string): Promise<readonly (Listing | PlatformError | undefined)[]>;
	/** All that a product is made of. In the order of `skus`; undefined for one that is not there; a fault is that SKU's alone. */
	details(
		skus: readonly string[],
		wish: { readonly marketplace: string; readonly content: ContentSource },
	): Promise<readonly (ListingDetails | PlatformError | undefined)[]>;
	/** For a list in the editor: SKU first, then words of the title where the platform can look for them. At most twenty. */
	search(words: string, marketplace: string): Promise<readonly Listing[]>;
}
