import { createHash } from 'node:crypto';
import { writeOrderItems } from '../orders/order-line-writing';
import { calculateTotals, lineProduct } from '../orders/order-totals';
import { fillBillingEmail, newOrder, writeAddress } from '../orders/order-writing';
import { completePayment, setStatus } from '../orders/status-change';
import { stockHolder } from '../products/product-stock';
import type { Address, OrderRecord } from '../store/records';
import type { Store } from '../store/store';

/** An order as a shopper places it in the shop: stock is checked, and the gateway decides the status. */
export interface StorefrontOrder {
	readonly lines: readonly {
		readonly productId?: number;
		readonly variationId?: number;
		readonly sku?: string;
		readonly quantity: number;
	}[];
	readonly billing: Partial<Address>;
	/** The billing address by default. */
	readonly shipping?: Partial<Address>;
	readonly customerId?: number;
	/** bacs, cheque: on hold; cod: processing, unpaid; anything else counts as paid at once. */
	readonly paymentMethod?: string;
	/** False: the shopper left before a card was charged; the order stays pending. */
	readonly paid?: boolean;
	readonly transactionId?: string;
	readonly shippingLine?: { readonly methodId: string; readonly instanceId?: string; readonly methodTitle: string; readonly total: string };
	readonly customerNote?: string;
}

const gateways: Readonly<Record<string, string>> = {
	bacs: 'Direct bank transfer',
	cheque: 'Check payments',
	cod: 'Cash on delivery',
	stripe: 'Credit / Debit Card',
};

export class OutOfStockError extends Error {
	constructor(sku: string) {
		super(`There is not enough stock of ${sku}`);
		this.name = 'OutOfStockError';
	}
}

function checkStock(store: Store, order: OrderRecord): void {
	for (const line of order.lines) {
		const product = lineProduct(store.state, line);
		const holder = product === undefined ? undefined : stockHolder(store.state, product);
		if (holder !== undefined && holder.backorders === 'no' && (holder.stock ?? 0) < line.quantity)
			throw new OutOfStockError(product?.sku ?? '');
	}
}

function hash(text: string): string {
	return createHash('md5').update(text).digest('hex');
}

function addCheckoutMeta(store: Store, order: OrderRecord): void {
	const values = {
		_shipping_hash: hash('shipping'),
		_coupons_hash: hash('[]'),
		_fees_hash: hash('[]'),
		_taxes_hash: hash('taxes'),
		is_vat_exempt: 'no',
	};
	for (const [key, value] of Object.entries(values)) order.meta.push(store.state.newMeta(key, value));
	order.meta.push(store.state.newMeta('_debug_log_source_pending_deletion', `place-order-debug-${hash(String(order.id)).slice(0, 8)}`));
}

/** Throws `OutOfStockError`; otherwise the order is placed as the block checkout would. */
export function placeStorefrontOrder(store: Store, given: StorefrontOrder): OrderRecord {
	const order = newOrder(store, 'store-api');
	writeAddress(order.billing, given.billing);
	writeAddress(order.shipping, given.shipping ?? given.billing);
	order.customerId = given.customerId ?? 0;
	order.customerNote = given.customerNote ?? '';
	order.paymentMethod = given.paymentMethod ?? 'stripe';
	order.paymentMethodTitle = gateways[order.paymentMethod] ?? order.paymentMethod;
	order.customerIp = '127.0.0.1';
	order.userAgent = 'node';
	order.cartHash = hash(JSON.stringify(given.lines));
	fillBillingEmail(store, order);
	const { shippingLine } = given;
	writeOrderItems(store, order, {
		line_items: given.lines.map((line) => ({
			product_id: line.productId,
			variation_id: line.variationId,
			sku: line.sku,
			quantity: line.quantity,
		})),
		shipping_lines:
			shippingLine === undefined
				? []
				: [
						{
							method_id: shippingLine.methodId,
							instance_id: shippingLine.instanceId,
							method_title: shippingLine.methodTitle,
							total: shippingLine.total,
						},
					],
	});
	checkStock(store, order);
	calculateTotals(store.state, order);
	addCheckoutMeta(store, order);
	store.state.orders.set(order.id, order);
	// The checkout saves its draft before the order counts as new.
	store.orderSaved(order);
	store.webhooks.fire('woocommerce_new_order', 'order', order.id);
	if (order.paymentMethod === 'bacs' || order.paymentMethod === 'cheque') setStatus(store, order, 'on-hold');
	else if (order.paymentMethod === 'cod') setStatus(store, order, 'processing');
	else if (given.paid !== false) completePayment(store, order, given.transactionId ?? '');
	store.tell('order placed in the shop', order);
	return order;
}
