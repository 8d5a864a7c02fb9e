export const feedStatuses = ['CANCELLED', 'DONE', 'FATAL', 'IN_PROGRESS', 'IN_QUEUE'] as const;

export type FeedStatus = (typeof feedStatuses)[number];

export const listingsFeed = 'JSON_LISTINGS_FEED';
export const fulfillmentFeed = 'POST_ORDER_FULFILLMENT_DATA';
export const acknowledgementFeed = 'POST_ORDER_ACKNOWLEDGEMENT_DATA';

/** How a feed ends, as a person who tries something orders it. Without any it is done when its time is over. */
export interface FeedFate {
	/** `stuck`: it is in progress for ever. CANCELLED: by Amazon. FATAL: some, none or all of it happened. */
	readonly ends?: 'DONE' | 'FATAL' | 'CANCELLED' | 'stuck';
	/** Messages that are refused: those of these SKUs or orders, and every so many-th. */
	readonly refusedSkus?: readonly string[];
	readonly refusedOrders?: readonly string[];
	readonly refusedEvery?: number;
	/** Accepted, with a warning. */
	readonly warnedSkus?: readonly string[];
	readonly warnedOrders?: readonly string[];
	/** Of a feed that does not end well: how many of its messages, from the first on, take effect all the same. */
	readonly applied?: number;
	/** Its report comes cut in the middle, not at all, with issues that name no SKU or order, or with message ids as texts (seen; the schema has numbers). */
	readonly report?: 'spoilt' | 'none' | 'withoutSkus' | 'textIds';
	/** Milliseconds, instead of the setting's. */
	readonly processingMs?: number;
}

/** A document that a seller makes, or Amazon's report. */
export interface FeedDocument {
	readonly id: string;
	readonly sellerId: string;
	readonly contentType: string;
	/** Nothing before it is uploaded. */
	bytes: Buffer | undefined;
	readonly createdMs: number;
	/** Compressed by Amazon. */
	readonly isCompressed: boolean;
}

export interface Feed {
	readonly id: string;
	readonly sellerId: string;
	readonly type: string;
	readonly marketplaceIds: readonly string[];
	readonly inputDocumentId: string;
	readonly createdMs: number;
	readonly processingMs: number;
	/** The one before it with the very same bytes, where there is one. */
	readonly repeats: string | undefined;
	fate: FeedFate;
	cancelledMs: number | undefined;
	/** Its messages were looked at, or never will be. */
	isOver: boolean;
	resultDocumentId: string | undefined;
	/** How many messages took effect. */
	accepted: number;
}
