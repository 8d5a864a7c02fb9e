import type { ChannelFact, StockSource } from '../domain/stock/facts';
import type { AccountId } from './account-id';

/** The tables of what is known of quantities; see `schema.ts`. */
export interface StockSchema {
	stock_source: { channel: AccountId; store: AccountId; product_id: string; source: StockSource; updated_at: string };
	stock_left_out: { channel: AccountId; store: AccountId; sku: string; updated_at: string };
	stock_pause: { account: AccountId; updated_at: string };
	stock_push: StockPushTable;
	stock_submission: { account: AccountId; submission: string; handed_in_at: string };
	stock_submitted: { account: AccountId; submission: string; item: string; quantity: number };
	stock_fact: StockFactTable;
	stock_seen: { account: AccountId; product_id: string; quantity: number; own: number; seen_at: string };
}

export interface StockPushTable {
	account: AccountId;
	/** SKU of a channel, product id of a store. */
	item: string;
	/** Null: what was pushed is not so any more. */
	quantity: number | null;
	unsure: number;
	pushed_at: string;
	/** When it dropped to zero by a push. */
	zeroed_at: string | null;
}

export interface StockFactTable {
	account: AccountId;
	sku: string;
	fulfilled_by: ChannelFact['fulfilledBy'];
	quantity: number | null;
	at_locations: number;
	closed: number;
	no_quantity: number;
	set_to: number | null;
	/** Ids of marketplaces, separated by spaces. */
	listed_in: string | null;
	as_of: string;
}
