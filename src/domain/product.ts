import type { Account } from './account';
import type { Measure } from './measures';
import type { Money } from './money';
import type { LineProduct, LinkContent } from './order';
import type { IsoTime } from './time';

/** A sellable thing of a store: a simple product or one variation, each with its own SKU. */
export interface StoreProduct {
	readonly id: string;
	/** The parent of a variation. */
	readonly parentId?: string;
	readonly sku: string;
	/** What its stock is counted by, where the platform has an id of its own for that (an inventory item). */
	readonly inventoryId?: string;
	readonly title: string;
	/** False for parents of variations, grouped products and drafts: they cannot stand on an order line. */
	readonly sellable: boolean;
	/** It stands for its variations, which may have no SKU but this. */
	readonly hasVariations?: true;
	/** Not on sale yet: people look at it first. An order's line takes it all the same. */
	readonly draft?: true;
	/** Made of other products: on an order's line it needs its parts beside it. */
	readonly container?: true;
	/** Of one piece, with its unit. */
	readonly weight?: Measure;
	readonly stock: {
		/** Whether the store counts it at all; without a count nothing can run short. */
		readonly counted: boolean;
		readonly quantity?: number;
		/** The product whose count it is, where it is not its own: variations may share that of their parent. */
		readonly sharedFrom?: string;
		readonly backorders: boolean;
	};
}

/** How a product stands in the whole catalog of a store: what matching, lists and saving need to know of it. */
export interface CatalogProduct extends StoreProduct {
	/** `container`: sold as one, made of others (a bundle, a composite, a group). */
	readonly kind: 'simple' | 'variation' | 'parent' | 'container';
	/** The platform's own word for its type, e.g. `variable-subscription`. */
	readonly type: string;
	/** The platform's own word, e.g. `draft`. */
	readonly status: string;
	/** In digits, as the store has it. */
	readonly gtin?: string;
	/** Our mark, where we made it: see `ProductDraft.origin`. */
	readonly origin?: string;
	/** The channel's product id that stands on it (ASIN). */
	readonly code?: string;
	/** What is in a container, and how often, where the store says it without a choice of the buyer. Variations by their own id. */
	readonly parts?: readonly { readonly productId: string; readonly units: number }[];
	/** Of a shop in several languages, e.g. `de`. */
	readonly language?: string;
	readonly price?: Money;
	readonly updatedAt?: IsoTime;
}

/** A remembered link between a listing of a channel account and a product of a store account. */
export interface ProductLink {
	readonly channel: Account;
	readonly store: Account;
	/** The listing's SKU, exact. */
	readonly sku: string;
	readonly productId: string;
	readonly parentId?: string;
	/** As of `StoreProduct`: what later writes need besides. */
	readonly inventoryId?: string;
	readonly content: LinkContent;
	/** `manual`: a person's word, which no rule goes over. */
	readonly rule: string;
	/** Where the channel sells it: marketplaces with who ships from there. Absent where no catalog was read yet. */
	readonly places?: readonly LinkPlace[];
	/** Which of the two is no longer there. */
	readonly gone?: Gone;
}

/** What it says of an order's line. */
export const lineProductOf = ({ productId, parentId, sku, content, rule }: ProductLink): LineProduct => ({
	productId,
	...(parentId === undefined ? {} : { parentId }),
	sku,
	content,
	rule,
});

export type Gone = 'listing' | 'product';

export interface LinkPlace {
	readonly marketplace: string;
	readonly fulfilledBy: 'merchant' | 'amazon' | 'unknown';
}
