import { z } from 'zod';
import { moneySchema } from './money';
import { optional, text, type Immutable } from './schema';

export const taxSchema = z.object({
	amount: moneySchema,
	/** Whether the amount is part of the price beside it (`included`) or comes on top (`added`). */
	how: z.enum(['included', 'added']),
	/** `marketplace`: the channel collects and remits it; it is never the merchant's tax. */
	collectedBy: z.enum(['merchant', 'marketplace']),
	/** Reporting scheme such as IOSS or UOSS. */
	scheme: optional(text),
});
export type Tax = Immutable<z.infer<typeof taxSchema>>;
