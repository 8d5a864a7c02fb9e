import { accountKey } from '../../domain/account';
import type { AccountKey } from '../../domain/ids';
import type { Order } from '../../domain/order';
import type { Database, Sale } from '../../ports/database';
import { originOf } from '../order-key';

type Named = Pick<Order, 'account' | 'id' | 'key' | 'createdAt'>;
interface Log {
	readonly database: Pick<Database, 'sales'>;
}

/** What the log knows of these orders in this target, by origin or another name of them. */
export async function salesOf(
	{ database }: Log,
	target: AccountKey,
	orders: readonly Named[],
	nameOf: (order: Named) => string = originOf,
): Promise<ReadonlyMap<string, Sale>> {
	const sales = new Map<string, Sale>();
	for (const [source, own] of Map.groupBy(orders, ({ account }) => accountKey(account))) {
		const known = await database.sales.ofOrders({ source, target }, own);
		for (const [index, order] of own.entries()) {
			const sale = known[index];
			if (sale !== undefined) sales.set(nameOf(order), sale);
		}
	}
	return sales;
}

export async function saleOf(log: Log, target: AccountKey, order: Named): Promise<Sale | undefined> {
	return (await salesOf(log, target, [order])).get(originOf(order));
}
