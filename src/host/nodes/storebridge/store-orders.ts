import { STORE_WITH_ORDERS } from '../../platforms/roles';
import type { ActionRun } from '../../action';
import type { Orders } from './orders';

/** Orders of a store, right now. */
export async function storeOrdersOf({ connect }: ActionRun): Promise<Orders> {
	const { storeOrders } = await connect(STORE_WITH_ORDERS);
	return {
		get: async (orderId) => (await storeOrders.get(orderId))?.order,
		since: async function* (time) {
			let next: string | undefined;
			do {
				const page = await storeOrders.changedSince(time, next);
				yield { orders: page.orders.map(({ order }) => order), unreadable: page.unreadable };
				next = page.nextPage;
			} while (next !== undefined);
		},
	};
}
