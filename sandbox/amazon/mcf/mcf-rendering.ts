import { iso } from '../orders/order-draft';
import type { McfLine, McfOrder, McfShipment } from './mcf-order';
import { arrivalOf } from './mcf-parcels';
import type { WireMcfItem, WireMcfOrder, WireMcfResult, WireMcfShipment } from './mcf-wire';

/** The order's head as 2020-07-01 writes it. */
export function wireMcfOrder(order: McfOrder): WireMcfOrder {
	const { items: _items, shipFromCountryCode: _country, ...request } = order.request;
	return {
		...request,
		marketplaceId: order.marketplaceId,
		fulfillmentAction: request.fulfillmentAction ?? 'Ship',
		fulfillmentPolicy: request.fulfillmentPolicy ?? 'FillOrKill',
		receivedDate: iso(order.receivedMs),
		fulfillmentOrderStatus: order.status,
		statusUpdatedDate: iso(order.statusMs),
	};
}

const itemOf = ({ item, cancelled, unfulfillable }: McfLine, order: McfOrder): WireMcfItem => ({
	...item,
	orderItemDisposition: 'Sellable',
	cancelledQuantity: cancelled,
	unfulfillableQuantity: unfulfillable,
	...(cancelled + unfulfillable === item.quantity ? {} : { estimatedArrivalDate: iso(order.receivedMs + 4 * 86_400_000) }),
});

const shipmentOf = (shipment: McfShipment): WireMcfShipment => ({
	amazonShipmentId: shipment.id,
	fulfillmentCenterId: shipment.facilityId,
	fulfillmentShipmentStatus: shipment.status,
	shippingDate: iso(shipment.shipMs),
	estimatedArrivalDate: iso(arrivalOf(shipment)),
	fulfillmentShipmentItem: shipment.units.map(({ lineId, sku, quantity, packageNumber }) => ({
		sellerSku: sku,
		sellerFulfillmentOrderItemId: lineId,
		quantity,
		// Before there is a package its number is 0, as in the model's own example.
		packageNumber: packageNumber ?? 0,
	})),
	...(shipment.parcels.length === 0
		? {}
		: {
				fulfillmentShipmentPackage: shipment.parcels.map(({ packageNumber, carrierCode, trackingNumber }) => ({
					packageNumber,
					carrierCode,
					trackingNumber,
					amazonFulfillmentTrackingNumber: trackingNumber,
					estimatedArrivalDate: iso(arrivalOf(shipment)),
				})),
			}),
});

/** The payload of getFulfillmentOrder. */
export function wireMcfResult(order: McfOrder): WireMcfResult {
	return {
		fulfillmentOrder: wireMcfOrder(order),
		fulfillmentOrderItems: order.lines.map((line) => itemOf(line, order)),
		fulfillmentShipments: order.shipments.map(shipmentOf),
		returnItems: [],
		returnAuthorizations: [],
	};
}

const trackingHosts: Readonly<Record<string, string>> = { US: 'com', GB: 'co.uk' };

/** Amazon's page for people who follow a parcel. */
export function trackingLink(order: McfOrder, trackingNumber: string): string {
	const country = order.request.destinationAddress.countryCode;
	return `https://www.swiship.${trackingHosts[country] ?? country.toLowerCase()}/track?id=${encodeURIComponent(trackingNumber)}`;
}
