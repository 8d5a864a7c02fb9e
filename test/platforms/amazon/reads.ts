/**
 * Every read of the adapter: which operation of Amazon's it is (`token` is where access tokens come from), and the files that
 * ask for it. A test holds both against what the adapter does; who injects faults goes through this list.
 */
export const READS: Readonly<Record<string, readonly string[]>> = {
	getFeed: ['feeds/submit.ts'],
	getFeedDocument: ['feeds/report.ts'],
	getFeeds: ['feeds/submit.ts'],
	getFulfillmentOrder: ['fulfillment/protocol-2020.ts', 'inspection/roles.ts'],
	getFulfillmentPreview: ['fulfillment/protocol-2020.ts'],
	getInventorySummaries: ['inventory.ts'],
	getListingsItem: ['listings/asking.ts'],
	getMarketplaceParticipations: ['participations.ts'],
	getOrder: ['inspection/roles.ts', 'orders/order-source.ts'],
	getOrderPreview: ['fulfillment/protocol-2026.ts'],
	getOutboundOrder: ['fulfillment/protocol-2026.ts'],
	getPackageTrackingDetails: ['fulfillment/protocol-2020.ts'],
	getReport: ['listings/report-order.ts'],
	getReportDocument: ['listings/report-file.ts'],
	getReports: ['listings/report-order.ts'],
	getShipmentTracking: ['shipments/tracking.ts'],
	getSupplySources: ['stock/supply-sources.ts'],
	listAllFulfillmentOrders: ['fulfillment/protocol-2020.ts'],
	listInventory: ['stock/storage.ts'],
	listOrders: ['fulfillment/protocol-2026.ts'],
	searchCatalogItems: ['listings/asking.ts'],
	searchListingsItems: ['connection-check.ts', 'inspection/roles.ts', 'listings/asking.ts'],
	searchOrders: ['inspection/roles.ts', 'orders/order-source.ts'],
	token: ['client.ts'],
};
