import { z } from 'zod';
import { moneySchema } from './money';
import { count, name, optional, text, type Immutable } from './schema';
import { taxSchema } from './tax';

/** A number as the channel writes it, with its unit ("kg"). */
export const measureSchema = z.object({ unit: text, value: text });

/** A buyer's wish to cancel. */
export const cancelRequestSchema = z.object({ reason: optional(text) });

const giftSchema = z.object({
	/** Personal data. */
	message: optional(text),
	wrapLevel: optional(text),
	/** As charged, without `wrapTax` where that is `added`. */
	wrapPrice: optional(moneySchema),
	wrapTax: optional(taxSchema),
});
export type Gift = Immutable<z.infer<typeof giftSchema>>;

const units = z.int().positive();

/** What one unit of a listing is in the store. Exactly one of the two shapes. */
export const linkContentSchema = z.union(
	[z.object({ unitsPerListing: units }), z.object({ components: z.array(z.object({ productId: name, units })).min(1) })],
	{ error: ({ input }) => (input === undefined ? undefined : 'says neither unitsPerListing nor components, in whole numbers') },
);
export type LinkContent = Immutable<z.infer<typeof linkContentSchema>>;

/** A product of the store that a line of an order was matched with. */
const lineProductSchema = z.object({
	productId: name,
	/** The parent of a variation. */
	parentId: optional(text),
	sku: text,
	title: optional(text),
	content: linkContentSchema,
	/** By which rule the link was made, e.g. `sku` or `manual`. */
	rule: text,
});
export type LineProduct = Immutable<z.infer<typeof lineProductSchema>>;

export const orderLineSchema = z.object({
	id: name,
	/** The seller's own SKU, exact and case-sensitive. */
	sku: text,
	/** The platform's product id (ASIN, product id). */
	code: optional(text),
	title: text,
	/** The line of the set (bundle, composite) that this one is a part of: either the set's own units or those of its parts leave. */
	partOf: optional(name),
	/** Pieces. */
	quantity: count,
	quantityShipped: count,
	quantityCancelled: count,
	/** Other measures than pieces, named ("kg"), as the channel gives them. */
	measure: optional(measureSchema),
	/** Price of one piece before discounts, as the channel shows it. */
	unitPrice: moneySchema,
	/** Price of all pieces before discounts; contains tax only where `tax.how` is `included`. */
	total: moneySchema,
	/** What was taken off `total`; never negative. */
	discount: moneySchema,
	tax: optional(taxSchema),
	weight: optional(measureSchema),
	gift: optional(giftSchema),
	/** e.g. TRANSPARENCY, SUBSCRIBE_AND_SAVE. */
	programs: z.array(text),
	condition: optional(text),
	/** Personal data: a link to what the buyer had made. */
	customization: optional(text),
	promotions: z.array(text),
	category: optional(text),
	product: optional(lineProductSchema),
	/**
	 * Of an order that was bought elsewhere: the line there that this one is, or one product of it (a set has several). `pieces`: how
	 * many of this line's pieces one unit of that line is, where it was noted.
	 */
	boughtAs: optional(z.object({ lineId: name, part: optional(count), pieces: optional(units) })),
	/** The buyer asked to cancel this line. */
	cancelRequested: optional(cancelRequestSchema),
});
export type OrderLine = Immutable<z.infer<typeof orderLineSchema>>;
