import { marketplaceById } from '../access/marketplaces';
import type { McfLine, McfOrder, McfShipment } from '../mcf/mcf-order';
import { arrivalOf } from '../mcf/mcf-parcels';
import { trackingLink } from '../mcf/mcf-rendering';
import type { McfPackageStatus, McfSpeed, McfStatus } from '../mcf/mcf-wire';
import { iso } from '../orders/order-draft';
import type {
	OutboundAmount,
	OutboundConfiguration,
	OutboundLineItem,
	OutboundOrder,
	OutboundPackageStatus,
	OutboundShipment,
	OutboundStatus,
} from './outbound-wire';

const statuses: Readonly<Record<McfStatus, OutboundStatus>> = {
	New: 'PROCESSING',
	Received: 'PROCESSING',
	Planning: 'PROCESSING',
	Processing: 'PROCESSING',
	Cancelled: 'CANCELLED',
	Complete: 'COMPLETE',
	CompletePartialled: 'COMPLETE_PARTIAL',
	Unfulfillable: 'UNFULFILLABLE',
	Invalid: 'INVALID',
};

const packageStatuses: Readonly<Record<McfPackageStatus, OutboundPackageStatus>> = {
	IN_TRANSIT: 'IN_TRANSIT',
	OUT_FOR_DELIVERY: 'OUT_FOR_DELIVERY',
	DELIVERED: 'DELIVERED',
	DELAYED: 'DELAYED',
	UNDELIVERABLE: 'UNDELIVERABLE',
	RETURNED: 'UNDELIVERABLE',
};

const shipmentStatuses = { PENDING: 'PROCESSING', SHIPPED: 'SHIPPED', CANCELLED_BY_FULFILLER: 'CANCELLED' } as const;

const tiers: Readonly<Record<McfSpeed, string>> = {
	Standard: 'STANDARD',
	Expedited: 'EXPEDITED',
	Priority: 'PRIORITY',
	ScheduledDelivery: 'SCHEDULED',
};

/** Amazon writes whole units as decimals. */
export const eaches = (units: number): OutboundAmount => ({ unit: 'EACHES', value: units.toFixed(1) });

export const tierOf = (speed: McfSpeed): string => tiers[speed];

/** Asked through 2020-07-01; the same order as the successor would have been asked for it. */
const configurationOf = ({ request }: McfOrder): OutboundConfiguration => {
	const isRequired = (name: string): boolean =>
		request.featureConstraints?.some(
			({ featureName, featureFulfillmentPolicy }) => featureName === name && featureFulfillmentPolicy === 'Required',
		) ?? false;
	return {
		serviceLevel: { serviceTiers: [tiers[request.shippingSpeedCategory]] },
		action: request.fulfillmentAction === 'Hold' ? 'HOLD' : 'SHIP',
		policy: { FillOrKill: 'FILL_OR_KILL', FillAll: 'FILL_ALL', FillAllAvailable: 'FILL_ALL_AVAILABLE' }[
			request.fulfillmentPolicy ?? 'FillOrKill'
		],
		services: {
			packaging: {
				packagingOption: isRequired('BLANK_BOX') ? 'UNBRANDED' : 'ANY',
				packingSlip: {
					templateAttributes: {
						orderId: request.displayableOrderId,
						orderTime: request.displayableOrderDate,
						orderText: request.displayableOrderComment,
					},
				},
			},
			additional: isRequired('BLOCK_AMZL') ? { blockAMZL: 'REQUIRED' } : {},
		},
	};
};

const lineItemOf = ({ item }: McfLine): OutboundLineItem => ({
	lineItemId: item.sellerFulfillmentOrderItemId,
	product: { productIdentifier: { amazonSku: item.sellerSku } },
	amount: eaches(item.quantity),
});

const shipmentOf = (shipment: McfShipment, order: McfOrder): OutboundShipment => {
	const items = shipment.units.map(({ lineId, sku, quantity, packageNumber }, position) => ({
		shipmentItemId: `${shipment.id}-${position + 1}`,
		productIdentifier: { amazonSku: sku },
		lineItemId: lineId,
		amount: eaches(quantity),
		...(packageNumber === undefined ? {} : { packageId: String(packageNumber) }),
	}));
	return {
		amazonShipmentId: shipment.id,
		amazonFacility: { facilityId: shipment.facilityId },
		status: shipmentStatuses[shipment.status],
		...(shipment.status === 'CANCELLED_BY_FULFILLER' ? {} : { shipTime: iso(shipment.shipMs), deliveryTime: iso(arrivalOf(shipment)) }),
		serviceLevel: { serviceTier: tiers[order.request.shippingSpeedCategory] },
		items,
		packages: shipment.parcels.map(({ packageNumber, carrierCode, trackingNumber, status }) => {
			const trackingUrl = trackingLink(order, trackingNumber);
			return {
				packageId: String(packageNumber),
				status: packageStatuses[status],
				deliveryTime: iso(arrivalOf(shipment)),
				shipmentItemIds: items.filter(({ packageId }) => packageId === String(packageNumber)).map(({ shipmentItemId }) => shipmentItemId),
				tracking: { carrier: { carrierCode, trackingNumber, trackingUrl }, amazon: { trackingNumber, trackingUrl } },
			};
		}),
	};
};

/** The order as 2026-07-04 writes it, whichever version made it. */
export function outboundOrder(order: McfOrder, hasShipments: boolean): OutboundOrder {
	const { outbound, request } = order;
	const configuration = outbound?.fulfillmentConfiguration ?? configurationOf(order);
	return {
		orderId: order.id,
		...(outbound?.channel === undefined ? {} : { channel: outbound.channel }),
		receiveTime: iso(order.receivedMs),
		status: statuses[order.status],
		statusUpdateTime: iso(order.statusMs),
		fulfillmentConfiguration: { ...configuration, action: request.fulfillmentAction === 'Hold' ? 'HOLD' : 'SHIP' },
		origin: { countryCode: marketplaceById(order.marketplaceId).countryCode },
		destination: outbound?.destination ?? { deliveryAddress: request.destinationAddress },
		lineItems: order.lines.map((line) => ({
			...(outbound?.lineItems.find(({ lineItemId }) => lineItemId === line.item.sellerFulfillmentOrderItemId) ?? lineItemOf(line)),
			cancelledAmount: eaches(line.cancelled),
			unfulfillableAmount: eaches(line.unfulfillable),
		})),
		...(hasShipments ? { shipments: order.shipments.map((shipment) => shipmentOf(shipment, order)) } : {}),
		...(outbound?.paymentInformation === undefined ? {} : { paymentInformation: outbound.paymentInformation }),
	};
}
