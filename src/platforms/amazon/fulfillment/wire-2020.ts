import { z } from 'zod';
import { amount, count, list, optional, pageToken, text, time } from '../fields';
import { isoTime } from './shipments';

/**
 * Fulfillment Outbound API 2020-07-01 as far as it is read. Names, streets, comments and e-mails are left out on purpose.
 * https://developer-docs.amazon.com/sp-api/docs/fulfillment-outbound-api-v2020-07-01-reference
 */
const order = z.object({
	sellerFulfillmentOrderId: z.string().min(1),
	fulfillmentAction: text,
	fulfillmentOrderStatus: z.string(),
	receivedDate: optional(time),
	statusUpdatedDate: optional(time),
	/** Of the address nothing more than what tells one order from another. */
	displayableOrderId: text.catch(undefined),
	destinationAddress: optional(z.object({ postalCode: text, countryCode: text })).catch(undefined),
});

const item = z.object({
	sellerSku: z.string(),
	sellerFulfillmentOrderItemId: z.string(),
	quantity: count,
	cancelledQuantity: optional(count),
	unfulfillableQuantity: optional(count),
});

const parcel = z.object({
	packageNumber: z.int(),
	carrierCode: text,
	trackingNumber: text,
	amazonFulfillmentTrackingNumber: text,
	estimatedArrivalDate: optional(time),
	deliveryInformation: optional(z.object({})),
});

const shipment = z.object({
	amazonShipmentId: z.string().min(1),
	fulfillmentShipmentStatus: z.string(),
	shippingDate: optional(time),
	estimatedArrivalDate: optional(time),
	fulfillmentShipmentItem: list(z.object({ sellerFulfillmentOrderItemId: z.string(), quantity: count, packageNumber: optional(z.int()) })),
	fulfillmentShipmentPackage: list(parcel),
});

export const wireOrder2020 = z.object({
	payload: z.object({ fulfillmentOrder: order, fulfillmentOrderItems: list(item), fulfillmentShipments: list(shipment) }),
});

/** Whatever else stands there: an odd one keeps no other from being read. One without an id can be nobody's. */
const listed = z
	.object({ sellerFulfillmentOrderId: z.string().min(1), statusUpdatedDate: time.optional().catch(undefined) })
	.transform(({ sellerFulfillmentOrderId: id, statusUpdatedDate }) => ({ id, updatedAt: isoTime(statusUpdatedDate) }));

export const wireOrders2020 = z.object({
	payload: z.object({
		nextToken: pageToken,
		fulfillmentOrders: list(z.unknown()).transform((all) => all.flatMap((one) => listed.safeParse(one).data ?? [])),
	}),
});

/** Not read: who signed, and where it went. */
export const wireTracking2020 = z.object({
	payload: z.object({
		trackingNumber: text,
		customerTrackingLink: text,
		carrierCode: text,
		shipDate: optional(time),
		estimatedArrivalDate: optional(time),
		currentStatus: text,
	}),
});

const preview = z.object({
	shippingSpeedCategory: z.string(),
	isFulfillable: z.boolean(),
	estimatedFees: list(z.object({ amount: z.object({ currencyCode: z.string(), value: amount }) })),
	fulfillmentPreviewShipments: list(z.object({ earliestArrivalDate: optional(time), latestArrivalDate: optional(time) })),
	unfulfillablePreviewItems: list(
		z.object({
			sellerSku: z.string(),
			quantity: count,
			sellerFulfillmentOrderItemId: z.string(),
			itemUnfulfillableReasons: list(z.string()),
		}),
	),
	orderUnfulfillableReasons: list(z.string()),
});

export const wirePreviews2020 = z.object({ payload: z.object({ fulfillmentPreviews: list(preview) }) });

export type Listed2020 = z.output<typeof listed>;
export type WireOrder2020 = z.output<typeof wireOrder2020>['payload'];
export type WireShipment2020 = WireOrder2020['fulfillmentShipments'][number];
export type WireParcel2020 = WireShipment2020['fulfillmentShipmentPackage'][number];
export type WireTracking2020 = z.output<typeof wireTracking2020>['payload'];
export type WirePreview2020 = z.output<typeof preview>;
