import type { Account } from '../domain/account';
import type { Order } from '../domain/order';
import type { IsoTime } from '../domain/time';
import type { Reason } from '../domain/reasons';
import type { Money } from '../domain/money';
import type { Words } from '../domain/texts/language';
import type { PlatformError } from '../domain/platform-error';

/** How the merchant wants taxes that the marketplace collects and remits to stand in the store's order. */
export type MarketplaceTaxChoice = 'fee' | 'leaveOut';

/** An order as it shall stand in the store. Made by the save-order use case; the sink turns it into its wire format. */
export interface OrderDraft {
	/** Who it is: the source's account and its id there. Written on the order, found again by `ownOrders`. */
	readonly origin: string;
	/** Lines carry their `product` with content (units or components), unless `textLines` lists them. */
	readonly order: Order;
	/** The store's own status id. */
	readonly status: string;
	/** `leave`: shipped from stock that is not the store's, which stays as it is, also when cancelled later. */
	readonly stock: 'reduce' | 'leave';
	/** The store's customer; absent for guests. */
	readonly customerId?: string;
	readonly marketplaceTax: MarketplaceTaxChoice;
	/** Ids of lines that stand as text, without a product. */
	readonly textLines: readonly string[];
	/** Save in the order's own currency although the store has another. */
	readonly foreignCurrency: boolean;
	/** Keyed hash of what is saved; stands on the store's order, so that a lost memory can be read back. */
	readonly fingerprint: string;
}

/** What the store says about an order of ours. */
export interface SavedOrder {
	readonly id: string;
	readonly number: string;
	readonly status: string;
	readonly total: Money;
	/** Where the merchant sees it. */
	readonly adminUrl?: string;
}

/**
 * An order of ours in the store: its id there and the mark that it has to carry (`OrderDraft.origin`). A store that was
 * restored from a backup gives its ids out again: the id alone may be somebody else's order by now.
 */
export interface OwnOrderRef {
	readonly id: string;
	readonly origin: string;
}

/** Under this id the store has no order, or one that carries another mark or none. Nothing was written to it. */
export type Gone = 'gone';

/** An order that carries our mark, as found in the store. Its total need not be readable for that. */
export interface OwnOrder extends Omit<SavedOrder, 'total'> {
	/** Rises with every order of the store; never a clock. */
	readonly position: number;
	readonly origin: string;
	/** OrderDraft.fingerprint of the version that was saved last. */
	readonly fingerprint?: string;
	readonly trashed: boolean;
	/** See StoreOrderState. */
	readonly closed: boolean;
	/** The order that stays, by its id, where this one was made a second time and set aside: it does not count any more. */
	readonly duplicateOf?: string;
	readonly createdAt?: IsoTime;
}

/** An order that was made by us and whose mark cannot be read: it may be any that has its number, or any at all. */
export interface UnmarkedOrder {
	readonly id: string;
	/** Unknown where not even that can be read. */
	readonly position?: number;
	/** The channel's number of the order, where that can be read. */
	readonly orderNumber?: string;
}

export interface OwnOrderPage {
	readonly orders: readonly OwnOrder[];
	readonly unmarked: readonly UnmarkedOrder[];
}

/** One of several orders of one origin, as far as it matters for which of them stays. */
export interface ExaminedOrder extends OwnOrder {
	/** Parcels have left, wholly or in part. */
	readonly shipped: boolean;
	/** By people: notes of theirs, refunds, parcels. */
	readonly workedOn: boolean;
	/** Lines, amounts and addresses as they stand there: two that were made of one order, and left alone, have the same. Never stored. */
	readonly content: string;
}

/** As it was answered when it was made. */
export type CreatedOrder = SavedOrder & Pick<OwnOrder, 'position' | 'origin'>;

export type DraftOutcome =
	/** In the store. `doubts`: it is there but not as it should be (total differs, a line lost its product). */
	| { readonly kind: 'created'; readonly saved: CreatedOrder; readonly doubts: readonly Reason[] }
	/** Surely not in the store. */
	| { readonly kind: 'refused'; readonly reason: Reason }
	/** The answer was lost: may be in the store, now or in a moment. */
	| { readonly kind: 'unknown'; readonly error: PlatformError };

/** When an order is given a status: as it is made, when its buyer asks to cancel it, once it has arrived. */
export type StatusMoment = 'made' | 'cancelAsked' | 'arrived';

export interface OrderChange {
	readonly order: Order;
	readonly status?: string;
	readonly marketplaceTax: MarketplaceTaxChoice;
	readonly fingerprint: string;
}

export interface StoreOrderState {
	readonly saved: SavedOrder;
	/** OrderDraft.fingerprint of the version that was saved last, where the store keeps it. */
	readonly fingerprint?: string;
	/** Parcels have left, wholly or in part: the order is frozen. */
	readonly shipped: boolean;
	/** Or in the trash. */
	readonly cancelled: boolean;
	/** Nobody works on it any more, though nothing has left: cancelled, in the trash, refunded, failed. Nothing of it is rewritten. */
	readonly closed: boolean;
	/** Whether the platform lets lines and addresses of it be changed now. */
	readonly editable: boolean;
	/** See OwnOrder. */
	readonly duplicateOf?: string;
	/** It was made to be on hold, which the store does in a second step, and that was not done. */
	readonly toHold?: true;
	/**
	 * Pieces that the store took off its shelf although the order was to leave it as it is (`OrderDraft.stock`): somebody
	 * cancelled it there and opened it again. Empty as a rule.
	 */
	readonly wronglyTaken: readonly { readonly product: string; readonly pieces: number }[];
}

/** `asks`: somebody has to see to the order, which a store may show beside the note. */
export type NoteKind = 'tells' | 'asks';

export interface CustomerWish {
	/** The exact relay address; only ever matched by it. */
	readonly email: string;
	readonly order: Order;
}

/** A store that orders go into. */
export interface OrderSink {
	readonly account: Account;
	readonly traits: {
		/** Orders a request may create at most; 1 where there is no batch. */
		readonly maxBatch: number;
		/** Time-out of one request, ms. */
		readonly requestTimeoutMs: number;
		/** How long after its start a request whose answer was lost may still have effects, ms (time-out included). */
		readonly settleMs: number;
	};
	/** The store's own status of an order that shall be shipped, of one that was, and of one that a person has to look at. */
	readonly standardStatus: Readonly<Record<'toShip' | 'shipped' | 'onHold', string>>;
	/** ISO 4217, cached for the life of the adapter's account in this process. */
	currency(): Promise<string>;
	/** The statuses that an order may be given at that moment, the store's custom ones included. */
	statuses(moment: StatusMoment): Promise<readonly { readonly id: string; readonly name: string }[]>;
	/**
	 * Pages of our own orders, each list of the store newest first: those in use, then those in the trash where they are
	 * wanted. A list ends with the first page that reaches down to `above`, and may hold some at or below it: its newest
	 * order is always seen, so that one notices when the store fell back. With `since`, only those made at or after that
	 * time. Those of `except`, by their ids, need not come: a list of what one has just made oneself is a request more for
	 * each hundred of them. Idempotent.
	 */
	ownOrders(
		above: number,
		wish?: { readonly since?: IsoTime; readonly trash?: boolean; readonly except?: readonly string[] },
	): AsyncIterable<OwnOrderPage>;
	/**
	 * Turns drafts into the store's wire format without sending anything; a draft that cannot be written as the
	 * rules ask comes back as a Reason. Outcome order equals draft order.
	 */
	plan(drafts: readonly OrderDraft[]): Promise<readonly (PlannedOrder | Reason)[]>;
	/**
	 * Creates up to `traits.maxBatch` planned orders in one request. NOT idempotent: claim first, look before
	 * repeating. Never throws for what happens after the request was sent; throws PlatformError only when it surely
	 * was not sent (what does not go out within ten seconds never does) or was refused as a whole (wrong key, 4xx).
	 */
	create(planned: readonly PlannedOrder[]): Promise<readonly DraftOutcome[]>;
	/** All that follows looks at the order's own mark first, freshly, right before it writes: see `Gone`. Idempotent. */
	read(order: OwnOrderRef): Promise<StoreOrderState | Gone>;
	/** The same for many, in their order, in requests as large as the store takes; an odd one stops no other. Idempotent. */
	readMany(orders: readonly OwnOrderRef[]): Promise<readonly (StoreOrderState | Gone | 'unreadable')[]>;
	/**
	 * Sets addresses, delivery details, changed quantities and status to what the change says; one that is closed is left
	 * alone. Idempotent. An order without addresses leaves those that the store has.
	 */
	update(order: OwnOrderRef, change: OrderChange): Promise<SavedOrder | Reason | Gone>;
	/** Idempotent: one that was cancelled, trashed or refunded stays as it is. */
	cancel(order: OwnOrderRef): Promise<SavedOrder | Gone>;
	/** Gives the order the status `onHold`. Idempotent. */
	hold(order: OwnOrderRef): Promise<SavedOrder | Gone>;
	/**
	 * Gives an order that has arrived this status, never back: one that is closed, waits for something else or has been given another
	 * one by people keeps its own. Idempotent.
	 */
	arrived(order: OwnOrderRef, status: string): Promise<SavedOrder | Gone>;
	/** What there is to know of an order of which the store has another one. Idempotent. */
	examine(order: OwnOrderRef): Promise<ExaminedOrder | Gone>;
	/**
	 * Puts a second order of one origin aside, with the id of the one that stays on it: cancelled, its stock returned (once,
	 * and only what it took), or on hold for a person. One that is closed is left alone. Idempotent.
	 */
	setAside(order: OwnOrderRef, stays: string, how: 'cancel' | 'hold'): Promise<'done' | Gone>;
	/** A private note, never mailed. Not idempotent: claim first. */
	addNote(order: OwnOrderRef, text: Words, kind?: NoteKind): Promise<'written' | Gone>;
	/** Finds or creates customers by exact e-mail. Idempotent by the store's unique e-mail. Missing ones are left out. */
	ensureCustomers?(wishes: readonly CustomerWish[]): Promise<ReadonlyMap<string, string>>;
}

/** A draft in the store's wire format. `body` is the adapter's own business. */
export interface PlannedOrder {
	readonly origin: string;
	readonly orderNumber: string;
	readonly expectedTotal: Money;
	readonly body: unknown;
}
