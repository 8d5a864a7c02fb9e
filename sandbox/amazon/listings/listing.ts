/** Conditions as the Listings Items API names them. */
export const conditions = [
	'new_new',
	'new_open_box',
	'new_oem',
	'refurbished_refurbished',
	'used_like_new',
	'used_very_good',
	'used_good',
	'used_acceptable',
	'collectible_like_new',
	'collectible_very_good',
	'collectible_good',
	'collectible_acceptable',
	'club_club',
] as const;

export type ListingCondition = (typeof conditions)[number];

export type ListingStatus = 'Active' | 'Inactive' | 'Incomplete';

/** How one SKU stands in one marketplace. Times are milliseconds since the epoch. */
export interface ListingPlace {
	readonly marketplaceId: string;
	readonly title?: string;
	readonly description?: string;
	readonly bullets?: readonly string[];
	/** What buyers pay for one, "24.90". */
	readonly price?: string;
	/** What the merchant offers; nothing of it is Amazon's. */
	readonly quantity?: number;
	/** Left from the time before Amazon shipped it: the merchant's entry does not go away by itself. */
	readonly leftMerchantQuantity?: number;
	readonly fulfilledBy: 'MERCHANT' | 'AMAZON';
	readonly status: ListingStatus;
	/** The seller ended the offer; sold out is not closed. */
	readonly closed?: boolean;
	readonly createdMs: number;
	readonly updatedMs: number;
}

/** A child names its parent and its value on every axis; a parent has the theme alone. */
export interface ListingVariation {
	/** "COLOR/SIZE". */
	readonly theme: string;
	/** Names of the attributes by which siblings differ: color, size, style. */
	readonly axes: readonly string[];
	readonly parentSku?: string;
	readonly values?: Readonly<Record<string, string>>;
}

/** Of one listing in its package, in centimetres and kilograms. */
export interface ListingPackage {
	readonly length: number;
	readonly width: number;
	readonly height: number;
	readonly weight: number;
}

/** One SKU of a seller, in all marketplaces where it is offered. The SKU counts byte by byte. */
export interface Listing {
	readonly sku: string;
	readonly asin?: string;
	readonly productType: string;
	/** Parents have none. */
	readonly condition?: ListingCondition;
	/** EAN or UPC as the seller typed it, which may be wrong. */
	readonly gtin?: string;
	readonly brand?: string;
	/** The main one first. */
	readonly images: readonly string[];
	readonly package?: ListingPackage;
	/** Pieces in one listing, where the seller said so. */
	readonly packageQuantity?: number;
	readonly variation?: ListingVariation;
	/** Browse nodes from the most general to the most special. */
	readonly categories?: readonly string[];
	/** Put over the attributes made of all this, as they are; null takes one away. */
	readonly attributes?: Readonly<Record<string, unknown>>;
	/** Amazon made the texts of the product page, or another seller did; as `catalog` shows them. */
	readonly catalogTitle?: string;
	/** Days until it leaves, as the seller set it; null where a submission dropped it. Three when left out. */
	readonly leadTimeDays?: number | null;
	/** Units at the seller's own locations, by the code of the supply source. Where there are any, nothing stands under DEFAULT. */
	readonly locations?: Readonly<Record<string, number>>;
	/** Half of a listing, of which nothing says who ships it. */
	readonly hidesAvailability?: boolean;
	readonly places: readonly ListingPlace[];
}

export const isParent = ({ variation }: Listing): boolean => variation !== undefined && variation.parentSku === undefined;

/** Amazon ships it in one of its marketplaces at least. */
export const isShippedByAmazon = ({ places }: Listing): boolean => places.some(({ fulfilledBy }) => fulfilledBy === 'AMAZON');

/** What the merchant offers of it; nothing where Amazon alone ships it. */
export const merchantQuantity = ({ locations }: Listing, place: ListingPlace): number | undefined => {
	if (place.fulfilledBy === 'AMAZON') return place.leftMerchantQuantity;
	return locations === undefined ? (place.quantity ?? 0) : Object.values(locations).reduce((sum, units) => sum + units, 0);
};

/**
 * As it is shown. A merchant's offer of which nothing is left is inactive, and otherwise whole; what Amazon's own is
 * when its warehouses are empty was recorded nowhere, so that stays as it was set.
 */
export const shownStatus = (listing: Listing, place: ListingPlace): ListingStatus => {
	if (place.status !== 'Active' || isParent(listing)) return place.status;
	const isSoldOut = place.fulfilledBy === 'MERCHANT' && merchantQuantity(listing, place) === 0;
	return place.closed === true || isSoldOut ? 'Inactive' : 'Active';
};

export const placeIn = ({ places }: Listing, marketplaceId: string): ListingPlace | undefined =>
	places.find((place) => place.marketplaceId === marketplaceId);

export const createdOf = ({ places }: Listing): number => Math.min(...places.map(({ createdMs }) => createdMs));

export const updatedOf = ({ places }: Listing): number => Math.max(...places.map(({ updatedMs }) => updatedMs));
