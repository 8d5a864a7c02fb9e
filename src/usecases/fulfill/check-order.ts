import { reason, type Reason } from '../../domain/reasons';
import { say } from '../../domain/texts/say';
import { wantedPieces } from '../../domain/wanted-pieces';
import type { Sale } from '../../ports/database';
import type { StoreOrder } from '../../ports/store-orders';

/** Orders that are none of the warehouse's business: no person has to look. */
export function skip(stored: StoreOrder): Reason | undefined {
	const { order, localPickup } = stored;
	if (order.origin !== order.platform) return reason('mcfBoughtElsewhere', order.number);
	if (localPickup) return reason('mcfLocalPickup', order.number);
	// By parcels that say what is in them; one that was merely completed is judged below.
	return order.status === 'shipped' && (!stored.closed || hasLeft(stored)) ? reason('mcfNothingOpen', order.number) : undefined;
}

/** Every piece, by what the parcels say. */
const hasLeft = ({ order, fulfilled }: StoreOrder): boolean =>
	fulfilled.size > 0 && order.lines.every((line) => (fulfilled.get(line.id) ?? 0) >= wantedPieces(line));

const closedIn = ({ order, storeStatus: status }: StoreOrder, how: 'status' | 'statusShipped' = 'status'): Reason =>
	reason('mcfOrderClosed', order.number, say(how, { status }));

/** Cancelled, refunded, failed or in the trash: nothing of it is wanted any more. Nor of what the shop itself shipped while it waited. */
export function closed(stored: StoreOrder, sale?: Sale): Reason | undefined {
	const { status } = stored.order;
	if (status === 'shipped' && sale?.reason?.code === 'mcfNotReady') return closedIn(stored, 'statusShipped');
	const isOver = status === 'cancelled' || status === 'refunded' || (stored.closed && status !== 'shipped');
	return isOver ? closedIn(stored) : undefined;
}

/**
 * Why an order must not be sent as it stands in the store right now. Which statuses are ready is the merchant's choice: one
 * that is paid and has another waits until somebody releases it.
 */
export function refuse(stored: StoreOrder, ready: readonly string[]): Reason | undefined {
	const { order, storeStatus, statusBesidesShipping } = stored;
	if (order.status === 'shipped') return closedIn(stored, 'statusShipped');
	if (order.paidAt === undefined) return reason('mcfNotPaid', order.number, say('status', { status: storeStatus }));
	// One of which a part has left may have another status, and is as ready as it was.
	if (ready.includes(storeStatus) || ready.includes(statusBesidesShipping)) return undefined;
	const others = ready.map((status) => `"${status}"`).join(', ');
	return reason('mcfNotReady', order.number, say('notReady', { status: storeStatus, ready: others }));
}
