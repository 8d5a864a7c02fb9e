import type { Account } from '../../domain/account';
import type { OrderRef, SubscriptionId } from '../../domain/ids';
import type { Order } from '../../domain/order';
import type { ReasonCode } from '../../domain/reasons';
import type { IsoTime } from '../../domain/time';
import type { HandedRow, InboxEvent, OrderMemory } from '../../ports/database';
import type { UnreadableOrder } from '../../ports/order-source';

/** A subscription as far as orders are told to it. */
export interface Reader<Settings> {
	readonly subscription: SubscriptionId;
	readonly settings: Settings;
	/** What changed before is none of its business; reading back: from then on. */
	readonly startsAt: IsoTime;
	/** Up to then it has seen all changes. */
	readonly seenUpTo: IsoTime;
	/** Reads back what is there already. */
	readonly readsBack: boolean;
}

export interface Search<Settings> {
	/** `live`: what changed since `from`. `backfill`: older orders, from then on. `again`: all that is looked at again now and then. */
	readonly stream: 'live' | 'backfill' | 'again';
	readonly from: IsoTime;
	/** A search under way, and its upper bound. */
	readonly paging?: { readonly page: string; readonly upTo: IsoTime };
	/** Of all who read along. */
	readonly settings: readonly Settings[];
}

export interface Page<Reading> {
	readonly readings: readonly Reading[];
	readonly unreadable: readonly UnreadableOrder[];
	readonly nextPage?: string;
	/** Everything before this time of the platform has been seen when the last page is read. */
	readonly upTo: IsoTime;
}

/** What a reading of an order is to one subscription. */
export interface Told {
	readonly events: readonly Pick<InboxEvent, 'kind' | 'topic' | 'version'>[];
	/** What it remembers of the order from now on; absent: what it did. */
	readonly memory?: Pick<OrderMemory, 'version' | 'facts'>;
}

export const NOTHING_TOLD: Told = { events: [] };

/**
 * What a platform gives to the one machine of all triggers. `Reading` is what one look at an order brings, `Settings` what
 * a trigger node chose. Calls of the platform throw PlatformError; all others are pure.
 */
export interface TriggerKind<Reading, Settings, Shown = Order> {
	readonly account: Account;
	/**
	 * What is told of. An order has a line in the log of sales, where a person finds what came to nothing; a product is looked
	 * at again by itself.
	 */
	readonly about: 'order' | 'product';

	/** The settings of another node, possibly of another version of this package. */
	readSettings(json: string): Settings;
	/** From when on older orders are wanted too, once. `since` names the wish: another one is another reading. */
	back(settings: Settings): { readonly from: IsoTime; readonly since?: IsoTime } | undefined;
	/** Present where live searches and reading back draw on one quota: how old the live position may grow meanwhile. */
	readonly liveRestsMs?: number;

	/** Present where searches are dear, beside `liveRestsMs`: so long ago another one's search of the account counts as one's own. */
	readonly sharedForMs?: number;

	/** The platform's own time; `ours` is about the same. */
	now(ours: number): Promise<IsoTime>;
	/** One page, at most 100 orders. Throws `conflict` with code `pageExpired` for a token that is too old. */
	search(search: Search<Settings>): Promise<Page<Reading>>;
	/** How long page tokens live; absent: for ever. */
	readonly pagesLiveMs?: number;
	/** Undefined when the platform does not have it (any more). Throws `contract` for one that cannot be read. */
	get(orderId: string, settings: Settings): Promise<Reading | undefined>;
	/** Where many can be read again more cheaply than one by one: what is found, others among them, until enough was taken. */
	readTogether?(rows: readonly HandedRow[], settings: Settings): AsyncIterable<Reading>;

	refOf(reading: Reading): OrderRef;
	tell(reading: Reading, reader: Reader<Settings>, memory: OrderMemory | undefined): Told;
	/** Why sales wait for a change of their order: whatever changed, they are looked at then. */
	readonly waitsFor?: readonly ReasonCode[];
	/** Present where a retry counts as having met an order that was never met: what is remembered of it. */
	metByRetry?(reading: Reading): Told['memory'];
	/**
	 * Present where several read one order at the same time (webhooks beside polls): they do it in turn, and a reading that
	 * was made before the turn came is used only if it is surely newer than what is remembered.
	 */
	readonly turns?: {
		surelyNewer(reading: Reading, memory: OrderMemory): boolean;
		/** What is only remembered needs no turn: versions are times of reading, and an older one never takes the place of a newer. */
		readonly quietTogether?: true;
	};
	/** Called before the news of these readings are noted, and what is only remembered of them; without `turns`, for whatever a page brought. */
	noting?(readings: readonly Reading[], how: 'told' | 'remembered'): Promise<void>;
	/** Present where changes may come that nothing tells of: all is looked at again once it is due. `from`: when the last look began. */
	readonly again?: { isDue(from: IsoTime, now: number): boolean };

	/** What a node with these settings gets to see of it, by the event it is given out for; undefined when it holds too much and has to be read anew for it. */
	show(reading: Reading, settings: Settings, row?: Pick<HandedRow, 'kind'>): Shown | undefined;
	/** What a row's event is called now. */
	eventOf(row: HandedRow, reading: Reading): string;
	/** For building a workflow: the newest of the orders that changed since then and fit the settings. */
	sample(since: IsoTime, settings: Settings): Promise<Reading | undefined>;
}
