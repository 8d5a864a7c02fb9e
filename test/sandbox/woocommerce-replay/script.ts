import type { SequenceName } from '../../../sandbox/woocommerce/store-state';
import type { Player } from './player';

/**
 * The recording session told again: recorded samples in their order, and between them the requests that were made but not
 * recorded, as far as the answers show them. Ids are set where unrecorded things used some up.
 */
export type Step =
	| { readonly sample: string; readonly ignore?: readonly RegExp[]; readonly sortById?: boolean }
	| { readonly unrecorded: (player: Player) => Promise<unknown> | unknown }
	| { readonly ids: Partial<Record<SequenceName, number>> }
	/** Action Scheduler ran its queue. */
	| { readonly deliver: true };

const sample = (...names: readonly string[]): readonly Step[] => names.map((name) => ({ sample: name }));
const ask = (method: string, path: string, body?: unknown): Step => ({ unrecorded: (player) => player.ask(method, path, body) });
const ids = (next: Partial<Record<SequenceName, number>>): Step => ({ ids: next });
const setting = (group: string, id: string, value: string): Step => ask('PUT', `settings/${group}/woocommerce_${id}`, { value });

const plainTee = {
	name: 'Plain Tee',
	sku: 'TEE-PLAIN',
	regular_price: '19.90',
	sale_price: '14.90',
	description: '<p>A plain tee</p>',
	short_description: 'Tee',
	manage_stock: true,
	stock_quantity: 50,
	weight: '0.2',
	dimensions: { length: '20', width: '15', height: '2' },
	categories: [{ id: 17 }],
	images: [{ src: 'http://127.0.0.1:9099/img.png', name: 'tee', alt: 'Tee' }],
	global_unique_id: '4006381333931',
	meta_data: [
		{ key: '_ext_id', value: 'ext-1' },
		{ key: 'ext_public', value: { a: 1 } },
	],
};
const guest = {
	first_name: 'Ada',
	last_name: 'Müller',
	address_1: 'Weg 1',
	city: 'Berlin',
	postcode: '10115',
	country: 'DE',
	email: 'guest@example.test',
};
const gus = {
	first_name: 'Gus',
	last_name: 'Gast',
	address_1: 'Weg 2',
	city: 'Berlin',
	postcode: '10115',
	country: 'DE',
	email: 'gast@example.test',
	phone: '+4930',
};
const one = (productId: number, quantity = 1): readonly unknown[] => [{ product_id: productId, quantity }];

const deliver: Step = { deliver: true };

const webhooks: readonly Step[] = [
	...sample(
		'webhook-create-order.created',
		'webhook-create-order.updated',
		'webhook-create-order.deleted',
		'webhook-create-product.created',
		'webhook-create-product.updated',
		'webhook-create-customer.created',
	),
	ask('POST', 'webhooks', {
		name: 'lab customer.updated',
		topic: 'customer.updated',
		delivery_url: 'http://127.0.0.1:9099/hooks/customer.updated',
		secret: 'whsec-lab-1',
	}),
	...sample('errors/webhook-invalid-topic', 'errors/webhook-invalid-url', 'webhooks-list'),
];

const catalogue: readonly Step[] = [
	...sample('category-create-root'),
	ask('POST', 'products/categories', { name: 'T-Shirts', parent: 16 }),
	...sample('category-create-grandchild', 'errors/category-duplicate', 'errors/category-unknown-parent', 'categories-list'),
	ask('POST', 'products', plainTee),
	deliver,
	...sample(
		'product-simple-nostock-create',
		'product-virtual-create',
		'attribute-create',
		'product-variable-create',
		'variation-create-Red-S',
		'variation-create-Red-M',
		'variation-create-Blue-S',
		'variation-create-parent-stock',
	),
	// The parent's stock was tried out, which the recorded delivery of product.updated shows.
	ask('PUT', 'products/14', { manage_stock: true, stock_quantity: 33 }),
	deliver,
	ask('PUT', 'products/14', { manage_stock: false }),
	...sample(
		'product-variable-get',
		'variations-list',
		'variation-get',
		'variation-as-product-get',
		'products-by-sku-list',
		'errors/variation-duplicate-sku',
		'errors/product-duplicate-global-unique-id',
		'errors/product-unknown-id-get',
		'errors/product-unknown-id-put',
		'errors/order-unknown-id-put',
		'errors/variation-unknown-id-get',
		'errors/variation-wrong-parent-get',
		'errors/variation-wrong-parent-put',
		'errors/variations-of-unknown-product',
		'errors/customer-unknown-id-get',
		'errors/route-unknown',
		'errors/product-price-number',
		'product-price-garbage',
		'errors/product-stock-quantity-text',
	),
	ask('PUT', 'products/11', { stock_quantity: null }),
	...sample(
		'product-inventory-delta',
		'errors/product-invalid-type',
		'errors/products-per-page-101',
		'errors/products-page-0',
		'products-page-beyond',
	),
];

const ordersAndStatuses: readonly Step[] = [
	...sample(
		'customer-create',
		'errors/customer-duplicate-email',
		'errors/customer-missing-email',
		'customer-create-minimal',
		'customers-by-email',
		'order-paid-create',
	),
	deliver,
	// In the recording a second passed while the notes were written, which turned their order.
	{ sample: 'order-notes-list', sortById: true },
	...sample('order-guest-create'),
	ask('POST', 'orders', { billing: guest, line_items: one(11), meta_data: [{ key: '_ext_order', value: 'E-1' }] }),
	...sample('order-status-on-hold', 'order-status-completed'),
	ask('PUT', 'orders/21', { status: 'refunded' }),
	...sample(
		'order-status-pending',
		'order-status-failed',
		'order-status-processing',
		'order-create-status-pending',
		'order-create-status-processing',
		'order-create-status-on-hold',
		'order-create-status-completed',
		'order-create-status-cancelled',
	),
	ask('POST', 'orders', { status: 'refunded', line_items: one(11) }),
	...sample('order-create-status-failed'),
	ask('POST', 'orders', { status: 'checkout-draft', line_items: one(11) }),
	...sample('order-create-status-auto-draft', 'order-create-status-paid'),
	ask('POST', 'orders', { line_items: one(11) }),
	...sample('order-update-set-paid', 'order-paid-virtual'),
	ask('POST', 'orders', { set_paid: true, line_items: one(12) }),
	...sample('order-line-price-override', 'order-meta-update-by-key'),
	ask('PUT', 'orders/37', { meta_data: [{ key: 'k1', value: null }] }),
	...sample('order-line-quantity-update'),
	ask('PUT', 'orders/37', { status: 'processing' }),
	...sample('order-line-quantity-update-processing'),
	ask('PUT', 'orders/37', { line_items: one(12) }),
	...sample(
		'order-line-remove',
		'errors/order-line-quantity-negative',
		'errors/order-line-quantity-text',
		'errors/order-line-quantity-float',
		'errors/order-line-quantity-missing',
		'errors/order-line-unknown-product',
		'errors/order-line-unknown-variation',
		'errors/order-line-variable-parent',
		'errors/order-line-by-sku',
	),
	ask('POST', 'orders', { line_items: one(11) }),
	...sample('errors/order-empty', 'errors/order-unknown-customer', 'errors/order-coupon-unknown', 'errors/order-customer-note-number'),
	ask('PUT', 'products/11', { stock_quantity: 2 }),
	ask('POST', 'orders', { status: 'processing', payment_method: 'cod', line_items: one(12, 2) }),
	ask('POST', 'orders', { set_paid: true, line_items: one(11, 5) }),
	...sample('product-after-oversell'),
	ask('POST', 'orders', { set_paid: true, line_items: one(11, 3) }),
	ask('POST', 'orders/49/refunds', {
		amount: '14.90',
		reason: 'damaged',
		api_refund: false,
		line_items: [{ id: 31, quantity: 1, refund_total: 14.9 }],
	}),
	...sample('order-after-partial-refund', 'refund-rest'),
	ids({ note: 67 }),
	...sample('order-note-create', 'order-trash', 'order-get-trashed', 'orders-list', 'orders-fields', 'errors/orders-list-bad-status'),
	deliver,
	...sample('webhook-reactivate'),
];

async function fillShelves(player: Player): Promise<void> {
	for (let index = 0; index < 120; index += 1) {
		const sku = `BULK-${String(index).padStart(4, '0')}`;
		await player.ask('POST', 'products', { name: `Bulk ${index}`, sku, regular_price: '10.00', manage_stock: true, stock_quantity: 5 });
	}
}

const batches: readonly Step[] = [
	ids({ post: 52 }),
	ask('POST', 'orders', { line_items: one(11) }),
	ids({ post: 55 }),
	{ unrecorded: fillShelves },
	...sample('batch-update-stock-100', 'errors/batch-101', 'batch-mixed-errors', 'batch-same-id-twice', 'variations-batch'),
	ask('PUT', 'orders/20', { customer_note: 'n4', meta_data: [{ key: '_sync', value: '1795277991869' }] }),
	ids({ orderItem: 34 }),
	...sample(
		'orders-batch',
		'errors/auth-bad-secret',
		'errors/auth-unknown-key',
		'errors/auth-writeonly-read',
		'errors/auth-querystring-bad',
		'errors/auth-oauth-bad-secret',
		'errors/auth-oauth-unknown-key',
		'errors/body-malformed-json',
		'errors/body-not-json',
		'errors/body-array',
		'product-patch',
	),
	// The two lists of countries and currencies, of some hundred entries each, are read by nothing.
	{ sample: 'settings-general', ignore: [/^\[\d+\]\.options$/] },
	...sample('currency-current', 'order-statuses-report'),
	ask('DELETE', 'products/173'),
	...sample('product-delete-force'),
];

const checkout = (
	player: Player,
	paymentMethod: string,
	lines: readonly { productId: number; variationId?: number; quantity: number }[],
): void => {
	player.store.placeStorefrontOrder({ billing: gus, paymentMethod, lines });
};
const basket = [
	{ productId: 11, quantity: 2 },
	{ productId: 14, variationId: 16, quantity: 1 },
] as const;

const storefront: readonly Step[] = [
	ids({ post: 181, orderItem: 35 }),
	{
		unrecorded: async (player) => {
			for (let count = 0; count < 50; count += 1) await player.ask('POST', 'orders', { line_items: one(12) });
		},
	},
	ask('PUT', 'products/11', { stock_quantity: 100 }),
	ids({ post: 241, orderItem: 85 }),
	{ unrecorded: (player) => checkout(player, 'bacs', basket) },
	...sample('order-checkout-bacs'),
	{ unrecorded: (player) => checkout(player, 'cheque', basket) },
	...sample('order-checkout-cheque'),
	{ unrecorded: (player) => checkout(player, 'cod', basket) },
	...sample('order-checkout-cod', 'tax-rate-create'),
	setting('general', 'calc_taxes', 'yes'),
	setting('tax', 'prices_include_tax', 'yes'),
	// The order with the coupon, here without it.
	ids({ post: 245, orderItem: 91 }),
	ask('POST', 'orders', { set_paid: true, payment_method: 'bacs', billing: gus, line_items: one(11, 2) }),
	ids({ orderItem: 97 }),
	{ unrecorded: (player) => checkout(player, 'bacs', [{ productId: 11, quantity: 1 }]) },
	// The cart makes the tax line before the line; their ids stand the other way round.
	{ sample: 'order-checkout-bacs-tax', ignore: [/^(line_items|tax_lines)\[0\]\.id$/] },
	...sample('order-paid-get'),
	setting('general', 'calc_taxes', 'no'),
	setting('tax', 'prices_include_tax', 'no'),
];

const lastOrders: readonly Step[] = [
	ids({ post: 247, orderItem: 99 }),
	ask('POST', 'orders', { status: 'on-hold', line_items: one(11) }),
	ask('PUT', 'orders/247', { line_items: [{ id: 99, quantity: -2 }] }),
	...sample('errors/order-line-unknown-line-id', 'errors/order-put-invalid-status'),
	ask('POST', 'orders', { status: 'cancelled', line_items: one(11) }),
	...sample('order-create-onhold-set-paid'),
	ask('POST', 'orders', { status: 'completed', line_items: one(11) }),
	ask('POST', 'orders', { status: 'processing', payment_method: 'cod', line_items: one(11) }),
	...sample('orders-search-meta'),
	// The seventh is the order with the coupon.
	{ sample: 'orders-by-meta-query', ignore: [/^\[6\]/, /^\[5\]\.(line_items|tax_lines)\[0\]\.id$/] },
	...sample('order-create-status-checkout-draft-list'),
];

export const script: readonly Step[] = [...webhooks, ...catalogue, ...ordersAndStatuses, ...batches, ...storefront, ...lastOrders];

/** Samples that are not compared, and why. */
export const notCompared: readonly (readonly [name: RegExp, reason: string])[] = [
	[/^coupon-create$/, 'the store has no coupons: nothing that the product sends carries one'],
	[/^order-paid-tax-coupon$/, 'the store has no coupons: nothing that the product sends carries one'],
	[/^payment-gateways$/, 'no capability reads the gateways'],
	[/^variations-route$/, 'nothing that the product sends asks for the list of all variations'],
	[/^fulfillments\//, 'recorded in a row on orders whose making was not; woocommerce-fulfilments.test.ts holds what they show'],
	[/^products-stock-orders\//, 'recorded in a row for what writes products and stock, which the store does not answer in full yet'],
	[/^store-checkout-(cheque|cod)$/, "the shop's own Store API; its orders are compared (order-checkout-*)"],
];
