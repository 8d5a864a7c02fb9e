/** In keys of accounts. */
export const PLATFORM = 'woocommerce';

/** What this adapter writes into `created_via`; the store can list orders by it since WooCommerce 9.9. */
export const CREATED_VIA = 'storebridge';

/**
 * The oldest WooCommerce that takes `created_via` on creation and filters by it
 * (https://github.com/woocommerce/woocommerce/pull/57225, https://github.com/woocommerce/woocommerce/pull/57052).
 * Older ones would hide our own orders from us, and an order whose answer was lost would be made twice.
 */
export const OLDEST_VERSION = '9.9';

/** WooCommerce's own words for the state of an order; plugins add theirs. */
export const STATUS = {
	checkoutDraft: 'checkout-draft',
	autoDraft: 'auto-draft',
	pending: 'pending',
	processing: 'processing',
	onHold: 'on-hold',
	completed: 'completed',
	cancelled: 'cancelled',
	refunded: 'refunded',
	failed: 'failed',
	trash: 'trash',
} as const;

/** Those that every store has. */
export const CORE_STATUSES = [
	STATUS.pending,
	STATUS.processing,
	STATUS.onHold,
	STATUS.completed,
	STATUS.cancelled,
	STATUS.refunded,
	STATUS.failed,
] as const;

/** What WooCommerce calls the states that an order saved by us may be in. */
export const STANDARD_STATUS = { toShip: STATUS.processing, shipped: STATUS.completed, onHold: STATUS.onHold } as const;

/** Meta keys on orders. A leading underscore hides them from the custom fields box, not from the REST API. */
export const ORDER_META = {
	origin: '_storebridge_order',
	/** Keyed hash of the version that was saved last. */
	fingerprint: '_storebridge_version',
	/** Of an order that was made a second time and set aside: the id of the one that stays. */
	duplicateOf: '_storebridge_duplicate_of',
	orderId: '_amazon_order_id',
	purchasedAt: '_amazon_purchase_date',
	marketplace: '_amazon_marketplace',
	fulfilledBy: '_amazon_fulfilled_by',
	/** Of the parcel, with its unit: what a shipping label asks for. */
	weight: '_storebridge_weight',
	programs: '_amazon_programs',
	shipBy: '_amazon_ship_by',
	deliverBy: '_amazon_deliver_by',
	deliveryService: '_amazon_delivery_service',
	/** Personal data. */
	deliveryInstructions: '_amazon_delivery_instructions',
	/** Personal data: the relay address. Never in `billing.email`, which the store mails by itself. */
	buyerEmail: '_amazon_buyer_email',
	purchaseOrder: '_amazon_purchase_order',
	replaces: '_amazon_replaces',
	/** Personal data: the buyer's VAT id, NIF, CNPJ …, and what kind of number it is. */
	buyerTaxId: '_amazon_buyer_tax_id',
	buyerTaxIdType: '_amazon_buyer_tax_id_type',
	/** Personal data: the same number where invoice plugins look for it. */
	vatNumber: '_billing_vat_number',
	/** The day on which everything personal was erased. */
	erased: '_storebridge_erased',
} as const;

/** Meta keys on products: whose it is, the channel's product id (ASIN), and which of its pictures came from which address. */
export const META_OF_PRODUCT = {
	origin: '_storebridge_origin',
	code: '_amazon_asin',
	images: '_storebridge_images',
} as const;

/** What the store takes from an address, by the end of its path: it looks at nothing else before it fetches it. */
export const IMAGE_ENDING = /\.(?:jpe?g|png|gif|webp|bmp|tiff?|ico)$/i;

/** How the store says why it does not take a product. */
export const PRODUCT_REFUSAL = {
	sku: 'product_invalid_sku',
	/** Of a SKU that came at the same time, or lies in the trash. */
	notMade: 'woocommerce_rest_product_not_created',
	gtin: 'product_invalid_global_unique_id',
	/** An address that gives no picture, or a picture that is gone. */
	image: /image_upload_error$|invalid_image_id$|remote_image_url$|_invalid_image$/,
	termExists: 'term_exists',
} as const;

/** Where plugins kept GTINs before WooCommerce 9.2 had a field of its own, and still do. */
export const META_WITH_GTIN = ['_wpm_gtin_code', 'hwp_product_gtin', '_ts_gtin', '_alg_ean', '_ean'] as const;

/** What WooCommerce's own eraser writes on an order. */
export const ANONYMIZED_META = '_anonymized';

/** Where the store itself notes how far an order is shipped. */
export const FULFILLMENT_STATUS_META = '_fulfillment_status';
/** Where the Shipment Tracking plugin, and those that write as it does, note parcels. */
export const TRACKING_ITEMS_META = '_wc_shipment_tracking_items';

/** Where others note the number of a parcel: AfterShip, ParcelPanel, YITH and those who write a custom field by hand. */
export const TRACKING_META = /(^|_)(tracking_(numbers?|items)|ywot_tracking_code)$/i;
/** What WooCommerce Subscriptions and YITH's write on an order that continues a subscription. */
export const RENEWAL_META = ['_subscription_renewal', 'is_a_renew'] as const;

/** Where the store notes on a line how many pieces it took off the shelf for it. */
export const REDUCED_STOCK_META = '_reduced_stock';
/** Value of `ORDER_META.fulfilledBy` on orders that are shipped from stock that is not the store's. */
export const FULFILLED_ELSEWHERE = 'amazon';

/** Meta keys on order lines, fees and shipping lines. What is shown to the packer has names of the table of texts. */
export const LINE_META = {
	/** The channel's line id; how an update finds the store's line again. */
	line: '_storebridge_line',
	/** How many of this line's pieces one unit of the channel's line is. */
	pieces: '_storebridge_pieces',
	/** What a fee is: `marketplaceTax`, `rounding`, `adjustment`, `charge:<kind>`, `text`. */
	role: '_storebridge_role',
	sku: '_amazon_sku',
} as const;

/** The largest page and the largest batch the server takes (413 beyond). */
export const PAGE_SIZE = 100;
export const BATCH_SIZE = 100;

/** Lists asked for at the same time: a store without a cache answers about twice as many a second then, and no more. */
export const SIDE_BY_SIDE = 4;

/** A request should end within this, well below the 30 s at which ordinary hosting cuts PHP off. */
export const BATCH_TARGET_MS = 5_000;
/** The first batch, before anything was measured. */
export const FIRST_BATCH = 25;

/** Quantities are little work: a hundred took two seconds where they were measured. */
export const FIRST_STOCK_BATCH = 50;
/** Far more than anybody has of one thing, and far less than where a column of the store or a number of PHP's ends. */
export const MOST_PIECES = 999_999_999;

/** Pictures that are fetched within one request: each may take seconds. */
export const FIRST_PICTURES = 5;

export const REQUEST_TIMEOUT_MS = 60_000;
/**
 * How long after its start a batch whose client is gone may still make orders: PHP goes on after the connection is
 * lost (seen: 16 of 30 orders at 1.5 s, all 30 at 2.8 s), at most for its own time limit.
 */
export const SETTLE_MS = 90_000;

/** How long facts about the store (currency, taxes, statuses, tax classes of products) are believed. */
export const FACTS_TTL_MS = 5 * 60_000;
/** How long the store's list of countries and regions is believed. */
export const COUNTRIES_TTL_MS = 24 * 60 * 60_000;

/** Longest query value, percent-encoded: servers refuse URLs over 8 kB. */
export const QUERY_BYTES = 6_000;

export const MAX_RESPONSE_BYTES = 64 * 1024 * 1024;

/** Attempts of a GET, the first included. */
export const READ_ATTEMPTS = 4;
/** The same where there is little sense in it, or little time. */
export const BRIEF_ATTEMPTS = 2;
export const FIRST_BACKOFF_MS = 500;
