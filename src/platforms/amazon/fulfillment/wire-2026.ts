import { z } from 'zod';
import { amount, describeIssues, list, optional, pageToken, text, time } from '../fields';
import { isoTime } from './shipments';

/**
 * Fulfillment Outbound API 2026-07-04 as far as it is read. Names, streets and proofs of delivery are left out on purpose.
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
	fulfillmentConfiguration: optional(
		z.object({
			action: text,
			services: optional(
				z.object({
					packaging: optional(z.object({ packingSlip: optional(z.object({ templateAttributes: optional(z.object({ orderId: text })) })) })),
				}),
			).catch(undefined),
		}),
	),
	/** Of the address nothing more than what tells one order from another. */
	destination: optional(z.object({ deliveryAddress: optional(z.object({ postalCode: text, countryCode: text })) })).catch(undefined),
	lineItems: list(
		z.object({ lineItemId: z.string(), product, amount: units, cancelledAmount: optional(units), unfulfillableAmount: optional(units) }),
	),
	shipments: list(shipment),
});

export const wireOrder2026 = z.object({ order });

/** Each by itself: an odd one keeps no other from being read. One without an id can be nobody's. */
const listed = z.looseObject({ orderId: z.string().min(1), statusUpdateTime: time.optional().catch(undefined) }).transform((raw) => {
	const { success, data, error } = order.safeParse(raw);
	const known = { id: raw.orderId, updatedAt: isoTime(raw.statusUpdateTime) };
	const why = success ? undefined : `the answer is not what Amazon promises: ${describeIssues(error)}`;
	return { ...known, order: data, text: why };
});

export const wireOrders2026 = z.object({
	orders: list(z.unknown()).transform((all) => all.flatMap((one) => listed.safeParse(one).data ?? [])),
	pagination: optional(z.object({ nextToken: pageToken })),
});

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
