import type { IsoTime } from '../domain/order';
import type { ProductLink } from '../domain/product';
import type { Reason, ReasonCode } from '../domain/reasons';
import type { InboxState, SaleState } from '../domain/sale-states';

/**
 * The integration's memory. Accounts are spelt as accountKey() spells them; times are ISO UTC; no personal data and
 * no secrets are ever stored. Every method is atomic (one transaction), safe with several processes at once, and on
 * SQLite as on PostgreSQL. `owner` names one execution of one process (see `Owner`).
 */
export interface Database {
	/** Made with the database, travels in every item: two nodes with different databases refuse each other. */
	readonly id: string;
	readonly kind: 'sqlite' | 'postgres';
	readonly claims: Claims;
	readonly inbox: Inbox;
	readonly streams: Streams;
	readonly sales: Sales;
	readonly links: Links;
	readonly positions: Positions;
	readonly buckets: Buckets;
	readonly customers: KnownCustomers;
	/** Keyed hash (HMAC-SHA256, hex) for fingerprints and customers; the key lives outside the database. */
	hmac(text: string): string;
	close(): Promise<void>;
}

/** `host|pid|process start|random`: enough to tell on the same host that a process is gone before its lease ends. */
export type Owner = string;

/** Exactly-once effects. A claim is unique by account + subject + effect. */
export interface ClaimKey {
	readonly account: string;
	/** e.g. the origin key of an order. */
	readonly subject: string;
	/** e.g. `create`, `cancel`, `note:addressChanged:<time>`. */
	readonly effect: string;
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

export interface Claims {
	/** One answer per key, in order. A lease that ended, or whose process is gone, is taken over. */
	acquire(keys: readonly ClaimKey[], owner: Owner, leaseMs: number, now: number): Promise<readonly ClaimAnswer[]>;
	/**
	 * About to write: notes where to look if the answer gets lost. Answers false (and changes nothing) for keys whose
	 * lease is not ours or has less than `neededMs` left: those must not be written.
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
	/** The outcome is unknown: gives the lease back but keeps the write's position, so that the next one is `unsettled`. */
	abandon(keys: readonly ClaimKey[], owner: Owner, now: number): Promise<void>;
}

/** An event of a subscription: one version of one order. Ids only. */
export interface InboxEvent {
	readonly subscription: string;
	readonly account: string;
	readonly orderId: string;
	/** Last update at the source; with orderId and kind it makes the event unique in its subscription. */
	readonly version: IsoTime;
	readonly kind: string;
	/** Noted as met only: it is never given out. */
	readonly silent?: boolean;
}

/** Travels in the item. */
export interface InboxStamp {
	readonly row: number;
	readonly handOut: string;
}

export interface HandedRow extends InboxEvent, InboxStamp {
	readonly attempts: number;
}

/** An event that was given out too often without an end. */
export interface DeadRow extends InboxEvent {
	readonly row: number;
}

export interface Inbox {
	/** New events; those known already (same subscription, order, version, kind) change nothing. */
	add(events: readonly InboxEvent[], now: number): Promise<number>;
	/**
	 * Gives out up to `limit` rows, oldest first: new ones that are due, handed ones whose start deadline passed,
	 * started ones whose lease ended, and both where the owner is gone. A row that MAX_HAND_OUTS runs had becomes dead
	 * instead and is told in `dead` until it is buried; hand-outs that nobody began do not count. The two newest versions of one order are given out as the newest only; older ones end.
	 */
	handOut(
		subscription: string,
		limit: number,
		owner: Owner,
		startWithinMs: number,
		now: number,
	): Promise<{ readonly rows: readonly HandedRow[]; readonly dead: readonly DeadRow[] }>;
	/** Somebody has noted that these are dead: they are not told again. */
	bury(rows: readonly number[], now: number): Promise<void>;
	/** handed -> started, for stamps that are still the rows' own. Answers which were. */
	start(stamps: readonly InboxStamp[], owner: Owner, leaseMs: number, now: number): Promise<readonly boolean[]>;
	renew(stamps: readonly InboxStamp[], leaseMs: number, now: number): Promise<void>;
	/** started -> ended. Idempotent. */
	end(stamps: readonly InboxStamp[], now: number): Promise<void>;
	/** started or handed -> new, due at `retryAt`. */
	fail(stamps: readonly InboxStamp[], retryAt: number, now: number): Promise<void>;
	/** handed -> new at once, not counted as an attempt (it could not be read this time). */
	giveBack(stamps: readonly InboxStamp[], dueAt: number, now: number): Promise<void>;
	/**
	 * Whether each stamp still stands for what is known of its order: the row is started under this hand-out, or ended
	 * well under it (a run that waits, or one that ended without noticing), and the subscription has met no newer version
	 * of the order since. False once the row was given back or handed to somebody else.
	 */
	current(stamps: readonly InboxStamp[]): Promise<readonly boolean[]>;
	/** Which of the orders this subscription has met before, with the newest version that the platform told; none for one that only ever came back by itself. */
	met(subscription: string, orderIds: readonly string[]): Promise<ReadonlyMap<string, IsoTime | undefined>>;
	counts(account: string): Promise<Readonly<Record<InboxState, number>>>;
	/** Forgets rows that ended before. */
	prune(before: IsoTime): Promise<number>;
}

/** Who wants which events of an account. */
export interface Subscription {
	/** workflow id + node id. */
	readonly id: string;
	readonly account: string;
	/** The node's settings that the collector needs to fan out (marketplaces, events), as JSON. */
	readonly settings: string;
	readonly startsAt: IsoTime;
	readonly lastPolledAt: IsoTime;
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

export interface Streams {
	/** Registers or refreshes a subscription; `startsAt` of a known one is kept. Answers all of the account polled since `activeSince`. */
	subscribe(subscription: Subscription, activeSince: IsoTime): Promise<readonly Subscription[]>;
	subscriptions(account: string): Promise<readonly Subscription[]>;
	/** The collector's lease on a stream (`live`, or `backfill:<subscription>`). Undefined: somebody else has it. `position` is undefined for a new stream. */
	take(
		account: string,
		stream: string,
		owner: Owner,
		leaseMs: number,
		now: number,
	): Promise<{ readonly position: StreamPosition | undefined } | undefined>;
	/** Adds events and moves the position in ONE transaction, only while the lease is ours (else answers false and changes nothing). Renews the lease. */
	advance(
		account: string,
		stream: string,
		owner: Owner,
		position: StreamPosition,
		events: readonly InboxEvent[],
		leaseMs: number,
		now: number,
	): Promise<boolean>;
	release(account: string, stream: string, owner: Owner): Promise<void>;
	/** Stops an account's polling until its credential is renewed (`credentialMark` changes), with the reason shown; position stays. */
	pause(account: string, credentialMark: string, reason: string): Promise<void>;
	pausedFor(account: string, credentialMark: string): Promise<string | undefined>;
}

/** The store of a sale that no store was chosen for yet: an order that could not be read, or never began. */
export const NO_STORE = '';

/** A sale of a channel account in a store account. */
export interface Sale {
	readonly id: number;
	readonly channel: string;
	readonly orderId: string;
	readonly orderNumber: string;
	readonly store: string;
	readonly state: SaleState;
	readonly reason?: Reason;
	readonly attempts: number;
	readonly nextAttemptAt?: IsoTime;
	readonly storeOrderId?: string;
	readonly storeOrderNumber?: string;
	/** Version of the source that was saved last. */
	readonly sourceUpdatedAt?: IsoTime;
	/** Keyed hash of what was saved; equal means nothing to write. */
	readonly fingerprint?: string;
	/** Shipped, wholly or in part: later changes are noted, not applied. */
	readonly frozen: boolean;
	/** Whose inbox it returns to. */
	readonly subscription?: string;
	readonly total?: string;
	readonly currency?: string;
	readonly purchasedAt?: IsoTime;
	readonly createdAt: IsoTime;
	readonly updatedAt: IsoTime;
}

/** What becomes of a sale. Fields left out stay as they are; `null` empties. */
export interface SaleChange {
	readonly channel: string;
	readonly orderId: string;
	readonly store: string;
	readonly orderNumber?: string;
	readonly state: SaleState;
	readonly reason?: Reason | null;
	readonly nextAttemptAt?: IsoTime | null;
	/** Counts one attempt more. */
	readonly attempted?: boolean;
	readonly storeOrderId?: string;
	readonly storeOrderNumber?: string;
	readonly sourceUpdatedAt?: IsoTime;
	readonly fingerprint?: string;
	readonly frozen?: boolean;
	readonly subscription?: string;
	readonly total?: string;
	readonly currency?: string;
	readonly purchasedAt?: IsoTime;
	/** SKUs it waits for; linking one of them makes it due. */
	readonly waitingFor?: readonly string[];
}

export interface SaleEvent {
	readonly at: IsoTime;
	readonly state: SaleState;
	readonly reason?: ReasonCode;
	readonly text?: string;
}

export interface SaleFilter {
	/** The channel's or the store's account; only its sales are seen. */
	readonly account: string;
	readonly states?: readonly SaleState[];
	readonly reasons?: readonly ReasonCode[];
	readonly orderIds?: readonly string[];
	readonly updatedSince?: IsoTime;
	readonly limit: number;
	/** Only sales with a smaller id than this (newest first). */
	readonly beforeId?: number;
}

export interface Sales {
	get(channel: string, store: string, orderIds: readonly string[]): Promise<ReadonlyMap<string, Sale>>;
	/**
	 * Upserts by channel + order + store and appends one history row each (not when nothing changed). An open sale of
	 * NO_STORE becomes that of the first store that takes the order. A move that SALE_TRANSITIONS forbids throws.
	 */
	change(changes: readonly SaleChange[], now: number): Promise<void>;
	list(filter: SaleFilter): Promise<readonly Sale[]>;
	history(saleId: number, account: string): Promise<readonly SaleEvent[]>;
	summarize(account: string): Promise<readonly { readonly state: SaleState; readonly reason?: ReasonCode; readonly count: number }[]>;
	/** error or pending -> pending, due now; answers how many. `orderIds` left out: all in error. */
	retry(account: string, orderIds: readonly string[] | undefined, now: number): Promise<number>;
	/**
	 * Puts pending sales of this subscription whose next attempt is due into its inbox (kind `retry`, version = now) and
	 * clears their due time; also those of its account whose own subscription has not polled for a day, or that have
	 * none, where it has saved orders into the same store before.
	 */
	returnDue(subscription: string, limit: number, now: number): Promise<number>;
	/** error sales that wait for one of these SKUs become due now. */
	linked(store: string, skus: readonly string[], now: number): Promise<number>;
}

export interface Links {
	get(channel: string, store: string, skus: readonly string[]): Promise<ReadonlyMap<string, ProductLink>>;
	/** The listings that these products are linked to, by product id (a variation's own id). */
	ofProducts(channel: string, store: string, productIds: readonly string[]): Promise<ReadonlyMap<string, readonly ProductLink[]>>;
	set(links: readonly ProductLink[], now: number): Promise<void>;
	remove(channel: string, store: string, skus: readonly string[]): Promise<number>;
}

/** How far own orders of a store were read. */
export interface Position {
	/** Highest position of an own order met so far; 0 for none. */
	readonly highest: number;
	/** Own orders made at or after this time are known. Undefined: never read back. */
	readonly readBackTo?: IsoTime;
}

export interface Positions {
	get(store: string): Promise<Position>;
	/** Only ever raises `highest` and lowers `readBackTo`. */
	note(store: string, position: Position): Promise<void>;
}

/** A usage plan: tokens per second and burst. */
export interface Plan {
	readonly rate: number;
	readonly burst: number;
}

/** Token buckets of the platforms' quotas, per application, account and operation, shared by all processes. */
export interface Buckets {
	/** Takes `count` tokens if at least `reserve` stay; otherwise takes none and says how long until it could. */
	take(
		bucket: string,
		plan: Plan,
		count: number,
		reserve: number,
		now: number,
	): Promise<{ readonly granted: boolean; readonly waitMs: number }>;
	/** Tokens there right now (fraction cut off). */
	level(bucket: string, plan: Plan, now: number): Promise<number>;
	/** The platform told its real rate (x-amzn-RateLimit-Limit). */
	learn(bucket: string, rate: number, now: number): Promise<void>;
	/** The platform said 429: the bucket is empty whatever we thought. */
	drain(bucket: string, plan: Plan, now: number): Promise<void>;
}

/** Store customers by keyed hash of their e-mail. */
export interface KnownCustomers {
	get(store: string, hashes: readonly string[]): Promise<ReadonlyMap<string, string>>;
	remember(store: string, customers: readonly { readonly hash: string; readonly customerId: string }[]): Promise<void>;
	forget(store: string, hashes: readonly string[]): Promise<void>;
}
