import type { Account } from '../domain/account';
import type { CatalogProduct } from '../domain/product';

export interface CatalogPage {
	readonly products: readonly CatalogProduct[];
	/** Records that could not be read: named, and the rest goes on. */
	readonly unreadable: readonly { readonly id?: string; readonly why: string }[];
}

/** The whole catalog of a store; single products are the `Catalog`'s. Reads only. */
export interface StoreProducts {
	readonly account: Account;
	/**
	 * All products and variations, page by page: nothing of a page is kept. Parents, drafts and containers too; trashed ones
	 * are not there.
	 * @param wish.changedSince only what changed since, ms since 1970 (UTC)
	 */
	all(wish?: { readonly changedSince?: number }): AsyncIterable<CatalogPage>;
	/** By the store's own ids; a fault is that one's alone, undefined is not there. */
	find(ids: readonly { readonly id: string; readonly parentId?: string }[]): Promise<readonly (CatalogProduct | undefined)[]>;
	/** For a list in the editor: by SKU and by words of the name. At most twenty. */
	search(words: string): Promise<readonly CatalogProduct[]>;
}
