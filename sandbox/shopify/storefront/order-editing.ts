import { ControlError } from '../../kernel/contract';
import { assignToLocations, claimStock, fulfillmentOrdersOf } from '../fulfillments/fulfillment-orders';
import { placeOrder } from '../orders/order-create';
import { takeOff } from '../orders/order-editing';
import type { LineItemInput } from '../orders/order-inputs';
import { createRefund } from '../orders/order-refunds';
import { orderSaved } from '../orders/order-saving';
import { paymentsOf } from '../orders/order-totals';
import type { LineItemRecord, OrderRecord } from '../store/order-records';
import type { Shop } from '../store/shop';
import { type Fields, listOf, numberOf, textOf } from './control-input';
import { lineInput, lineOf } from './line-input';

/** Of the `lines` that are named, of an `amount`, or of all that was paid. */
export function refund(shop: Shop, order: OrderRecord, fields: Fields): void {
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
export function edit(shop: Shop, order: OrderRecord, fields: Fields): void {
	for (const given of listOf(fields['remove'])) {
		const line = lineOf(order, given);
		const quantity = given['quantity'] === undefined ? line.currentQuantity : numberOf(given['quantity']);
		takeOff(shop, order, line, quantity, true);
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
