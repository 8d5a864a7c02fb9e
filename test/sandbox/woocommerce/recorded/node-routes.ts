/**
 * Every route of a store that nodes use. A path in the adapter's source that is not here fails a test, and so does a request
 * at another route in any test of the platform: then the route is held against a recorded answer, or its name and the
 * reason stand below.
 */
export const nodeRoutes: readonly string[] = [
	'GET customers',
	'GET customers/#',
	'POST customers/batch',
	'DELETE customers/#',
	'GET data/countries',
	'GET orders',
	'POST orders/batch',
	'GET orders/#',
	'PUT orders/#',
	'GET orders/#/fulfillments',
	'POST orders/#/fulfillments',
	'PUT orders/#/fulfillments/#',
	'GET orders/#/notes',
	'POST orders/#/notes',
	'DELETE orders/#/notes/#',
	'GET orders/#/refunds',
	'GET products',
	'POST products',
	'POST products/batch',
	'GET products/#',
	'PUT products/#',
	'GET products/#/variations',
	'POST products/#/variations/batch',
	'GET products/#/variations/#',
	'PUT products/#/variations/#',
	'GET products/attributes',
	'GET products/brands',
	'POST products/brands/batch',
	'GET products/categories',
	'POST products/categories/batch',
	'GET variations',
	'GET reports/orders/totals',
	'GET settings/*',
	'GET system_status',
	'GET taxes',
	'GET taxes/classes',
	'GET webhooks',
	'POST webhooks',
	'PUT webhooks/#',
	'DELETE webhooks/#',
	'GET wc-shipment-tracking/v3/orders/#/shipment-trackings',
	'POST wc-shipment-tracking/v3/orders/#/shipment-trackings',
];

/** Routes whose answers show the same record, each under its name: they are held against what any of them was recorded as. */
const records: Readonly<Record<string, string>> = {
	'POST orders 201': 'order',
	'GET orders 200': 'order',
	'GET orders/# 200': 'order',
	'PUT orders/# 200': 'order',
	'POST orders/batch 200': 'order',
	'POST orders/#/refunds 201': 'refund',
	'GET orders/#/refunds 200': 'refund',
	'GET orders/#/refunds/# 200': 'refund',
	'POST orders/#/notes 201': 'note',
	'GET orders/#/notes 200': 'note',
	'GET orders/#/notes/# 200': 'note',
	'DELETE orders/#/notes/# 200': 'note',
	// Out of the request booleans, out of the database texts: two records.
	'POST orders/#/fulfillments 201': 'written fulfillment',
	'PUT orders/#/fulfillments/# 200': 'written fulfillment',
	'GET orders/#/fulfillments 200': 'stored fulfillment',
	'GET orders/#/fulfillments/# 200': 'stored fulfillment',
	'GET products 200': 'product',
	'GET products/# 200': 'product',
	'DELETE products/# 200': 'product',
	'POST products 201': 'written product',
	'PUT products/# 200': 'written product',
	'GET products/#/variations 200': 'variation',
	'GET variations 200': 'variation',
	'POST products/batch 200': 'written product',
	'POST products/#/variations 201': 'variation',
	'POST products/#/variations/batch 200': 'variation',
	'GET products/categories 200': 'category',
	'POST products/categories 201': 'category',
	'POST products/categories/batch 200': 'category',
	'GET products/brands 200': 'category',
	'POST products/brands/batch 200': 'category',
	'GET products/attributes 200': 'attribute',
	'POST products/attributes 201': 'attribute',
	'GET products/attributes/#/terms 200': 'term',
	'POST products/attributes/#/terms 201': 'term',
	'GET products/#/variations/# 200': 'variation',
	'PUT products/#/variations/# 200': 'variation',
	'GET customers 200': 'customer',
	'POST customers 201': 'customer',
	'GET customers/# 200': 'customer',
	'DELETE customers/# 200': 'customer',
	'PUT customers/# 200': 'customer',
	'POST customers/batch 200': 'customer',
	'GET taxes 200': 'tax rate',
	'POST taxes 201': 'tax rate',
	'GET taxes/# 200': 'tax rate',
	'PUT taxes/# 200': 'tax rate',
	'GET webhooks 200': 'webhook',
	'POST webhooks 201': 'webhook',
	'GET webhooks/# 200': 'webhook',
	'PUT webhooks/# 200': 'webhook',
	'DELETE webhooks/# 200': 'webhook',
	'GET data/countries 200': 'country',
	'GET data/countries/* 200': 'country',
};

/** Routes that nodes use and nobody recorded. Those whose record was recorded at another route are compared with that. */
export const notRecorded: Readonly<Record<string, string>> = {
	'GET products/brands': "held against categories: WooCommerce's controller of brands is that of categories",
	'POST products/brands/batch': "held against categories: WooCommerce's controller of brands is that of categories",
	'GET system_status': "after WooCommerce's source: class-wc-rest-system-status-v2-controller.php",
	'POST customers/batch': 'its customers are held against GET and POST customers, its errors after what was observed',
	'PUT orders/#/fulfillments/#': 'held against POST, which the same code answers; the note it writes was observed',
	'DELETE customers/#': 'held against GET: the same record, as class-wc-rest-customers-v1-controller.php answers it',
	'DELETE orders/#/notes/#':
		'held against GET: the same record, as class-wc-rest-order-notes-v1-controller.php answers it; without force it is recorded',
	'DELETE webhooks/#': 'held against POST and PUT: the same record',
	'GET wc-shipment-tracking/v3/orders/#/shipment-trackings': "a plugin's, after its documentation; its absence is recorded",
	'POST wc-shipment-tracking/v3/orders/#/shipment-trackings': "a plugin's, after its documentation",
};

/** What a test can switch on at a store, and nobody recorded. */
export const switchedOn: Readonly<Record<string, string>> = {
	'plain permalinks': 'the home page with 200, as observed',
	'a store that redirects to itself': 'a 301 to the address that was asked, as reported; no server was watched',
	'a webhook whose owner lost his rights': "the signed 403 or 401 of its own request, after WooCommerce's source: class-wc-webhook.php",
	'products of plugins (bundle, composite, woosb, subscriptions)': "their types and fields, after the plugins' documentation",
	'shops in several languages (WPML, Polylang)': "after WooCommerce Multilingual's own tests and Polylang's documentation",
	'a variation without an image shows its parent’s': "after WooCommerce's source: class-wc-product-variation.php",
	'fields of bundles, suborders and tracking': "plugins', after their documentation and reports",
	'faults (HTML, cut bodies, resets, slow answers)': 'what servers and caches in front of a store do, not the store',
};

/** What no recording shows of a record that was recorded, and where it is known from. */
export const notShown: Readonly<Record<string, string>> = {
	'product: manage_stock is text, and was recorded as boolean':
		'a variation that inherits its stock, seen as a product: "parent", as at the list of variations (managing_stock of its class)',
};

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An answer, or one of the records in it, by the name under which all like it are held together. */
export interface Part {
	readonly name: string;
	readonly value: unknown;
}

/** What an answer consists of: the records of lists and batches one by one, errors by their code. */
export function partsOf(route: string, status: number, body: unknown): readonly Part[] {
	const name = `${route} ${status}`;
	if (status >= 400) return [{ name: `${name} ${isFields(body) ? String(body['code']) : ''}`.trim(), value: body }];
	const record = records[name];
	if (record === undefined) return [{ name, value: body }];
	if (Array.isArray(body)) return body.map((value: unknown) => ({ name: record, value }));
	if (!route.endsWith('/batch') || !isFields(body)) return [{ name: record, value: body }];
	return Object.values(body).flatMap((answers) =>
		// A recording leaves out the middle of long lists and says so in a text.
		(answers as readonly unknown[]).filter(isFields).map((value) => ({ name: 'error' in value ? 'error in a batch' : record, value })),
	);
}
