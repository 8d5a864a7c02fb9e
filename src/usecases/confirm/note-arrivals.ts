import { accountKey } from '../../domain/account';
import type { AccountKey } from '../../domain/ids';
import { iso, type IsoTime } from '../../domain/time';
import { keyOfSale } from '../sales/sale-change';
import type { ConfirmDeps, SoldOrder } from './deps';
import type { OneOrder } from './one-order';

/** The store says that all of an order has arrived: the channel's sale learns since when, once. Its personal data ages from then. */
export async function noteArrivals({ database, shipments }: ConfirmDeps, orders: readonly OneOrder[]): Promise<void> {
	const source = accountKey(shipments.account);
	const arrived = orders.filter(({ sales }) => sales.length > 0 && sales.every(({ arrivedAt }) => arrivedAt !== undefined));
	const now = database.now();
	for (const [target, own] of Map.groupBy(arrived, storeOf)) {
		if (target === undefined) continue;
		const known = await database.sales.get(
			{ source, target },
			own.map(({ orderId }) => orderId),
		);
		const changes = own.flatMap(({ orderId, sales }) => {
			const sale = known.get(orderId);
			// An order that was split in the store has parts of which nobody tells here.
			const isWhole = sales.some(({ order }) => order.id === sale?.targetOrderId);
			if (sale === undefined || !isWhole || sale.state === 'deleted' || sale.deliveredAt !== undefined) return [];
			const deliveredAt = sales
				.map((sold) => possible(sold, now))
				.toSorted()
				.at(-1);
			return deliveredAt === undefined ? [] : [{ ...keyOfSale(sale), state: sale.state, deliveredAt }];
		});
		if (changes.length > 0) await database.sales.change(changes, now);
	}
}

const storeOf = ({ sales: [first] }: OneOrder): AccountKey | undefined =>
	first === undefined ? undefined : accountKey(first.order.account);

/** A carrier's time before the order, or in the future, is none: the store's own stands for it. */
function possible({ arrivedAt = '', order }: SoldOrder, now: number): IsoTime {
	const at = Date.parse(arrivedAt);
	return at >= Date.parse(order.purchasedAt) && at <= now ? arrivedAt : iso(Math.min(Date.parse(order.updatedAt), now));
}
