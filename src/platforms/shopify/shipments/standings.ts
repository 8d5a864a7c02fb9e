import { money } from '../../../domain/money';
import type { AskedOrder, MeantOrder, OrderStanding } from '../../../ports/shipment-sink';
import type { ShopifyClient } from '../client';
import { INPUT_SIZE } from '../constants';
import { findNodes } from '../nodes';
import { STATUS, statusOf } from '../order-status';
import { isId } from '../wire/fields';
import { standing, STANDINGS, type WireStanding } from '../wire/fulfillment-order';

/** Shopify gives no id a second time: one that is meant otherwise is another shop's word. */
export const isMeant = ({ key, createdAt }: MeantOrder, stored: { readonly createdAt: string }): boolean =>
	key === undefined && (createdAt === undefined || createdAt === stored.createdAt);

/** A copy that lost its mark, or bears another, is not the one that was asked for. */
const isCopyOf = ({ origin }: AskedOrder, stored: WireStanding): boolean => origin === undefined || origin === stored.origin;

/** One by one, in order; undefined for one that is gone, another, or cannot be read. */
export async function standingsOf(client: ShopifyClient, orders: readonly AskedOrder[]): Promise<readonly (WireStanding | undefined)[]> {
	const known = [...new Set(orders.map(({ id }) => String(id)))].filter(isId);
	const found = new Map<string, WireStanding>();
	for (let at = 0; at < known.length; at += INPUT_SIZE) {
		const some = known.slice(at, at + INPUT_SIZE);
		for (const [id, { record }] of await findNodes(client, { document: STANDINGS, kind: 'Order' }, some)) {
			const read = standing.safeParse(record);
			if (read.data?.id === id) found.set(id, read.data);
		}
	}
	return orders.map((order) => {
		const stored = found.get(order.id);
		return stored !== undefined && isMeant(order, stored) && isCopyOf(order, stored) ? stored : undefined;
	});
}

export function standingOf(stored: WireStanding): OrderStanding {
	const status = statusOf(stored);
	const state = status === STATUS.cancelled ? 'cancelled' : status === STATUS.refunded ? 'refunded' : 'open';
	return { state, status, refunded: money(stored.totalRefundedSet, stored.currencyCode) };
}
