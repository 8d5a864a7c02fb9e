import { accountKey } from '../../domain/account';
import type { Sale } from '../../ports/database';
import { originOf } from '../order-key';
import type { OrderToSave, SaveDeps } from './deps';

/** What the log knows of these orders in this store, by origin. */
export async function salesOf(deps: SaveDeps, items: readonly OrderToSave[]): Promise<ReadonlyMap<string, Sale>> {
	const store = accountKey(deps.sink.account);
	const sales = new Map<string, Sale>();
	for (const [channel, own] of Map.groupBy(items, ({ order }) => accountKey(order.account))) {
		const known = await deps.database.sales.get(
			channel,
			store,
			own.map(({ order }) => order.id),
		);
		for (const { order } of own) {
			const sale = known.get(order.id);
			if (sale !== undefined) sales.set(originOf(order), sale);
		}
	}
	return sales;
}

export async function saleOf(deps: SaveDeps, item: OrderToSave): Promise<Sale | undefined> {
	return (await salesOf(deps, [item])).get(originOf(item.order));
}

/** Whether the log holds a newer version of the order than this one, saved or cancelled. */
export const isOlder = ({ order }: OrderToSave, sale: Sale | undefined): boolean =>
	sale?.sourceUpdatedAt !== undefined && order.updatedAt < sale.sourceUpdatedAt;

/**
 * Found in the store, but no run ever compared it with the order it was made from: that one died or lost its answer,
 * or it belonged to another database.
 */
export const isUnverified = (sale: Sale | undefined): boolean => sale?.sourceUpdatedAt === undefined;
