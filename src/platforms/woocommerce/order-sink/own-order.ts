import { money, type Money } from '../../../domain/money';
import type { OwnOrder, SavedOrder, StoreOrderState } from '../../../ports/order-sink';
import { ORDER_META } from '../constants';
import { metaValue, type WireMeta } from '../wire/meta';
import type { WireOwnOrder } from '../wire/own-order';

type Essentials = Pick<WireOwnOrder, 'id' | 'number' | 'status' | 'currency' | 'total' | 'meta'>;

export const totalOf = (order: Pick<WireOwnOrder, 'total' | 'currency'>): Money => money(order.total, order.currency);

/** The classic address of an order's page; the store leads on from there where it keeps orders in tables of their own. */
export const adminUrl = (baseUrl: string, id: number): string => `${baseUrl}/wp-admin/post.php?post=${id}&action=edit`;

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
		trashed: order.status === 'trash',
	};
}

/**
 * A parcel left: WooCommerce's own fulfilments (`_fulfillment_status`) or the Shipment Tracking plugin and those that
 * write as it does (`_wc_shipment_tracking_items`), or the order is completed.
 */
export function hasShipped(status: string, meta: readonly WireMeta[]): boolean {
	if (status === 'completed') return true;
	const fulfilment = metaValue(meta, '_fulfillment_status');
	if (fulfilment === 'fulfilled' || fulfilment === 'partially_fulfilled') return true;
	const tracking = meta.find(({ key }) => key === '_wc_shipment_tracking_items')?.value;
	return Array.isArray(tracking) && tracking.length > 0;
}

const GONE: ReadonlySet<string> = new Set(['cancelled', 'trash']);
const CLOSED: ReadonlySet<string> = new Set([...GONE, 'refunded', 'failed']);

export const isClosed = (status: string): boolean => CLOSED.has(status);

export function stateOf(order: WireOwnOrder, baseUrl: string): StoreOrderState {
	const shipped = hasShipped(order.status, order.meta);
	const cancelled = GONE.has(order.status);
	return {
		saved: savedOrder(order, baseUrl),
		shipped,
		cancelled,
		// The REST API changes lines in any status (and moves stock with them); what is closed is left alone.
		editable: !shipped && !isClosed(order.status),
	};
}
