import { ControlError } from '../../kernel/contract';
import { locationByName } from '../catalog/product-seeds';
import { createCustomer, customerByEmail } from '../customers/customers';
import { assignToLocations, claimStock, fulfillmentOrdersOf, releaseCommitted } from '../fulfillments/fulfillment-orders';
import { createFulfillment } from '../fulfillments/fulfillment-writing';
import { hold, release } from '../fulfillments/holds';
import { cancelNow, cancelProblems } from '../orders/order-cancel';
import { payOrder } from '../orders/order-changes';
import { placeOrder } from '../orders/order-create';
import type { LineItemInput, OrderCreateInput } from '../orders/order-inputs';
import { createRefund } from '../orders/order-refunds';
import { orderDeleted, orderSaved } from '../orders/order-saving';
import { financialStatusOf, originalTotals, paymentsOf } from '../orders/order-totals';
import type { LineItemRecord, OrderRecord, VariantRecord } from '../store/records';
import type { Shop } from '../store/shop';
import { type Fields, isRecord, listOf, numberOf, textOf } from './control-input';

function variantBySku(shop: Shop, sku: string): VariantRecord {
	const variant = [...shop.state.variants.values()].find((one) => one.sku === sku);
	if (variant === undefined) throw new ControlError(`no variant with the SKU ${sku}`, 404);
	return variant;
}

function orderOf(shop: Shop, fields: Fields): OrderRecord {
	const wanted = textOf(fields['id']) || textOf(fields['name']);
	const order =
		shop.state.orders.get(wanted) ?? [...shop.state.orders.values()].find(({ name, id }) => name === wanted || id.endsWith(`/${wanted}`));
	if (order === undefined) throw new ControlError('no order of that id or name', 404);
	return order;
}

function lineOf(order: OrderRecord, given: Fields): LineItemRecord {
	const line = order.lineItems.find(({ id, sku }) => id === given['lineItemId'] || sku === given['sku']);
	if (line === undefined) throw new ControlError('no such line in the order; name it by lineItemId or sku', 404);
	return line;
}

function bag(shop: Shop, amount: unknown) {
	return { shopMoney: { amount: textOf(amount) || '0', currencyCode: shop.settings.currencyCode } };
}

function lineInput(shop: Shop, given: Fields): LineItemInput {
	const sku = textOf(given['sku']);
	const variant = sku === '' ? undefined : variantBySku(shop, sku);
	const item = variant === undefined ? undefined : shop.state.inventoryItems.get(variant.inventoryItemId);
	const location = given['location'] === undefined ? undefined : locationByName(shop, textOf(given['location']));
	const taxRate = given['taxRate'] === undefined ? undefined : numberOf(given['taxRate']);
	const quantity = given['quantity'] === undefined ? 1 : numberOf(given['quantity']);
	const price = textOf(given['price']) || variant?.price || '10.00';
	const total = Number(price) * quantity;
	const tax = taxRate === undefined ? 0 : shop.settings.taxesIncluded ? total - total / (1 + taxRate) : total * taxRate;
	return {
		...(variant === undefined ? { title: textOf(given['title']) || 'Custom item' } : { variantId: variant.id }),
		quantity,
		priceSet: bag(shop, price),
		requiresShipping: given['requiresShipping'] === undefined ? (item?.requiresShipping ?? true) : given['requiresShipping'] === true,
		taxLines: taxRate === undefined ? [] : [{ title: 'VAT', rate: taxRate, priceSet: bag(shop, tax.toFixed(2)) }],
		properties: listOf(given['properties']).map((property) => ({ name: textOf(property['name']), value: textOf(property['value']) })),
		...(location === undefined ? {} : { locationId: location.id }),
	};
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

function refund(shop: Shop, order: OrderRecord, fields: Fields): void {
	const { received, refunded } = paymentsOf(order);
	const kept = Number(received.shopMoney.amount) - Number(refunded.shopMoney.amount);
	const lines = listOf(fields['lines']).map((given) => ({
		lineItemId: lineOf(order, given).id,
		quantity: given['quantity'] === undefined ? 1 : numberOf(given['quantity']),
		restockType: fields['restock'] === false ? 'NO_RESTOCK' : textOf(given['restockType']) || 'CANCEL',
	}));
	const ofLines = lines.reduce((sum, { lineItemId, quantity }) => {
		const line = lineOf(order, { lineItemId });
		const discount = (Number(line.totalDiscountSet.shopMoney.amount) / line.quantity) * quantity;
		const taxes = order.taxesIncluded
			? 0
			: line.taxLines.reduce((total, { priceSet }) => total + (Number(priceSet.shopMoney.amount) / line.quantity) * quantity, 0);
		return sum + Number(line.originalUnitPriceSet.shopMoney.amount) * quantity - discount + taxes;
	}, 0);
	const amount = fields['amount'] === undefined ? (lines.length === 0 ? kept : Math.min(ofLines, kept)) : numberOf(fields['amount']);
	const { userErrors } = createRefund(shop, {
		orderId: order.id,
		note: textOf(fields['reason']) || null,
		refundLineItems: lines,
		transactions: [{ amount: amount.toFixed(2), gateway: order.transactions[0]?.gateway ?? 'manual' }],
		...(fields['shipping'] === undefined ? {} : { shipping: { amount: textOf(fields['shipping']) } }),
	});
	if (userErrors.length > 0) throw new ControlError(userErrors.map(({ message }) => message).join(', '));
}

/** Takes pieces off lines, and adds lines: as the merchant's order page does. */
function edit(shop: Shop, order: OrderRecord, fields: Fields): void {
	for (const given of listOf(fields['remove'])) {
		const line = lineOf(order, given);
		const quantity = given['quantity'] === undefined ? line.currentQuantity : numberOf(given['quantity']);
		line.currentQuantity -= quantity;
		let left = quantity;
		for (const fulfillmentOrder of fulfillmentOrdersOf(shop, order.id)) {
			for (const part of fulfillmentOrder.lines.filter(({ lineItemId }) => lineItemId === line.id)) {
				const removed = Math.min(left, part.remainingQuantity);
				releaseCommitted(shop, order, fulfillmentOrder, part, removed, true);
				part.remainingQuantity -= removed;
				part.totalQuantity -= removed;
				left -= removed;
			}
			if (fulfillmentOrder.lines.every(({ remainingQuantity }) => remainingQuantity === 0)) fulfillmentOrder.status = 'CLOSED';
		}
	}
	const added = listOf(fields['add']).map((given) => addLine(shop, order, lineInput(shop, given)));
	if (added.length > 0) {
		assignToLocations(
			shop,
			order,
			added.map((line) => ({ line, quantity: line.quantity })),
		);
		claimStock(shop, order);
	}
	order.edited = true;
	orderSaved(shop, order, 'ORDERS_EDITED');
}

/** Through a draft of its own, so that a line is made in one way only. */
function addLine(shop: Shop, order: OrderRecord, input: LineItemInput): LineItemRecord {
	const number = shop.state.lastOrderNumber;
	const draft = placeOrder(
		shop,
		{ lineItems: [input], currency: order.currencyCode },
		{ isOfClient: false, customerId: null, claimsStock: false },
	);
	shop.state.orders.delete(draft.id);
	for (const { id } of fulfillmentOrdersOf(shop, draft.id)) shop.state.fulfillmentOrders.delete(id);
	shop.state.lastOrderNumber = number;
	const [line] = draft.lineItems;
	if (line === undefined) throw new ControlError('nothing to add');
	order.lineItems.push(line);
	return line;
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
