import type { McfAddress } from '../mcf/mcf-wire';

/** The wire format of Fulfillment Outbound 2026-07-04, read from Amazon's model (fulfillmentOutbound_2026-07-04.json). */

export interface OutboundMoney {
	currencyCode: string;
	amount: string;
}

export interface OutboundAmount {
	unit?: string;
	value: string;
}

export interface OutboundPackingSlip {
	templateName?: string;
	templateAttributes?: Record<string, string>;
}

export interface OutboundConfiguration {
	serviceLevel?: { serviceTiers?: string[]; deliveryInterval?: { startTime: string; endTime: string } };
	action?: string;
	policy?: string;
	services?: {
		packaging?: { packagingOption?: string; overbox?: string; packingSlip?: OutboundPackingSlip };
		delivery?: Record<string, never>;
		additional?: Record<string, string>;
	};
}

export interface OutboundLineItem {
	lineItemId: string;
	product: { productIdentifier: { amazonSku: string }; perUnitDeclaredValue?: OutboundMoney };
	amount: OutboundAmount;
	fulfillmentConfiguration?: {
		services?: {
			packaging?: { packingSlip?: OutboundPackingSlip };
			delivery?: { paymentOnDelivery?: { perUnitServicePrice?: OutboundMoney } };
		};
	};
}

export interface OutboundDestination {
	deliveryAddress: McfAddress & { email?: string };
	deliveryNotes?: string;
	dropOffLocation?: { type?: string; attributes?: Record<string, string> };
}

/** The body of createOrder. */
export interface OutboundOrderRequest {
	orderId: string;
	channel?: string;
	fulfillmentConfiguration?: OutboundConfiguration;
	origin?: { countryCode: string };
	destination: OutboundDestination;
	lineItems: OutboundLineItem[];
	paymentInformation?: { payments?: { paymentId?: string; paymentMethod?: string; paymentTime?: string }[] };
}

export type OutboundStatus = 'PROCESSING' | 'COMPLETE' | 'COMPLETE_PARTIAL' | 'CANCELLED' | 'UNFULFILLABLE' | 'INVALID';
export type OutboundPackageStatus =
	'PROCESSING' | 'IN_TRANSIT' | 'DELAYED' | 'OUT_FOR_DELIVERY' | 'DELIVERED' | 'UNDELIVERABLE' | 'EXPIRED';

export interface OutboundShipment {
	amazonShipmentId: string;
	amazonFacility: { facilityId: string };
	status: 'PROCESSING' | 'SHIPPED' | 'CANCELLED';
	shipTime?: string;
	deliveryTime?: string;
	serviceLevel?: { serviceTier: string };
	items: {
		shipmentItemId: string;
		productIdentifier: { amazonSku: string };
		lineItemId: string;
		amount: OutboundAmount;
		packageId?: string;
	}[];
	packages: {
		packageId: string;
		status: OutboundPackageStatus;
		deliveryTime: string;
		shipmentItemIds: string[];
		tracking: {
			carrier: { carrierCode: string; trackingNumber: string; trackingUrl: string };
			amazon: { trackingNumber: string; trackingUrl: string };
		};
	}[];
}

export interface OutboundOrder extends Omit<OutboundOrderRequest, 'lineItems'> {
	receiveTime: string;
	status: OutboundStatus;
	statusUpdateTime: string;
	lineItems: (OutboundLineItem & { cancelledAmount: OutboundAmount; unfulfillableAmount: OutboundAmount })[];
	shipments?: OutboundShipment[];
}
