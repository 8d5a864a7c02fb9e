import { ControlError } from '../../kernel/contract';
import { locationByName } from '../catalog/product-seeds';
import { createCustomer, customerByEmail } from '../customers/customers';
import { fulfillmentOrdersOf, fulfillmentsOf } from '../fulfillments/fulfillment-orders';
import { createFulfillment, updateTracking } from '../fulfillments/fulfillment-writing';
import { hold, release } from '../fulfillments/holds';
import { cancelNow, cancelProblems } from '../orders/order-cancel';
import { payOrder } from '../orders/order-changes';
import { placeOrder } from '../orders/order-create';
import type { OrderCreateInput } from '../orders/order-inputs';
import { orderDeleted, orderSaved } from '../orders/order-saving';
import { financialStatusOf, originalTotals } from '../orders/order-totals';
import type { OrderRecord } from '../store/order-records';
import type { Shop } from '../store/shop';
import { type Fields, isRecord, listOf, numberOf, textOf } from './control-input';
import { bag, lineInput, lineOf } from './line-input';
import { edit, refund } from './order-editing';

function orderOf(shop: Shop, fields: Fields): OrderRecord {
	const wanted = textOf(fields['id']) || textOf(fields['name']);
	const order =
		shop.state.orders.get(wanted) ?? [...shop.state.orders.values()].find(({ name, id }) => name === wanted || id.endsWith(`/${wanted}`));
	if (order === undefined) throw new ControlError('no order of that id or name', 404);
	return order;
}

/** A registered customer has an account, a guest has none; Shopify makes a customer of both. */
function customerIdOf(shop: Shop, fields: Fields): string | null {
	if (fields['customer'] === null || fields['email'] === undefined) return null;
	const email = textOf(fields['email']);
	const address = isRecord(fields['shippingAddress']) ? fields['shippingAddress'] : {};
	const { firstName, lastName } = address as { firstName?: string; lastName?: string };
	return (customerByEmail(shop, email) ?? createCustomer(shop, { email, firstName: firstName ?? null, lastName: lastName ?? null })).id;
}

/**
 * A shopper's order: `lines` of SKU (or title and price) and quantity, `email`, `phone`, `shippingAddress`, `billingAddress`,
 * `shipping` {title, price}, `discountCode` {code, amount | percentage}, `note`, `tags`, `delivery` (SHIPPING, PICK_UP, LOCAL, NONE),
 * `pickup` (the location's name), `paid` (true), `authorized`, `gateway`.
 */
function place(shop: Shop, fields: Fields): OrderRecord {
	const lines = listOf(fields['lines']);
	if (lines.length === 0) throw new ControlError('lines are needed');
	const code = isRecord(fields['discountCode']) ? fields['discountCode'] : undefined;
	const shipping = isRecord(fields['shipping']) ? fields['shipping'] : undefined;
	const pickup = fields['pickup'] === undefined ? undefined : locationByName(shop, textOf(fields['pickup']));
	const input: OrderCreateInput = {
		email: textOf(fields['email']) || null,
		phone: textOf(fields['phone']) || null,
		note: textOf(fields['note']) || null,
		tags: Array.isArray(fields['tags']) ? fields['tags'].map(String) : [],
		taxesIncluded: shop.settings.taxesIncluded,
		...(isRecord(fields['shippingAddress']) ? { shippingAddress: fields['shippingAddress'] } : {}),
		...(isRecord(fields['billingAddress']) ? { billingAddress: fields['billingAddress'] } : {}),
		lineItems: lines.map((line) => lineInput(shop, line)),
		...(shipping === undefined
			? {}
			: {
					shippingLines: [
						{
							title: textOf(shipping['title']) || 'Standard',
							code: textOf(shipping['code']) || null,
							priceSet: bag(shop, shipping['price']),
						},
					],
				}),
		...(code === undefined
			? {}
			: {
					discountCode:
						code['percentage'] === undefined
							? { itemFixedDiscountCode: { code: textOf(code['code']), amountSet: bag(shop, code['amount']) } }
							: { itemPercentageDiscountCode: { code: textOf(code['code']), percentage: numberOf(code['percentage']) } },
				}),
		customAttributes: listOf(fields['customAttributes']).map(({ key, value }) => ({ key: textOf(key), value: textOf(value) })),
		test: fields['test'] === true,
	};
	const order = placeOrder(shop, input, {
		isOfClient: false,
		customerId: customerIdOf(shop, fields),
		deliveryMethod: textOf(fields['delivery']) || (pickup === undefined ? 'SHIPPING' : 'PICK_UP'),
		...(pickup === undefined ? {} : { pickupLocationId: pickup.id }),
		claimsStock: true,
	});
	const gateway = textOf(fields['gateway']) || 'shopify_payments';
	const status = fields['paid'] === false && fields['authorized'] !== true ? 'PENDING' : 'SUCCESS';
	order.transactions.push({
		id: shop.nextId('OrderTransaction'),
		kind: fields['authorized'] === true ? 'AUTHORIZATION' : 'SALE',
		status,
		gateway,
		amountSet: originalTotals(order).total,
		parentId: null,
		createdAt: shop.now(),
		processedAt: shop.now(),
		test: false,
		authorizationCode: null,
	});
	shop.mailBuyer(
		{ to: order.email, subject: `Order ${order.name} confirmed`, text: 'Thank you for your purchase!', orderId: order.id },
		true,
	);
	orderSaved(shop, order, 'ORDERS_CREATE', ...(financialStatusOf(order) === 'PAID' ? ['ORDERS_PAID'] : []));
	shop.tell(`order ${order.name} placed, ${order.lineItems.length} lines`, { order: order.id });
	return order;
}

/** The merchant's own parcel: all that is left at the first open location, or the `lines` that are named. */
function fulfill(shop: Shop, order: OrderRecord, fields: Fields): void {
	const open = fulfillmentOrdersOf(shop, order.id).filter(({ status }) => status === 'OPEN' || status === 'IN_PROGRESS');
	const wanted = listOf(fields['lines']).map((given) => ({
		line: lineOf(order, given),
		quantity: given['quantity'] === undefined ? 1 : numberOf(given['quantity']),
	}));
	const location = fields['location'] === undefined ? undefined : locationByName(shop, textOf(fields['location']));
	const chosen = open.filter(
		({ locationId, lines }) =>
			(location === undefined || locationId === location.id) &&
			(wanted.length === 0 || lines.some(({ lineItemId }) => wanted.some(({ line }) => line.id === lineItemId))),
	);
	const parcels = wanted.length === 0 ? chosen : chosen.slice(0, 1);
	if (parcels.length === 0) throw new ControlError('nothing is left to fulfil');
	for (const { id, lines } of parcels) {
		const parts = wanted.flatMap(({ line, quantity }) => {
			const part = lines.find(({ lineItemId }) => lineItemId === line.id);
			return part === undefined ? [] : [{ id: part.id, quantity }];
		});
		const { userErrors, topics } = createFulfillment(
			shop,
			{
				lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: id, ...(parts.length === 0 ? {} : { fulfillmentOrderLineItems: parts }) }],
				trackingInfo: {
					number: textOf(fields['trackingNumber']) || null,
					company: textOf(fields['trackingCompany']) || null,
					url: textOf(fields['trackingUrl']) || null,
				},
			},
			false,
		);
		if (userErrors.length > 0) throw new ControlError(userErrors.map(({ message }) => message).join(', '));
		orderSaved(shop, order, ...topics);
	}
}

/** The merchant corrects the number of the newest parcel. */
function changeTracking(shop: Shop, order: OrderRecord, fields: Fields): void {
	const parcel = fulfillmentsOf(shop, order.id).findLast(({ status }) => status === 'SUCCESS');
	if (parcel === undefined) throw new ControlError('the order has no parcel', 404);
	updateTracking(shop, parcel, { number: textOf(fields['trackingNumber']), company: textOf(fields['trackingCompany']) || null }, false);
	orderSaved(shop, order);
}

function cancel(shop: Shop, order: OrderRecord, fields: Fields): void {
	const problems = cancelProblems(shop, order, null);
	if (problems.length > 0) throw new ControlError(problems.map(({ message }) => message).join(', '));
	cancelNow(shop, order, {
		reason: textOf(fields['reason']) || 'CUSTOMER',
		restock: fields['restock'] !== false,
		refund: fields['refund'] !== false,
		notifyCustomer: false,
	});
}

const changes: Readonly<Record<string, (shop: Shop, order: OrderRecord, fields: Fields) => void>> = {
	pay: (shop, order, fields) => {
		if (!payOrder(shop, order, textOf(fields['gateway']) || 'shopify_payments')) throw new ControlError('nothing is owed');
	},
	cancel,
	refund,
	edit,
	fulfill,
	changeTracking,
	holdOrder: (shop, order, fields) => {
		for (const one of fulfillmentOrdersOf(shop, order.id)) hold(shop, one, { reason: textOf(fields['reason']) || 'OTHER' }, false);
		orderSaved(shop, order);
	},
	releaseOrder: (shop, order) => {
		for (const one of fulfillmentOrdersOf(shop, order.id)) if (one.status === 'ON_HOLD') release(shop, one);
		orderSaved(shop, order);
	},
	note: (shop, order, fields) => {
		order.note = textOf(fields['note']) || null;
		orderSaved(shop, order);
	},
	tag: (shop, order, fields) => {
		order.tags = [...new Set([...order.tags, textOf(fields['tag'])])].sort();
		orderSaved(shop, order);
	},
	comment: (shop, order) => {
		order.hasTimelineComment = true;
		orderSaved(shop, order);
	},
	deleteOrder: orderDeleted,
};

export const shopActionNames: readonly string[] = ['placeOrder', ...Object.keys(changes)];

/** What shoppers and the merchant do. @throws ControlError for what the shop would refuse */
export function runShopAction(shop: Shop, action: string, fields: Fields): OrderRecord {
	if (action === 'placeOrder') return place(shop, fields);
	const order = orderOf(shop, fields);
	changes[action]?.(shop, order, fields);
	return order;
}
