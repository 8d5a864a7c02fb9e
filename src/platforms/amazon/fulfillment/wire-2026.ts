import { z } from 'zod';
import { amount, list, optional, pageToken, text, time } from '../fields';

/**
 * Fulfillment Outbound API 2026-07-04 as far as it is read. Destinations and proofs of delivery are left out on purpose.
 * https://developer-docs.amazon.com/sp-api/docs/fulfillment-outbound-api
 */
const units = z.object({ value: amount }).transform(({ value }) => Math.round(Number(value)));

const product = z.object({ productIdentifier: z.object({ amazonSku: z.string() }) });

const tracked = optional(z.object({ carrierCode: text, trackingNumber: text, trackingUrl: text }));

const parcel = z.object({
	packageId: z.string().min(1),
	status: text,
	deliveryTime: optional(time),
	tracking: optional(z.object({ carrier: tracked, amazon: tracked })),
	shipmentItemIds: list(z.string()),
});

const shipment = z.object({
	amazonShipmentId: z.string().min(1),
	status: z.string(),
	shipTime: optional(time),
	deliveryTime: optional(time),
	items: list(z.object({ lineItemId: z.string(), amount: units, packageId: text, shipmentItemId: text })),
	packages: list(parcel),
});

const order = z.object({
	orderId: z.string().min(1),
	receiveTime: optional(time),
	status: text,
	statusUpdateTime: optional(time),
	fulfillmentConfiguration: optional(z.object({ action: text })),
	lineItems: list(
		z.object({ lineItemId: z.string(), product, amount: units, cancelledAmount: optional(units), unfulfillableAmount: optional(units) }),
	),
	shipments: list(shipment),
});

export const wireOrder2026 = z.object({ order });

export const wireOrders2026 = z.object({ orders: list(order), pagination: optional(z.object({ nextToken: pageToken })) });

const interval = optional(z.object({ startTime: time, endTime: time }));

const offer = z.object({
	estimatedPrice: optional(z.object({ totalPrice: z.object({ currencyCode: z.string(), amount }) })),
	fulfillmentConfiguration: optional(z.object({ serviceLevel: optional(z.object({ serviceTier: text, deliveryInterval: interval })) })),
});

export const wirePreview2026 = z.object({
	plannedShipments: list(
		z.object({ items: list(z.object({ productIdentifier: z.object({ amazonSku: z.string() }), amount: units })), offers: list(offer) }),
	),
	constraints: list(z.object({ code: z.string() })),
});

export type WireOrder2026 = z.output<typeof order>;
export type WireShipment2026 = z.output<typeof shipment>;
export type WireParcel2026 = z.output<typeof parcel>;
export type WirePreview2026 = z.output<typeof wirePreview2026>;
export type WireOffer2026 = z.output<typeof offer>;
