import type { Account } from '../domain/account';
import type { StockLevel } from '../domain/stock/level';

export interface StockPage {
	readonly levels: readonly StockLevel[];
	/** Records that could not be read: named, and the rest goes on. One that is not read never counts as zero. */
	readonly unreadable: readonly { readonly sku?: string; readonly productId?: string; readonly why: string }[];
}

export interface StoreStockWish {
	/** Meta field in which the merchant keeps the own part of what lies in two places: read into `ownQuantity`. */
	readonly ownPartIn?: string;
}

/** The stock of a store, product by product. Reads only. */
export interface StoreStock {
	readonly account: Account;
	/** By SKU, exact and case-sensitive, variations too; unknown ones are left out. A shared count is resolved (`sharedFrom`). */
	ofSkus(skus: readonly string[], wish?: StoreStockWish): AsyncIterable<StockPage>;
	/** By the store's own ids; unknown ones are left out. */
	ofProducts(ids: readonly { readonly id: string; readonly parentId?: string }[], wish?: StoreStockWish): AsyncIterable<StockPage>;
	/**
	 * All that the store says was changed since, ms since 1970 (UTC), variations and those that share a changed parent's count too.
	 * It does not tell by what: whoever wants changes of quantities compares.
	 */
	changedSince(since: number): AsyncIterable<StockPage>;
	/** All that has a count. */
	all(): AsyncIterable<StockPage>;
}

export interface WarehouseWish {
	readonly marketplace: string;
	/** Left out: all of the account. */
	readonly skus?: readonly string[];
	/** What counts as stock, added up. */
	readonly counts: readonly ('fulfillable' | 'inbound' | 'reserved' | 'unfulfillable')[];
}

/** The stock that a channel knows of one account. Reads only. Counts of several marketplaces are never added. */
export interface ChannelStock {
	readonly account: Account;
	/** At the channel's own warehouse, as offered in one marketplace. */
	warehouse(wish: WarehouseWish): AsyncIterable<StockPage>;
	/**
	 * The same by fulfillment centre. As old as the channel's own record (`asOf`).
	 * @throws PlatformError `rateLimited` with `retryAfterMs` where the record is not ready within the budget; asked again it goes on.
	 */
	centres(wish: Pick<WarehouseWish, 'marketplace' | 'skus'>): AsyncIterable<StockPage>;
	/** Bulk storage behind it. */
	storage(wish: { readonly skus?: readonly string[] }): AsyncIterable<StockPage>;
	/** The merchant's own locations as the channel knows them, by listing. */
	locations(wish: { readonly marketplace: string; readonly skus: readonly string[] }): AsyncIterable<StockPage>;
	/** What the merchant offers, by listing. */
	offers(wish: { readonly marketplace: string; readonly skus?: readonly string[] }): AsyncIterable<StockPage>;
}
