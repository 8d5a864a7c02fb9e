import { fulfillmentOrdersOf, releaseCommitted } from '../fulfillments/fulfillment-orders';
import type { UserError } from '../graphql/context';
import { changeLevel, levelAt, levelsOf } from '../inventory/levels';
import { moneyBag, moneyText, sumOf } from '../store/money';
import type { LineItemRecord, OrderRecord, RefundRecord } from '../store/order-records';
import type { Shop } from '../store/shop';
import { transaction } from './order-building';
import { orderSaved } from './order-saving';
import { currenciesOf, lineTotal, paymentsOf, shareOf } from './order-totals';

export interface RefundInput {
	readonly orderId: string;
	readonly note?: string | null;
	readonly notify?: boolean | null;
	readonly refundLineItems?:
		| readonly {
				readonly lineItemId: string;
				readonly quantity: number;
				readonly restockType?: string | null;
				readonly locationId?: string | null;
		  }[]
		| null;
	readonly shipping?: { readonly amount?: string | null; readonly fullRefund?: boolean | null } | null;
	readonly transactions?:
		readonly { readonly amount: string; readonly gateway?: string | null; readonly parentId?: string | null }[] | null;
}

export interface RefundResult {
	readonly refund: RefundRecord | null;
	readonly order: OrderRecord | null;
	readonly userErrors: readonly UserError[];
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, one) => total + one, 0);

function problemsOf(order: OrderRecord, input: RefundInput): readonly UserError[] {
	const problems: UserError[] = [];
	for (const [at, { lineItemId, quantity }] of (input.refundLineItems ?? []).entries()) {
		const line = order.lineItems.find(({ id }) => id === lineItemId);
		if (line === undefined || quantity > line.currentQuantity)
			problems.push({
				field: ['refundLineItems', String(at), 'quantity'],
				message: 'Quantity cannot refund more items than were purchased',
			});
	}
	const { received, refunded } = paymentsOf(order);
	const kept = Number(received.shopMoney.amount) - Number(refunded.shopMoney.amount);
	const asked = sum((input.transactions ?? []).map(({ amount }) => Number(amount)));
	if (asked > kept) {
		const text = (amount: number): string => `$${moneyText({ amount: String(amount), currencyCode: order.currencyCode })}`;
		problems.push({ field: null, message: `Refund amount ${text(asked)} is greater than net payment received ${text(kept)}` });
	}
	return problems;
}

/** Pieces that were not sent yet leave their fulfillment order; what is taken back lies at the location that is named. */
function takeBack(
	shop: Shop,
	order: OrderRecord,
	line: LineItemRecord,
	quantity: number,
	restockType: string,
	locationId: string | null,
): void {
	line.currentQuantity -= quantity;
	let left = quantity;
	for (const fulfillmentOrder of fulfillmentOrdersOf(shop, order.id)) {
		for (const part of fulfillmentOrder.lines.filter(({ lineItemId }) => lineItemId === line.id)) {
			if (restockType === 'RETURN' || left === 0) continue;
			const removed = Math.min(left, part.remainingQuantity);
			releaseCommitted(shop, order, fulfillmentOrder, part, removed, restockType === 'CANCEL');
			part.remainingQuantity -= removed;
			part.totalQuantity -= removed;
			left -= removed;
		}
		if (fulfillmentOrder.lines.every(({ remainingQuantity }) => remainingQuantity === 0)) fulfillmentOrder.status = 'CLOSED';
	}
	if (restockType !== 'RETURN') return;
	const itemId = shop.state.variants.get(line.variantId ?? '')?.inventoryItemId;
	if (itemId === undefined) return;
	const level = locationId === null ? levelsOf(shop, itemId)[0] : levelAt(shop, itemId, locationId);
	if (level !== undefined) changeLevel(shop, level, { available: level.available + quantity });
}

export function createRefund(shop: Shop, input: RefundInput): RefundResult {
	const order = shop.state.orders.get(input.orderId);
	if (order === undefined) return { refund: null, order: null, userErrors: [{ field: ['orderId'], message: 'Order does not exist' }] };
	const userErrors = problemsOf(order, input);
	if (userErrors.length > 0) return { refund: null, order, userErrors };
	const currencies = currenciesOf(order);
	const back = (input.transactions ?? []).map(({ amount, gateway, parentId }) =>
		transaction(
			shop,
			{
				kind: 'REFUND',
				status: 'SUCCESS',
				gateway: gateway ?? 'manual',
				amountSet: { shopMoney: { amount, currencyCode: currencies.shop } },
			},
			currencies,
			parentId ?? order.transactions[0]?.id ?? null,
		),
	);
	const lines = (input.refundLineItems ?? []).flatMap(({ lineItemId, quantity, restockType, locationId }) => {
		const line = order.lineItems.find(({ id }) => id === lineItemId);
		if (line === undefined) return [];
		const kind = restockType ?? 'NO_RESTOCK';
		takeBack(shop, order, line, quantity, kind, locationId ?? null);
		const discount = shareOf(line.totalDiscountSet, line, -quantity, currencies);
		const taxes = line.taxLines.map(({ priceSet }) => shareOf(priceSet, line, quantity, currencies));
		return [
			{
				id: shop.nextId('RefundLineItem'),
				lineItemId,
				quantity,
				restockType: kind,
				locationId: locationId ?? null,
				subtotalSet: sumOf([lineTotal(line, quantity, currencies), discount], currencies),
				totalTaxSet: sumOf(taxes, currencies),
			},
		];
	});
	const refund: RefundRecord = {
		id: shop.nextId('Refund'),
		note: input.note ?? null,
		totalRefundedSet: sumOf(
			back.map(({ amountSet }) => amountSet),
			currencies,
		),
		shippingRefundedSet: moneyBag(input.shipping?.amount ?? 0, currencies),
		lines,
		transactionIds: back.map(({ id }) => id),
		createdAt: shop.now(),
		updatedAt: shop.now(),
	};
	order.transactions.push(...back);
	order.refunds.push(refund);
	if (input.notify === true)
		shop.mailBuyer({ to: order.email, subject: `Refund notification`, text: `A refund for order ${order.name}`, orderId: order.id }, true);
	orderSaved(shop, order, 'REFUNDS_CREATE');
	return { refund, order, userErrors: [] };
}
