import type { AccountKey, SubscriptionId } from '../../domain/ids';
import type { IsoTime } from '../../domain/time';
import type { Owner } from './owner';
import type { InboxEvent } from './inbox';
import type { OrderMemory } from './memories';

/**
 * A search that goes on where it stood. `live`: what changes, for all subscriptions of the account. `backfill`: older
 * orders, for one subscription and from one time on. `fulfillments`: what a warehouse ships for one shop;
 * `fulfillmentsAgain`: the daily look further back.
 */
export interface StreamKey {
	readonly account: AccountKey;
	readonly kind: 'live' | 'backfill' | 'fulfillments' | 'fulfillmentsAgain';
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
	/** Where a stream stands, whoever reads it; undefined for a new one. */
	position(stream: StreamKey): Promise<StreamPosition | undefined>;
	/** Back-fills of this subscription that were begun for a shop and have not reached their end. */
	openBackfills(
		account: AccountKey,
		subscription: SubscriptionId,
	): Promise<readonly { readonly since: IsoTime; readonly shop: AccountKey }[]>;
	/** Adds what was collected and moves the position in ONE transaction, only while the lease is ours (else answers false and changes nothing). Renews the lease. */
	advance(stream: StreamKey, owner: Owner, position: StreamPosition, collected: Collected, leaseMs: number, now: number): Promise<boolean>;
	release(stream: StreamKey, owner: Owner): Promise<void>;
}
