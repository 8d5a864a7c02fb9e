import { z } from 'zod';
import { accountSchema } from './account';
import { moneySchema } from './money';
import { measureSchema } from './order-line';
import { count, name, optional, text, type Immutable } from './schema';
import { isoTimeSchema } from './time';

/**
 * What a channel sells under one SKU in one marketplace. Five marketplaces are five of these of one SKU: `sku` is the same,
 * title, price and state are each marketplace's own.
 */
export const listingSchema = z.object({
	channel: accountSchema,
	/** Marketplace id, e.g. A1PA6795UKMFR9. */
	marketplace: name,
	/** The seller's own SKU, exact and case-sensitive. */
	sku: name,
	/** The channel's product id (ASIN). */
	code: optional(text),
	/** Empty where the channel has none. */
	title: text,
	/** A parent only holds its variations together: nobody can buy it. */
	kind: z.enum(['single', 'variation', 'parent']),
	parentSku: optional(text),
	/** `unknown`: neither the channel nor we can say; nothing is pushed there. FBM is `merchant`, FBA is `amazon`. */
	fulfilledBy: z.enum(['merchant', 'amazon', 'unknown']),
	condition: z.enum(['new', 'used', 'unknown']),
	active: z.boolean(),
	/** EAN, UPC, ISBN or GTIN in digits, as the channel has it. */
	gtin: optional(text),
	/** Pieces in one listing, where the channel says so in a field of its own. */
	packSize: optional(z.int().positive()),
	/** As buyers see it. */
	price: optional(moneySchema),
	/** FBM only: FBA rows have none. */
	quantity: optional(count),
	updatedAt: optional(isoTimeSchema),
});
export type Listing = Immutable<z.infer<typeof listingSchema>>;

/** Whose texts and images: the seller's own listing, or the channel's catalogue, which may be another seller's work. */
export type ContentSource = 'listing' | 'catalog';

/** One axis by which variations differ, e.g. Size: M. */
const axisSchema = z.object({ name, value: name });

/** All that a product in a store is made of, in the marketplace that was asked. What the channel lacks is absent or empty. */
export const listingDetailsSchema = z.object({
	listing: listingSchema,
	/** As the seller wrote it; may hold HTML, which is not to be trusted. */
	description: optional(text),
	bullets: z.array(text),
	/** Addresses, the main one first, each once. */
	images: z.array(z.url()),
	brand: optional(text),
	/** Of one listing with its package where both are known, else of the goods. */
	weight: optional(measureSchema),
	/** Three sides in one unit. */
	dimensions: optional(z.object({ length: text, width: text, height: text, unit: text })),
	/** By which axes it differs from its siblings, in the channel's order; of a variation only. */
	axes: z.array(axisSchema),
	/** SKUs of its variations; of a parent only. */
	children: z.array(name),
	/** Further facts worth showing, e.g. Colour: red. Axes are not among them. */
	attributes: z.array(z.object({ name, values: z.array(text) })),
	/** From the most general to the most special; empty where the channel tells none. */
	categories: z.array(text),
});
export type ListingDetails = Immutable<z.infer<typeof listingDetailsSchema>>;
export type Axis = Immutable<z.infer<typeof axisSchema>>;
