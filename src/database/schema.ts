import type { Generated } from 'kysely';
import type { InboxState, SaleState } from '../domain/sale-states';

/** Times are ISO UTC texts with milliseconds everywhere, so that they sort as texts on both databases. */
export interface Schema {
	migration: { migration: string; applied_at: string };
	meta: { key: string; value: string };
	claim: ClaimTable;
	inbox: InboxTable;
	subscription: { subscription: string; account: string; settings: string; starts_at: string; last_polled_at: string };
	stream: StreamTable;
	paused: { account: string; credential_mark: string; reason: string };
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
	sale_waiting: { sale_id: number; store: string; sku: string };
	link: LinkTable;
	position: { store: string; highest: number; read_back_to: string | null };
	bucket: { bucket: string; tokens: number | null; filled_at: string; learned_rate: number | null };
	customer: { store: string; hash: string; customer_id: string };
}

/** No row: free. `free` with a position: given back with an unknown outcome. */
export type ClaimState = 'free' | 'held' | 'writing' | 'done';

export interface ClaimTable {
	account: string;
	subject: string;
	effect: string;
	state: ClaimState;
	owner: string | null;
	lease_until: string | null;
	/** The three of a write whose outcome nobody has told yet: all there or none. */
	position: number | null;
	write_began: string | null;
	settles_at: string | null;
	result: string | null;
}

export interface InboxTable {
	id: Generated<number>;
	subscription: string;
	account: string;
	order_id: string;
	version: string;
	kind: string;
	state: InboxState;
	hand_out: string | null;
	owner: string | null;
	attempts: number;
	/** new: when it may be given out; handed: by when it must start; started: end of the lease. */
	due_at: string;
	/** Set for ended and dead. */
	closed_at: string | null;
}

export interface StreamTable {
	account: string;
	stream: string;
	owner: string | null;
	lease_until: string | null;
	/** StreamPosition as JSON. */
	position: string | null;
}

export interface SaleTable {
	id: Generated<number>;
	channel: string;
	order_id: string;
	store: string;
	order_number: string;
	state: SaleState;
	reason_code: string | null;
	reason_text: string | null;
	reason_advice: string | null;
	attempts: number;
	next_attempt_at: string | null;
	store_order_id: string | null;
	store_order_number: string | null;
	source_updated_at: string | null;
	fingerprint: string | null;
	frozen: number;
	subscription: string | null;
	total: string | null;
	currency: string | null;
	purchased_at: string | null;
	created_at: string;
	updated_at: string;
}

export interface LinkTable {
	channel: string;
	store: string;
	sku: string;
	product_id: string;
	parent_id: string | null;
	/** LinkContent as JSON. */
	content: string;
	rule: string;
	updated_at: string;
}
