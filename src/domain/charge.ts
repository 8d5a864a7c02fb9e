import { z } from 'zod';
import { moneySchema } from './money';
import { optional, text, type Immutable } from './schema';
import { taxSchema } from './tax';

/** A charge of the order that is not a line's price. Shipping and gift wrap of the lines are summed up here. */
export const chargeSchema = z.object({
	kind: z.enum(['shipping', 'giftWrap', 'codFee', 'deliveryTip', 'tax', 'discount', 'adjustment', 'other']),
	/** Before discounts; never negative but for `adjustment`. */
	total: moneySchema,
	/** What was taken off `total`; never negative. */
	discount: moneySchema,
	tax: optional(taxSchema),
	title: optional(text),
});
export type Charge = Immutable<z.infer<typeof chargeSchema>>;
export type ChargeKind = Charge['kind'];
