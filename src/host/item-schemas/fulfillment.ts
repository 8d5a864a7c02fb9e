import { z } from 'zod';
import { accountSchema } from '../../domain/account';
import type { FulfillmentState } from '../../domain/fulfillment';
import { moneySchema } from '../../domain/money';
import type { LinePhase, ShippedBy } from '../../domain/order-shipments';
import { count, optional, text } from '../../domain/schema';
import type { Shipment } from '../../domain/shipment';
import type { FulfillmentPreview } from '../../ports/fulfillment-service';
import type { NotSent } from '../../usecases/fulfill/deps';
import { account, needsPerson, reason, time, units, type Fields } from './parts';

export const sent = {
	action: optional(text),
	reason: optional(reason),
	id: optional(text),
	attempt: optional(count),
	speed: optional(text),
	held: optional(z.boolean()),
	lines: optional(z.array(z.object(units))),
	notSent: optional(z.array(z.object({ ...units, why: text } satisfies Fields<NotSent>))),
};
export const previews = z.array(
	z.object({
		fulfillable: z.boolean(),
		speed: text,
		fees: optional(moneySchema),
		earliestArrival: optional(time),
		latestArrival: optional(time),
		unfulfillable: z.array(z.object({ ...units, why: z.array(text) })),
	} satisfies Fields<FulfillmentPreview>),
);
export const changed = z.object({
	orderId: text,
	mcf: optional(z.object({ action: text, ids: optional(z.array(text)), reason: optional(reason) })),
	attention: optional(needsPerson),
});

export const shipment = z.object({
	id: text,
	carrier: optional(text),
	carrierCode: optional(text),
	service: optional(text),
	trackingNumber: optional(text),
	trackingUrl: optional(text),
	status: text,
	shippedAt: optional(time),
	estimatedArrival: optional(time),
	lines: z.array(z.object({ lineId: text, quantity: count })),
} satisfies Fields<Shipment>);
const phase = z.object({ lineId: text, phase: text, units: count, tracking: optional(text) } satisfies Fields<LinePhase>);
/** An order with its shipments, and the facts of the fulfillment beside them. */
export const shipments = {
	attention: optional(needsPerson),
	number: text,
	account: accountSchema,
	id: text,
	key: optional(text),
	createdAt: optional(time),
	shipments: z.array(shipment),
	linePhases: optional(z.array(phase)),
	fulfillment: optional(
		z.object({
			id: text,
			attempt: count,
			status: text,
			lines: z.array(z.object({ id: text, sku: text, quantity: count, cancelled: count, unfulfillable: count })),
			receivedAt: optional(time),
			updatedAt: optional(time),
		} satisfies Fields<Omit<FulfillmentState, 'shipments'> & { attempt: number }>),
	),
	shippedBy: optional(z.object({ warehouse: account, fulfillment: text, mark: text } satisfies Fields<ShippedBy>)),
	storebridge: optional(z.object({ database: text })),
};
/** A store says what it wrote of each parcel, a channel what it was told of them. */
const parcel = z.object({
	id: optional(text),
	outcome: optional(text),
	way: optional(text),
	reference: optional(text),
	state: optional(text),
	carrier: optional(text),
	unlisted: optional(text),
	trackingNumber: optional(text),
	lines: optional(z.array(z.object({ lineId: text, quantity: count }))),
});
export const confirmed = z.object({
	action: text,
	completed: optional(z.boolean()),
	orderId: optional(text),
	reason: optional(reason),
	parcels: z.array(parcel),
});
