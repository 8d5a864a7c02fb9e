import type { Database } from '../../ports/database';
import type { OrderItem } from './order-item';

/** Items of an old execution that is run again: their trigger gives their orders out anew. */
export async function staleItems<Item extends OrderItem>(
	{ database }: { readonly database: Pick<Database, 'inbox'> },
	items: readonly Item[],
): Promise<ReadonlySet<Item>> {
	const stamped = items.flatMap((item) => (item.stamp === undefined ? [] : [{ item, stamp: item.stamp }]));
	const current = await database.inbox.current(stamped.map(({ stamp }) => stamp));
	return new Set(stamped.filter((_, index) => current[index] !== true).map(({ item }) => item));
}
