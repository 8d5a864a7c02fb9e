import { reason, type Reason } from '../../domain/reasons';
import type { Sale } from '../../ports/database';
import type { StoreOrder } from '../../ports/store-orders';

/** Orders that are none of the warehouse's business: no person has to look. */
export function skip(stored: StoreOrder): Reason | undefined {
	const { order, localPickup } = stored;
	if (order.origin !== order.platform) return reason('mcfBoughtElsewhere', order.number);
	if (localPickup) return reason('mcfLocalPickup', order.number);
	// By parcels that say what is in them; one that was completed is judged below.
	return order.status === 'shipped' && !stored.closed ? reason('mcfNothingOpen', order.number) : undefined;
}

const SHIPPED = ', already shipped';

const closedIn = ({ order, storeStatus }: StoreOrder, more = ''): Reason =>
	reason('mcfOrderClosed', order.number, `status "${storeStatus}"${more}`);

/** Cancelled, refunded, failed or in the trash: nothing of it is wanted any more. Nor of what the shop itself shipped while it waited. */
export function closed(stored: StoreOrder, sale?: Sale): Reason | undefined {
	const { status } = stored.order;
	if (status === 'shipped' && sale?.reason?.code === 'mcfNotReady') return closedIn(stored, SHIPPED);
	const isOver = status === 'cancelled' || status === 'refunded' || (stored.closed && status !== 'shipped');
	return isOver ? closedIn(stored) : undefined;
}

/**
 * Why an order must not be sent as it stands in the store right now. Which statuses are ready is the merchant's choice: one
 * that is paid and has another waits until somebody releases it.
 */
export function refuse(stored: StoreOrder, ready: readonly string[]): Reason | undefined {
	const { order, storeStatus } = stored;
	if (order.status === 'shipped') return closedIn(stored, SHIPPED);
	if (order.paidAt === undefined) return reason('mcfNotPaid', order.number, `status "${storeStatus}"`);
	if (ready.includes(storeStatus)) return undefined;
	return reason('mcfNotReady', order.number, `status "${storeStatus}"; ready: ${ready.map((status) => `"${status}"`).join(', ')}`);
}
