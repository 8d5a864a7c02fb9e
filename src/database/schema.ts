import type { Generated } from 'kysely';
import type { AccountKey, OrderId, SubscriptionId } from '../domain/ids';
import type { Gone, LinkPlace } from '../domain/product';
import type { InboxState, SaleState } from '../domain/sale-states';
import type { ClaimEffect, OpenListing, StreamKey } from '../ports/database';
import type { AccountId } from './account-id';
import type { ShipmentSchema } from './shipment-schema';
import type { StockSchema } from './stock-schema';

export type { AccountId };

/**
 * Times are ISO UTC texts with milliseconds everywhere, so that they sort as texts on both databases. In a key, an empty
 * text stands for what is not there: a null is never equal to another.
 */
export interface Schema extends StockSchema, ShipmentSchema {
	migration: { migration: string; applied_at: string };
	meta: { key: string; value: string };
	account: { id: AccountId; created_at: string };
	/** One of an account's is where it is; rows of others are told with it. */
	account_address: { address: AccountKey; account: AccountId; first_seen_at: string; is_current: number };
	/** Of each kind one is what the account is known by; the others it had before. */
	account_identity: { account: AccountId; kind: string; identity: string; first_seen_at: string; is_current: number };
	claim: ClaimTable;
	/** What holds something, or did: gone when it was not seen for a while. */
	process: { id: string; seen_at: string };
	turn: { account: AccountId; about: string; which: string; owner: string | null; lease_until: string | null };
	inbox: InboxTable;
	/** Hand-outs of a row that nobody has begun yet; the first that begins makes an end of the others. */
	hand_out: { row: number; stamp: string; start_by: string };
	memory: MemoryTable;
	subscription: {
		subscription: SubscriptionId;
		account: AccountId;
		settings: string;
		starts_at: string;
		last_polled_at: string;
	};
	webhook: WebhookTable;
	stream: StreamTable;
	paused: { account: AccountId; credential_mark: string; reason: string };
	sale: SaleTable;
	/** Append-only: a trigger forbids changing and deleting. */
	sale_event: {
		id: Generated<number>;
		sale_id: number;
		at: string;
		state: SaleState;
		reason_code: string | null;
		reason_text: string | null;
	};
	sale_waiting: { sale_id: number; sku: string };
	fulfillment: FulfillmentTable;
	link: LinkTable;
	link_place: LinkPlaceTable;
	/** The products that a link by its parts holds; what is in it stands in the link. */
	link_part: { channel: AccountId; store: AccountId; sku: string; product_id: string };
	open_listing: OpenListingTable;
	position: PositionTable;
	bucket: {
		account: AccountId;
		application: string;
		operation: string;
		tokens: number | null;
		filled_at: string;
		learned_rate: number | null;
	};
	customer: { account: AccountId; hash: string; customer_id: string };
}

/** No row: free. `free` with a position: given back with an unknown outcome. */
export type ClaimState = 'free' | 'held' | 'writing' | 'done';

export interface ClaimTable {
	/** Where the effect happens. */
	account: AccountId;
	order_account: AccountId;
	order_id: OrderId;
	order_key: string;
	effect: ClaimEffect;
	part: string;
	state: ClaimState;
	owner: string | null;
	lease_until: string | null;
	/** The three of a write whose outcome nobody has told yet: all there or none. */
	position: number | null;
	write_began: string | null;
	settles_at: string | null;
	result: string | null;
	/** Since when it is done; null also for what is never forgotten. */
	done_at: string | null;
}

export interface InboxTable {
	id: Generated<number>;
	subscription: SubscriptionId;
	account: AccountId;
	order_id: OrderId;
	order_key: string;
	topic: string;
	kind: string;
	version: string;
	state: InboxState;
	/** The hand-out that began. */
	stamp: string | null;
	owner: string | null;
	/** What a poll gave out together bears one name; null where a webhook gave it out. */
	portion: string | null;
	attempts: number;
	/** new: when it may be given out; handed: by when it must start; started: end of the lease. */
	due_at: string;
	/** Set for ended and dead. */
	closed_at: string | null;
}

export interface MemoryTable {
	subscription: SubscriptionId;
	account: AccountId;
	order_id: OrderId;
	order_key: string | null;
	version: string;
	/** The facts: all there or none. */
	paid: number | null;
	shipped: number | null;
	cancelled: number | null;
	refunded: number | null;
	print: string | null;
	parcels: string | null;
}

export interface WebhookTable {
	subscription: SubscriptionId;
	account: AccountId;
	delivery_url: string | null;
	checked_at: string | null;
	created_at: string | null;
	heard_at: string | null;
	mended_at: string | null;
	refusal: string | null;
}

export interface StreamTable {
	account: AccountId;
	kind: StreamKey['kind'];
	subscription: SubscriptionId | '';
	since: string;
	shop: AccountId | '';
	owner: string | null;
	lease_until: string | null;
	/** The position; null for a stream of which nothing was collected yet. */
	collected_to: string | null;
	/** A search under way: all there or none. */
	page: string | null;
	page_up_to: string | null;
	page_since: string | null;
	finished: number;
	/** By the database's own time, and in whose poll. */
	searched_at: string | null;
	searched_by: SubscriptionId | null;
	/** Counts how often it was taken, or moved by whoever had not taken it. */
	version: Generated<number>;
}

export interface SaleTable {
	id: Generated<number>;
	source: AccountId;
	order_id: OrderId;
	order_key: string | null;
	order_created_at: string | null;
	order_number: string;
	/** Null while nobody chose one. */
	target: AccountId | null;
	target_order_id: string | null;
	target_order_number: string | null;
	target_order_key: string | null;
	target_order_created_at: string | null;
	state: SaleState;
	reason_code: string | null;
	reason_text: string | null;
	reason_advice: string | null;
	attempts: number;
	next_attempt_at: string | null;
	source_updated_at: string | null;
	fingerprint: string | null;
	frozen: number;
	subscription: SubscriptionId | null;
	marketplace: string | null;
	total: string | null;
	currency: string | null;
	purchased_at: string | null;
	shipped_at: string | null;
	delivered_at: string | null;
	ages_from: string | null;
	erased_at: string | null;
	created_at: string;
	updated_at: string;
}

export interface FulfillmentTable {
	warehouse: AccountId;
	id: string;
	order_account: AccountId;
	order_id: OrderId;
	order_key: string;
	order_created_at: string | null;
	attempt: number;
	told: string | null;
	updated_at: string;
}

export interface PositionTable {
	account: AccountId;
	highest: number;
	read_back_to: string | null;
	/** Up to here all orders are there once: null where nothing is open. */
	settled_to: number | null;
	/** The next look for twins: when, and up to where all is settled then. */
	look_to: number | null;
	look_at: string | null;
	/** From when on the store has settled whatever was made so far. */
	settles_at: string | null;
	/** One more look then. */
	watch_until: string | null;
}

export interface LinkTable {
	channel: AccountId;
	store: AccountId;
	sku: string;
	product_id: string;
	parent_id: string | null;
	inventory_id: string | null;
	/** LinkContent as JSON. */
	content: string;
	rule: string;
	/** Empty: both are there. */
	gone: Gone | '';
	updated_at: string;
}

export interface LinkPlaceTable {
	channel: AccountId;
	store: AccountId;
	sku: string;
	marketplace: string;
	fulfilled_by: LinkPlace['fulfilledBy'];
	/** The link's: a product has one listing in each place, unless by hand. */
	product_id: string;
	by_hand: number;
}

export interface OpenListingTable {
	channel: AccountId;
	store: AccountId;
	sku: string;
	code: string | null;
	title: string;
	state: OpenListing['state'];
	/** Of LinkPlace, and of Candidate, as JSON. */
	places: string;
	candidates: string;
	updated_at: string;
}
