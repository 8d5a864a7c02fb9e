import type { AccountKey, OrderId, SubscriptionId } from '../../domain/ids';
import type { IsoTime } from '../../domain/time';
import type { StoreFacts } from '../../domain/store-order-events';
import type { Forgotten } from './forgotten';

/** What a subscription remembers of an order that it met. Ids, times and keyed hashes only. */
export interface OrderMemory {
	readonly subscription: SubscriptionId;
	readonly account: AccountKey;
	readonly orderId: OrderId;
	/** See OrderRef. */
	readonly orderKey?: string;
	/** The newest version that the platform told. */
	readonly version: IsoTime;
	/** Where events are told by comparing two readings. */
	readonly facts?: StoreFacts;
}

/** Written with the events they belong to, by `Inbox.add` and `Streams.advance`: never an older version over a newer one. */
export interface Memories {
	/** Orders of the account that this subscription has met; unknown ones are left out. Ids of another account that it had before mean other orders. */
	of(subscription: SubscriptionId, account: AccountKey, orderIds: readonly OrderId[]): Promise<ReadonlyMap<OrderId, OrderMemory>>;
	/** Forgets some of those whose version is older, and whose events are forgotten too. */
	prune(before: IsoTime): Promise<Forgotten>;
}
