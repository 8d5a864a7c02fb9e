/** The wire format of Fulfillment Outbound 2020-07-01, read from Amazon's model (fulfillmentOutbound_2020-07-01.json). */

export type McfStatus =
	'New' | 'Received' | 'Planning' | 'Processing' | 'Cancelled' | 'Complete' | 'CompletePartialled' | 'Unfulfillable' | 'Invalid';
export type McfSpeed = 'Standard' | 'Expedited' | 'Priority' | 'ScheduledDelivery';
export type McfPolicy = 'FillOrKill' | 'FillAll' | 'FillAllAvailable';
export type McfAction = 'Ship' | 'Hold';

export type McfPackageStatus = 'IN_TRANSIT' | 'OUT_FOR_DELIVERY' | 'DELIVERED' | 'DELAYED' | 'UNDELIVERABLE' | 'RETURNED';

export interface McfMoney {
	currencyCode: string;
	value: string;
}

export interface McfAddress {
	name: string;
	addressLine1: string;
	addressLine2?: string;
	addressLine3?: string;
	city?: string;
	districtOrCounty?: string;
	stateOrRegion?: string;
	postalCode: string;
	countryCode: string;
	phone?: string;
}

export interface McfFeature {
	featureName?: string;
	featureFulfillmentPolicy?: 'Required' | 'NotRequired';
}

export interface McfRequestItem {
	sellerSku: string;
	sellerFulfillmentOrderItemId: string;
	quantity: number;
	giftMessage?: string;
	displayableComment?: string;
	fulfillmentNetworkSku?: string;
	perUnitDeclaredValue?: McfMoney;
	perUnitPrice?: McfMoney;
	perUnitTax?: McfMoney;
}

/** The body of createFulfillmentOrder. */
export interface McfRequest {
	marketplaceId?: string;
	sellerFulfillmentOrderId: string;
	displayableOrderId: string;
	displayableOrderDate: string;
	displayableOrderComment: string;
	shippingSpeedCategory: McfSpeed;
	destinationAddress: McfAddress;
	fulfillmentAction?: McfAction;
	fulfillmentPolicy?: McfPolicy;
	shipFromCountryCode?: string;
	notificationEmails?: string[];
	featureConstraints?: McfFeature[];
	items: McfRequestItem[];
}

export interface WireMcfOrder {
	sellerFulfillmentOrderId: string;
	marketplaceId: string;
	displayableOrderId: string;
	displayableOrderDate: string;
	displayableOrderComment: string;
	shippingSpeedCategory: McfSpeed;
	destinationAddress: McfAddress;
	fulfillmentAction: McfAction;
	fulfillmentPolicy: McfPolicy;
	receivedDate: string;
	fulfillmentOrderStatus: McfStatus;
	statusUpdatedDate: string;
	notificationEmails?: string[];
	featureConstraints?: McfFeature[];
}

export interface WireMcfItem extends McfRequestItem {
	orderItemDisposition: string;
	cancelledQuantity: number;
	unfulfillableQuantity: number;
	estimatedShipDate?: string;
	estimatedArrivalDate?: string;
}

export interface WireMcfShipment {
	amazonShipmentId: string;
	fulfillmentCenterId: string;
	fulfillmentShipmentStatus: 'PENDING' | 'SHIPPED' | 'CANCELLED_BY_FULFILLER' | 'CANCELLED_BY_SELLER';
	shippingDate?: string;
	estimatedArrivalDate?: string;
	fulfillmentShipmentItem: { sellerSku: string; sellerFulfillmentOrderItemId: string; quantity: number; packageNumber?: number }[];
	fulfillmentShipmentPackage?: {
		packageNumber: number;
		carrierCode: string;
		trackingNumber?: string;
		amazonFulfillmentTrackingNumber?: string;
		estimatedArrivalDate?: string;
	}[];
}

/** The payload of getFulfillmentOrder. */
export interface WireMcfResult {
	fulfillmentOrder: WireMcfOrder;
	fulfillmentOrderItems: WireMcfItem[];
	fulfillmentShipments: WireMcfShipment[];
	returnItems: never[];
	returnAuthorizations: never[];
}
