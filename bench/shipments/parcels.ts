import type { OrderToConfirm } from '../../sandbox/seed/amazon-confirmations';

/** A row of a sheet: one parcel with all of an order. */
export interface ParcelRow {
	readonly orderId: string;
	readonly carrier: string;
	readonly trackingNumber: string;
}

export const parcelsOf = (orders: readonly OrderToConfirm[]): readonly ParcelRow[] =>
	orders.map(({ orderId }, at) => ({ orderId, carrier: 'DHL', trackingNumber: `JD${String(14_600_000_000 + at)}` }));
