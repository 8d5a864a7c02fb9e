import type { Package } from '../../../domain/order';
import type { ParcelStatus } from '../../../domain/shipment';
import { filled, meaningOf, trimmed } from '../fields';
import type { WireParcel } from './wire';

/** A package is announced by its label; SHIPPED is what the seller said. Easy Ship and Amazon's own carriers tell more. */
const STATUSES: Readonly<Record<string, ParcelStatus>> = {
	PENDING: 'announced',
	IN_TRANSIT: 'inTransit',
	SHIPPED: 'inTransit',
	DELIVERED: 'delivered',
	CANCELLED: 'cancelled',
	UNDELIVERABLE: 'undeliverable',
};

const DETAILED: Readonly<Record<string, ParcelStatus>> = {
	PENDING_SCHEDULE: 'announced',
	PENDING_PICK_UP: 'announced',
	PENDING_DROP_OFF: 'announced',
	LABEL_CANCELLED: 'cancelled',
	PICKED_UP: 'inTransit',
	DROPPED_OFF: 'inTransit',
	AT_ORIGIN_FC: 'inTransit',
	AT_DESTINATION_FC: 'inTransit',
	OUT_FOR_DELIVERY: 'outForDelivery',
	DELIVERED: 'delivered',
	REJECTED_BY_BUYER: 'returned',
	RETURNING_TO_SELLER: 'returned',
	RETURNED_TO_SELLER: 'returned',
	UNDELIVERABLE: 'undeliverable',
	LOST: 'undeliverable',
	DAMAGED: 'undeliverable',
};

const iso = (time: string): string => new Date(time).toISOString();

/** One without an id is known by its place among the others. */
export const toPackage = (parcel: WireParcel, index: number): Package => ({
	id: trimmed(parcel.packageReferenceId) ?? String(index + 1),
	lines: parcel.packageItems.flatMap(({ orderItemId, quantity }) => (orderItemId === '' ? [] : [{ lineId: orderItemId, quantity }])),
	...filled<Omit<Package, 'id' | 'lines'>>({
		carrier: trimmed(parcel.carrier),
		service: trimmed(parcel.shippingService),
		trackingNumber: trimmed(parcel.trackingNumber),
		status: parcel.packageStatus?.status,
		phase: meaningOf(DETAILED, parcel.packageStatus?.detailedStatus) ?? meaningOf(STATUSES, parcel.packageStatus?.status),
		shippedAt: parcel.shipTime === undefined ? undefined : iso(parcel.shipTime),
		trackingUrl: undefined,
		deliveredAt: undefined,
	}),
});
