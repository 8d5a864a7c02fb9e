import { z } from 'zod';
import { id, lenient, lenientList, name, optional, pageToken, remark, time } from '../fields';

/** Decimal numbers come as text, as Amazon's model says, or as numbers. */
const decimal = z.union([z.number(), z.string().max(40)]).transform(String);

const wireMoney = z.object({
	amount: decimal.pipe(z.string().regex(/^\d+(\.\d+)?([eE][+-]?\d{1,2})?$/)),
	currencyCode: z.string().regex(/^[A-Za-z]{3}$/),
});

const summary = z.object({
	marketplaceId: name,
	asin: remark,
	conditionType: remark,
	status: lenientList(name),
	itemName: remark,
	lastUpdatedDate: lenient(time),
});

const offer = z.object({
	marketplaceId: name,
	offerType: name,
	price: wireMoney,
	audience: lenient(z.object({ value: remark })),
});

export const wireTheme = lenient(z.object({ attributes: lenientList(name), theme: remark }));

const relationship = z.object({
	type: name,
	childSkus: lenientList(id),
	parentSkus: lenientList(id),
	variationTheme: wireTheme,
});

/**
 * Listings Items API 2021-08-01. Only the SKU is needed; what else is odd counts as not there. Attributes depend on the
 * product type and are read one by one.
 * https://developer-docs.amazon.com/sp-api/docs/listings-items-api-v2021-08-01-reference
 */
export const wireItem = z.object({
	sku: id,
	summaries: lenientList(summary),
	attributes: lenient(z.record(z.string(), z.unknown())),
	offers: lenientList(offer),
	fulfillmentAvailability: lenientList(z.object({ fulfillmentChannelCode: name, quantity: lenient(z.int().nonnegative()) })),
	relationships: lenientList(z.object({ marketplaceId: name, relationships: lenientList(relationship) })),
});
export type WireItem = z.output<typeof wireItem>;

/** A page of searchListingsItems. Its items are read one by one. */
export const wireItems = z.object({
	numberOfResults: z.int().nonnegative(),
	items: z.array(z.unknown()),
	pagination: optional(z.object({ nextToken: pageToken })),
});

/** Enough of an item to name it when the rest cannot be read. */
export const wireItemName = z.object({ sku: id });
