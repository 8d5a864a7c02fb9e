import { ControlError } from '../../kernel/contract';
import { iso, orderProceedsOf } from './order-draft';
import type { Order, OrderItem } from './order-wire';

/** What happens to an order at Amazon after it was placed. Each gives a new order; times are milliseconds since the epoch. */

export interface ShipmentDraft {
	/** Pieces per orderItemId; left out: everything that is not shipped yet. */
	readonly quantities?: Readonly<Record<string, number>>;
	readonly carrier?: string;
	readonly trackingNumber?: string;
	readonly shippingService?: string;
}

export interface CancellationDraft {
	readonly cancelledBy?: 'BUYER' | 'MERCHANT' | 'AMAZON';
	readonly reason?: string;
	/** Left out: all lines. */
	readonly orderItemIds?: readonly string[];
}

const touched = (order: Order, now: number): Order => ({ ...order, lastUpdatedTime: iso(now) });

const openPieces = (item: OrderItem): number => item.quantityOrdered - (item.fulfillment?.quantityFulfilled ?? 0);

/** Nothing but a newer update time: Amazon does this often, for reasons of its own. */
export function touchOrder(order: Order, now: number): Order {
	return touched(order, now);
}

export function shipOrder(order: Order, { quantities, carrier, trackingNumber, shippingService }: ShipmentDraft, now: number): Order {
	const shippedNow = new Map(
		order.orderItems.map((item) => [item.orderItemId, quantities === undefined ? openPieces(item) : (quantities[item.orderItemId] ?? 0)]),
	);
	for (const item of order.orderItems) {
		if ((shippedNow.get(item.orderItemId) ?? 0) > openPieces(item)) throw new ControlError('More pieces than are left to ship');
	}
	const orderItems = order.orderItems.map((item) => {
		const shipped = (item.fulfillment?.quantityFulfilled ?? 0) + (shippedNow.get(item.orderItemId) ?? 0);
		return {
			...item,
			fulfillment: { ...item.fulfillment, quantityFulfilled: shipped, quantityUnfulfilled: item.quantityOrdered - shipped },
		};
	});
	const isComplete = orderItems.every((item) => openPieces(item) <= 0);
	const isMerchant = order.fulfillment?.fulfilledBy === 'MERCHANT';
	const parcel = {
		packageReferenceId: String((order.packages?.length ?? 0) + 1),
		createdTime: iso(now),
		packageStatus: { status: 'SHIPPED' as const },
		carrier: carrier ?? 'DHL',
		shipTime: iso(now),
		shippingService: shippingService ?? 'Standard',
		trackingNumber: trackingNumber ?? '00340000000000000000',
		packageItems: [...shippedNow].filter(([, quantity]) => quantity > 0).map(([orderItemId, quantity]) => ({ orderItemId, quantity })),
	};
	return touched(
		{
			...order,
			fulfillment: { ...order.fulfillment, fulfillmentStatus: isComplete ? 'SHIPPED' : 'PARTIALLY_SHIPPED' },
			orderItems,
			// Packages are shown for orders that the merchant ships only.
			...(isMerchant ? { packages: [...(order.packages ?? []), parcel] } : {}),
		},
		now,
	);
}

/** Cancelled lines keep their place with quantity 0 and without amounts. */
export function cancelOrder(order: Order, { cancelledBy, reason, orderItemIds }: CancellationDraft, now: number): Order {
	const orderItems = order.orderItems.map((item): OrderItem => {
		if (orderItemIds !== undefined && !orderItemIds.includes(item.orderItemId)) return item;
		const { proceeds: _proceeds, ...kept } = item;
		return {
			...kept,
			quantityOrdered: 0,
			fulfillment: { ...item.fulfillment, quantityFulfilled: 0, quantityUnfulfilled: 0 },
			cancellation: {
				...item.cancellation,
				cancellationExecution: { cancelledBy: cancelledBy ?? 'BUYER', cancelReason: reason ?? 'No longer needed' },
			},
		};
	});
	const isWhole = orderItems.every((item) => item.quantityOrdered === 0);
	const currency = order.proceeds?.grandTotal?.currencyCode;
	if (!isWhole) {
		return touched({ ...order, orderItems, ...(currency === undefined ? {} : { proceeds: orderProceedsOf(orderItems, currency) }) }, now);
	}
	const { proceeds: _proceeds, ...kept } = order;
	return touched({ ...kept, fulfillment: { ...order.fulfillment, fulfillmentStatus: 'CANCELLED' }, orderItems }, now);
}

/** The buyer asks; nothing is cancelled yet. */
export function requestCancellation(order: Order, reason: string, now: number): Order {
	const cancellationRequest = { requester: 'BUYER', cancelReason: reason };
	return touched(
		{ ...order, orderItems: order.orderItems.map((item) => ({ ...item, cancellation: { ...item.cancellation, cancellationRequest } })) },
		now,
	);
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const merge = (target: unknown, patch: unknown): unknown => {
	if (!isRecord(patch)) return patch;
	const merged = new Map(isRecord(target) ? Object.entries(target) : []);
	for (const [name, value] of Object.entries(patch)) {
		if (value === null) merged.delete(name);
		else merged.set(name, merge(merged.get(name), value));
	}
	return Object.fromEntries(merged);
};

/** Any change, as a JSON merge patch (RFC 7396) of the wire order. */
export function patchOrder(order: Order, patch: unknown, now: number): Order {
	return { ...touched(merge(order, patch) as Order, now), orderId: order.orderId };
}
