import type { ItemAttributes } from '../listings/listing-wire';

/** Model catalog-items-2022-04-01. What is told by marketplace stands in lists. */
export interface CatalogItem {
	asin: string;
	attributes?: ItemAttributes;
	classifications?: { marketplaceId: string; classifications: Classification[] }[];
	dimensions?: { marketplaceId: string; item?: Dimensions; package?: Dimensions }[];
	identifiers?: { marketplaceId: string; identifiers: { identifierType: string; identifier: string }[] }[];
	images?: { marketplaceId: string; images: { variant: string; link: string; height: number; width: number }[] }[];
	productTypes?: { marketplaceId: string; productType: string }[];
	relationships?: { marketplaceId: string; relationships: CatalogRelationship[] }[];
	salesRanks?: { marketplaceId: string; classificationRanks: never[]; displayGroupRanks: never[] }[];
	summaries?: CatalogSummary[];
	vendorDetails?: never[];
}

export interface Classification {
	displayName: string;
	classificationId: string;
	parent?: Classification;
}

export interface Dimensions {
	height: { unit: string; value: number };
	length: { unit: string; value: number };
	weight: { unit: string; value: number };
	width: { unit: string; value: number };
}

export interface CatalogRelationship {
	type: 'VARIATION';
	childAsins?: string[];
	parentAsins?: string[];
	variationTheme: { attributes: string[]; theme: string };
}

export interface CatalogSummary {
	marketplaceId: string;
	adultProduct: boolean;
	autographed: boolean;
	brand?: string;
	browseClassification?: { displayName: string; classificationId: string };
	color?: string;
	itemClassification: 'BASE_PRODUCT' | 'VARIATION_PARENT';
	itemName?: string;
	manufacturer?: string;
	memorabilia: boolean;
	packageQuantity?: number;
	size?: string;
	style?: string;
	tradeInEligible: boolean;
	websiteDisplayGroup: string;
	websiteDisplayGroupName: string;
}

export interface CatalogSearchResults {
	numberOfResults: number;
	pagination?: { nextToken?: string; previousToken?: string };
	refinements?: {
		brands: { numberOfResults: number; brandName: string }[];
		classifications: { numberOfResults: number; displayName: string; classificationId: string }[];
	};
	items: CatalogItem[];
}
