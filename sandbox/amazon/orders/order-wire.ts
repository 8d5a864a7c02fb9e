/**
 * The wire format of Orders API 2026-01-01, read from Amazon's model
 * (https://github.com/amzn/selling-partner-api-models, orders_2026-01-01.json). `wire-agreement.ts` holds it against
 * the types that others generated from the same model. Times are ISO 8601 in UTC, amounts decimal strings.
 */

export type FulfillmentStatus =
	'PENDING_AVAILABILITY' | 'PENDING' | 'UNSHIPPED' | 'PARTIALLY_SHIPPED' | 'SHIPPED' | 'CANCELLED' | 'UNFULFILLABLE';

export interface Money {
	amount: string;
	currencyCode: string;
}

export interface DateTimeRange {
	earliestDateTime?: string;
	latestDateTime?: string;
}

export interface Measurement {
	unit: MeasurementUnit;
	value: number;
}

export type MeasurementUnit =
	| 'OUNCES'
	| 'POUNDS'
	| 'KILOGRAMS'
	| 'GRAMS'
	| 'MILLIGRAMS'
	| 'INCHES'
	| 'FEET'
	| 'METERS'
	| 'CENTIMETERS'
	| 'MILLIMETERS'
	| 'SQUARE_METERS'
	| 'SQUARE_CENTIMETERS'
	| 'SQUARE_FEET'
	| 'SQUARE_INCHES'
	| 'GALLONS'
	| 'PINTS'
	| 'QUARTS'
	| 'FLUID_OUNCES'
	| 'LITERS'
	| 'CUBIC_METERS'
	| 'CUBIC_FEET'
	| 'CUBIC_INCHES'
	| 'CUBIC_CENTIMETERS'
	| 'COUNT';

export interface MerchantAddress {
	name?: string;
	addressLine1?: string;
	addressLine2?: string;
	addressLine3?: string;
	city?: string;
	districtOrCounty?: string;
	stateOrRegion?: string;
	municipality?: string;
	postalCode?: string;
	countryCode?: string;
}

export interface CustomerAddress extends MerchantAddress {
	companyName?: string;
	phone?: string;
	extendedFields?: { streetName?: string; streetNumber?: string; complement?: string; neighborhood?: string };
	addressType?: string;
}

export interface TimeWindow {
	startTime?: { hour?: number; minute?: number };
	endTime?: { hour?: number; minute?: number };
}

export interface DeliveryPreference {
	dropOffLocation?: string;
	addressInstruction?: string;
	deliveryTime?: {
		businessHours?: { dayOfWeek?: 'SUN' | 'MON' | 'TUE' | 'WED' | 'THU' | 'FRI' | 'SAT'; timeWindows?: TimeWindow[] }[];
		exceptionDates?: { exceptionDate?: string; exceptionDateType?: 'CLOSED' | 'OPEN'; timeWindows?: TimeWindow[] }[];
	};
	deliveryCapabilities?: string[];
}

export interface Buyer {
	buyerName?: string;
	buyerEmail?: string;
	buyerCompanyName?: string;
	buyerPurchaseOrderNumber?: string;
}

export interface Recipient {
	deliveryAddress?: CustomerAddress;
	deliveryPreference?: DeliveryPreference;
}

export interface OrderProceeds {
	grandTotal?: Money;
	breakdowns?: { type: string; status?: string; subtotal: Money }[];
}

export interface OrderFulfillment {
	fulfillmentStatus: FulfillmentStatus;
	fulfilledBy?: string;
	fulfillmentServiceLevel?: string;
	shipByWindow?: DateTimeRange;
	deliverByWindow?: DateTimeRange;
	labelPrintingWindow?: DateTimeRange;
}

export interface OrderPackage {
	packageReferenceId: string;
	createdTime?: string;
	packageStatus?: {
		status: 'PENDING' | 'IN_TRANSIT' | 'SHIPPED' | 'DELIVERED' | 'CANCELLED' | 'UNDELIVERABLE';
		detailedStatus?: string;
	};
	carrier?: string;
	shipTime?: string;
	shippingService?: string;
	trackingNumber?: string;
	shipFromAddress?: MerchantAddress;
	packageItems?: { orderItemId: string; quantity: number; transparencyCodes?: string[] }[];
}

export interface OrderTax {
	taxRegistrations?: {
		entityType?: string;
		legalName?: string;
		taxRegistrationType?: string;
		taxRegistrationNumber?: string;
		taxRegistrationAddress?: CustomerAddress;
		taxRegistrationAttributes?: { key?: string; value?: string }[];
	}[];
	taxInvoicing?: { buyerInvoicePreference?: string; invoiceStatus?: string };
}

export interface ItemProduct {
	asin?: string;
	title?: string;
	sellerSku?: string;
	condition?: { conditionType?: string; conditionSubtype?: string; conditionNote?: string };
	price?: { unitPrice?: Money; priceDesignation?: string };
	serialNumbers?: string[];
	customization?: { customizedUrl?: string };
}

export interface ItemProceedsBreakdown {
	type: string;
	subtotal: Money;
	detailedBreakdowns?: { subtype?: string; value?: Money }[];
}

type Constraint = 'MANDATORY';

export interface ItemFulfillment {
	quantityFulfilled?: number;
	quantityUnfulfilled?: number;
	picking?: {
		substitutionPreference?: {
			substitutionType: 'CUSTOMER_PREFERENCE' | 'AMAZON_RECOMMENDED' | 'DO_NOT_SUBSTITUTE';
			substitutionOptions?: {
				asin?: string;
				quantityOrdered?: number;
				sellerSku?: string;
				title?: string;
				measurement?: Measurement;
			}[];
		};
	};
	packing?: {
		giftOption?: { giftMessage?: string; giftWrapLevel?: string };
		serialNumberRequirement?: { requirementType?: string };
	};
	shipping?: {
		scheduledDeliveryWindow?: DateTimeRange;
		shippingConstraints?: {
			palletDelivery?: Constraint;
			cashOnDelivery?: Constraint;
			signatureConfirmation?: Constraint;
			recipientIdentityVerification?: Constraint;
			recipientAgeVerification?: Constraint;
		};
		internationalShipping?: { iossNumber?: string };
	};
}

export interface OrderItem {
	orderItemId: string;
	quantityOrdered: number;
	measurement?: Measurement;
	associatedOrderItems?: { orderId?: string; orderItemId?: string; associationType?: string }[];
	programs?: string[];
	product: ItemProduct;
	proceeds?: { proceedsTotal?: Money; breakdowns?: ItemProceedsBreakdown[] };
	expense?: { pointsCost?: { pointsGranted?: { pointsNumber?: number; pointsMonetaryValue?: Money } } };
	promotion?: { breakdowns?: { promotionId?: string }[] };
	cancellation?: {
		cancellationRequest?: { requester?: string; cancelReason?: string };
		cancellationExecution?: { cancelledBy?: string; cancelReason?: string };
	};
	fulfillment?: ItemFulfillment;
	tax?: {
		taxCalculationBreakdowns?: { reportingScheme?: string }[];
		taxCollections?: { model?: string; responsibleParty?: string }[];
	};
}

export interface Order {
	orderId: string;
	orderAliases?: { aliasId: string; aliasType: string }[];
	createdTime: string;
	lastUpdatedTime: string;
	programs?: string[];
	associatedOrders?: { orderId?: string; associationType?: string }[];
	salesChannel: { channelName: string; marketplaceId?: string; marketplaceName?: string };
	buyer?: Buyer;
	recipient?: Recipient;
	proceeds?: OrderProceeds;
	payment?: {
		paymentExecutions?: {
			paymentMethod?: string;
			paymentAmount?: Money;
			acquirerId?: string;
			cardBrand?: string;
			authorizationCode?: string;
		}[];
	};
	tax?: OrderTax;
	fulfillment?: OrderFulfillment;
	orderItems: OrderItem[];
	packages?: OrderPackage[];
	fulfillmentOrders?: { fulfillmentOrderId: string }[];
}

export interface SearchOrdersResponse {
	orders: Order[];
	pagination?: { nextToken?: string };
	lastUpdatedBefore?: string;
	createdBefore?: string;
}

export interface GetOrderResponse {
	order: Order;
}

export interface ErrorList {
	errors: { code: string; message: string; details?: string }[];
}
