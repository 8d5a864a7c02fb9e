import type { ContentSource } from '../../domain/listing';
import type { Reason } from '../../domain/reasons';
import type { Words } from '../../domain/texts/language';
import type { Clock } from '../../ports/clock';
import type { Database, Owner } from '../../ports/database';
import type { Listings } from '../../ports/listings';
import type { ProductField, ProductSink } from '../../ports/product-sink';

/** The merchant's choices of one Save Product node. */
export interface ProductSettings {
	/** Whose texts and price a product gets. */
	readonly marketplace: string;
	readonly content: ContentSource;
	readonly status: 'draft' | 'live';
	/** `none`: people enter it themselves. */
	readonly price: 'asListed' | 'none';
	/** Percent that is added to the listed price, as a decimal text; negative takes off. */
	readonly markup: string;
	/** Percent of tax in the listed prices, for stores whose prices are entered without; absent where nobody said. */
	readonly taxRate?: string;
	/** What becomes of a listing whose price cannot be written as it is. */
	readonly otherCurrency: 'refuse' | 'leaveOut';
	/** Written over in products that are there; all else is only filled where it is empty. */
	readonly overwrite: readonly ProductField[];
	readonly stock: boolean;
	readonly categories: boolean;
	readonly dryRun: boolean;
}

export interface ProductDeps {
	readonly listings: Listings;
	readonly sink: ProductSink;
	readonly database: Database;
	readonly clock: Pick<Clock, 'sleep'>;
	readonly owner: Owner;
}

/** A product of the store, as an item tells it. */
export interface ToldProduct {
	readonly id: string;
	readonly parentId?: string;
	readonly sku: string;
	readonly title: string;
	readonly status: string;
	readonly adminUrl?: string;
}

/** What became of a listing. */
export type ProductOutcome =
	| {
			readonly kind: 'saved';
			/** `planned`: a dry run would have done what `would` says. */
			readonly action: 'created' | 'updated' | 'unchanged' | 'planned';
			readonly would?: 'created' | 'updated';
			readonly product?: ToldProduct;
			/** What is missing or was left out, one sentence each. */
			readonly notes: readonly Words[];
			/** Of a parent that was asked for itself: how many of its variations are there, and what keeps the others out. */
			readonly variations?: { readonly saved: number; readonly attention: readonly Reason[] };
	  }
	| { readonly kind: 'attention'; readonly reason: Reason; readonly product?: ToldProduct };

/** One call of saveProducts. */
export interface ProductRun extends ProductDeps {
	readonly settings: ProductSettings;
	/** By SKU; each SKU that was asked for gets exactly one, those of a parent's other variations too. */
	readonly outcomes: Map<string, ProductOutcome>;
}
