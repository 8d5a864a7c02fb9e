import type { Listing } from '../listing';
import type { LinkContent } from '../order-line';
import type { CatalogProduct, LinkPlace, ProductLink } from '../product';

/** The listings of one SKU, folded over its marketplaces: what matching needs of them. See `foldListings`. */
export interface SkuListing {
	/** Exact, to the byte. */
	readonly sku: string;
	/** The channel's product id (ASIN), of the home marketplace where it is sold there. */
	readonly code?: string;
	/** Of the home marketplace, else of the first that has one; empty where none has. */
	readonly title: string;
	readonly kind: Listing['kind'];
	readonly condition: Listing['condition'];
	/** In 14 digits, as `normaliseGtin` gives them; each once, sorted. */
	readonly gtins: readonly string[];
	/** Pieces in one listing, where the channel says so in a field of its own; else the title may tell. */
	readonly packSize?: number;
	/** Each once, sorted. */
	readonly places: readonly LinkPlace[];
}

/** `productId`: the store's product carries the channel's product id (ASIN) as its code. */
export type MatchRule = 'sku' | 'productId' | 'gtin' | 'name';

/**
 * A shop in several languages may have one SKU on each translation of a product. Which of them is linked: that of a language, the
 * one that carries the channel's product id, or none (a person decides).
 */
export type TranslationChoice =
	{ readonly by: 'language'; readonly language: string } | { readonly by: 'productId' } | { readonly by: 'person' };

/** A product that is made of others (bundle, composite, group): itself is linked, or its parts, or a person decides. */
export type ContainerChoice = 'container' | 'parts' | 'person';

/** Why a product was not linked, or is one of several. The texts of people are in `texts/english/words.ts`. */
export const WHY_CODES = [
	'severalProducts',
	'translation',
	'container',
	'containerParts',
	'productTaken',
	'severalListings',
	'parentSku',
	'notSellable',
	'otherPackSize',
	'notNew',
	'outerSpace',
	'differsInCase',
	'otherCharacters',
	'leadingZeros',
	'sameProductId',
	'sameGtin',
	'sameName',
] as const;
export type WhyCode = (typeof WHY_CODES)[number];

/** More than a person looks at: of more products that fit, these many are named. */
export const MOST_CANDIDATES = 10;

/** A product that a listing may be. */
export interface MatchCandidate {
	readonly productId: string;
	readonly parentId?: string;
	readonly sku: string;
	readonly why: WhyCode;
	/** Pieces of this product that the listing seems to be, where that is more than one. A proposal, never a link. */
	readonly units?: number;
}

export interface OpenMatch {
	readonly sku: string;
	/** The likeliest first, at most `MOST_CANDIDATES`. */
	readonly candidates: readonly MatchCandidate[];
}

/** A link to write: new, or one by rule that has changed. */
export interface MadeLink {
	readonly sku: string;
	/** Of a container it is the container, also where its parts are linked. */
	readonly product: CatalogProduct;
	/** A `MatchRule`, or what the link was made by before. */
	readonly rule: string;
	readonly content: LinkContent;
	readonly places: readonly LinkPlace[];
}

export interface GoneLink {
	readonly sku: string;
	readonly what: 'listing' | 'product';
	/** What has its id is another listing's product, which must not be kept from it. */
	readonly letsGo?: true;
}

export interface MatchInput {
	/** Each SKU once. */
	readonly listings: readonly SkuListing[];
	readonly products: readonly CatalogProduct[];
	/** All there are between the two accounts, by SKU. */
	readonly links: ReadonlyMap<string, ProductLink>;
	/** In the order in which they are tried. */
	readonly rules: readonly MatchRule[];
	/** Whether the rule `name` links; it only proposes otherwise. */
	readonly nameLinks: boolean;
	readonly translations: TranslationChoice;
	readonly containers: ContainerChoice;
	/** The marketplaces that were read; links of others are neither changed nor gone. Absent: all of the account. */
	readonly marketplaces?: readonly string[];
	/** The account has others: a link of which nobody knows where it is sold may be of these. */
	readonly partly?: boolean;
	/** What is there and could not be read is not gone. `all`: something without a name, so that nothing is. */
	readonly unread?: { readonly skus?: ReadonlySet<string> | 'all'; readonly productIds?: ReadonlySet<string> | 'all' };
}

/** Each list in the order of its SKUs. A SKU stands in one of them, or is unchanged, or a parent that nobody can buy. */
export interface MatchResult {
	/** Only what is new or has changed. */
	readonly links: readonly MadeLink[];
	readonly ambiguous: readonly OpenMatch[];
	readonly pending: readonly OpenMatch[];
	readonly gone: readonly GoneLink[];
	/** Links that stay as they are. */
	readonly unchanged: number;
}
