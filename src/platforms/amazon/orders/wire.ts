import { z } from 'zod';
import { amount, anyText, count, id, lenient, lenientList, list, name, optional, pageToken, remark, text, time } from '../fields';

/**
 * Orders API 2026-01-01 as Amazon's model describes it: required fields required, unknown fields ignored, values of
 * lists that grow (types, statuses, programs) left as text.
 * https://github.com/amzn/selling-partner-api-models/blob/main/models/orders-api-model/orders_2026-01-01.json
 */
const wireMoney = z.object({ amount, currencyCode: z.string().regex(/^[A-Za-z]{3}$/, { error: 'is not a currency code' }) });
const window = z.object({ earliestDateTime: lenient(time), latestDateTime: lenient(time) });

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
	phone: remark,
	extendedFields: optional(z.object({ streetName: text, streetNumber: text, complement: text, neighborhood: text })),
	addressType: remark,
});

const itemBreakdown = z.object({
	type: name,
	subtotal: wireMoney,
	detailedBreakdowns: list(z.object({ subtype: optional(name), value: optional(wireMoney) })),
});

const item = z.object({
	orderItemId: id,
	quantityOrdered: count,
	measurement: lenient(z.object({ unit: anyText, value: z.union([z.number(), z.string().max(40)]) })),
	programs: lenientList(name),
	product: z.object({
		asin: remark,
		title: remark,
		sellerSku: optional(z.union([name, z.number().transform(String)])),
		condition: lenient(z.object({ conditionType: remark, conditionSubtype: remark })),
		price: optional(z.object({ unitPrice: optional(wireMoney) })),
		customization: lenient(z.object({ customizedUrl: remark })),
	}),
	proceeds: optional(z.object({ proceedsTotal: optional(wireMoney), breakdowns: list(itemBreakdown) })),
	promotion: lenient(z.object({ breakdowns: lenientList(z.object({ promotionId: remark })) })),
	cancellation: optional(
		z.object({
			cancellationRequest: lenient(z.object({ requester: remark, cancelReason: remark })),
			cancellationExecution: optional(z.object({ cancelledBy: remark })),
		}),
	),
	fulfillment: optional(
		z.object({
			quantityFulfilled: optional(count),
			quantityUnfulfilled: optional(count),
			packing: lenient(z.object({ giftOption: lenient(z.object({ giftMessage: remark, giftWrapLevel: remark })) })),
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
	packageReferenceId: lenient(z.union([name, z.number().transform(String)])),
	packageStatus: lenient(z.object({ status: name, detailedStatus: remark })),
	carrier: remark,
	shipTime: lenient(time),
	shippingService: remark,
	trackingNumber: remark,
	packageItems: lenientList(z.object({ orderItemId: name, quantity: count })),
});

const hourMinute = lenient(z.object({ hour: lenient(count), minute: lenient(count) }));
const preference = z.object({
	dropOffLocation: remark,
	addressInstruction: remark,
	deliveryTime: lenient(
		z.object({
			businessHours: lenientList(
				z.object({ dayOfWeek: remark, timeWindows: lenientList(z.object({ startTime: hourMinute, endTime: hourMinute })) }),
			),
		}),
	),
});

/** A number is written as a text. */
const orderName = z.union([id, z.int().positive().transform(String)]);

/** What an order can do without, and money and pieces do not hang on, never keeps it from being read. */
export const wireOrder = z.object({
	orderId: orderName,
	createdTime: time,
	lastUpdatedTime: time,
	programs: lenientList(name),
	associatedOrders: lenientList(z.object({ orderId: optional(name), associationType: optional(name) })),
	salesChannel: z.object({ channelName: name, marketplaceId: optional(name), marketplaceName: remark }),
	buyer: lenient(z.object({ buyerName: remark, buyerEmail: remark, buyerCompanyName: remark, buyerPurchaseOrderNumber: remark })),
	recipient: optional(z.object({ deliveryAddress: optional(address), deliveryPreference: lenient(preference) })),
	proceeds: optional(
		z.object({
			grandTotal: optional(wireMoney),
			breakdowns: list(z.object({ type: name, status: remark, subtotal: wireMoney })),
		}),
	),
	tax: lenient(
		z.object({
			taxRegistrations: lenientList(z.object({ entityType: remark, taxRegistrationType: remark, taxRegistrationNumber: remark })),
		}),
	),
	// Always asked for; without it nobody can tell whether the order is to be shipped, or by whom.
	fulfillment: z.object({
		fulfillmentStatus: name,
		fulfilledBy: name,
		fulfillmentServiceLevel: remark,
		shipByWindow: lenient(window),
		deliverByWindow: lenient(window),
	}),
	orderItems: z.array(item),
	packages: lenientList(parcel),
});

/** A page of searchOrders. Its orders are read one by one, so that a bad one does not take the others with it. */
export const wirePage = z.object({
	orders: z.array(z.unknown()),
	pagination: optional(z.object({ nextToken: pageToken })),
	lastUpdatedBefore: lenient(time),
	createdBefore: lenient(time),
});

export const wireGetOrder = z.object({ order: z.unknown() });

/** Enough of an order to name it when the rest cannot be read. */
export const wireOrderName = z.object({ orderId: orderName, lastUpdatedTime: lenient(time) });

export type WireMoney = z.output<typeof wireMoney>;
export type WireWindow = z.output<typeof window>;
export type WireAddress = z.output<typeof address>;
export type WirePreference = z.output<typeof preference>;
export type WireItem = z.output<typeof item>;
export type WireParcel = z.output<typeof parcel>;
export type WireOrder = z.output<typeof wireOrder>;
