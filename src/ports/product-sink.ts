import type { Account } from '../domain/account';
import type { Axis } from '../domain/listing';
import type { PlatformError } from '../domain/platform-error';
import type { CatalogProduct } from '../domain/product';
import type { Words } from '../domain/texts/language';

/** Amounts and measures as decimal texts in the store's own currency and units, with a point. */
export interface ProductDraft {
	/** Who made it: the source's account and the listing's SKU. Written on the product, compared before it is changed. */
	readonly origin: string;
	readonly sku: string;
	/** The channel's product id (ASIN). */
	readonly code?: string;
	readonly title: string;
	/** Safe HTML. */
	readonly description: string;
	readonly shortDescription: string;
	readonly status: 'draft' | 'live';
	readonly price?: string;
	readonly gtin?: string;
	readonly brand?: string;
	readonly weight?: string;
	readonly dimensions?: { readonly length: string; readonly width: string; readonly height: string };
	readonly attributes: readonly { readonly name: string; readonly values: readonly string[] }[];
	/** From the most general to the most special; found or made along the path. */
	readonly categories: readonly string[];
	readonly images: readonly { readonly url: string; readonly alt: string }[];
	/** Set only where wished; the store counts it then. */
	readonly stock?: number;
	/** Of a variation: what it is among its siblings, and its own values only. */
	readonly axes: readonly Axis[];
	/** Of a variation that is known to be there: which it is, whatever its SKU. Where it is not, nothing is made in its place (`notFound`). */
	readonly id?: string;
	/** Whoever fills it need not ask whether that id is still its own. */
	readonly sure?: true;
	/** Of a parent, any number of axes. */
	readonly variations: readonly ProductDraft[];
}

/** Fields that an update may write over; without a choice it fills only what is empty. */
export type ProductField =
	| 'title'
	| 'description'
	| 'shortDescription'
	| 'price'
	| 'gtin'
	| 'brand'
	| 'weight'
	| 'dimensions'
	| 'attributes'
	| 'categories'
	| 'images'
	| 'stock'
	| 'status'
	| 'sku';

export interface SavedProduct {
	readonly product: CatalogProduct;
	readonly did: 'created' | 'updated' | 'unchanged';
	readonly adminUrl?: string;
	/** Of its variations, in the order of the draft; a fault is that variation's alone. */
	readonly variations: readonly (SavedProduct | PlatformError)[];
	/** What was left out and why ("image 3 is AVIF, which the store does not take"), one sentence each. */
	readonly leftOut: readonly Words[];
}

/** Units and money of the store, read once a run. */
export interface StoreMeasures {
	readonly currency: string;
	readonly weightUnit: string;
	readonly dimensionUnit: string;
	/** Whether prices are entered with tax; absent where the store computes none, and buyers pay what is entered. */
	readonly pricesIncludeTax?: boolean;
}

/** By what a product is known before anything is made. */
export interface SoughtProduct {
	/** See `ProductDraft.origin`. */
	readonly origin: string;
	readonly sku: string;
	readonly gtin?: string;
}

/** Makes and fills products of a store. */
export interface ProductSink {
	readonly account: Account;
	readonly traits: {
		/** A request that takes longer is given up; what it does may still come. */
		readonly requestTimeoutMs: number;
		/** How long after being given up a request may still take effect. */
		readonly settleMs: number;
	};
	measures(): Promise<StoreMeasures>;
	/**
	 * Products that these may be already: with our mark of one of the origins, with one of the SKUs in whichever case, with one of
	 * the GTINs; drafts and variations too, each once. Looked for before anything is made, and after an unknown outcome.
	 */
	alike(sought: readonly SoughtProduct[]): Promise<readonly CatalogProduct[]>;
	/**
	 * Makes it without images first, then attaches each: one bad image does not lose the product. A SKU that is taken is a
	 * refusal that names the holder (`conflict`). NOT idempotent: claim first. Throws `unknownOutcome` only where nobody can say
	 * whether the product itself is there.
	 */
	create(draft: ProductDraft): Promise<SavedProduct>;
	/**
	 * Reads it, fills what is empty and writes `fields` over; sends only what differs. `gone` too where it is another one by now (the
	 * store was restored from a backup): neither its mark, SKU, GTIN nor code is the draft's, and it holds none of the variations that the
	 * draft names by id; not asked where `sure` says that a person knows it.
	 * Variations of the draft that it does not have (by mark or SKU) are made, those that it has are filled in the same way, all
	 * others stay as they are.
	 * An image that is there already (by its address at the source, kept in meta) is reused by id. Idempotent.
	 */
	update(
		product: { readonly id: string; readonly parentId?: string; readonly sure?: true },
		draft: ProductDraft,
		fields: readonly ProductField[],
	): Promise<SavedProduct | 'gone'>;
}
