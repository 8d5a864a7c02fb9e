import type { z } from 'zod';
import type { IsoTime } from './time';

/** A text that means one thing: four texts in a row cannot be swapped for one another. A schema's `.brand<Kind>()` makes the same. */
type Text<Kind extends string> = string & z.core.$brand<Kind>;

/** How an account is spelt outside: `amazon:eu:A1SELLERID`, `woocommerce:shop.example/sub`. See `accountKey`. */
export type AccountKey = Text<'AccountKey'>;

/** An order's id as its platform spells it: `902-1234567-1234567`, `1042`, `gid://shop/Order/450789469`. Unique within its account. */
export type OrderId = Text<'OrderId'>;

/** One trigger node of one workflow. See `subscriptionId`. */
export type SubscriptionId = Text<'SubscriptionId'>;

export const orderId = (text: string): OrderId => text as OrderId;

/** Workflow and node id: the same after a rename, another one for a copy. */
export const subscriptionId = (workflow: string, node: string): SubscriptionId => `${workflow}:${node}` as SubscriptionId;

/** An order of an account, wherever it is spoken of. */
export interface OrderRef {
	readonly account: AccountKey;
	readonly id: OrderId;
	/**
	 * What an order that got the same id later (a store restored from a backup) does not share. Absent where the platform
	 * has nothing of the kind, or nobody asked for it.
	 */
	readonly key?: string;
	readonly createdAt?: IsoTime;
}
