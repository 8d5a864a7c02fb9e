import { money } from '../../../domain/money';
import type { OwnOrder, SavedOrder, StoreOrderState } from '../../../ports/order-sink';
import { adminUrl } from '../account';
import { isClosed, STATUS, statusOf } from '../order-status';
import { ownFacts } from '../orders/facts';
import { stands } from '../orders/to-package';
import type { WireOwnOrder } from '../wire/own-order';

const placeOf = (order: WireOwnOrder, shop: string): Omit<SavedOrder, 'total'> => ({
	id: order.id,
	number: order.name,
	status: statusOf(order),
	adminUrl: adminUrl(shop, 'orders', order.id),
});

export const savedOrder = (order: WireOwnOrder, shop: string): SavedOrder => ({
	...placeOf(order, shop),
	total: money(order.totalPriceSet, order.currencyCode),
});

/** Parcels have left, wholly or in part: whatever became of the rest, which may be on hold. */
export const hasShipped = ({ displayFulfillmentStatus, fulfillments }: WireOwnOrder): boolean =>
	displayFulfillmentStatus === 'FULFILLED' || fulfillments.some(stands);

/** Undefined for an order that does not carry our mark. */
export function ownOrder(order: WireOwnOrder, shop: string): OwnOrder | undefined {
	if (order.origin === '') return undefined;
	const { fingerprint, duplicateOf } = ownFacts(order.facts);
	return {
		...placeOf(order, shop),
		position: Number(order.id),
		origin: order.origin,
		...(fingerprint === undefined ? {} : { fingerprint }),
		// An order that is deleted is gone; there is no place where it would lie.
		trashed: false,
		closed: isClosed(statusOf(order)),
		...(duplicateOf === undefined ? {} : { duplicateOf }),
		createdAt: order.createdAt,
	};
}

export function stateOf(order: WireOwnOrder, shop: string): StoreOrderState {
	const status = statusOf(order);
	const { fingerprint, duplicateOf, toHold } = ownFacts(order.facts);
	const shipped = hasShipped(order);
	return {
		saved: savedOrder(order, shop),
		...(fingerprint === undefined ? {} : { fingerprint }),
		shipped,
		cancelled: status === STATUS.cancelled,
		closed: isClosed(status),
		editable: !shipped && !isClosed(status),
		...(duplicateOf === undefined ? {} : { duplicateOf }),
		...(toHold === true && status !== STATUS.onHold ? { toHold } : {}),
		// Shopify takes stock when an order is made, and at no change of its status.
		wronglyTaken: [],
	};
}
