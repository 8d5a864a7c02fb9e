import type { Clock, SandboxEvent } from '../kernel/contract';
import type { StoreMail } from '../mail/inbox';
import type { BucketSize } from './graphql/throttle';
import type { WebhookConduct } from './webhooks/webhook-conduct';
import type { WebhookTransport } from '../kernel/webhook-transport';

/** Who calls: an app with its secret, and what its tokens may do. */
export interface ShopifyApp {
	readonly clientId: string;
	readonly clientSecret: string;
	readonly scopes: readonly string[];
	/** A token that never expires, of a custom app made in the admin before 2026. */
	readonly accessToken?: string;
}

export interface ShopSettings {
	readonly name: string;
	readonly email: string;
	/** `….myshopify.com`: who the shop is. */
	readonly myshopifyDomain: string;
	/** ISO 4217. */
	readonly currencyCode: string;
	readonly ianaTimezone: string;
	readonly countryCode: string;
	/** Of its own domain, like "es" or "pt-BR". */
	readonly locale: string;
	readonly taxesIncluded: boolean;
	readonly weightUnit: string;
	/** As Shopify names it: Basic, Grow, Advanced, Shopify Plus, Development. */
	readonly plan: string;
	/** A development store makes at most five orders a minute by the API. */
	readonly isDevelopmentStore: boolean;
	/**
	 * Protected customer data. `fieldsHidden`: names, addresses, mails and phones are refused field by field (as for custom apps of
	 * shops on Basic). `refused`: whole orders and customers are. Left out: by the plan.
	 */
	readonly customerData?: 'granted' | 'fieldsHidden' | 'refused';
	/** Multi-location, for who reads the features; Shopify has no flag of it. */
	readonly orderNumberPrefix: string;
}

/** Whole answers in place of those of the API: 402, 403, 423, 430 and 429. */
export type ShopCondition = 'open' | 'frozen' | 'forbidden' | 'locked' | 'rejected' | 'tooManyRequests' | 'gone';

export interface LocationSeed {
	readonly name: string;
	readonly isActive?: boolean;
	readonly fulfillsOnlineOrders?: boolean;
	readonly countryCode?: string;
	readonly isFulfillmentService?: boolean;
}

export interface VariantSeed {
	readonly sku?: string | null;
	readonly barcode?: string;
	readonly price?: string;
	/** Values of the product's options, in their order. */
	readonly optionValues?: readonly string[];
	/** By the name of the location; those that are not named do not stock it. */
	readonly stock?: Readonly<Record<string, number>>;
	readonly tracked?: boolean;
	readonly requiresShipping?: boolean;
	readonly inventoryPolicy?: 'DENY' | 'CONTINUE';
	readonly weight?: { readonly value: number; readonly unit: string };
	/** A bundle, whose stock cannot be set. */
	readonly requiresComponents?: boolean;
	/** What is in the bundle, of variants that are there already. */
	readonly components?: readonly { readonly sku: string; readonly quantity: number }[];
	readonly taxable?: boolean;
}

export interface ProductSeed extends VariantSeed {
	readonly title: string;
	readonly status?: string;
	readonly vendor?: string;
	readonly productType?: string;
	readonly tags?: readonly string[];
	/** Names of the options; without them the product has the one default variant that the seed itself describes. */
	readonly options?: readonly string[];
	readonly variants?: readonly VariantSeed[];
}

export interface ShopifyOptions {
	readonly clock: Clock;
	/** Name among the stand-ins; 'shopify' by default. */
	readonly name?: string;
	readonly apps?: readonly ShopifyApp[];
	readonly settings?: Partial<ShopSettings>;
	/** "Shop location" alone by default. */
	readonly locations?: readonly LocationSeed[];
	readonly products?: readonly ProductSeed[];
	/** 1000 points and 50 a second by default: the least that Shopify's pages name; 2000 and 100 were recorded of a development store. */
	readonly bucket?: BucketSize;
	/** How late search learns of a change, ms of the sandbox's clock; 5 seconds by default. */
	readonly searchLagMs?: number;
	/** How long Shopify takes to fetch a picture; 3 seconds by default. */
	readonly mediaDelayMs?: number;
	/** How long a job takes that a mutation starts (cancelling an order); 2 seconds by default. */
	readonly jobDelayMs?: number;
	/** Whether a picture that a product names is there; all are by default. Never asked of the net. */
	readonly hasImage?: (url: string) => boolean;
	/** Takes the shop's mails; without it none are sent. */
	readonly mailer?: { deliver(mail: StoreMail): void };
	readonly webhooks?: Partial<WebhookConduct>;
	/** Instead of HTTP. */
	readonly webhookTransport?: WebhookTransport;
	readonly onEvent?: (event: SandboxEvent) => void;
	/** In [0, 1). */
	readonly random?: () => number;
}

export const allScopes: readonly string[] = [
	'read_orders',
	'write_orders',
	'write_order_edits',
	'read_all_orders',
	'read_products',
	'write_products',
	'read_inventory',
	'write_inventory',
	'read_locations',
	'read_customers',
	'write_customers',
	'write_customer_data_erasure',
	'read_merchant_managed_fulfillment_orders',
	'write_merchant_managed_fulfillment_orders',
	'read_assigned_fulfillment_orders',
	'write_assigned_fulfillment_orders',
	'write_fulfillments',
];

/** The app of a shop that says nothing else, with both ways in. */
export const defaultApp = {
	clientId: 'sandbox-client-id',
	clientSecret: 'shpss_sandbox',
	accessToken: 'shpat_sandbox',
	scopes: allScopes,
} as const satisfies ShopifyApp;

export const defaultSettings: ShopSettings = {
	name: 'Sandbox Shop',
	email: 'admin@shop.example',
	myshopifyDomain: 'sandbox.myshopify.com',
	currencyCode: 'EUR',
	ianaTimezone: 'Europe/Berlin',
	countryCode: 'DE',
	locale: 'en',
	taxesIncluded: true,
	weightUnit: 'KILOGRAMS',
	plan: 'Advanced',
	isDevelopmentStore: false,
	orderNumberPrefix: '#',
};
