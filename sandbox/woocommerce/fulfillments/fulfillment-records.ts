import type { MetaEntry } from '../store/records';

/** A parcel of an order as WooCommerce's own feature keeps it. Times are milliseconds since the epoch, whole seconds. */
export interface FulfillmentRecord {
	readonly id: number;
	readonly orderId: number;
	status: 'fulfilled' | 'unfulfilled';
	updatedAt: number;
	/** Deleting keeps the row. */
	deletedAt: number | null;
	/** `_items`, `_tracking_number`, `_shipment_provider`, `_tracking_url`, `_date_fulfilled` and whatever a client sends. */
	readonly meta: MetaEntry[];
}
