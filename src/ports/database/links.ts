import type { AccountKey } from '../../domain/ids';
import type { LinkPlace, ProductLink } from '../../domain/product';

/** A channel's account and a store. */
export interface Between {
	readonly channel: AccountKey;
	readonly store: AccountKey;
}

export type LinkState = 'synchronised' | 'pending' | 'ambiguous' | 'gone';

/** A listing without a product, or with too many: what a person has to decide. */
export interface OpenListing {
	readonly channel: AccountKey;
	readonly store: AccountKey;
	readonly sku: string;
	readonly code?: string;
	readonly title: string;
	readonly places: readonly LinkPlace[];
	readonly state: 'pending' | 'ambiguous';
	/** Products that it may be, each with why it was not linked: a near miss, or one of several. */
	readonly candidates: readonly Candidate[];
}

export interface Candidate {
	readonly productId: string;
	readonly parentId?: string;
	readonly sku: string;
	/** e.g. `differsInCase`; the texts of people are made of it where they are shown. */
	readonly why: string;
}

export interface LinkRecord {
	readonly state: 'synchronised' | 'gone';
	readonly link: ProductLink;
	/** Which of the two is no longer there. */
	readonly gone?: 'listing' | 'product';
}

export interface Links {
	get(between: Between, skus: readonly string[]): Promise<ReadonlyMap<string, ProductLink>>;
	/** The listings that these products are linked to, by product id (a variation's own id). */
	ofProducts(between: Between, productIds: readonly string[]): Promise<ReadonlyMap<string, readonly ProductLink[]>>;
	/** Replaces, also links made by hand: a person's word, or one order's line. */
	set(links: readonly ProductLink[], now: number): Promise<void>;
	remove(between: Between, skus: readonly string[]): Promise<number>;
}
