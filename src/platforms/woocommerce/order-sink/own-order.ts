import { money, type Money } from '../../../domain/money';
import type { OwnOrder, SavedOrder, StoreOrderState } from '../../../ports/order-sink';
import { ORDER_META, STATUS } from '../constants';
import { hasShipped, isCancelled, isClosed } from '../order-status';
import { metaValue } from '../wire/meta';
import type { WireOwnOrder } from '../wire/own-order';

type Essentials = Pick<WireOwnOrder, 'id' | 'number' | 'status' | 'currency' | 'total' | 'meta'>;

export const totalOf = (order: Pick<WireOwnOrder, 'total' | 'currency'>): Money => money(order.total, order.currency);

/** The classic address of an order's page; the store leads on from there where it keeps orders in tables of their own. */
const adminUrl = (baseUrl: string, id: number): string => `${baseUrl}/wp-admin/post.php?post=${id}&action=edit`;

export const savedOrder = (order: Essentials, baseUrl: string): SavedOrder => ({
	id: String(order.id),
	number: order.number,
	status: order.status,
	total: totalOf(order),
	adminUrl: adminUrl(baseUrl, order.id),
});

/** Undefined for an order that does not carry our mark. */
export function ownOrder(order: Essentials, baseUrl: string): OwnOrder | undefined {
	const origin = metaValue(order.meta, ORDER_META.origin);
	if (origin === undefined) return undefined;
	const fingerprint = metaValue(order.meta, ORDER_META.fingerprint);
	return {
		...savedOrder(order, baseUrl),
		position: order.id,
		origin,
		...(fingerprint === undefined ? {} : { fingerprint }),
		trashed: order.status === STATUS.trash,
	};
}

export function stateOf(order: WireOwnOrder, baseUrl: string): StoreOrderState {
	const shipped = hasShipped(order.status, order.meta);
	const cancelled = isCancelled(order.status);
	return {
		saved: savedOrder(order, baseUrl),
		shipped,
		cancelled,
		// The REST API changes lines in any status (and moves stock with them); what is closed is left alone.
		editable: !shipped && !isClosed(order.status),
	};
}
