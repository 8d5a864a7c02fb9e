import type { AccountKey, OrderRef } from '../../domain/ids';

/** A fulfillment order: one sending of a shop's order by a warehouse. */
export interface FulfillmentRow {
	/** The account that ships. */
	readonly warehouse: AccountKey;
	/** The seller's id of it at the warehouse. */
	readonly id: string;
	/** The shop's order. */
	readonly order: OrderRef;
	/** 1 for the first sending. */
	readonly attempt: number;
	/** Keyed hash of the state and parcels that the shop was told last; absent: nothing yet; empty: all of it shall be told anew. */
	readonly told?: string;
}

export interface Fulfillments {
	/** By id; unknown ones are left out. */
	get(warehouse: AccountKey, ids: readonly string[]): Promise<ReadonlyMap<string, FulfillmentRow>>;
	/** All sendings of an order of a shop, first attempt first. */
	ofOrder(warehouse: AccountKey, order: OrderRef): Promise<readonly FulfillmentRow[]>;
	/** Adds or replaces. `told` left out stays as it was. */
	put(rows: readonly FulfillmentRow[], now: number): Promise<void>;
}
