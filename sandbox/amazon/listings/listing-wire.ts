import type { ListingCondition } from './listing';

/** Model listings-items-2021-08-01, as a seller sees it. */
export interface ListingsItem {
	sku: string;
	summaries?: ItemSummary[];
	attributes?: ItemAttributes;
	issues?: ItemIssue[];
	offers?: ItemOffer[];
	fulfillmentAvailability?: { fulfillmentChannelCode: string; quantity?: number }[];
	procurement?: never[];
	relationships?: ItemRelationships[];
	productTypes?: { marketplaceId: string; productType: string }[];
}

/** Every attribute is a list, whose entries say for which marketplace they are. */
export type ItemAttributes = Record<string, unknown>;

export interface ItemSummary {
	marketplaceId: string;
	asin?: string;
	productType: string;
	conditionType?: ListingCondition;
	status: ('BUYABLE' | 'DISCOVERABLE')[];
	fnSku?: string;
	itemName?: string;
	createdDate: string;
	lastUpdatedDate: string;
	mainImage?: { link: string; height: number; width: number };
}

export interface ItemIssue {
	code: string;
	message: string;
	severity: 'ERROR' | 'WARNING' | 'INFO';
	attributeNames?: string[];
	categories: string[];
	marketplaceIds?: string[];
}

export interface ItemOffer {
	marketplaceId: string;
	offerType: 'B2C' | 'B2B';
	price: { currencyCode: string; amount: string };
	audience?: { value: string; displayName?: string };
}

export interface ItemRelationships {
	marketplaceId: string;
	relationships: {
		type: 'VARIATION';
		childSkus?: string[];
		parentSkus?: string[];
		variationTheme: { attributes: string[]; theme: string };
	}[];
}

export interface ItemSearchResults {
	numberOfResults: number;
	pagination?: { nextToken?: string; previousToken?: string };
	items: ListingsItem[];
}
