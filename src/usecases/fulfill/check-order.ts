import { reason, type Reason } from '../../domain/reasons';
import type { StoreOrder } from '../../ports/store-orders';

/** Orders that are none of the warehouse's business: no person has to look. */
export function skip({ order, localPickup }: StoreOrder): Reason | undefined {
	if (order.origin !== order.platform) return reason('mcfBoughtElsewhere', order.number);
	if (localPickup) return reason('mcfLocalPickup', order.number);
	return undefined;
}

/** Why an order must not be sent as it stands in the store right now. */
export function refuse({ order, storeStatus, shipped, doubts }: StoreOrder): Reason | undefined {
	const open = order.status === 'unshipped' || order.status === 'partiallyShipped';
	if (order.status === 'cancelled' || order.status === 'refunded') return reason('mcfOrderClosed', order.number, `status "${storeStatus}"`);
	if (order.status === 'shipped' || (shipped && !open))
		return reason('mcfOrderClosed', order.number, `status "${storeStatus}", already shipped`);
	if (order.status === 'pending')
		return reason(order.paidAt === undefined ? 'mcfNotPaid' : 'mcfOrderClosed', order.number, `status "${storeStatus}"`);
	if (order.paidAt === undefined) return reason('mcfNotPaid', order.number, `status "${storeStatus}"`);
	return doubts.length > 0 ? reason('mcfDoubt', order.number, doubts.map(({ text }) => text).join('; ')) : undefined;
}
