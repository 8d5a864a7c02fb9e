import type { Account } from './account';
import type { LinkContent } from './order';

/** A sellable thing of a store: a simple product or one variation, each with its own SKU. */
export interface StoreProduct {
	readonly id: string;
	/** The parent of a variation. */
	readonly parentId?: string;
	readonly sku: string;
	readonly title: string;
	/** False for parents of variations, grouped products and drafts: they cannot stand on an order line. */
	readonly sellable: boolean;
	/** It stands for its variations, which may have no SKU but this. */
	readonly hasVariations?: true;
	readonly stock: {
		/** Whether the store counts it at all; without a count nothing can run short. */
		readonly counted: boolean;
		readonly quantity?: number;
		/** The product whose count it is, where it is not its own: variations may share that of their parent. */
		readonly sharedFrom?: string;
		readonly backorders: boolean;
	};
}

/** A remembered link between a listing of a channel account and a product of a store account. */
export interface ProductLink {
	readonly channel: Account;
	readonly store: Account;
	/** The listing's SKU, exact. */
	readonly sku: string;
	readonly productId: string;
	readonly parentId?: string;
	readonly content: LinkContent;
	readonly rule: string;
}
