import { money } from '../../../domain/money';
import type { AskedOrder, OrderStanding } from '../../../ports/shipment-sink';
import type { WooCommerceClient } from '../client';
import { ORDER_META, STATUS } from '../constants';
import { isCancelled } from '../order-status';
import { readByIds } from '../orders/by-ids';
import { isMeant } from '../orders/order-mark';
import { metaValue } from '../wire/meta';
import { MARKED_STANDING_FIELDS, ORDER_STANDING_FIELDS, readOrderStanding } from '../wire/order-standing';

/** What became of orders, a hundred a request; those in the trash are asked for apart. */
export async function standingsOf(
	client: WooCommerceClient,
	orders: readonly AskedOrder[],
): Promise<readonly (OrderStanding | undefined)[]> {
	const found = await readByIds(
		client,
		orders.map(({ id }) => id),
		{ fields: orders.some(({ origin }) => origin !== undefined) ? MARKED_STANDING_FIELDS : ORDER_STANDING_FIELDS, read: readOrderStanding },
	);
	return orders.map((meant) => {
		const order = found.get(meant.id);
		if (order === undefined || order === 'unreadable' || !isMeant(meant, order)) return undefined;
		if (meant.origin !== undefined && metaValue(order.meta, ORDER_META.origin) !== meant.origin) return undefined;
		const { status, currency, refundedTotal } = order;
		const state = isCancelled(status) ? 'cancelled' : status === STATUS.refunded ? 'refunded' : 'open';
		return { state, status, refunded: money(refundedTotal, currency) };
	});
}
