import type { FulfillmentState, FulfillmentStatus } from '../../../domain/fulfillment';
import type { ParcelStatus, Shipment } from '../../../domain/shipment';
import { filled } from '../fields';
import { readLink } from './carriers';
import { isoTime, toShipment, toUnpackedShipment } from './shipments';
import type { WireOrder2026, WireParcel2026, WireShipment2026 } from './wire-2026';

const STATUSES: ReadonlyMap<string, FulfillmentStatus> = new Map<string, FulfillmentStatus>([
	['PROCESSING', 'processing'],
	['COMPLETE', 'complete'],
	['COMPLETE_PARTIAL', 'completePartial'],
	['CANCELLED', 'cancelled'],
	['UNFULFILLABLE', 'unfulfillable'],
	['INVALID', 'invalid'],
]);

const PARCEL_STATUSES: ReadonlyMap<string, ParcelStatus> = new Map<string, ParcelStatus>([
	['PROCESSING', 'announced'],
	['IN_TRANSIT', 'inTransit'],
	['DELAYED', 'delayed'],
	['OUT_FOR_DELIVERY', 'outForDelivery'],
	['DELIVERED', 'delivered'],
	['UNDELIVERABLE', 'undeliverable'],
	// Nothing was heard of it for too long: somebody must ask.
	['EXPIRED', 'undeliverable'],
	['RETURNING', 'returned'],
	['RETURNED', 'returned'],
]);

/**
 * This version has one status until all is shipped; an order on hold is one of those whose action is still HOLD. It stays so
 * on some that were released: of these something has left.
 */
function statusOf2026(order: WireOrder2026): FulfillmentStatus {
	const status = STATUSES.get(order.status?.toUpperCase() ?? '') ?? 'processing';
	const isHeld = order.fulfillmentConfiguration?.action?.toUpperCase() === 'HOLD' && !order.shipments.some(hasMoved);
	return status === 'processing' && isHeld ? 'held' : status;
}

const STILL: ReadonlySet<ParcelStatus> = new Set(['announced', 'cancelled']);

const hasMoved = (shipment: WireShipment2026): boolean =>
	shipment.status === 'SHIPPED' || shipment.packages.some((parcel) => !STILL.has(parcelStatus(shipment, parcel)));

function parcelStatus(shipment: WireShipment2026, parcel: WireParcel2026): ParcelStatus {
	if (shipment.status === 'CANCELLED') return 'cancelled';
	const told = PARCEL_STATUSES.get(parcel.status ?? '');
	const unclear = told === undefined || told === 'announced';
	return unclear && shipment.status === 'SHIPPED' ? 'inTransit' : (told ?? 'announced');
}

function toShipments(shipment: WireShipment2026, order: FulfillmentStatus): Shipment[] {
	const parcels = shipment.packages;
	const ids = new Set(parcels.map(({ packageId }) => packageId));
	const parcelOf = (item: WireShipment2026['items'][number]): string | undefined => {
		if (item.packageId !== undefined && ids.has(item.packageId)) return item.packageId;
		const holding = parcels.find(
			({ shipmentItemIds }) => item.shipmentItemId !== undefined && shipmentItemIds.includes(item.shipmentItemId),
		);
		// Units that name no parcel of the shipment belong to its only or first one.
		return (holding ?? parcels[0])?.packageId;
	};
	const unitsIn = (id: string | undefined) =>
		shipment.items.filter((item) => parcelOf(item) === id).map(({ lineItemId, amount }) => ({ lineId: lineItemId, quantity: amount }));
	const shipped = shipment.status === 'SHIPPED';
	const shippedAt = shipped ? shipment.shipTime : undefined;
	if (parcels.length === 0) {
		const unpacked = {
			shipmentId: shipment.amazonShipmentId,
			shipped,
			cancelled: shipment.status === 'CANCELLED',
			shippedAt,
			estimatedArrival: shipment.deliveryTime,
			lines: unitsIn(undefined),
		};
		return [toUnpackedShipment(unpacked, order)];
	}
	return parcels.map((parcel) => {
		const { carrier, amazon } = parcel.tracking ?? {};
		return toShipment({
			id: `${shipment.amazonShipmentId}-${parcel.packageId}`,
			status: parcelStatus(shipment, parcel),
			carrierCode: carrier?.carrierCode,
			trackingNumber: carrier?.trackingNumber,
			amazonNumber: amazon?.trackingNumber,
			link: readLink(carrier?.trackingUrl) ?? readLink(amazon?.trackingUrl),
			shippedAt,
			estimatedArrival: parcel.deliveryTime ?? shipment.deliveryTime,
			lines: unitsIn(parcel.packageId),
		});
	});
}

export function toState2026(order: WireOrder2026): FulfillmentState {
	const status = statusOf2026(order);
	return {
		id: order.orderId,
		status,
		lines: order.lineItems.map((item) => ({
			id: item.lineItemId,
			sku: item.product.productIdentifier.amazonSku,
			quantity: item.amount,
			cancelled: item.cancelledAmount ?? 0,
			unfulfillable: item.unfulfillableAmount ?? 0,
		})),
		shipments: order.shipments.flatMap((shipment) => toShipments(shipment, status)),
		...filled<Pick<FulfillmentState, 'receivedAt' | 'updatedAt'>>({
			receivedAt: isoTime(order.receiveTime),
			updatedAt: isoTime(order.statusUpdateTime),
		}),
	};
}
