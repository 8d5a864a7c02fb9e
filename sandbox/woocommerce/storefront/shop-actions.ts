import { ControlError } from '../../kernel/contract';
import { createCustomer } from '../customers/customer-accounts';
import { createFulfillment } from '../fulfillments/fulfillment-writing';
import { createRefund } from '../orders/order-refunds';
import { renderOrder } from '../orders/order-rendering';
import { removeOrder } from '../orders/order-routes';
import { updateOrder } from '../orders/order-writing';
import { completePayment, setStatus } from '../orders/status-change';
import type { OrderLine, OrderRecord } from '../store/records';
import type { Store } from '../store/store';
import { type Input, isRecord, toInteger, toList, toText } from '../wordpress/php-values';
import { decimalNumber, money } from '../wordpress/rounding';
import { placeStorefrontOrder, type StorefrontOrder } from './storefront-orders';
import { viewOrder } from './view-order';

/** What shoppers and the merchant do with an order outside of the REST API; each gives the order as it is then. */

function orderOf(store: Store, fields: Input): OrderRecord {
	const order = store.state.orders.get(toInteger(fields['id']));
	if (order === undefined) throw new ControlError('no order of that id', 404);
	return order;
}

function lineOf(store: Store, order: OrderRecord, given: Input): OrderLine {
	const product = given['sku'] === undefined ? undefined : store.state.productBySku(toText(given['sku']));
	const line = order.lines.find((candidate) =>
		product === undefined ? candidate.id === toInteger(given['lineId']) : (candidate.variationId || candidate.productId) === product.id,
	);
	if (line === undefined) throw new ControlError('no such line in the order; name it by lineId or sku', 404);
	return line;
}

/** A registered shopper: by id, or with an account made of the billing address. */
function customerIdOf(store: Store, fields: Input, billing: Input): number {
	if (fields['customerId'] !== undefined) return toInteger(fields['customerId']);
	if (fields['register'] !== true) return 0;
	const email = toText(billing['email']);
	return (
		store.state.customerByEmail(email) ??
		createCustomer(store, { email, first_name: billing['first_name'], last_name: billing['last_name'], billing })
	).id;
}

/** `shippingMethod`: {id: 'flat_rate:3', title, total}. */
function shippingLineOf(given: unknown): Pick<StorefrontOrder, 'shippingLine'> {
	if (!isRecord(given)) return {};
	const [methodId = '', instanceId] = toText(given['id']).split(':');
	const line = { methodId, methodTitle: toText(given['title']) || methodId, total: toText(given['total']) || '0.00' };
	return { shippingLine: instanceId === undefined ? line : { ...line, instanceId } };
}

function placeOrder(store: Store, fields: Input): OrderRecord {
	const { lines, billing } = fields;
	if (!Array.isArray(lines) || !isRecord(billing)) throw new ControlError('lines and billing are needed');
	// The lines are read loosely, as the shop does; a wrong product simply becomes an empty line.
	const given: StorefrontOrder = {
		lines: lines.filter(isRecord).map((line) => ({
			quantity: decimalNumber(line['quantity'] ?? 1),
			...(line['sku'] === undefined ? {} : { sku: toText(line['sku']) }),
			...(line['productId'] === undefined ? {} : { productId: toInteger(line['productId']) }),
			...(line['variationId'] === undefined ? {} : { variationId: toInteger(line['variationId']) }),
		})),
		billing,
		customerId: customerIdOf(store, fields, billing),
		...(isRecord(fields['shipping']) ? { shipping: fields['shipping'] } : {}),
		...(fields['paymentMethod'] === undefined ? {} : { paymentMethod: toText(fields['paymentMethod']) }),
		...(fields['paid'] === false ? { paid: false } : {}),
		...(fields['transactionId'] === undefined ? {} : { transactionId: toText(fields['transactionId']) }),
		...(fields['customerNote'] === undefined ? {} : { customerNote: toText(fields['customerNote']) }),
		...shippingLineOf(fields['shippingMethod']),
	};
	return placeStorefrontOrder(store, given);
}

function refund(store: Store, order: OrderRecord, fields: Input): OrderRecord {
	const lines = toList(fields['lines'])
		.filter(isRecord)
		.map((given) => {
			const line = lineOf(store, order, given);
			const quantity = toInteger(given['quantity'] ?? 1);
			return { id: line.id, quantity, refund_total: (line.total / line.quantity) * quantity };
		});
	const restock = fields['restock'] === undefined ? {} : { api_restock: fields['restock'] };
	const input = { line_items: lines, amount: fields['amount'], reason: fields['reason'], api_refund: false, ...restock };
	createRefund(store, order, input, (status) => setStatus(store, order, status));
	return order;
}

/** As the order page of the admin does it: another quantity takes its price along; 0 removes the line. */
function edit(store: Store, order: OrderRecord, fields: Input): OrderRecord {
	const lines = toList(fields['lines'])
		.filter(isRecord)
		.map((given) => {
			const line = lineOf(store, order, given);
			const quantity = toInteger(given['quantity']);
			const share = (amount: number): string => money((amount / line.quantity) * quantity, store.state.settings.decimals);
			return quantity === 0
				? { id: line.id, quantity }
				: { id: line.id, quantity, subtotal: share(line.subtotal), total: share(line.total) };
		});
	const change = isRecord(fields['change']) ? fields['change'] : {};
	updateOrder(store, order, lines.length === 0 ? change : { ...change, line_items: lines });
	return order;
}

/** As the merchant's own parcel on the order page: `lines` of SKU and quantity, a `trackingNumber`. */
function fulfill(store: Store, order: OrderRecord, fields: Input): void {
	const items = toList(fields['lines'])
		.filter(isRecord)
		.map((given) => ({ item_id: lineOf(store, order, given).id, qty: toInteger(given['quantity'] ?? 1) }));
	const meta = { _items: items, _tracking_number: toText(fields['trackingNumber']), _shipment_provider: 'dhl' };
	createFulfillment(store, order, { status: 'fulfilled', meta_data: Object.entries(meta).map(([key, value]) => ({ key, value })) });
}

/** Out of the trash, with the status from before. */
function restore(store: Store, order: OrderRecord): OrderRecord {
	const before = order.meta.find(({ key }) => key === '_wp_trash_meta_status')?.value;
	if (order.status !== 'trash') throw new ControlError('the order is not in the trash');
	order.status = toText(before).replace(/^wc-/, '') || 'pending';
	order.modifiedAt = store.now();
	store.webhooks.fire('woocommerce_untrash_order', 'order', order.id);
	return order;
}

const changes: Readonly<Record<string, (store: Store, order: OrderRecord, fields: Input) => void>> = {
	pay: (store, order, fields) => completePayment(store, order, toText(fields['transactionId'])),
	cancel: (store, order) => setStatus(store, order, 'cancelled'),
	setStatus: (store, order, fields) => setStatus(store, order, toText(fields['status'])),
	refund,
	edit,
	fulfill,
	trash: (store, order, fields) => {
		removeOrder(store, order, fields['force'] === true);
	},
	restore,
};

export const shopActionNames: readonly string[] = ['placeOrder', ...Object.keys(changes), 'viewOrder'];

/** @throws ControlError, RestError or OutOfStockError for what the shop would refuse */
export function runShopAction(store: Store, action: string, fields: Input): unknown {
	if (action === 'placeOrder') return renderOrder(store, placeOrder(store, fields));
	const order = orderOf(store, fields);
	if (action === 'viewOrder') return viewOrder(store, order);
	changes[action]?.(store, order, fields);
	return renderOrder(store, order);
}
