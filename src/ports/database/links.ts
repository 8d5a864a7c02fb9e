import type { AccountKey } from '../../domain/ids';
import type { Gone, LinkPlace, ProductLink } from '../../domain/product';
import type { IsoTime } from '../../domain/time';

/** A channel's account and a store. */
export interface Between {
	readonly channel: AccountKey;
	readonly store: AccountKey;
}

export type LinkState = 'synchronised' | 'pending' | 'ambiguous' | 'gone';

/** A listing without a product, or with too many: what a person has to decide. */
export interface OpenListing {
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
	/** Pieces of it that the listing seems to be, where that is more than one. */
	readonly units?: number;
}

export interface LinkRecord {
	readonly state: 'synchronised' | 'gone';
	readonly sku: string;
	readonly link: ProductLink;
	/** When it was written last. */
	readonly updatedAt: IsoTime;
}

export interface GoneMark {
	readonly sku: string;
	/** Undefined: it is there again. */
	readonly what: Gone | undefined;
	/** Of the link that was looked at: one that was made meanwhile is not meant. */
	readonly productId?: string;
	/** Its product is another listing's by now; one by rule lets go of it. */
	readonly letsGo?: true;
}

/** What the rules made of a catalog. */
export interface Matched {
	/** New or changed. */
	readonly links: readonly ProductLink[];
	readonly open: readonly OpenListing[];
	/** SKUs that were open and are no listings any more. */
	readonly closed: readonly string[];
	readonly gone: readonly GoneMark[];
}

/** A link that was not made, because a key or a person's word stands against it. */
export interface Refused {
	readonly sku: string;
	/** Another listing of the same place has the product, or a person linked this one by hand. */
	readonly why: 'productTaken' | 'byHand';
}

/**
 * Which listing is which product of the store. A SKU of an account has at most one product; a product has one listing of each
 * place (account, marketplace and who ships), more only by hand.
 */
export interface Links {
	get(between: Between, skus: readonly string[]): Promise<ReadonlyMap<string, ProductLink>>;
	/** The listings that these products are linked to, by product id (a variation's own id). */
	ofProducts(between: Between, productIds: readonly string[]): Promise<ReadonlyMap<string, readonly ProductLink[]>>;
	/** The links by their parts that hold one of these products. */
	setsWith(between: Between, productIds: readonly string[]): Promise<readonly ProductLink[]>;
	/** The links of all variations of these parents. */
	ofParents(between: Between, parentIds: readonly string[]): Promise<readonly ProductLink[]>;
	/** A person's word: replaces whatever was there, and holds no key against others. Places are kept where the link has none. */
	set(links: readonly ProductLink[], now: number): Promise<void>;
	/** By a rule, of lines of orders: see `Refused`. Writes what differs. */
	add(between: Between, links: readonly ProductLink[], now: number): Promise<readonly Refused[]>;
	/**
	 * The same for a catalog, portion by portion, each at once with the sales that waited for its SKUs: they are due. What is
	 * open is never noted over a link.
	 */
	saveMatch(
		between: Between,
		matched: Matched,
		now: number,
	): Promise<{ readonly written: number; readonly retried: number; readonly refused: readonly Refused[] }>;
	/** By SKU, from after this one on; each SKU once. */
	list(between: Between, states: readonly LinkState[], after: string, limit: number): Promise<readonly (LinkRecord | OpenListing)[]>;
	/** How many there are of each, for people: it takes as long as there are links. */
	count(between: Between): Promise<Readonly<Record<LinkState, number>>>;
	remove(between: Between, skus: readonly string[]): Promise<number>;
	/** What is open stays. */
	removeAll(between: Between): Promise<number>;
}
