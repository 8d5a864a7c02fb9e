/**
 * Every read of the adapter: which operation of the store's REST API it is, and the files that ask for it. A test holds
 * both against what the adapter does; who injects faults goes through this list.
 */
export const READS: Readonly<Record<string, readonly string[]>> = {
	getCustomer: ['orders/customer-facts.ts', 'privacy/buyer-account.ts'],
	getOrder: ['order-sink/duplicates.ts', 'order-sink/order-sink.ts', 'orders/by-ids.ts', 'orders/find-order.ts'],
	getOrderTotals: ['settings.ts'],
	getProduct: ['catalog/products.ts', 'products/read-stored.ts'],
	getVariation: ['products/read-stored.ts'],
	getSystemStatus: ['connection-check.ts', 'identity.ts'],
	listAllVariations: ['catalog/products.ts', 'catalog/steady-pages.ts', 'stock/stock-reader.ts'],
	listAttributes: ['products/terms.ts'],
	listBrands: ['products/terms.ts'],
	listCategories: ['products/terms.ts'],
	listCountries: ['regions.ts'],
	listCustomers: ['order-sink/customers.ts'],
	listFulfillments: ['shipments/fulfillments.ts'],
	listOrderNotes: ['order-sink/duplicates.ts', 'privacy/personal-notes.ts', 'shipments/shipment-note.ts'],
	listOrderRefunds: ['orders/find-order.ts'],
	listOrders: [
		'inspection/site-days.ts',
		'order-sink/list-own-orders.ts',
		'orders/by-ids.ts',
		'orders/order-source.ts',
		'orders/customer-facts.ts',
		'privacy/buyer-account.ts',
		'privacy/old-orders.ts',
		'probe.ts',
	],
	listProducts: ['catalog/languages.ts', 'catalog/products.ts', 'catalog/steady-pages.ts'],
	listSettings: ['settings.ts'],
	listShipmentTrackings: ['shipments/tracking-items.ts'],
	listTaxClasses: ['settings.ts'],
	listTaxes: ['settings.ts'],
	listVariations: ['catalog/products.ts', 'catalog/steady-pages.ts', 'products/variations.ts'],
	listWebhooks: ['identity.ts', 'inspection/hooks.ts', 'webhooks/registration.ts'],
};
