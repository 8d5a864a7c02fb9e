import { money } from '../../../domain/money';
import type { MeantOrder, OrderStanding } from '../../../ports/shipment-sink';
import type { WooCommerceClient } from '../client';
import { STATUS } from '../constants';
import { isCancelled } from '../order-status';
import { readByIds } from '../orders/by-ids';
import { isMeant } from '../orders/order-mark';
import { ORDER_STANDING_FIELDS, readOrderStanding } from '../wire/order-standing';

/** What became of orders, a hundred a request; those in the trash are asked for apart. */
export async function standingsOf(
	client: WooCommerceClient,
	orders: readonly MeantOrder[],
): Promise<readonly (OrderStanding | undefined)[]> {
	const found = await readByIds(
		client,
		orders.map(({ id }) => id),
		{ fields: ORDER_STANDING_FIELDS, read: readOrderStanding },
	);
	return orders.map((meant) => {
		const order = found.get(meant.id);
		if (order === undefined || order === 'unreadable' || !isMeant(meant, order)) return undefined;
		const { status, currency, refundedTotal } = order;
		const state = isCancelled(status) ? 'cancelled' : status === STATUS.refunded ? 'refunded' : 'open';
		return { state, status, refunded: money(refundedTotal, currency) };
	});
}
