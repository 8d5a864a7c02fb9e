import type { AccountKey } from '../../domain/ids';
import type { ChannelFact, Pushed, StockSource } from '../../domain/stock/facts';
import type { IsoTime } from '../../domain/time';
import type { Forgotten } from './forgotten';
import type { Between } from './links';

/** A quantity by what it is the count of: a channel's SKU, a store's product id. */
export interface Counted {
	readonly item: string;
	readonly quantity: number;
}

/** One that is about to be written. */
export interface PushBegun extends Counted {
	/** What stood there; a drop to zero is counted for the guard. */
	readonly was?: number;
}

/** A submission whose fate is not known yet. */
export interface OpenSubmission {
	readonly submission: string;
	readonly handedInAt: IsoTime;
	readonly items: readonly Counted[];
}

/** What the trigger last saw of a product's count. */
export interface SeenStock extends Counted {
	/** Written by Push Stock: seeing it is no news. */
	readonly own?: true;
}

/**
 * All that is remembered of stock: what a person declared, what was pushed, what channels said. `target` is the account that is
 * written to, `item` its SKU (channel) or product id (store).
 */
export interface StockMemory {
	/** Declared ones only; what is not declared is not in it, and means `own`. */
	sources(between: Between, productIds: readonly string[]): Promise<ReadonlyMap<string, StockSource>>;
	/** Answers how many changed. `undefined` takes the word back. */
	declare(between: Between, productIds: readonly string[], source: StockSource | undefined, now: number): Promise<number>;
	/** All linked products that have listings shipped by the channel and no other, and nothing declared yet. */
	declareWarehouseOnly(between: Between, now: number): Promise<number>;
	/** Listings that a person left out of pushing. */
	leftOut(between: Between, skus: readonly string[]): Promise<ReadonlySet<string>>;
	leaveOut(between: Between, skus: readonly string[], out: boolean, now: number): Promise<number>;
	/** One switch for all pushes to an account (holidays). */
	paused(target: AccountKey): Promise<boolean>;
	pause(target: AccountKey, paused: boolean, now: number): Promise<void>;

	/** What was pushed last. One whose outcome is not known, or that is under way in a submission, is `unsure`. */
	pushed(target: AccountKey, items: readonly string[]): Promise<ReadonlyMap<string, Pushed>>;
	/** About to be written: from now on `unsure`, until it is noted. Before every write. */
	begin(target: AccountKey, writes: readonly PushBegun[], now: number): Promise<void>;
	/** Taken by the platform. One that another push began meanwhile (another quantity) stays unsure. */
	taken(target: AccountKey, writes: readonly Counted[], now: number): Promise<void>;
	/** Handed in: unsure until the submission is closed. Idempotent. */
	handedIn(target: AccountKey, submission: string, writes: readonly Counted[], now: number): Promise<void>;
	submissions(target: AccountKey): Promise<readonly OpenSubmission[]>;
	/** Its fate is noted by `taken` and `forget`; what is left of it stays unsure, to be written anew. */
	closeSubmission(target: AccountKey, submission: string): Promise<void>;
	/** What was remembered is not so any more: the channel sold, cancelled or refused. */
	forget(target: AccountKey, items: readonly string[]): Promise<void>;
	/** Items that pushes took to zero since then. */
	zeroedSince(target: AccountKey, since: IsoTime): Promise<number>;
	/** Linked products of both, for people and the guard; counted at most once a run. */
	linkedProducts(between: Between): Promise<number>;

	/** What the channel said of who ships what, with its age. */
	facts(channel: AccountKey, skus: readonly string[]): Promise<ReadonlyMap<string, ChannelFact>>;
	/** Older than what is known changes nothing. */
	noteFacts(channel: AccountKey, facts: readonly ChannelFact[]): Promise<void>;

	/** What the trigger saw last, by product id. */
	seen(store: AccountKey, productIds: readonly string[]): Promise<ReadonlyMap<string, SeenStock>>;
	noteSeen(store: AccountKey, seen: readonly SeenStock[], now: number): Promise<void>;
	/** Linked products of the store with any channel, in the order of their ids, from after this one on: a rotating re-read. */
	linkedAfter(
		store: AccountKey,
		after: string,
		limit: number,
	): Promise<readonly { readonly productId: string; readonly parentId?: string }[]>;
	/** Forgets some of what was not touched since then: it is read, or sent, once more. Declared ones stay. */
	prune(before: IsoTime): Promise<Forgotten>;
}
