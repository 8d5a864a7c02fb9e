import { toCents, toMoney } from '../orders/amounts';
import { cancelOrder } from '../orders/order-changes';
import { orderProceedsOf } from '../orders/order-draft';
import type { Money, Order, OrderItem } from '../orders/order-wire';
import { ParcelRefused } from './parcel';
import { openUnitsOf, withStatus } from './parcel-changes';

/** What a merchant cancels; without lines the whole order. */
export interface UnitCancellation {
	readonly orderId: string;
	readonly lines?: readonly { readonly orderItemId: string; readonly reason: string; readonly quantity?: number }[];
}

const cancellable: ReadonlySet<string> = new Set(['UNSHIPPED', 'PARTIALLY_SHIPPED']);

const share = ({ amount, currencyCode }: Money, left: number, of: number): Money =>
	toMoney(Math.round((toCents(amount, currencyCode) * left) / of), currencyCode);

/** The line with so many units less; its amounts go down with them. */
const reduced = (item: OrderItem, units: number, reason: string): OrderItem => {
	const left = item.quantityOrdered - units;
	const { proceedsTotal, breakdowns } = item.proceeds ?? {};
	const shareOf = (money: Money): Money => share(money, left, item.quantityOrdered);
	return {
		...item,
		quantityOrdered: left,
		...(item.proceeds === undefined
			? {}
			: {
					proceeds: {
						...(proceedsTotal === undefined ? {} : { proceedsTotal: shareOf(proceedsTotal) }),
						...(breakdowns === undefined
							? {}
							: {
									breakdowns: breakdowns.map(({ type, subtotal, detailedBreakdowns }) => ({
										type,
										subtotal: shareOf(subtotal),
										...(detailedBreakdowns === undefined
											? {}
											: {
													detailedBreakdowns: detailedBreakdowns.map(({ value, ...rest }) => ({
														...rest,
														...(value === undefined ? {} : { value: shareOf(value) }),
													})),
												}),
									})),
								}),
					},
				}),
		fulfillment: { ...item.fulfillment, quantityUnfulfilled: openUnitsOf(item) - units },
		cancellation: { ...item.cancellation, cancellationExecution: { cancelledBy: 'MERCHANT', cancelReason: reason } },
	};
};

/**
 * The order with what a merchant cancels of it. Nothing that left can be cancelled: neither its lines, nor an order of which a part
 * has left, as a whole.
 * @throws ParcelRefused
 */
export function cancelUnits(order: Order, { lines }: UnitCancellation, now: number): Order {
	const { fulfillmentStatus = 'PENDING', fulfilledBy } = order.fulfillment ?? {};
	if (fulfillmentStatus === 'CANCELLED') throw new ParcelRefused('cancelled');
	if (fulfilledBy !== 'MERCHANT') throw new ParcelRefused('state', 'is fulfilled by Amazon');
	if (fulfillmentStatus === 'SHIPPED') throw new ParcelRefused('fulfilled');
	if (!cancellable.has(fulfillmentStatus)) throw new ParcelRefused('state', `is in ${fulfillmentStatus} state`);
	if (lines === undefined) {
		if (fulfillmentStatus === 'PARTIALLY_SHIPPED') throw new ParcelRefused('fulfilled');
		// The reason that Amazon then shows was not recorded.
		return cancelOrder(order, { cancelledBy: 'MERCHANT', reason: 'Cancelled by the seller' }, now);
	}
	for (const { orderItemId, quantity } of lines) {
		const item = order.orderItems.find((candidate) => candidate.orderItemId === orderItemId);
		if (item === undefined || item.quantityOrdered === 0) throw new ParcelRefused('noItem', orderItemId);
		if ((quantity ?? item.quantityOrdered) > openUnitsOf(item)) throw new ParcelRefused('fulfilled', orderItemId);
	}
	let changed = order;
	for (const { orderItemId, quantity, reason } of lines) {
		const item = changed.orderItems.find((candidate) => candidate.orderItemId === orderItemId);
		if (item === undefined) continue;
		if (quantity === undefined || quantity >= item.quantityOrdered) {
			changed = cancelOrder(changed, { cancelledBy: 'MERCHANT', reason, orderItemIds: [orderItemId] }, now);
			continue;
		}
		const orderItems = changed.orderItems.map((known) => (known === item ? reduced(item, quantity, reason) : known));
		const currency = changed.proceeds?.grandTotal?.currencyCode;
		changed = {
			...changed,
			lastUpdatedTime: new Date(now).toISOString(),
			orderItems,
			...(currency === undefined ? {} : { proceeds: orderProceedsOf(orderItems, currency) }),
		};
	}
	return changed.fulfillment?.fulfillmentStatus === 'CANCELLED' ? changed : withStatus(changed);
}
