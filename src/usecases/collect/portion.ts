import type { Order } from '../../domain/order';

/** n8n keeps all items of a run in memory. */
export const MOST_ORDERS = 200;
/** What one page of a source may hold. */
const PAGE = 100;

/**
 * The orders that one poll reads and can give out at once. What a poll reads beyond that would have to be read a second
 * time by a later one, because personal data is stored nowhere.
 */
export class Portion {
	private readonly byId = new Map<string, Order>();

	get orders(): ReadonlyMap<string, Order> {
		return this.byId;
	}

	/** Whether another page surely fits. */
	get hasRoom(): boolean {
		return this.byId.size + PAGE <= MOST_ORDERS;
	}

	add(order: Order): void {
		this.byId.set(order.id, order);
	}
}
