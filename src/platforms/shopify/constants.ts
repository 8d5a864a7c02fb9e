/** Texts and numbers of Shopify's own, and names of what we write there. Credentials and descriptions may see them: no SDK. */

export const PLATFORM = 'shopify';

/** Of the GraphQL Admin API; each is answered for a year at least (https://shopify.dev/docs/api/usage/versioning). */
export const API_VERSION = '2026-10';

/** Elements of an input: more is refused (https://shopify.dev/docs/api/usage/limits). */
export const INPUT_SIZE = 250;

export const REQUEST_TIMEOUT_MS = 60_000;

/**
 * How long after its start a write whose answer was lost may still have effects. Shopify gives up a request of its own after
 * about a minute; what is read here comes from its database and not from its search index, which is later.
 */
export const SETTLE_MS = 120_000;

/** Attempts of a read, the first included. */
export const READ_ATTEMPTS = 4;
/** So often is waited where Shopify says THROTTLED: such a request was not begun, whatever it was to do. */
export const THROTTLED_ATTEMPTS = 6;
export const FIRST_BACKOFF_MS = 500;

/** How long facts about the shop (currency, plan, locations) are believed. */
export const FACTS_TTL_MS = 5 * 60_000;

/** A token of the client credentials grant is renewed so long before it ends. */
export const TOKEN_EARLY_MS = 10 * 60_000;

/** Container of what we write; the merchant's own, so that it outlives the app that wrote it. */
export const NAMESPACE = 'storebridge';

/** Keys of our metafields. */
export const METAFIELD = {
	/** Of orders, products and variants: whose they are, by a definition of type `id`: the shop keeps each value from standing on two. */
	origin: 'origin',
	/** Of products and variants: the channel's product id (ASIN). */
	code: 'code',
	/** Of products: which of their pictures came from which address, as JSON. */
	pictures: 'pictures',
	/** Of products: what Shopify has no field for, as JSON. */
	attributes: 'attributes',
	dimensions: 'dimensions',
	/** Of orders: what is remembered beside, as JSON. */
	facts: 'facts',
	/** Of orders, customers' too: which parcels were told, as JSON. */
	parcels: 'parcels',
} as const;

/** What Shopify's index of orders finds our own by. */
export const OWN_TAG = 'Storebridge';
export const ATTENTION_TAG = 'Needs Attention';

/** Of an order's "Additional details": where people stand that Shopify would let nobody erase elsewhere. */
export const ATTRIBUTE = {
	taxId: 'Buyer tax ID',
	billing: 'Billing address',
} as const;

/** Names of properties of an order's lines; those with an underscore are shown to no customer. */
export const LINE_PROPERTY = {
	/** The channel's line, and of a set which product of it. */
	line: '_storebridge_line',
	/** How many of this line's pieces one unit of the channel's line is. */
	pieces: '_storebridge_pieces',
	sku: '_storebridge_sku',
} as const;

/** What a shop may be asked for, and what it is needed for. */
export const SCOPES = {
	read_orders: 'to read orders',
	read_all_orders: 'to see orders that are older than 60 days',
	write_orders: 'to save orders',
	write_order_edits: 'to take off an order what was cancelled of it',
	read_customers: 'to tell customers apart',
	read_products: 'to find products by their SKU',
	write_products: 'to make products',
	read_inventory: 'to read stock',
	write_inventory: 'to push stock',
	read_locations: 'to find the locations of stock by their name',
	write_merchant_managed_fulfillment_orders: 'to note parcels',
	write_fulfillments: 'to note that a parcel has arrived',
} as const;
export type Scope = keyof typeof SCOPES;

/** Largest quantity that a location takes (`INVALID_QUANTITY_TOO_HIGH`). */
export const MOST_PIECES = 1_000_000_000;
