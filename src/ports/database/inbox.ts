import type { AccountKey, OrderId, SubscriptionId } from '../../domain/ids';
import type { IsoTime } from '../../domain/time';
import type { InboxState } from '../../domain/sale-states';
import type { Forgotten } from './forgotten';
import type { Owner } from './owner';
import type { OrderMemory } from './memories';

/** An event of a subscription: one version of one order. Ids only. */
export interface InboxEvent {
	readonly subscription: SubscriptionId;
	readonly account: AccountKey;
	readonly orderId: OrderId;
	/** See OrderRef. */
	readonly orderKey?: string;
	/** What happened, e.g. `toShip`, `paid`, `retry`. */
	readonly kind: string;
	/** Events of one topic of an order take each other's place: the newest version is given out alone. `order`, or the kind. */
	readonly topic: string;
	/** Last update at the source, or a fixed time for what happens once in an order's life; with order, topic and kind it makes the event unique. */
	readonly version: IsoTime;
	/** For new events: before that it is not given out; left out: at once. */
	readonly notBefore?: IsoTime;
}

/** A subscription's inbox as far as it is of one account: an id means another order at another account. */
export interface InboxKey {
	readonly subscription: SubscriptionId;
	readonly account: AccountKey;
}

/** Travels in the item. */
export interface InboxStamp {
	readonly row: number;
	readonly handOut: string;
}

export interface HandedRow extends InboxEvent, InboxStamp {
	readonly attempts: number;
}

/** What polls gave out of a subscription's inbox, in runs that have not ended. */
export interface PortionsOut {
	readonly portions: number;
	/** Whether the runs of all of them have begun. */
	readonly begun: boolean;
}

/** An event that was given out too often without an end. */
export interface DeadRow extends InboxEvent {
	readonly row: number;
}

/** Where `now` is asked for, it is the database's own time. */
export interface Inbox {
	/** New events, and what their subscription remembers of the orders from now on. Events that are known already change nothing; answers how many were new. */
	add(events: readonly InboxEvent[], memories: readonly OrderMemory[], now: number): Promise<number>;
	/**
	 * Gives out up to `limit` rows of this account, oldest first: new ones that are due, handed ones whose start deadline passed,
	 * started ones whose lease ended, and both where the owner is gone. A row that MAX_HAND_OUTS runs had becomes dead
	 * instead and is told in `dead` until it is buried; hand-outs that nobody began do not count. Of the versions of one
	 * topic only the newest is given out; older ones end. Times that lie further ahead than anything waits count as due.
	 *
	 * @param atOnce what is given out is a portion; while so many of them are out, nothing is given out (`full`)
	 */
	handOut(
		inbox: InboxKey,
		limit: number,
		owner: Owner,
		startWithinMs: number,
		now: number,
		atOnce?: number,
	): Promise<{ readonly rows: readonly HandedRow[]; readonly dead: readonly DeadRow[]; readonly full: boolean }>;
	/** What is due again counts no more: nobody is at it. */
	portionsOut(inbox: InboxKey, now: number): Promise<PortionsOut>;
	/** Somebody has noted that these are dead: they are not told again. */
	bury(rows: readonly number[], now: number): Promise<void>;
	/**
	 * handed -> started. A row may have been given out several times before anybody began: whichever hand-out comes first
	 * begins, also after its deadline (by `lateMs`; 0: in time), and the others are void from then on, as they are once the
	 * row failed or ended.
	 */
	start(
		stamps: readonly InboxStamp[],
		owner: Owner,
		leaseMs: number,
		now: number,
	): Promise<readonly { readonly started: boolean; readonly lateMs: number }[]>;
	/** @param waits their run does, for a time or a person: it is at work no more, and its portion is not out */
	renew(stamps: readonly InboxStamp[], leaseMs: number, now: number, waits?: 'waits'): Promise<void>;
	/** started -> ended. Idempotent. */
	end(stamps: readonly InboxStamp[], now: number): Promise<void>;
	/** started or handed -> new, due at `retryAt`. All hand-outs of the row are void. */
	fail(stamps: readonly InboxStamp[], retryAt: number, now: number): Promise<void>;
	/**
	 * handed -> new, due at `dueAt`, not counted as an attempt (it could not be read this time) unless `counts`. Other
	 * hand-outs of the row may still begin: while there are some, it stays handed. Answers how many nobody had begun.
	 */
	giveBack(stamps: readonly InboxStamp[], dueAt: number, now: number, counts?: 'counts'): Promise<number>;
	/**
	 * Whether each stamp still stands for what is known of its order: the row is started under this hand-out, or ended
	 * well under it (a run that waits, or one that ended without noticing), and the subscription has met no newer version
	 * of the topic since. False once the row was given back or handed to somebody else.
	 */
	current(stamps: readonly InboxStamp[]): Promise<readonly boolean[]>;
	/** How many rows of the subscription are open that belong to other accounts, by these. */
	elsewhere(inbox: InboxKey): Promise<ReadonlyMap<AccountKey, number>>;
	counts(account: AccountKey): Promise<Readonly<Record<InboxState, number>>>;
	/** Forgets some of the rows that ended before, or were noted as dead. */
	prune(before: IsoTime): Promise<Forgotten>;
}
