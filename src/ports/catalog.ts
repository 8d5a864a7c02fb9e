import type { Account } from '../domain/account';
import type { StoreProduct } from '../domain/product';

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
}
