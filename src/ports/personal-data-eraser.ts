import type { Account } from '../domain/account';
import type { Reason } from '../domain/reasons';
import type { IsoTime } from '../domain/time';
import type { Gone, OwnOrderRef } from './order-sink';

/** Where a store keeps what names a person or an address. */
export type PersonalPart = 'addresses' | 'customerNote' | 'orderData' | 'lineData' | 'notes' | 'parcels' | 'customer';

/** What a store holds of the people of an order of ours. */
export interface HeldOrder {
	readonly id: string;
	readonly number: string;
	readonly origin: string;
	/** The store's own word. */
	readonly status: string;
	/** When it was shipped or closed, by what the store says; absent while somebody may still work on it. */
	readonly overSince?: IsoTime;
	/** Somebody marked it to be kept. */
	readonly kept: boolean;
	/** It bears the mark of an erasure. */
	readonly erased: boolean;
	/** Where something stands. Notes and customers are looked at when it is erased, or read for an archive. */
	readonly parts: readonly PersonalPart[];
	/** What stands there, for an archive and for a comparison. Never stored. */
	readonly content: string;
}

/** How an order is to be erased. */
export interface Erasure {
	/** The day that is written on it. */
	readonly day: string;
	/** An order that has this key, with something in it, is left alone. */
	readonly keepKey: string;
}

export type Erased =
	/** Nothing personal is left but what `left` names: that could not be written without changing total or stock. */
	| {
			readonly kind: 'erased';
			readonly number: string;
			readonly parts: readonly PersonalPart[];
			readonly left: readonly PersonalPart[];
			/** Why that is left, where it is for another reason. */
			readonly why?: Reason;
	  }
	| { readonly kind: 'kept' }
	| { readonly kind: 'erasedBefore' }
	| { readonly kind: 'gone' }
	/** Nothing of it was erased, or nobody knows: it is due again. */
	| { readonly kind: 'failed'; readonly reason: Reason };

/** Orders of ours that a store made before a time, by when they were made. */
export interface OldOrders {
	readonly orders: readonly (OwnOrderRef & { readonly number: string; readonly createdAt: IsoTime; readonly erased: boolean })[];
	/** What stands among them and cannot be read: their ids, or in words where they are. Nobody knows what they hold. */
	readonly unreadable: readonly string[];
	/** When the last one that was looked at was made. */
	readonly upTo: IsoTime;
}

/**
 * Erases what a store holds of the people of orders that were bought elsewhere: only of those that carry our mark, looked at
 * freshly right before each write. Numbers, lines, totals, states and the mark stay. All of it may be repeated.
 */
export interface PersonalDataEraser {
	readonly account: Account;
	readonly traits: {
		/** Orders that may be given at once. */
		readonly maxBatch: number;
	};
	/** Those made at or after `from` and before `before`, oldest first, page by page. */
	oldOrders(from: IsoTime, before: IsoTime): AsyncIterable<OldOrders>;
	/** What stands there now, one answer for each. `whole`: with notes and parcels, a request or two for each order. */
	look(orders: readonly OwnOrderRef[], keepKey: string, whole: boolean): Promise<readonly (HeldOrder | Gone | 'unreadable')[]>;
	/** One answer for each; what becomes of one keeps no other from being erased. Throws PlatformError for what concerns all. */
	erase(orders: readonly OwnOrderRef[], erasure: Erasure): Promise<readonly Erased[]>;
}
