import { RestError } from '../rest/rest-error';
import type { Address, OrderRecord } from '../store/records';
import type { Store } from '../store/store';
import { emptyAddress } from '../store/store-state';
import { type Input, isEmpty, isGiven, isRecord, toInteger, toList, toText } from '../wordpress/php-values';
import { writeOrderMeta } from './order-flags';
import { checkOrderItems, writeOrderItems } from './order-line-writing';
import { calculateTotals } from './order-totals';
import { completePayment, needsPayment, setStatus } from './status-change';

const keyLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** Giving any of these makes the store compute the order anew. */
const recalculating = ['billing', 'shipping', 'line_items', 'shipping_lines', 'fee_lines', 'coupon_lines'];

function orderKey(store: Store): string {
	return `wc_order_${Array.from({ length: 13 }, () => keyLetters[Math.floor(store.random() * keyLetters.length)]).join('')}`;
}

export function newOrder(store: Store, createdVia: string): OrderRecord {
	const at = store.now();
	const { settings, sequences } = store.state;
	return {
		id: sequences.next('post'),
		status: 'pending',
		currency: settings.currency,
		pricesIncludeTax: settings.pricesIncludeTax,
		createdAt: at,
		modifiedAt: at,
		paidAt: null,
		completedAt: null,
		discountTotal: 0,
		discountTax: 0,
		shippingTotal: 0,
		shippingTax: 0,
		cartTax: 0,
		total: 0,
		customerId: 0,
		orderKey: orderKey(store),
		billing: emptyAddress(),
		shipping: emptyAddress(),
		paymentMethod: '',
		paymentMethodTitle: '',
		transactionId: '',
		customerIp: '',
		userAgent: '',
		createdVia,
		customerNote: '',
		cartHash: '',
		parentId: 0,
		meta: [],
		lines: [],
		taxLines: [],
		shippingLines: [],
		feeLines: [],
		refunds: [],
		notes: [],
		stockReduced: false,
		newOrderMailSent: false,
		salesRecorded: false,
	};
}

export function writeAddress(address: Address, given: unknown): void {
	if (!isRecord(given)) return;
	for (const key of Object.keys(address) as (keyof Address)[]) {
		if (given[key] !== undefined) address[key] = toText(given[key]);
	}
}

function checkCustomer(store: Store, input: Input): void {
	if (!isGiven(input, 'customer_id') || input['customer_id'] === 0) return;
	const id = toInteger(input['customer_id']);
	// Users 1 and 2 are the site's own: the admin and the shop manager.
	if (id > 2 ? store.state.customers.has(id) : id > 0) return;
	throw new RestError(400, 'woocommerce_rest_invalid_customer_id', 'Customer ID is invalid.');
}

function writeFields(store: Store, order: OrderRecord, input: Input): void {
	if (isGiven(input, 'parent_id')) order.parentId = toInteger(input['parent_id']);
	if (isGiven(input, 'currency')) order.currency = toText(input['currency']);
	if (isGiven(input, 'customer_id')) order.customerId = toInteger(input['customer_id']);
	if (isGiven(input, 'customer_note')) order.customerNote = toText(input['customer_note']);
	if (isGiven(input, 'payment_method')) order.paymentMethod = toText(input['payment_method']);
	if (isGiven(input, 'payment_method_title')) order.paymentMethodTitle = toText(input['payment_method_title']);
	if (isGiven(input, 'transaction_id')) order.transactionId = toText(input['transaction_id']);
	writeAddress(order.billing, input['billing']);
	writeAddress(order.shipping, input['shipping']);
	writeOrderMeta(store.state, order, input['meta_data']);
	writeOrderItems(store, order, input);
	fillBillingEmail(store, order);
}

/** An order of a customer without a billing address takes the account's: the store will then mail it. */
export function fillBillingEmail(store: Store, order: OrderRecord): void {
	if (order.billing.email !== '') return;
	order.billing.email = store.state.customers.get(order.customerId)?.email ?? '';
}

/** No coupon exists in this store; the refused order stays behind as a draft. */
function refuseCoupons(order: OrderRecord, input: Input, creating: boolean): void {
	const coupon = toList(input['coupon_lines']).find(isRecord);
	if (coupon === undefined) return;
	if (creating) order.status = 'checkout-draft';
	const draft = creating ? { new_draft_order_id: order.id } : {};
	const code = toText(coupon['code']).toLowerCase();
	if (code === '') throw new RestError(400, 'woocommerce_rest_invalid_coupon', 'Coupon code is required.', draft);
	const text = `Coupon &quot;${code}&quot; cannot be applied because it does not exist.`;
	throw new RestError(400, 'woocommerce_rest_invalid_coupon', text, draft);
}

export function createOrder(store: Store, input: Input): OrderRecord {
	checkOrderItems(store, input);
	checkCustomer(store, input);
	const order = newOrder(store, isEmpty(input['created_via']) ? 'rest-api' : toText(input['created_via']));
	writeFields(store, order, input);
	calculateTotals(store.state, order);
	store.state.orders.set(order.id, order);
	store.webhooks.fire('woocommerce_new_order', 'order', order.id);
	refuseCoupons(order, input, true);
	if (!isEmpty(input['status'])) setStatus(store, order, toText(input['status']));
	if (input['set_paid'] === true) completePayment(store, order, toText(input['transaction_id']));
	store.orderSaved(order);
	store.tell('order created', order);
	return order;
}

export function updateOrder(store: Store, order: OrderRecord, input: Input): void {
	checkOrderItems(store, input, order);
	checkCustomer(store, input);
	writeFields(store, order, input);
	order.modifiedAt = store.now();
	if (recalculating.some((name) => isGiven(input, name))) calculateTotals(store.state, order);
	refuseCoupons(order, input, false);
	if (!isEmpty(input['status'])) setStatus(store, order, toText(input['status']));
	if (input['set_paid'] === true && needsPayment(order)) completePayment(store, order, toText(input['transaction_id']));
	store.orderSaved(order);
	store.tell('order updated', order);
}
