import { z } from 'zod';
import { PARCEL_STATUSES } from './shipment';
import { count, name, optional, text, type Immutable } from './schema';
import { isoTimeSchema } from './time';

/** A parcel as the platform of its order tells of it. */
export const packageSchema = z.object({
	id: text,
	carrier: optional(text),
	service: optional(text),
	trackingNumber: optional(text),
	trackingUrl: optional(text),
	/** The platform's own word. */
	status: optional(text),
	/** What that means. */
	phase: optional(z.enum(PARCEL_STATUSES)),
	shippedAt: optional(isoTimeSchema),
	deliveredAt: optional(isoTimeSchema),
	lines: z.array(z.object({ lineId: name, quantity: count })),
});
export type Package = Immutable<z.infer<typeof packageSchema>>;
