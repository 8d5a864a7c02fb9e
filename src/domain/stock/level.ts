import { z } from 'zod';
import { accountSchema } from '../account';
import { count, name, optional, text, type Immutable } from '../schema';
import { isoTimeSchema } from '../time';

/**
 * Which count it is. `store`: a store's own. `fbm`: what the merchant offers on a channel. `fba`: what lies at the channel's
 * warehouse for one marketplace; `centre`: the same in one fulfillment centre; `awd`: bulk storage behind it; `location`: one of
 * the merchant's own places as the channel knows them.
 */
const STOCK_PLACES = ['store', 'fbm', 'fba', 'centre', 'awd', 'location'] as const;

/** In pieces. Those of a warehouse that it tells of, each what the platform calls so. */
export const stockPartsSchema = z.object({
	fulfillable: optional(count),
	inbound: optional(count),
	reserved: optional(count),
	unfulfillable: optional(count),
});
export type StockParts = Immutable<z.infer<typeof stockPartsSchema>>;

/** How much there is of one SKU in one place. */
export const stockLevelSchema = z.object({
	account: accountSchema,
	place: z.enum(STOCK_PLACES),
	/** The fulfillment centre's or location's own code. */
	placeId: optional(name),
	/** What the merchant calls it. */
	placeName: optional(text),
	/** Of a channel: id of the marketplace. */
	marketplace: optional(name),
	/** Exact and case-sensitive; empty where a store's product has none. */
	sku: text,
	/** Of a store: its own ids. */
	productId: optional(name),
	parentId: optional(name),
	title: optional(text),
	/** False: nobody counts it, and there is no quantity. */
	counted: z.boolean(),
	/** Pieces; a store that sold more than it had goes below zero. */
	quantity: optional(z.int()),
	parts: optional(stockPartsSchema),
	/** Of a store: the merchant's own part, from the meta field that was asked for. */
	ownQuantity: optional(count),
	/** Of a store: a parent of variations, or made of other products; it takes no count of its own. */
	holdsOthers: optional(z.literal(true)),
	/** Sold on when there is none left. */
	backorders: optional(z.boolean()),
	/** The product whose count it is, where it is not its own: variations may share that of their parent. */
	sharedFrom: optional(name),
	/** Of a channel: who ships from there. */
	fulfilledBy: optional(z.enum(['merchant', 'amazon', 'both', 'unknown'])),
	/** When it was counted (UTC), by whoever counted: a report may be a day old. */
	asOf: isoTimeSchema,
});
export type StockLevel = Immutable<z.infer<typeof stockLevelSchema>>;
