import { z } from 'zod';
import { count, name, optional, text, type Immutable } from './schema';
import { isoTimeSchema } from './time';

/** A parcel as the platform of its order tells of it. */
export const packageSchema = z.object({
	id: text,
	carrier: optional(text),
	service: optional(text),
	trackingNumber: optional(text),
	status: optional(text),
	shippedAt: optional(isoTimeSchema),
	lines: z.array(z.object({ lineId: name, quantity: count })),
});
export type Package = Immutable<z.infer<typeof packageSchema>>;
