import { z } from 'zod';
import { amount, count, list, optional, text, time } from '../fields';

/**
 * Orders API 2026-01-01 as Amazon's model describes it: required fields required, unknown fields ignored, values of
 * lists that grow (types, statuses, programs) left as text.
 * https://github.com/amzn/selling-partner-api-models/blob/main/models/orders-api-model/orders_2026-01-01.json
 */
const wireMoney = z.object({ amount, currencyCode: z.string().regex(/^[A-Za-z]{3}$/, { error: 'is not a currency code' }) });
const window = z.object({ earliestDateTime: optional(time), latestDateTime: optional(time) });

const address = z.object({
	name: text,
	companyName: text,
	addressLine1: text,
	addressLine2: text,
	addressLine3: text,
	city: text,
	districtOrCounty: text,
	stateOrRegion: text,
	municipality: text,
	postalCode: text,
	countryCode: text,
	phone: text,
	extendedFields: optional(z.object({ streetName: text, streetNumber: text, complement: text, neighborhood: text })),
	addressType: text,
});

const itemBreakdown = z.object({
	type: z.string(),
	subtotal: wireMoney,
	detailedBreakdowns: list(z.object({ subtype: text, value: optional(wireMoney) })),
});

const item = z.object({
	orderItemId: z.string().min(1),
	quantityOrdered: count,
	measurement: optional(z.object({ unit: z.string(), value: z.number() })),
	programs: list(z.string()),
	product: z.object({
		asin: text,
		title: text,
		sellerSku: text,
		condition: optional(z.object({ conditionType: text, conditionSubtype: text })),
		price: optional(z.object({ unitPrice: optional(wireMoney) })),
		customization: optional(z.object({ customizedUrl: text })),
	}),
	proceeds: optional(z.object({ proceedsTotal: optional(wireMoney), breakdowns: list(itemBreakdown) })),
	promotion: optional(z.object({ breakdowns: list(z.object({ promotionId: text })) })),
	cancellation: optional(
		z.object({
			cancellationRequest: optional(z.object({ requester: text, cancelReason: text })),
			cancellationExecution: optional(z.object({ cancelledBy: text })),
		}),
	),
	fulfillment: optional(
		z.object({
			quantityFulfilled: optional(count),
			quantityUnfulfilled: optional(count),
			packing: optional(z.object({ giftOption: optional(z.object({ giftMessage: text, giftWrapLevel: text })) })),
			shipping: optional(z.object({ internationalShipping: optional(z.object({ iossNumber: text })) })),
		}),
	),
	tax: optional(
		z.object({
			taxCalculationBreakdowns: list(z.object({ reportingScheme: text })),
			taxCollections: list(z.object({ model: text })),
		}),
	),
});

const parcel = z.object({
	packageReferenceId: z.string(),
	packageStatus: optional(z.object({ status: z.string() })),
	carrier: text,
	shipTime: optional(time),
	shippingService: text,
	trackingNumber: text,
	packageItems: list(z.object({ orderItemId: z.string(), quantity: count })),
});

const hourMinute = optional(z.object({ hour: optional(count), minute: optional(count) }));
const preference = z.object({
	dropOffLocation: text,
	addressInstruction: text,
	deliveryTime: optional(
		z.object({
			businessHours: list(z.object({ dayOfWeek: text, timeWindows: list(z.object({ startTime: hourMinute, endTime: hourMinute })) })),
		}),
	),
});

export const wireOrder = z.object({
	orderId: z.string().min(1),
	createdTime: time,
	lastUpdatedTime: time,
	programs: list(z.string()),
	associatedOrders: list(z.object({ orderId: text, associationType: text })),
	salesChannel: z.object({ channelName: z.string(), marketplaceId: text, marketplaceName: text }),
	buyer: optional(z.object({ buyerName: text, buyerEmail: text, buyerCompanyName: text, buyerPurchaseOrderNumber: text })),
	recipient: optional(z.object({ deliveryAddress: optional(address), deliveryPreference: optional(preference) })),
	proceeds: optional(
		z.object({
			grandTotal: optional(wireMoney),
			breakdowns: list(z.object({ type: z.string(), status: text, subtotal: wireMoney })),
		}),
	),
	tax: optional(
		z.object({
			taxRegistrations: list(z.object({ entityType: text, taxRegistrationType: text, taxRegistrationNumber: text })),
		}),
	),
	// Always asked for; without it nobody can tell whether the order is to be shipped, or by whom.
	fulfillment: z.object({
		fulfillmentStatus: z.string(),
		fulfilledBy: z.string(),
		fulfillmentServiceLevel: text,
		shipByWindow: optional(window),
		deliverByWindow: optional(window),
	}),
	orderItems: z.array(item),
	packages: list(parcel),
});

/** A page of searchOrders. Its orders are read one by one, so that a bad one does not take the others with it. */
export const wirePage = z.object({
	orders: z.array(z.unknown()),
	pagination: optional(z.object({ nextToken: text })),
	lastUpdatedBefore: optional(time),
	createdBefore: optional(time),
});

export const wireGetOrder = z.object({ order: z.unknown() });

/** Enough of an order to name it when the rest cannot be read. */
export const wireOrderName = z.object({ orderId: z.string().min(1), lastUpdatedTime: z.nullish(time) });

export type WireMoney = z.output<typeof wireMoney>;
export type WireWindow = z.output<typeof window>;
export type WireAddress = z.output<typeof address>;
export type WirePreference = z.output<typeof preference>;
export type WireItem = z.output<typeof item>;
export type WireParcel = z.output<typeof parcel>;
export type WireOrder = z.output<typeof wireOrder>;
