import type { SandboxRequest } from '../../kernel/contract';
import type { ApplicationRole } from '../access/accounts';
import type { AmazonOperation } from '../access/usage-plans';

/** The operation a request means, with what its path names (ids, decoded). */
export interface Route {
	readonly operation: AmazonOperation;
	readonly names: readonly string[];
	/** Changes something at Amazon. */
	readonly isWrite: boolean;
	/** Asks whether something ordered is ready. */
	readonly isPoll?: boolean;
	/** Any of these opens the operation; all roles do when left out. */
	readonly roles?: readonly ApplicationRole[];
}

type RouteEntry = Omit<Route, 'names'> & { readonly method: string; readonly path: RegExp };

const outbound2020 = '/fba/outbound/2020-07-01';
const outbound2026 = '/fulfillment/outbound/2026-07-04';
const fulfillment: readonly ApplicationRole[] = ['Amazon Fulfillment'];

const route = (method: string, path: string, operation: AmazonOperation, more: Partial<RouteEntry> = {}): RouteEntry => ({
	method,
	path: new RegExp(`^${path.replaceAll('{}', '([^/]+)')}$`),
	operation,
	isWrite: false,
	...more,
});

export const listingRoles: readonly ApplicationRole[] = ['Product Listing', 'Inventory and Order Tracking'];
/** https://developer-docs.amazon.com/sp-api/docs/order-feed-type-values; the operation is for the same applications. */
export const shippingRoles: readonly ApplicationRole[] = ['Inventory and Order Tracking', 'Direct-to-Consumer Shipping'];
const feedRoles: readonly ApplicationRole[] = [...new Set([...listingRoles, ...shippingRoles])];
const listings = '/listings/2021-08-01/items';
const catalog = '/catalog/2022-04-01/items';
const reports = '/reports/2021-06-30';
const feeds = '/feeds/2021-06-30';
const supplySources = '/supplySources/2020-07-01/supplySources';

const writing = { isWrite: true, roles: fulfillment };
const reading = { roles: fulfillment };

const routes: readonly RouteEntry[] = [
	route('GET', '/sellers/v1/marketplaceParticipations', 'getMarketplaceParticipations'),
	route('GET', '/sellers/v1/account', 'getAccount'),
	route('GET', '/orders/2026-01-01/orders', 'searchOrders'),
	route('GET', '/orders/2026-01-01/orders/{}', 'getOrder'),
	route('POST', '/orders/v0/orders/{}/shipmentConfirmation', 'confirmShipment', { isWrite: true, roles: shippingRoles }),
	route('GET', '/fba/inventory/v1/summaries', 'getInventorySummaries', { roles: ['Amazon Fulfillment', 'Product Listing'] }),
	route('GET', `${listings}/{}`, 'searchListingsItems', { roles: ['Product Listing'] }),
	route('GET', `${listings}/{}/{}`, 'getListingsItem', { roles: ['Product Listing'] }),
	route('PATCH', `${listings}/{}/{}`, 'patchListingsItem', { isWrite: true, roles: ['Product Listing'] }),
	route('GET', catalog, 'searchCatalogItems', { roles: ['Product Listing'] }),
	route('GET', `${catalog}/{}`, 'getCatalogItem', { roles: ['Product Listing'] }),
	route('POST', `${reports}/reports`, 'createReport', { isWrite: true, roles: listingRoles }),
	route('GET', `${reports}/reports`, 'getReports', { roles: listingRoles }),
	route('GET', `${reports}/reports/{}`, 'getReport', { isPoll: true, roles: listingRoles }),
	route('DELETE', `${reports}/reports/{}`, 'cancelReport', { isWrite: true, roles: listingRoles }),
	route('GET', `${reports}/documents/{}`, 'getReportDocument', { roles: listingRoles }),
	route('POST', `${feeds}/documents`, 'createFeedDocument', { roles: feedRoles }),
	route('GET', `${feeds}/documents/{}`, 'getFeedDocument', { roles: feedRoles }),
	route('POST', `${feeds}/feeds`, 'createFeed', { isWrite: true, roles: feedRoles }),
	route('GET', `${feeds}/feeds`, 'getFeeds', { roles: feedRoles }),
	route('GET', `${feeds}/feeds/{}`, 'getFeed', { isPoll: true, roles: feedRoles }),
	route('DELETE', `${feeds}/feeds/{}`, 'cancelFeed', { isWrite: true, roles: feedRoles }),
	route('GET', '/awd/2024-05-09/inventory', 'listInventory', { roles: ['Amazon Fulfillment'] }),
	route('GET', '/tracking/2026-01-30/shipments/track', 'getShipmentTracking'),
	route('GET', supplySources, 'getSupplySources'),
	route('GET', `${supplySources}/{}`, 'getSupplySource'),
	route('POST', `${outbound2020}/fulfillmentOrders/preview`, 'getFulfillmentPreview', reading),
	route('GET', `${outbound2020}/fulfillmentOrders`, 'listAllFulfillmentOrders', reading),
	route('POST', `${outbound2020}/fulfillmentOrders`, 'createFulfillmentOrder', writing),
	route('GET', `${outbound2020}/fulfillmentOrders/{}`, 'getFulfillmentOrder', reading),
	route('PUT', `${outbound2020}/fulfillmentOrders/{}`, 'updateFulfillmentOrder', writing),
	route('PUT', `${outbound2020}/fulfillmentOrders/{}/cancel`, 'cancelFulfillmentOrder', writing),
	route('GET', `${outbound2020}/tracking`, 'getPackageTrackingDetails', reading),
	route('GET', `${outbound2020}/features`, 'getFeatures', reading),
	route('GET', `${outbound2020}/features/inventory/{}`, 'getFeatureInventory', reading),
	route('GET', `${outbound2020}/features/inventory/{}/{}`, 'getFeatureSKU', reading),
	route('POST', `${outbound2026}/previews`, 'outbound.getOrderPreview', reading),
	route('POST', `${outbound2026}/orders`, 'outbound.createOrder', writing),
	route('GET', `${outbound2026}/orders`, 'outbound.listOrders', reading),
	route('GET', `${outbound2026}/orders/{}`, 'outbound.getOrder', reading),
	route('PUT', `${outbound2026}/orders/{}`, 'outbound.updateOrder', writing),
	route('PUT', `${outbound2026}/orders/{}/cancel`, 'outbound.cancelOrder', writing),
];

const decode = (name: string): string => {
	try {
		return decodeURIComponent(name);
	} catch {
		return name;
	}
};

/** Undefined for a path or method that the stand-in does not serve. */
export function routeOf({ method, path }: SandboxRequest): Route | undefined {
	for (const { method: wanted, path: pattern, ...found } of routes) {
		const match = method === wanted ? pattern.exec(path) : null;
		if (match !== null) return { ...found, names: match.slice(1).map(decode) };
	}
	return undefined;
}
