import { originOf } from '../order-key';
import type { OrderItem } from './order-item';

/** Two items of a run may carry one order: the newest version of each, by origin or another name of it. */
export function newestVersions<Item extends OrderItem>(
	items: readonly Item[],
	nameOf: (order: Item['order']) => string = originOf,
): ReadonlyMap<string, Item> {
	const newest = new Map<string, Item>();
	for (const item of items) {
		const name = nameOf(item.order);
		const known = newest.get(name);
		if (known === undefined || known.order.updatedAt < item.order.updatedAt) newest.set(name, item);
	}
	return newest;
}
