import type { AccountKey, OrderId, OrderRef, SubscriptionId } from '../../domain/ids';
import type { IsoTime } from '../../domain/time';
import type { Reason, ReasonCode } from '../../domain/reasons';
import type { SaleState } from '../../domain/sale-states';
import type { InboxKey } from './inbox';

/**
 * An order of a source account, and what became of it in a target account: an Amazon order in a store, or a store's
 * order at the warehouse that ships it.
 */
export interface Sale {
	readonly id: number;
	/** The account that sold. */
	readonly source: AccountKey;
	readonly orderId: OrderId;
	readonly orderNumber: string;
	/** See OrderRef: what another order that gets this id later does not share. */
	readonly orderKey?: string;
	readonly orderCreatedAt?: IsoTime;
	/** Absent while nobody chose one: an order that could not be read, or never began. */
	readonly target?: AccountKey;
	readonly state: SaleState;
	readonly reason?: Reason;
	readonly attempts: number;
	readonly nextAttemptAt?: IsoTime;
	/** What it is in the target: the store's order, the fulfillment order. */
	readonly targetOrderId?: string;
	readonly targetOrderNumber?: string;
	readonly targetOrderKey?: string;
	readonly targetOrderCreatedAt?: IsoTime;
	/** Version of the source that was saved last. */
	readonly sourceUpdatedAt?: IsoTime;
	/** Keyed hash of what was saved; equal means nothing to write. */
	readonly fingerprint?: string;
	/** Shipped, wholly or in part: later changes are noted, not applied. */
	readonly frozen: boolean;
	/** Whose inbox it returns to. */
	readonly subscription?: SubscriptionId;
	/** Where at the source it was sold, as people call it: `Amazon.de`. */
	readonly marketplace?: string;
	readonly total?: string;
	readonly currency?: string;
	readonly purchasedAt?: IsoTime;
	/** All of it has left, by the channel's own word: the first version that said so. */
	readonly shippedAt?: IsoTime;
	/** All of it has arrived, as far as anybody said. */
	readonly deliveredAt?: IsoTime;
	/** From when on its personal data ages: delivered, else shipped, else cancelled. Absent while it is on its way. */
	readonly agesFrom?: IsoTime;
	/** Its personal data is erased in the target. */
	readonly erasedAt?: IsoTime;
	readonly createdAt: IsoTime;
	readonly updatedAt: IsoTime;
}

/** What becomes of a sale. Fields left out stay as they are; `null` empties. */
export interface SaleChange {
	readonly source: AccountKey;
	readonly orderId: OrderId;
	/** Left out: none is chosen yet. */
	readonly target?: AccountKey;
	readonly orderNumber?: string;
	readonly orderKey?: string;
	readonly orderCreatedAt?: IsoTime;
	readonly state: SaleState;
	readonly reason?: Reason | null;
	readonly nextAttemptAt?: IsoTime | null;
	/** Counts one attempt more. */
	readonly attempted?: boolean;
	readonly targetOrderId?: string | null;
	readonly targetOrderNumber?: string | null;
	readonly targetOrderKey?: string;
	readonly targetOrderCreatedAt?: IsoTime;
	readonly sourceUpdatedAt?: IsoTime;
	readonly fingerprint?: string;
	readonly frozen?: boolean;
	/** Null: of none, so that all triggers of its account look at it. */
	readonly subscription?: SubscriptionId | null;
	readonly marketplace?: string;
	readonly total?: string;
	readonly currency?: string;
	readonly purchasedAt?: IsoTime;
	/** The first one that is told stays. */
	readonly shippedAt?: IsoTime;
	readonly deliveredAt?: IsoTime;
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
	/** The source's or the target's account; only its sales are seen. */
	readonly account: AccountKey;
	readonly states?: readonly SaleState[];
	readonly reasons?: readonly ReasonCode[];
	readonly orderIds?: readonly OrderId[];
	readonly updatedSince?: IsoTime;
	readonly updatedBefore?: IsoTime;
	/** One that nobody could read has no time of purchase, and is in no period. */
	readonly purchasedSince?: IsoTime;
	readonly purchasedBefore?: IsoTime;
	readonly limit: number;
	/** Only sales with a smaller id than this (newest first). */
	readonly beforeId?: number;
}

export interface SaleDecision {
	readonly from: readonly SaleState[];
	readonly to: SaleState;
	/** Of this sale; left out: the one that it has. */
	readonly reason?: (orderNumber: string) => Reason;
}

/** A part of the sales of a target whose personal data is due, in the order in which it aged. */
export interface AgingFilter {
	readonly target: AccountKey;
	/** Aging since this time at least. */
	readonly until: IsoTime;
	/** Behind this one. */
	readonly after?: Pick<Sale, 'agesFrom' | 'id'>;
	readonly limit: number;
}

/** An order that its channel calls shipped. */
export interface LeftOrder {
	readonly orderId: OrderId;
	readonly shippedAt: IsoTime;
}

export interface Sales {
	/** Of several orders that had one id, the newest. */
	get(
		from: { readonly source: AccountKey; readonly target: AccountKey },
		orderIds: readonly OrderId[],
	): Promise<ReadonlyMap<OrderId, Sale>>;
	/**
	 * One answer per order, in order: never that of another order which had the id before, or has it now. Without a key: as
	 * `get`. One that was known by another key (the platform hides it now and then) is known by its time.
	 */
	ofOrders(
		from: { readonly source: AccountKey; readonly target: AccountKey },
		orders: readonly Pick<OrderRef, 'id' | 'key' | 'createdAt'>[],
	): Promise<readonly (Sale | undefined)[]>;
	/** Those that are in the target, whose personal data aged long enough and is not erased. */
	aging(filter: AgingFilter): Promise<readonly Sale[]>;
	/** All of these have left: their sales, in whatever target, learn since when, and change in nothing else. The first word stays. */
	noteLeft(source: AccountKey, orders: readonly LeftOrder[]): Promise<void>;
	/** The personal data of these is erased in the target; what is told of them otherwise stays. */
	erased(target: AccountKey, saleIds: readonly number[], now: number): Promise<void>;
	/** Those that are in the target, or need a person there, and of which nothing has left: touched since then, newest first. */
	underWay(from: { readonly source: AccountKey; readonly target: AccountKey }, since: IsoTime): Promise<readonly Sale[]>;
	/**
	 * Upserts by source + order (id and key) + target and appends one history row each (not when nothing changed). Without
	 * a key the newest of the id is meant; one of which no key was known gets the first that is told. An open sale without
	 * a target becomes that of the first target that takes the order. A move that SALE_TRANSITIONS forbids throws.
	 */
	change(changes: readonly SaleChange[], now: number): Promise<void>;
	list(filter: SaleFilter): Promise<readonly Sale[]>;
	history(saleId: number, account: AccountKey): Promise<readonly SaleEvent[]>;
	/**
	 * error, pending or marked by hand -> pending, due now; answers how many. `orderIds` left out: all in error but
	 * DECIDED_ONE_BY_ONE.
	 */
	retry(account: AccountKey, orderIds: readonly OrderId[] | undefined, now: number): Promise<number>;
	/** The same with those of these sales that are still in error or pending, but DECIDED_ONE_BY_ONE. */
	retryThese(account: AccountKey, saleIds: readonly number[], now: number): Promise<number>;
	/**
	 * A person's word: those of these sales that are still in one of the states `from` take the state `to`, wait for nothing any
	 * more, and have its reason and its text in their history. Answers which.
	 */
	decide(account: AccountKey, saleIds: readonly number[], word: SaleDecision, now: number): Promise<readonly number[]>;
	/**
	 * Puts sales of this subscription and account that are due, pending ones and those in the store that shall be looked at
	 * once more, into its inbox (kind `retry`, topic `order`, version = now) and clears their due time; also those whose own
	 * subscription has not polled this account for a day, or that have none, where it has saved orders into the same target
	 * before: these come into the inboxes of all who have, since each may be there for another work, and of all of the account where the
	 * target is only told of the order; also of those who did not poll while nobody did. One of nobody that has no target yet is put before all who poll the account (kind and topic `unread`): whose it
	 * is shows when it can be read. Times that lie further ahead than anything waits count as due.
	 */
	returnDue(inbox: InboxKey, limit: number, now: number): Promise<number>;
	/**
	 * Sales of these orders of the account that wait, or ended, for one of these reasons become due now, and keep it; also copies of
	 * orders that were bought elsewhere and need a person for one of them. Answers how many.
	 */
	wake(source: AccountKey, orderIds: readonly OrderId[], reasons: readonly ReasonCode[], now: number): Promise<number>;
	/** error sales that wait for one of these SKUs become due now. */
	linked(target: AccountKey, skus: readonly string[], now: number): Promise<number>;
}
