import { z } from 'zod';
import { integerOr, optionalText } from './fields';
import { isRecord } from './php';

/** `code` is to be looked at before it is shown. */
const refusal = z.object({
	code: z.unknown().optional(),
	/** Who has what was refused, where the store says it. */
	data: z
		.object({ resource_id: integerOr(undefined) })
		.optional()
		.catch(undefined),
	message: optionalText.transform((message) => (message ?? '').slice(0, 1_000)),
});
type WireRefusal = z.output<typeof refusal>;

/** How the store says why it refused a request; nothing of it where the answer is something else. */
export const refusalIn = (body: unknown): WireRefusal => refusal.parse(isRecord(body) ? body : {});

/** Why the store refused one element of a batch; undefined where it did not. */
export const refusalOf = (element: unknown): WireRefusal | undefined =>
	isRecord(element) && isRecord(element['error']) ? refusalIn(element['error']) : undefined;
