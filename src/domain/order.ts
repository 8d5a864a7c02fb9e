import { z } from 'zod';
import { accountSchema } from './account';
import { addressSchema, customerSchema } from './address';
import { chargeSchema } from './charge';
import { moneySchema } from './money';
import { cancelRequestSchema, measureSchema, orderLineSchema } from './order-line';
import { packageSchema } from './package';
import { name, optional, text, type Immutable } from './schema';
import { isoTimeSchema } from './time';

export type { Address, Customer } from './address';
export type { Charge, ChargeKind } from './charge';
export type { Gift, LineProduct, LinkContent, OrderLine } from './order-line';
export type { Package } from './package';
export type { Tax } from './tax';

const timeWindowSchema = z.object({ from: optional(isoTimeSchema), to: optional(isoTimeSchema) });
export type TimeWindow = Immutable<z.infer<typeof timeWindowSchema>>;

/**
 * A sale, whatever the platform. The sums of lines and charges equal `totals.grand` (see `sums.ts`).
 * Personal data: customer, addresses, gift messages, customization, delivery.instructions.
 * This schema is the type; what a node takes is held against it (`parse-order.ts`), and what the editor knows of the
 * nodes' items is made of it.
 */
export const orderSchema = z.object({
	platform: name,
	account: accountSchema,
	/** Marketplace id (Amazon) or store domain. */
	marketplace: text,
	/** "Amazon.de" and the like, for people. */
	marketplaceName: optional(text),
	/** Unique within the account. */
	id: name.brand<'OrderId'>(),
	/** What another order that gets this id later (a restored store) does not share; absent where the platform has nothing of the kind. */
	key: optional(text),
	/** When the platform made it; not always when it was bought. */
	createdAt: optional(isoTimeSchema),
	/** The number people know. */
	number: name,
	status: z.enum(['pending', 'unshipped', 'partiallyShipped', 'shipped', 'cancelled', 'refunded']),
	/** The channel's own word for it, e.g. UNFULFILLABLE, which is `pending` to us: never delivered. */
	channelStatus: optional(text),
	/** FBM is `merchant`, FBA is `amazon`. */
	fulfilledBy: z.enum(['merchant', 'amazon']),
	/** The platform it was bought on, or `other`; an Amazon fulfillment order for another shop has another origin. */
	origin: name,
	/** Of a store's order that was bought elsewhere: which order it is there, by the mark that it bears. */
	boughtAs: optional(z.object({ account: name.brand<'AccountKey'>(), id: name.brand<'OrderId'>() })),
	purchasedAt: isoTimeSchema,
	paidAt: optional(isoTimeSchema),
	updatedAt: isoTimeSchema,
	shipBy: optional(timeWindowSchema),
	deliverBy: optional(timeWindowSchema),
	customer: optional(customerSchema),
	billing: optional(addressSchema),
	shipping: optional(addressSchema),
	lines: z.array(orderLineSchema),
	charges: z.array(chargeSchema),
	currency: moneySchema.shape.currency,
	/** Whether the prices above contain tax, as far as the account's setting or the order's own sums tell. */
	pricesIncludeTax: optional(z.boolean()),
	totals: z.object({
		/** What the buyer paid, all taxes in. Absent where the channel does not say. */
		grand: optional(moneySchema),
		/** Sum of our lines and charges, all taxes in. */
		computed: moneySchema,
		/** Set when `grand` and `computed` differ by more than the adjustment limit: needs a person. */
		difference: optional(moneySchema),
	}),
	weight: optional(measureSchema),
	/** `prime` and `business` where the order is one, whatever the channel calls that, and the channel's own words. */
	programs: z.array(text),
	/** The order that this one replaces (free of charge). */
	replaces: optional(text),
	cancelRequested: optional(cancelRequestSchema),
	cancelledBy: optional(z.enum(['buyer', 'merchant', 'amazon'])),
	packages: z.array(packageSchema),
	delivery: optional(
		z.object({
			/** STANDARD, EXPEDITED, NEXT_DAY … */
			service: optional(text),
			instructions: optional(text),
		}),
	),
	/** Tax registrations of the parties (VAT ids …), without personal addresses. */
	taxIds: z.array(z.object({ party: z.enum(['buyer', 'merchant', 'marketplace']), type: optional(text), number: optional(text) })),
	/** What personal data the reading asked for; false means customer and addresses are left out on purpose. */
	personalData: z.boolean(),
	/** The platform's own object, only when asked for. */
	raw: optional(z.unknown()),
});
export type Order = Immutable<z.infer<typeof orderSchema>>;
export type OrderStatus = Order['status'];
export type FulfilledBy = Order['fulfilledBy'];
