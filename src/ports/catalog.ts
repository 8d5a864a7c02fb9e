import type { Account } from '../domain/account';
import type { StoreProduct } from '../domain/product';

/** A product as it stood in the store at a time of the clock that the adapter was made with. */
export interface ReadProduct {
	readonly product: StoreProduct;
	/** When it was asked for. */
	readonly readAt: number;
}

/** The products of a store. Reads only. */
export interface Catalog {
	readonly account: Account;
	/**
	 * All products and variations whose SKU equals one of `skus` exactly (case-sensitive), in the platform's largest
	 * look-ups. A SKU that several products share comes back several times; an unknown one not at all.
	 */
	findBySkus(skus: readonly string[]): Promise<readonly StoreProduct[]>;
	/** By the store's own product ids (variations too). Unknown ids are left out. */
	findByIds(ids: readonly { readonly id: string; readonly parentId?: string }[]): Promise<readonly StoreProduct[]>;
	/** What somebody in this process read of these at most so long ago. Asks nothing. Left out where nothing is remembered. */
	lately?(ids: readonly string[], ageMs: number): Promise<readonly ReadProduct[]>;
}
