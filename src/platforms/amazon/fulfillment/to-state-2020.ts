import type { FulfillmentState, FulfillmentStatus } from '../../../domain/fulfillment';
import type { ParcelStatus, Shipment } from '../../../domain/shipment';
import { filled } from '../fields';
import { carrierPage, readLink } from './carriers';
import { isoTime, toShipment, toUnpackedShipment } from './shipments';
import type { WireOrder2020, WireParcel2020, WireShipment2020, WireTracking2020 } from './wire-2020';

/** Amazon's samples write them in capitals, its model does not. */
const STATUSES: ReadonlyMap<string, FulfillmentStatus> = new Map<string, FulfillmentStatus>([
	['new', 'received'],
	['received', 'received'],
	['planning', 'planning'],
	['processing', 'processing'],
	['cancelled', 'cancelled'],
	['complete', 'complete'],
	['completepartialled', 'completePartial'],
	['unfulfillable', 'unfulfillable'],
	['invalid', 'invalid'],
]);

/** What is not named here tells nothing about where a parcel is (UNKNOWN, pick-ups by the carrier). */
const PARCEL_STATUSES: ReadonlyMap<string, ParcelStatus> = new Map<string, ParcelStatus>([
	['IN_TRANSIT', 'inTransit'],
	['DELIVERED', 'delivered'],
	['RETURNING', 'returned'],
	['RETURNED', 'returned'],
	['RETURN_RECEIVED_IN_FC', 'returned'],
	['UNDELIVERABLE', 'undeliverable'],
	['DELAYED', 'delayed'],
	['CUSTOMER_ACTION', 'delayed'],
	['DELIVERY_ATTEMPTED', 'delayed'],
	['AVAILABLE_FOR_PICKUP', 'outForDelivery'],
	['OUT_FOR_DELIVERY', 'outForDelivery'],
	// A return or a refund after delivery is no parcel on its way to the customer.
	['RETURN_REQUEST_ACCEPTED', 'delivered'],
	['REFUND_ISSUED', 'delivered'],
]);

/** A held order keeps the action Hold until it is released, now and then longer; it can be held only before units are picked. */
function statusOf2020({ fulfillmentOrder, fulfillmentShipments }: WireOrder2020): FulfillmentStatus {
	const status = STATUSES.get(fulfillmentOrder.fulfillmentOrderStatus.toLowerCase().replace(/[^a-z]/g, '')) ?? 'processing';
	const early = (status === 'received' || status === 'planning') && !fulfillmentShipments.some(isShipped);
	return early && fulfillmentOrder.fulfillmentAction?.toLowerCase() === 'hold' ? 'held' : status;
}

const isShipped = ({ fulfillmentShipmentStatus }: WireShipment2020): boolean => fulfillmentShipmentStatus === 'SHIPPED';
const isCancelled = ({ fulfillmentShipmentStatus }: WireShipment2020): boolean => fulfillmentShipmentStatus.startsWith('CANCELLED');

/** Information about the delivery is "only available post package delivery". */
const isDelivered = (parcel: WireParcel2020): boolean => parcel.deliveryInformation !== undefined;

/** Parcels whose state, or whose page for the customer, only getPackageTrackingDetails tells: each costs a call. */
export const parcelsToTrack = ({ fulfillmentShipments }: WireOrder2020): readonly number[] =>
	fulfillmentShipments
		.filter(isShipped)
		.flatMap(({ fulfillmentShipmentPackage }) => fulfillmentShipmentPackage)
		.filter((parcel) => !isDelivered(parcel) || carrierPage(parcel.carrierCode ?? '', parcel.trackingNumber) === undefined)
		.map(({ packageNumber }) => packageNumber);

function parcelStatus(shipment: WireShipment2020, parcel: WireParcel2020, tracking: WireTracking2020 | undefined): ParcelStatus {
	if (isCancelled(shipment)) return 'cancelled';
	const told = PARCEL_STATUSES.get(tracking?.currentStatus ?? '');
	if (told !== undefined) return told;
	if (isDelivered(parcel)) return 'delivered';
	return isShipped(shipment) ? 'inTransit' : 'announced';
}

function toShipments(shipment: WireShipment2020, order: FulfillmentStatus, trackings: ReadonlyMap<number, WireTracking2020>): Shipment[] {
	const parcels = shipment.fulfillmentShipmentPackage;
	const numbers = new Set(parcels.map(({ packageNumber }) => packageNumber));
	// Units that name no parcel of the shipment belong to its only or first one.
	const numberOf = (named: number | undefined): number | undefined =>
		named !== undefined && numbers.has(named) ? named : parcels[0]?.packageNumber;
	const unitsIn = (number: number | undefined) =>
		shipment.fulfillmentShipmentItem
			.filter(({ packageNumber }) => numberOf(packageNumber) === number)
			.map(({ sellerFulfillmentOrderItemId, quantity }) => ({ lineId: sellerFulfillmentOrderItemId, quantity }));
	const shippedAt = isShipped(shipment) ? shipment.shippingDate : undefined;
	if (parcels.length === 0) {
		const unpacked = {
			shipmentId: shipment.amazonShipmentId,
			shipped: isShipped(shipment),
			cancelled: isCancelled(shipment),
			shippedAt,
			estimatedArrival: shipment.estimatedArrivalDate,
			lines: unitsIn(undefined),
		};
		return [toUnpackedShipment(unpacked, order)];
	}
	return parcels.map((parcel) => {
		const tracking = trackings.get(parcel.packageNumber);
		return toShipment({
			id: `${shipment.amazonShipmentId}-${parcel.packageNumber}`,
			status: parcelStatus(shipment, parcel, tracking),
			carrierCode: parcel.carrierCode ?? tracking?.carrierCode,
			trackingNumber: parcel.trackingNumber ?? tracking?.trackingNumber,
			amazonNumber: parcel.amazonFulfillmentTrackingNumber,
			link: readLink(tracking?.customerTrackingLink),
			shippedAt: shippedAt ?? (isShipped(shipment) ? tracking?.shipDate : undefined),
			estimatedArrival: parcel.estimatedArrivalDate ?? tracking?.estimatedArrivalDate ?? shipment.estimatedArrivalDate,
			lines: unitsIn(parcel.packageNumber),
		});
	});
}

/** `trackings` by package number, for parcels that were asked for. */
export function toState2020(wire: WireOrder2020, trackings: ReadonlyMap<number, WireTracking2020>): FulfillmentState {
	const { fulfillmentOrder } = wire;
	const status = statusOf2020(wire);
	return {
		id: fulfillmentOrder.sellerFulfillmentOrderId,
		status,
		lines: wire.fulfillmentOrderItems.map((item) => ({
			id: item.sellerFulfillmentOrderItemId,
			sku: item.sellerSku,
			quantity: item.quantity,
			cancelled: item.cancelledQuantity ?? 0,
			unfulfillable: item.unfulfillableQuantity ?? 0,
		})),
		shipments: wire.fulfillmentShipments.flatMap((shipment) => toShipments(shipment, status, trackings)),
		...filled<Pick<FulfillmentState, 'receivedAt' | 'updatedAt'>>({
			receivedAt: isoTime(fulfillmentOrder.receivedDate),
			updatedAt: isoTime(fulfillmentOrder.statusUpdatedDate),
		}),
	};
}
