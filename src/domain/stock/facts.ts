import type { LinkContent } from '../order-line';
import type { IsoTime } from '../time';

/** Where the units of a store's product lie: with the merchant, at the channel's warehouse, or both together. */
export type StockSource = 'own' | 'warehouse' | 'sum';

/** One item of the input, as it was given. */
export interface StockRow {
	/** Which item; people count from one. */
	readonly input: number;
	/** Exact and case-sensitive: the listing's, or that of the store's product. */
	readonly sku: string;
	/** The store's own id, which tells more surely than the SKU. */
	readonly productId?: string;
	/** Pieces. */
	readonly quantity: number;
	/** Where the input names one: two of them with different quantities are refused, because the channel has one for all. */
	readonly marketplace?: string;
	/** Whether it counts what lies at the channel's warehouse. Left out of sheets and of other systems: it is the merchant's own. */
	readonly atWarehouse?: true;
	/** Of a product with both: the merchant's own part, where the input has it. */
	readonly ownQuantity?: number;
	/** When it was counted, where the input says so. */
	readonly asOf?: IsoTime;
	/** It is the store's own count, which can be read anew. */
	readonly fromStore?: true;
}

/** What the channel says of one SKU of an account, over all marketplaces where it is listed. */
export interface ChannelFact {
	readonly sku: string;
	/** `both`: a merchant's offer beside the channel's own. `unknown`: nothing is pushed. `none`: there is no such SKU. */
	readonly fulfilledBy: 'merchant' | 'amazon' | 'both' | 'unknown' | 'none';
	/** Merchant's quantity that stands there now; left out where it was not read. */
	readonly quantity?: number;
	/**
	 * What was handed in last, by whoever; a sale does not change it. Zero beside a quantity of zero was wanted so by somebody; more
	 * than zero beside it is sold out, or on its way.
	 */
	readonly setTo?: number;
	/** Quantities stand at the merchant's own locations: the channel refuses one without. */
	readonly atLocations?: true;
	/** A person closed it there; sold out is not closed. */
	readonly closed?: true;
	/** A set, personalized or the like that takes no quantity. */
	readonly noQuantity?: true;
	/** Marketplaces in which it is listed, by id: a channel that has to name one when it is written to is spared reading them again. */
	readonly listedIn?: readonly string[];
	readonly asOf: IsoTime;
}

/** What stands in a store under one product. */
export interface StoreFact {
	readonly productId: string;
	readonly parentId?: string;
	readonly sku: string;
	/** False: stock management is switched off there. */
	readonly counted: boolean;
	readonly quantity?: number;
	/** See `StoreProduct.stock`. */
	readonly sharedFrom?: string;
	/** It stands for its variations, or for other products: it takes no quantity of its own. */
	readonly holdsOthers?: true;
	/** The merchant's own part, from the meta field that he keeps. */
	readonly ownQuantity?: number;
}

/** A listing and the product it is, as far as stock goes. */
export interface StockLink {
	readonly sku: string;
	readonly productId: string;
	readonly parentId?: string;
	readonly content: LinkContent;
	/** Who ships what is sold under it: from the places of the link. */
	readonly fulfilledBy: 'merchant' | 'amazon' | 'both' | 'unknown';
	/** Which of the two is no longer there. */
	readonly gone?: 'listing' | 'product';
	/** A person left it out of pushing. */
	readonly leftOut?: true;
}

/** What was pushed last for a SKU. */
export interface Pushed {
	readonly quantity: number;
	readonly at: IsoTime;
	/** Sent, and nobody knows yet whether it came: until then it is not what stands there. */
	readonly unsure?: true;
}

/** What becomes of a quantity before it is shown at a target, in this order: percentage, rounded down; safety stock; maximum. */
export interface TargetRule {
	/** 1 to 100. */
	readonly percentage: number;
	/** Pieces that are kept back. */
	readonly safetyStock: number;
	readonly maximum?: number;
}

/** Nothing is sent where more than this drops to zero: a broken source looks like an empty one. */
export interface ZeroGuard {
	/** Of the linked products, in percent. */
	readonly percentage: number;
	/** Fewer than this never stop anything. */
	readonly atLeast: number;
}
