import { z } from 'zod';
import { integer, reader, text } from './fields';

const hook = z
	.object({
		id: integer,
		name: text,
		/** active, paused, disabled */
		status: text,
		topic: text,
		delivery_url: text,
	})
	.transform(({ delivery_url: deliveryUrl, ...rest }) => ({ ...rest, deliveryUrl }));

export type WireHook = z.output<typeof hook>;

export const readHook = reader('webhook', hook);

/** All that is read of a delivery's body: which order it is about. */
export const delivered = z.object({ id: integer.refine((id) => id > 0) });
