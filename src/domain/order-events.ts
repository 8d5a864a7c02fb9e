import { hasArrived } from './arrival';
import type { Order } from './order';

/** What a builder can trigger on. */
export const ORDER_EVENTS = ['toShip', 'shippedByAmazon', 'delivered', 'cancelled', 'cancelRequested', 'changed'] as const;
export type OrderEvent = (typeof ORDER_EVENTS)[number];

/**
 * What this version of an order is for a trigger; undefined when it is nobody's business: sales of other shops that
 * Amazon only ships (their origin is not Amazon), and orders that are not paid yet (`pending`), which Amazon reports
 * again once they are.
 *
 * FBM: `toShip` at every version until it left, so that changes before the parcel reach the store; and once when it
 * is first met already shipped. `delivered` once all of its packages have arrived. FBA: only when shipped or cancelled, because until then Amazon may still change it.
 */
export function classifyOrder(order: Order, metBefore: boolean): OrderEvent | undefined {
	if (order.origin !== order.platform || order.status === 'pending') return undefined;
	if (order.status === 'cancelled') return 'cancelled';
	if (order.fulfilledBy === 'amazon') return order.status === 'shipped' ? 'shippedByAmazon' : 'changed';
	if (order.status === 'unshipped' || order.status === 'partiallyShipped') {
		return order.cancelRequested === undefined ? 'toShip' : 'cancelRequested';
	}
	if (order.status !== 'shipped') return 'changed';
	if (!metBefore) return 'toShip';
	return hasArrived(order) ? 'delivered' : 'changed';
}

/** A buyer's wish to cancel is news about an order to ship: who takes those gets it also without asking for it. */
export const wants = (chosen: readonly OrderEvent[], event: OrderEvent): boolean =>
	chosen.includes(event) || (event === 'cancelRequested' && chosen.includes('toShip'));
