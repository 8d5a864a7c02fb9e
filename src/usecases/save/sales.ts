import { accountKey } from '../../domain/account';
import type { Sale } from '../../ports/database';
import * as log from '../sales/sales-of';
import type { OrderToSave, SaveDeps } from './deps';

/** What the log knows of these orders in this store, by origin. */
export async function salesOf(deps: SaveDeps, items: readonly OrderToSave[]): Promise<ReadonlyMap<string, Sale>> {
	return await log.salesOf(
		deps,
		accountKey(deps.sink.account),
		items.map(({ order }) => order),
	);
}

export async function saleOf(deps: SaveDeps, { order }: OrderToSave): Promise<Sale | undefined> {
	return await log.saleOf(deps, accountKey(deps.sink.account), order);
}

/** Whether the log holds a newer version of the order than this one, saved or cancelled. */
export const isOlder = ({ order }: OrderToSave, sale: Sale | undefined): boolean =>
	sale?.sourceUpdatedAt !== undefined && order.updatedAt < sale.sourceUpdatedAt;

/**
 * Found in the store, but no run ever compared it with the order it was made from: that one died or lost its answer,
 * or it belonged to another database.
 */
export const isUnverified = (sale: Sale | undefined): boolean => sale?.sourceUpdatedAt === undefined;
