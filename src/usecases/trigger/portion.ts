import type { OrderId } from '../../domain/ids';
import type { IsoTime } from '../../domain/time';

/** n8n keeps all items of a run in memory. */
export const MOST_ORDERS = 200;
/** What one page of a platform may hold. */
const PAGE = 100;

/** An order as it was read a moment ago, and the newest version that is told by it. */
export interface Fresh<Reading> {
	readonly reading: Reading;
	readonly version: IsoTime;
}

/**
 * The orders that one poll reads and can give out at once. What a poll reads beyond that would have to be read a second
 * time by a later one, because personal data is stored nowhere.
 */
export class Portion<Reading> {
	/** Whether the platform has answered this poll. */
	answered = false;
	/** Whether something was left unread because it was enough. */
	more = false;
	private readonly byId = new Map<OrderId, Fresh<Reading>>();

	get orders(): ReadonlyMap<OrderId, Fresh<Reading>> {
		return this.byId;
	}

	/** Whether another page surely fits. */
	get hasRoom(): boolean {
		return this.byId.size + PAGE <= MOST_ORDERS;
	}

	add(id: OrderId, fresh: Fresh<Reading>): void {
		this.byId.set(id, fresh);
	}
}
