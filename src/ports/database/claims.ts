import type { AccountKey, OrderRef } from '../../domain/ids';
import type { IsoTime } from '../../domain/time';
import type { Forgotten } from './forgotten';
import type { Owner } from './owner';

/**
 * What is done once. `create`: the order in a store. `change`: changes to it, in turn. `note`: a private note. `send`: an
 * order that a warehouse ships, by attempt. `parcel`: a parcel shown to a customer. `tell`: somebody is told. `product`: a product
 * in the store, by the SKU that it gets there; it stays for good. `cancel`: an order of a channel is called off there; its result is
 * what was handed in.
 */
export type ClaimEffect = 'create' | 'change' | 'note' | 'send' | 'parcel' | 'tell' | 'product' | 'cancel';

/** Exactly-once effects. Unique by all of its fields but the order's `createdAt`. */
export interface ClaimKey {
	/** The account in which the effect happens. */
	readonly at: AccountKey;
	readonly order: OrderRef;
	readonly effect: ClaimEffect;
	/** Which of several: the attempt, the parcel, the name of the note. */
	readonly part?: string;
}

export type ClaimAnswer =
	/** Ours until `leaseUntil`. */
	| { readonly state: 'acquired'; readonly leaseUntil: IsoTime }
	/** Ours, but an earlier owner had begun to write and never said how it ended: settle, look, then decide. */
	| {
			readonly state: 'unsettled';
			readonly leaseUntil: IsoTime;
			readonly position: number;
			readonly writeBegan: IsoTime;
			readonly settlesAt: IsoTime;
	  }
	| { readonly state: 'done'; readonly result: string }
	| { readonly state: 'held'; readonly until: IsoTime };

/** Called by `src/usecases/once` only, but for `prune`. `now` is the database's own time. No lease is longer than two hours. */
export interface Claims {
	/** One answer per key, in order. A lease that ended, or whose process is gone, is taken over. */
	acquire(keys: readonly ClaimKey[], owner: Owner, leaseMs: number, now: number): Promise<readonly ClaimAnswer[]>;
	/**
	 * About to write: notes where to look if the answer gets lost. Answers false (and changes nothing) for keys whose
	 * lease is not ours or has less than `neededMs` left: those must not be written. False for all, and given back, where the
	 * answer took more than ten seconds: it would be sent later than others reckon with.
	 */
	begin(
		keys: readonly ClaimKey[],
		owner: Owner,
		write: { readonly position: number; readonly neededMs: number; readonly settlesAt: number },
		now: number,
	): Promise<readonly boolean[]>;
	/** The effect is there. Idempotent. Also valid for a key that somebody else held (the effect is a fact). */
	complete(done: readonly { readonly key: ClaimKey; readonly result: string }[], now: number): Promise<void>;
	/** The effect surely did not happen: free for the next. Only our own leases. */
	release(keys: readonly ClaimKey[], owner: Owner, now: number): Promise<void>;
	/**
	 * Forgets some of this effect that were done before. One of `create` goes only where the sale knows where its order is,
	 * which tells the same; one of `send` never.
	 */
	prune(effect: ClaimEffect, before: IsoTime, now: number): Promise<Forgotten>;
	/** The outcome is unknown: gives the lease back but keeps the write's position, so that the next one is `unsettled`. */
	abandon(keys: readonly ClaimKey[], owner: Owner, now: number): Promise<void>;
	/** The parts of this effect that are done for an order. */
	partsDone(of: Pick<ClaimKey, 'at' | 'order' | 'effect'>): Promise<readonly string[]>;
	/**
	 * What was done is not there any more (the store was restored from a backup): the next one is `unsettled`, looks from
	 * `position` on, and decides. Changes nothing where another result stands by now. One that was forgotten counts.
	 */
	reopen(
		lost: readonly { readonly key: ClaimKey; readonly result: string }[],
		look: { readonly position: number; readonly settlesAt: number },
		now: number,
	): Promise<void>;
}
