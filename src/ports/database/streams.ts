import type { AccountKey, SubscriptionId } from '../../domain/ids';
import type { IsoTime } from '../../domain/time';
import type { Owner } from './owner';
import type { InboxEvent } from './inbox';
import type { OrderMemory } from './memories';

/** What changes in an account: its orders, or the stock of its products. */
export type LiveKind = 'live' | 'stock';

/**
 * A search that goes on where it stood. `live`: what changes, for all subscriptions of the account. `backfill`: older
 * orders, for one subscription and from one time on. `fulfillments`: what a warehouse ships for one shop;
 * `fulfillmentsAgain`: the daily look further back. `stock`: products of a store that change, for all subscriptions that want
 * those; `stockAgain`: the nightly look at all that are linked. `stockRead`: how far a node that reads stock has given out.
 * `parcels`: what changes, as far as whoever confirms parcels searched for it beside the trigger.
 * `day`: how far a day was held against the log and one store, where its reading stopped.
 * `oldOrders`: how far orders of ours in a store were looked through for what they hold of people.
 */
export interface StreamKey {
	readonly account: AccountKey;
	readonly kind:
		LiveKind | 'backfill' | 'fulfillments' | 'fulfillmentsAgain' | 'stockAgain' | 'stockRead' | 'parcels' | 'day' | 'oldOrders';
	readonly subscription?: SubscriptionId;
	readonly since?: IsoTime;
	/** The shop that is shipped for; of a back-fill: the one that had orders of ours when this memory first saw it. */
	readonly shop?: AccountKey;
}

/** Where a search stands. Times are the platform's own. */
export interface StreamPosition {
	/** Everything before this was collected. */
	readonly from: IsoTime;
	/** A search under way: its next page, its own upper bound, and since when (platform tokens age). */
	readonly paging?: { readonly page: string; readonly upTo: IsoTime; readonly since: IsoTime };
	/** A back-fill that reached its end. */
	readonly finished?: boolean;
}

/** What is to be seen of an account's searches without taking any of them. */
export interface AccountStreams {
	readonly live: {
		readonly position?: StreamPosition;
		/** Somebody else has it. */
		readonly held: boolean;
		/** When it was searched last, by the database's own time, and in whose poll. */
		readonly searched?: { readonly at: IsoTime; readonly by: SubscriptionId };
		/** Another one whenever somebody took it, or moved it. */
		readonly version: number;
	};
	/** Back-fills that were begun, and those that were asked for and have not reached their end. */
	readonly back: readonly {
		readonly subscription: SubscriptionId;
		readonly since?: IsoTime;
		readonly shop?: AccountKey;
		readonly finished: boolean;
	}[];
}

/** A search of all that changes in an account, made without having its stream. */
export interface UnheldSearch {
	readonly account: AccountKey;
	/** Left out: its orders. */
	readonly kind?: LiveKind;
	/** As it was seen before the search. */
	readonly version: number;
	/** In whose poll. */
	readonly by: SubscriptionId;
}

/** What a page of a search brought. */
export interface Collected {
	readonly events: readonly InboxEvent[];
	readonly memories: readonly OrderMemory[];
}

/** `now` is the database's own time. */
export interface Streams {
	/** The collector's lease. Undefined: somebody else has it. `position` is undefined for a new stream. */
	take(
		stream: StreamKey,
		owner: Owner,
		leaseMs: number,
		now: number,
	): Promise<{ readonly position: StreamPosition | undefined } | undefined>;
	/** What stands there of the account, whoever reads it; `held`: by another owner than this. Only orders are read back. */
	ofAccount(account: AccountKey, owner: Owner, now: number, kind?: LiveKind): Promise<AccountStreams>;
	/**
	 * As `advance`, of the live stream that nobody has had in hand since it was seen, and with a note that the subscription has
	 * polled; answers false and changes nothing where somebody had. A search that goes on has it from then on.
	 */
	advanceUnheld(
		search: UnheldSearch,
		owner: Owner,
		position: StreamPosition,
		collected: Collected,
		leaseMs: number,
		now: number,
	): Promise<boolean>;
	/** Where a stream stands, whoever reads it; undefined for a new one. */
	position(stream: StreamKey): Promise<StreamPosition | undefined>;
	/**
	 * Adds what was collected and moves the position in ONE transaction, only while the lease is ours (else answers false and
	 * changes nothing). Renews the lease. `by`: in whose poll it was searched.
	 */
	advance(
		stream: StreamKey,
		owner: Owner,
		position: StreamPosition,
		collected: Collected,
		leaseMs: number,
		now: number,
		by?: SubscriptionId,
	): Promise<boolean>;
	release(stream: StreamKey, owner: Owner): Promise<void>;
}
