import { z } from 'zod';
import { integer, integerOr, reader, text } from './fields';

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

const positive = integer.refine((id) => id > 0);

/** All that is read of a delivery's body: which order, product or variation it is about. */
const delivered = z.object({ id: positive, parent_id: integerOr(0) });

/** What the API answers to a user who may not see it, as its own code says and its status. */
const denial = z.object({ code: text.refine((code) => code !== ''), data: z.object({ status: integer }) });

/** Nothing of it for what is neither a record nor a refusal. */
export function readDelivered(body: string): { readonly id?: string; readonly parentId?: string; readonly denied: boolean } {
	try {
		const value: unknown = JSON.parse(body);
		const { data: told } = delivered.safeParse(value);
		if (told !== undefined)
			return { id: String(told.id), ...(told.parent_id > 0 ? { parentId: String(told.parent_id) } : {}), denied: false };
		const { data: refusal } = denial.safeParse(value);
		return { denied: refusal !== undefined && [401, 403].includes(refusal.data.status) };
	} catch {
		return { denied: false };
	}
}
