import { originOf } from '../order-key';
import type { OrderItem } from './order-item';

/** Two items of a run may carry one order: the newest version of each, by origin. */
export function newestVersions<Item extends OrderItem>(items: readonly Item[]): ReadonlyMap<string, Item> {
	const newest = new Map<string, Item>();
	for (const item of items) {
		const origin = originOf(item.order);
		const known = newest.get(origin);
		if (known === undefined || known.order.updatedAt < item.order.updatedAt) newest.set(origin, item);
	}
	return newest;
}
