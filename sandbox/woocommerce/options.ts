import type { Clock, SandboxEvent } from '../kernel/contract';
import type { StoreMail } from '../mail/inbox';
import type { ImageSource } from './media/image-source';
import type { WebhookConduct } from './webhooks/webhook-conduct';
import type { WebhookTransport } from '../kernel/webhook-transport';

/** Permissions of a REST key, as in WooCommerce > Settings > Advanced > REST API. */
export type Permission = 'read' | 'write' | 'read_write';

export interface ApiKey {
	readonly consumerKey: string;
	readonly consumerSecret: string;
	readonly permissions: Permission;
}

export interface BaseLocation {
	readonly country: string;
	readonly state: string;
	readonly postcode: string;
	readonly city: string;
	readonly address: string;
}

export interface StoreSettings {
	/** ISO 4217. */
	readonly currency: string;
	/** "Number of decimals" of every amount, whatever an order's currency. */
	readonly decimals: number;
	/** "Enable taxes"; off, nothing is ever taxed. */
	readonly calcTaxes: boolean;
	/** Whether catalog prices include tax. Amounts sent with an order's lines are net either way. */
	readonly pricesIncludeTax: boolean;
	readonly taxBasedOn: 'shipping' | 'billing' | 'base';
	/** 'inherit' (from the items), '' (standard) or the slug of a class. */
	readonly shippingTaxClass: string;
	readonly roundAtSubtotal: boolean;
	readonly base: BaseLocation;
	readonly manageStock: boolean;
	/** IANA name of the site's zone. */
	readonly timezone: string;
	/** High-performance order storage; without it `search` does not look at transaction ids. */
	readonly hpos: boolean;
	/** The site's language, 'es_ES'. */
	readonly language: string;
	/** Plain: the server leads `/wp-json/…` to the home page, which is answered with 200. */
	readonly permalinks: 'pretty' | 'plain';
	/** Every address is redirected to itself: two rules that each mean to force https, or www. */
	readonly redirectsToItself: boolean;
	/** A plugin sells by weight or length: quantities are kept as they are. */
	readonly decimalQuantities: boolean;
	readonly siteTitle: string;
	readonly adminEmail: string;
	/** The feature "Order fulfillments"; off, its routes do not exist. */
	readonly fulfillments: boolean;
	/** `GET variations`, the list of those of all parents; off as in an older store: 404 `rest_no_route`. */
	readonly variationsRoute: boolean;
	/** Translations are products of their own; the first language is the default. */
	readonly multilingual: 'off' | 'wpml' | 'polylang';
	readonly languages: readonly string[];
	/** The plugin behind `wc-shipment-tracking/v3`: WooCommerce's own, Advanced Shipment Tracking, or none. */
	readonly shipmentTracking: 'off' | 'official' | 'ast';
}

/** A store rate; '' or absent matches everything. `postcode` and `city` are lists separated by semicolons. */
export interface TaxRateSeed {
	readonly country?: string;
	readonly state?: string;
	readonly postcode?: string;
	readonly city?: string;
	/** Per cent, "19.0000". */
	readonly rate: string;
	readonly name?: string;
	readonly priority?: number;
	readonly compound?: boolean;
	readonly shipping?: boolean;
	/** 'standard' or the slug of a class. */
	readonly class?: string;
}

/** A product as a REST body (`POST /products`), with its variations beside it. */
export interface ProductSeed {
	readonly [field: string]: unknown;
	readonly variations?: readonly Readonly<Record<string, unknown>>[];
}

/** How long things take, in milliseconds on the sandbox's clock. In a batch it passes element by element. */
export interface SpeedProfile {
	readonly msPerRequest?: number;
	readonly msPerOrder?: number;
	readonly msPerCustomer?: number;
	readonly msPerProduct?: number;
}

export interface CustomStatus {
	readonly slug: string;
	readonly name: string;
	/** Registered with `exclude_from_search`: `status=any` leaves it out. */
	readonly excludedFromSearch?: boolean;
}

export interface WooCommerceOptions {
	readonly clock: Clock;
	/** Name among the stand-ins; 'woocommerce' by default. */
	readonly name?: string;
	readonly keys?: readonly ApiKey[];
	/** True: Basic or query-string keys are accepted (as on https). False (default): OAuth 1.0a only, as on http. */
	readonly https?: boolean;
	/** '/shop' for a store in a sub-directory; '' by default. */
	readonly sitePath?: string;
	/**
	 * The site's own address, "http://127.0.0.1:8088", for links and for OAuth signatures, whatever it was called by. By
	 * default the one by which it is called first.
	 */
	readonly origin?: string;
	/** WordPress takes the site's address from the Host header of each request: signatures over any of its names are right. */
	readonly homeFromHost?: boolean;
	/** The option `woocommerce_store_id`; made up by default, null for a store that has none. */
	readonly storeId?: string | null;
	readonly settings?: Partial<StoreSettings>;
	/** Names of the classes besides Standard; "Reduced rate" and "Zero rate" by default. */
	readonly taxClasses?: readonly string[];
	readonly taxRates?: readonly TaxRateSeed[];
	readonly products?: readonly ProductSeed[];
	/** Where images that products name are "downloaded" from; by default the sandbox's own addresses. Never the net. */
	readonly images?: ImageSource;
	/** Types that plugins have added; those of seeded products are known by themselves. */
	readonly productTypes?: readonly string[];
	/** Plugin files that system_status lists as active. */
	readonly plugins?: readonly string[];
	/** Order statuses that a plugin has registered. */
	readonly customStatuses?: readonly CustomStatus[];
	readonly speed?: SpeedProfile;
	/** Takes the store's mails; without it none are sent. */
	readonly mailer?: { deliver(mail: StoreMail): void };
	/** What goes wrong with webhooks from the start. */
	readonly webhooks?: Partial<WebhookConduct>;
	/** Instead of HTTP. */
	readonly webhookTransport?: WebhookTransport;
	/** False: private hosts and ports other than 80, 443 and 8080 are refused, as a stock WordPress does. n8n is on loopback: true by default. */
	readonly allowLocalWebhooks?: boolean;
	/** Milliseconds from an event to its delivery; a few by default. Action Scheduler takes seconds to minutes. */
	readonly webhookDelayMs?: number;
	readonly onEvent?: (event: SandboxEvent) => void;
	/** In [0, 1); for order keys. */
	readonly random?: () => number;
	/** The machine's time in ms, against which OAuth timestamps are judged: clients sign with real time. */
	readonly signingTime?: () => number;
}

export const defaultSettings: StoreSettings = {
	currency: 'EUR',
	decimals: 2,
	calcTaxes: false,
	pricesIncludeTax: false,
	taxBasedOn: 'shipping',
	shippingTaxClass: 'inherit',
	roundAtSubtotal: false,
	base: { country: 'DE', state: '', postcode: '10115', city: 'Berlin', address: 'Musterstrasse 1' },
	manageStock: true,
	timezone: 'Europe/Berlin',
	hpos: true,
	language: 'en_US',
	permalinks: 'pretty',
	redirectsToItself: false,
	decimalQuantities: false,
	siteTitle: 'Sandbox Store',
	adminEmail: 'admin@store.example',
	fulfillments: false,
	variationsRoute: true,
	multilingual: 'off',
	languages: ['en'],
	shipmentTracking: 'off',
};

export const defaultKey: ApiKey = {
	consumerKey: 'ck_sandbox',
	consumerSecret: 'cs_sandbox',
	permissions: 'read_write',
};
