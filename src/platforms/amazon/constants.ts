import type { Plan } from '../../ports/database';

export type AmazonRegion = 'na' | 'eu' | 'fe';

/** Hosts per region. https://developer-docs.amazon.com/sp-api/docs/sp-api-endpoints */
export const REGIONS: Readonly<Record<AmazonRegion, { readonly name: string; readonly host: string }>> = {
	na: { name: 'North America', host: 'sellingpartnerapi-na.amazon.com' },
	eu: { name: 'Europe', host: 'sellingpartnerapi-eu.amazon.com' },
	fe: { name: 'Far East', host: 'sellingpartnerapi-fe.amazon.com' },
};

export const REGION_NAMES = Object.keys(REGIONS) as readonly AmazonRegion[];

export interface Marketplace {
	readonly id: string;
	readonly region: AmazonRegion;
	/** ISO 3166-1 alpha-2. */
	readonly country: string;
	/** ISO 4217. */
	readonly currency: string;
	readonly domain: string;
	/** "Amazon.de". */
	readonly name: string;
}

const marketplace = (region: AmazonRegion, country: string, id: string, currency: string, domain: string): Marketplace => ({
	id,
	region,
	country,
	currency,
	domain,
	name: domain.replace('amazon', 'Amazon'),
});

/**
 * All marketplaces; ids and regions from https://developer-docs.amazon.com/sp-api/docs/marketplace-ids. Only names,
 * currencies and regions for people come from here: any other marketplace id passes through the adapter unchanged. In
 * the order of their size: Amazon puts sellers into marketplaces in which they list nothing, and the first one is taken where
 * nobody chose.
 */
export const MARKETPLACES: readonly Marketplace[] = [
	marketplace('na', 'US', 'ATVPDKIKX0DER', 'USD', 'amazon.com'),
	marketplace('na', 'CA', 'A2EUQ1WTGCTBG2', 'CAD', 'amazon.ca'),
	marketplace('na', 'MX', 'A1AM78C64UM0Y8', 'MXN', 'amazon.com.mx'),
	marketplace('na', 'BR', 'A2Q3Y263D00KWC', 'BRL', 'amazon.com.br'),
	marketplace('eu', 'DE', 'A1PA6795UKMFR9', 'EUR', 'amazon.de'),
	marketplace('eu', 'GB', 'A1F83G8C2ARO7P', 'GBP', 'amazon.co.uk'),
	marketplace('eu', 'FR', 'A13V1IB3VIYZZH', 'EUR', 'amazon.fr'),
	marketplace('eu', 'IT', 'APJ6JRA9NG5V4', 'EUR', 'amazon.it'),
	marketplace('eu', 'ES', 'A1RKKUPIHCS9HS', 'EUR', 'amazon.es'),
	marketplace('eu', 'NL', 'A1805IZSGTT6HS', 'EUR', 'amazon.nl'),
	marketplace('eu', 'PL', 'A1C3SOZRARQ6R3', 'PLN', 'amazon.pl'),
	marketplace('eu', 'SE', 'A2NODRKZP88ZB9', 'SEK', 'amazon.se'),
	marketplace('eu', 'BE', 'AMEN7PMS3EDWL', 'EUR', 'amazon.com.be'),
	marketplace('eu', 'IE', 'A28R8C7NBKEWEA', 'EUR', 'amazon.ie'),
	marketplace('eu', 'TR', 'A33AVAJ2PDY3EV', 'TRY', 'amazon.com.tr'),
	marketplace('eu', 'AE', 'A2VIGQ35RCS4UG', 'AED', 'amazon.ae'),
	marketplace('eu', 'SA', 'A17E79C6D8DWNP', 'SAR', 'amazon.sa'),
	marketplace('eu', 'IN', 'A21TJRUUN4KGV', 'INR', 'amazon.in'),
	marketplace('eu', 'EG', 'ARBP9OOSHTCHU', 'EGP', 'amazon.eg'),
	marketplace('eu', 'ZA', 'AE08WJ6YKNBMC', 'ZAR', 'amazon.co.za'),
	marketplace('fe', 'JP', 'A1VC38T7YXB528', 'JPY', 'amazon.co.jp'),
	marketplace('fe', 'AU', 'A39IBJ37TRP1C6', 'AUD', 'amazon.com.au'),
	marketplace('fe', 'SG', 'A19VAU5U5O7RUS', 'SGD', 'amazon.sg'),
];

/** In which zone the days of a country's marketplace begin; of a large country where Amazon itself reckons them, or most people live. */
export const TIME_ZONES: Readonly<Record<string, string>> = {
	US: 'America/Los_Angeles',
	CA: 'America/Toronto',
	MX: 'America/Mexico_City',
	BR: 'America/Sao_Paulo',
	DE: 'Europe/Berlin',
	GB: 'Europe/London',
	FR: 'Europe/Paris',
	IT: 'Europe/Rome',
	ES: 'Europe/Madrid',
	NL: 'Europe/Amsterdam',
	PL: 'Europe/Warsaw',
	SE: 'Europe/Stockholm',
	BE: 'Europe/Brussels',
	IE: 'Europe/Dublin',
	TR: 'Europe/Istanbul',
	AE: 'Asia/Dubai',
	SA: 'Asia/Riyadh',
	IN: 'Asia/Kolkata',
	EG: 'Africa/Cairo',
	ZA: 'Africa/Johannesburg',
	JP: 'Asia/Tokyo',
	AU: 'Australia/Sydney',
	SG: 'Asia/Singapore',
};

const BY_ID = new Map(MARKETPLACES.map((entry) => [entry.id, entry]));

/** The marketplaces that a seller account of a region can take part in. */
export const marketplacesOf = (region: AmazonRegion): readonly Marketplace[] =>
	MARKETPLACES.filter((candidate) => candidate.region === region);

export const findMarketplace = (id: string): Marketplace | undefined => BY_ID.get(id);

/** Sales tax is added at checkout there and is never part of a shown price. */
export const COUNTRIES_WITH_PRICES_BEFORE_TAX: readonly string[] = ['US', 'CA'];

/**
 * Shadow marketplaces ("Non-Amazon", "SI … Prod Marketplace") that getMarketplaceParticipations lists beside the real
 * ones; nobody can sell there. The ids are those of the npm package @bizon/amazon-ids.
 */
export const SHADOW_MARKETPLACES: ReadonlySet<string> = new Set([
	'A1MQXOICRS2Z7M',
	'A3H6HPSLHAK3XG',
	'A2ZV50J4W1RKNI',
	'AHRY1CZE9ZY4H',
	'A38D8NSA03LJTC',
	'AFQLKURYRPEL8',
	'A1ZFFQZ3HTUKT9',
	'A62U237T8HV6N',
	'AZMDEXL2RVFNN',
]);

/** One operation of Selling Partner API that this adapter calls. */
export interface Operation {
	/** The SDK's name of the API. */
	readonly endpoint: string;
	readonly version: string;
	/** Amazon's model of it, for the test that no operation here is deprecated. */
	readonly model: string;
	/** Default usage plan of the model; the real rate comes back in x-amzn-RateLimit-Limit. */
	readonly plan: Plan;
	/** False where the next token is minutes away: such a call without a token comes back at once. */
	readonly waitsForQuota: boolean;
	/** Amazon's name of the operation, where another API has one of the same name. */
	readonly operationId?: string;
	/** For an API that the SDK does not know. */
	readonly route?: ApiRoute;
	/** Of an operation that goes by a token of the application itself, not of the seller's. */
	readonly scope?: string;
}

export interface ApiRoute {
	readonly method: 'GET' | 'POST' | 'PUT';
	/** With the names of path parameters in braces. */
	readonly path: string;
}

const operation = (endpoint: string, version: string, model: string, rate: number, burst: number): Operation => ({
	endpoint,
	version,
	model,
	plan: { rate, burst },
	waitsForQuota: 1 / rate < 60,
});

const outbound2020 = operation('fulfillmentOutbound', '2020-07-01', 'fulfillment-outbound-2020-07-01.json', 2, 30);

const outbound2026 = (method: ApiRoute['method'], path: string): Operation => ({
	...operation('fulfillmentOutbound', '2026-07-04', 'fulfillment-outbound-2026-07-04.json', 2, 30),
	route: { method, path: `/fulfillment/outbound/2026-07-04/${path}` },
});

/** Everything this adapter asks of Amazon. What changes something is sent by `callOnce`; all others may be sent again. */
export const OPERATIONS = {
	searchOrders: operation('orders', '2026-01-01', 'orders-2026-01-01.json', 0.0056, 20),
	getOrder: operation('orders', '2026-01-01', 'orders-2026-01-01.json', 0.5, 30),
	confirmShipment: operation('orders', 'v0', 'orders-v0.json', 2, 10),
	getMarketplaceParticipations: operation('sellers', 'v1', 'sellers-v1.json', 0.016, 15),
	searchListingsItems: operation('listingsItems', '2021-08-01', 'listings-items-2021-08-01.json', 5, 5),
	getListingsItem: operation('listingsItems', '2021-08-01', 'listings-items-2021-08-01.json', 5, 10),
	searchCatalogItems: operation('catalogItems', '2022-04-01', 'catalog-items-2022-04-01.json', 2, 2),
	getReports: operation('reports', '2021-06-30', 'reports-2021-06-30.json', 0.0222, 10),
	createReport: operation('reports', '2021-06-30', 'reports-2021-06-30.json', 0.0167, 15),
	getReport: operation('reports', '2021-06-30', 'reports-2021-06-30.json', 2, 15),
	getReportDocument: operation('reports', '2021-06-30', 'reports-2021-06-30.json', 0.0167, 15),
	patchListingsItem: operation('listingsItems', '2021-08-01', 'listings-items-2021-08-01.json', 5, 5),
	createFeedDocument: operation('feeds', '2021-06-30', 'feeds-2021-06-30.json', 0.5, 15),
	createFeed: operation('feeds', '2021-06-30', 'feeds-2021-06-30.json', 0.0083, 15),
	getFeed: operation('feeds', '2021-06-30', 'feeds-2021-06-30.json', 2, 15),
	getFeeds: operation('feeds', '2021-06-30', 'feeds-2021-06-30.json', 0.0222, 10),
	getFeedDocument: operation('feeds', '2021-06-30', 'feeds-2021-06-30.json', 0.0222, 10),
	getInventorySummaries: operation('fbaInventory', 'v1', 'fba-inventory-v1.json', 2, 2),
	listInventory: operation('amazonWarehousingAndDistribution', '2024-05-09', 'awd-2024-05-09.json', 2, 2),
	// Amazon publishes no plan of it; 5 is what its answers were seen to say.
	getSupplySources: operation('supplySources', '2020-07-01', 'supply-sources-2020-07-01.json', 5, 5),
	// Amazon publishes no plan of it.
	getShipmentTracking: {
		...operation('tracking', '2026-01-30', 'tracking-2026-01-30.json', 1, 5),
		route: { method: 'GET', path: '/tracking/2026-01-30/shipments/track' },
		scope: 'sellingpartnerapi::shipments:track',
	},
	getFulfillmentPreview: outbound2020,
	createFulfillmentOrder: outbound2020,
	getFulfillmentOrder: outbound2020,
	listAllFulfillmentOrders: outbound2020,
	getPackageTrackingDetails: outbound2020,
	cancelFulfillmentOrder: outbound2020,
	updateFulfillmentOrder: outbound2020,
	getOrderPreview: outbound2026('POST', 'previews'),
	createOrder: outbound2026('POST', 'orders'),
	getOutboundOrder: { ...outbound2026('GET', 'orders/{orderId}'), operationId: 'getOrder' },
	listOrders: outbound2026('GET', 'orders'),
	cancelOrder: outbound2026('PUT', 'orders/{orderId}/cancel'),
	updateOrder: outbound2026('PUT', 'orders/{orderId}'),
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof OPERATIONS;

/** What Seller Central calls the role that an application needs for the calls of an API. https://developer-docs.amazon.com/sp-api/docs/role-mappings-for-sp-api-operations-and-resources */
const ROLES: Readonly<Record<string, string>> = {
	orders: 'Inventory and Order Tracking',
	listingsItems: 'Product Listing',
	catalogItems: 'Product Listing',
	reports: 'Product Listing',
	// What is told of orders goes by the same role as what is told of quantities.
	feeds: 'Inventory and Order Tracking',
	amazonWarehousingAndDistribution: 'Amazon Warehousing and Distribution',
	fulfillmentOutbound: 'Amazon Fulfillment',
};

/** Undefined where no role of ours is for it alone. */
export const roleFor = (operation: string): string | undefined =>
	Object.hasOwn(OPERATIONS, operation) ? ROLES[OPERATIONS[operation as OperationName].endpoint] : undefined;

/** Tokens of searchOrders that the start of a search leaves for the pages of searches already begun. */
export const SEARCH_RESERVE = 5;

/** Most orders searchOrders gives per page. */
export const PAGE_SIZE = 100;

/** Time-outs in milliseconds: `idle` without a single byte, `total` from the first byte sent to the last received. */
export interface Timeouts {
	readonly idle: number;
	readonly total: number;
}

export const TIMEOUTS: Timeouts = { idle: 30_000, total: 90_000 };

/** Access tokens live an hour; they are renewed this long before. */
export const TOKEN_LIFETIME_MS = 3_600_000;
export const TOKEN_EARLY_MS = 600_000;

/** A client secret must be rotated after 180 days, an authorisation renewed after 365. */
export const SECRET_LIFETIME_DAYS = 180;
export const AUTHORIZATION_LIFETIME_DAYS = 365;
export const WARN_DAYS_BEFORE = 30;

export const USER_AGENT = 'Storebridge/1 (Language=TypeScript; Platform=n8n)';
