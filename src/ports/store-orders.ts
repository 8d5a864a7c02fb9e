import type { Account } from '../domain/account';
import type { Money } from '../domain/money';
import type { Order } from '../domain/order';
import type { IsoTime } from '../domain/time';
import type { Words } from '../domain/texts/language';
import type { UnreadableOrder } from './order-source';

/**
 * What the store says so oddly that nobody may act on it alone. The text names SKUs, quantities and amounts, never people.
 * `quantity`: no whole number of pieces. `refund`: money was given back, and it is not said for what. `lines`: something
 * left, and it is not said what. `people`: the store does not show who bought it, or where it goes. `test`: nobody
 * paid for it.
 */
export interface StoreDoubt {
	readonly kind: 'quantity' | 'refund' | 'lines' | 'people' | 'test';
	readonly text: Words;
}

/** An order of a store with what only a store knows. */
export interface StoreOrder {
	/** `origin` is another platform's for orders that were bought elsewhere. `paidAt` is set when money was received (WooCommerce `date_paid`). Lines' quantityCancelled are refunded units. */
	readonly order: Order;
	/** The store's own status id, a custom one too. */
	readonly storeStatus: string;
	/** The order of the store that this one is a part of: a vendor's share in a marketplace. */
	readonly parentId?: string;
	/** An order of a subscription, made from its parent with all that stood there: what is noted of parcels is the parent's. */
	readonly renewal: boolean;
	readonly doubts: readonly StoreDoubt[];
	/** The same for two statuses between which nothing but the shipping of the last parcel lies. */
	readonly statusBesidesShipping: string;
	/** Nothing more happens to it by itself. */
	readonly closed: boolean;
	readonly localPickup: boolean;
	/** `flat_rate:3` and the like, and the name the customer saw. */
	readonly shippingMethod?: { readonly id: string; readonly title: string };
	/** Units already fulfilled in the store, by line id. */
	readonly fulfilled: ReadonlyMap<string, number>;
	/** Pieces that the store took off its count for it, by line id; left out where it does not say. */
	readonly stockReduced?: ReadonlyMap<string, number>;
	/** Somebody noted a parcel: a fulfillment, a tracking number, or that all has left. */
	readonly shipped: boolean;
	/** A parcel or its number stands at the order, whether or not it is said what is in it. A completed order alone notes none. */
	readonly trackingNoted: boolean;
	/** What named its people was erased, and with it the numbers of its parcels: none of them is news any more. */
	readonly erased?: true;
	/** When the store counted it as completed; stays when it is taken back. */
	readonly completedAt?: IsoTime;
	/** What was given back to the customer so far. */
	readonly refunded: Money;
	/** What of it is known to be for no unit, line or shipping: an amount alone. */
	readonly amountRefundedOnly?: Money;
	/** Keyed on by readers to recognise their own writes; rises with every change where the store has one. */
	readonly changedAt: IsoTime;
}

export interface StoreOrderPage {
	readonly orders: readonly StoreOrder[];
	readonly unreadable: readonly UnreadableOrder[];
	/** The store's own token. */
	readonly nextPage?: string;
}

/** A store that orders are read from. Reads only. */
export interface StoreOrderSource {
	readonly account: Account;
	/** The status in which a paid order waits to be shipped, where the merchant chose none. */
	readonly toShipStatus: string;
	/** Orders changed at or after `since`, oldest change first, at most 100 a page, trash and drafts left out. */
	changedSince(since: IsoTime, page?: string): Promise<StoreOrderPage>;
	/**
	 * Undefined when the store does not have it (any more). Throws PlatformError `contract` when it cannot be read, and as the
	 * store fails, at this order or as a whole, when that may pass.
	 */
	get(orderId: string): Promise<StoreOrder | undefined>;
	/** Whether the customer has paid another order before this one. Left out by stores that cannot tell. */
	paidBefore?(order: Order): Promise<boolean>;
	/** Of those changed since then the one that changed last and `fits`; the last few hundred are looked at. */
	newest(since: IsoTime, fits: (order: StoreOrder) => boolean): Promise<StoreOrder | undefined>;
	/** The mail address of a customer's account; undefined where there is none (any more). */
	emailOf?(customerId: string): Promise<string | undefined>;
	/** The statuses an order may have, the store's custom ones included. */
	statuses(): Promise<readonly { readonly id: string; readonly name: string }[]>;
	/** The store's own time, from an answer's Date header: cursors are times of the platform. */
	now(): Promise<IsoTime>;
}

/** What became of a webhook's registration. */
export type HookState =
	| { readonly kind: 'active'; readonly id: string }
	/** The store had switched it off after failures; it is on again. Events in between were lost and must be polled. */
	| { readonly kind: 'reactivated'; readonly id: string }
	| { readonly kind: 'created'; readonly id: string }
	/** The store will never call this address (private host, port other than 80, 443, 8080). */
	| { readonly kind: 'unreachableAddress'; readonly why: string };

export type Delivery =
	/** A genuine event about this order. */
	| { readonly kind: 'order'; readonly orderId: string; readonly topic: string }
	/** A genuine event about this product: one whose count, or that of a variation of it, may have changed. */
	| { readonly kind: 'product'; readonly productId: string; readonly parentId?: string; readonly topic: string }
	/** The unsigned call at creation. */
	| { readonly kind: 'ping'; readonly webhookId: string }
	/** Not from the store. Whatever is genuine is answered with 200: a store switches off hooks whose calls fail. */
	| { readonly kind: 'refused'; readonly status: 401 | 413; readonly why: string }
	/** Genuine, and instead of an order it says that the user who made the hook may not see any (more). */
	| { readonly kind: 'denied'; readonly hookId: string }
	/** Genuine but of no interest: another topic, an order that is gone, something that cannot be read. */
	| { readonly kind: 'ignored' };

/** Webhooks of a store. */
export interface StoreWebhooks {
	readonly account: Account;
	/** False: it does not call an address as soon as a hook of it is made, so that its silence says nothing. */
	readonly greets?: false;
	/** Finds our hooks for this address (all pages), creates what is missing, re-activates what was switched off, removes doubles. Idempotent. */
	ensure(deliveryUrl: string): Promise<readonly HookState[]>;
	/** Makes the hooks of this address anew, for the key of today; nothing where no hook of this id stands there any more. */
	renew(deliveryUrl: string, hookId: string): Promise<readonly HookState[]>;
	/** Whether `ensure` would find all of them as they shall be. Changes nothing. */
	stands(deliveryUrl: string): Promise<boolean>;
	/** The hooks of this address, without changing any. */
	find(deliveryUrl: string): Promise<readonly { readonly id: string; readonly active: boolean }[]>;
	/** Removes all hooks of this address. Idempotent: missing ones are fine. */
	remove(deliveryUrl: string): Promise<void>;
	/** Judges a delivery by its raw bytes, in constant time, before parsing it. Pure; `deliveryUrl` is part of the secret. */
	judge(deliveryUrl: string, headers: Readonly<Record<string, string | undefined>>, rawBody: Buffer): Delivery;
}
