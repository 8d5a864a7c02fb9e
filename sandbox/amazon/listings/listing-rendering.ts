import { marketplaceById } from '../access/marketplaces';
import { iso } from '../orders/order-draft';
import { attributesOf, availability, type Available } from './listing-attributes';
import { createdOf, isParent, placeIn, shownStatus, type Listing, type ListingPlace } from './listing';
import type { ListingsItem, ItemIssue, ItemOffer, ItemRelationships, ItemSummary } from './listing-wire';

export const includedDataNames = [
	'summaries',
	'attributes',
	'issues',
	'offers',
	'fulfillmentAvailability',
	'procurement',
	'relationships',
	'productTypes',
] as const;

export type IncludedListingData = (typeof includedDataNames)[number];

/** What a listing is shown with. */
export interface ListingView {
	readonly marketplaceIds: readonly string[];
	readonly includedData: ReadonlySet<IncludedListingData>;
	/** SKUs of a parent's variations. */
	readonly children: readonly string[];
	readonly fnSku?: string;
	/** See `AttributesView`. */
	readonly submitted?: readonly Available[];
	/** Milliseconds since the epoch. */
	readonly now: number;
	/** Who belongs to whom is told minutes after a listing was made. */
	readonly familyAfterMs: number;
}

const imageSide = 500;

const statusesOf = (listing: Listing, place: ListingPlace): ItemSummary['status'] => {
	const status = shownStatus(listing, place);
	if (status === 'Incomplete') return [];
	// A parent is on a page and in no basket. The order of the two differs from account to account.
	return status === 'Inactive' || isParent(listing) ? ['DISCOVERABLE'] : ['BUYABLE', 'DISCOVERABLE'];
};

const summaryOf = (listing: Listing, place: ListingPlace, fnSku: string | undefined): ItemSummary => {
	const [mainImage] = listing.images;
	return {
		marketplaceId: place.marketplaceId,
		...(listing.asin === undefined ? {} : { asin: listing.asin }),
		productType: listing.productType,
		...(listing.condition === undefined ? {} : { conditionType: listing.condition }),
		status: statusesOf(listing, place),
		...(fnSku === undefined || place.fulfilledBy === 'MERCHANT' ? {} : { fnSku }),
		...(place.title === undefined ? {} : { itemName: place.title }),
		createdDate: iso(place.createdMs),
		lastUpdatedDate: iso(place.updatedMs),
		...(mainImage === undefined ? {} : { mainImage: { link: mainImage, height: imageSide, width: imageSide } }),
	};
};

/** "56.90" comes as "56.9", "57.00" as it is. */
const amountOf = (price: string): string => price.replace(/(\.[1-9])0$/, '$1');

const offersOf = (listing: Listing, place: ListingPlace): readonly ItemOffer[] =>
	place.price === undefined || place.closed === true || place.status === 'Incomplete' || isParent(listing)
		? []
		: [
				{
					marketplaceId: place.marketplaceId,
					offerType: 'B2C',
					price: { currencyCode: marketplaceById(place.marketplaceId).currency, amount: amountOf(place.price) },
					audience: { value: 'ALL', displayName: 'Sell on Amazon' },
				},
			];

const issuesOf = (listing: Listing, places: readonly ListingPlace[]): ItemIssue[] => {
	const marketplaceIds = places.map(({ marketplaceId }) => marketplaceId);
	const missing = [
		...(places.some(({ title }) => title === undefined) ? ['item_name'] : []),
		...(listing.images.length === 0 ? ['main_product_image_locator'] : []),
	];
	return missing.map((name) => ({
		code: '90220',
		message: `'${name}' is required but not supplied.`,
		severity: name === 'item_name' ? 'ERROR' : 'WARNING',
		attributeNames: [name],
		categories: [name === 'item_name' ? 'MISSING_ATTRIBUTE' : 'MISSING_IMAGE'],
		marketplaceIds,
	}));
};

const relationshipsIn = (listing: Listing, place: ListingPlace, { children }: ListingView, isTold: boolean): ItemRelationships => {
	const { variation } = listing;
	if (variation === undefined || !isTold) return { marketplaceId: place.marketplaceId, relationships: [] };
	const family = variation.parentSku === undefined ? { childSkus: [...children] } : { parentSkus: [variation.parentSku] };
	const variationTheme = { attributes: [...variation.axes], theme: variation.theme };
	return { marketplaceId: place.marketplaceId, relationships: [{ type: 'VARIATION', ...family, variationTheme }] };
};

const availabilityOf = (listing: Listing, places: readonly ListingPlace[]): NonNullable<ListingsItem['fulfillmentAvailability']> =>
	places
		.slice(0, 1)
		.flatMap((place) => availability(listing, place))
		.map(({ channel, quantity }) => ({ fulfillmentChannelCode: channel, ...(quantity === undefined ? {} : { quantity }) }));

/** A listing as Amazon shows it in the marketplaces that were asked for. */
export function wireListing(listing: Listing, view: ListingView): ListingsItem {
	const places = view.marketplaceIds.flatMap((id) => placeIn(listing, id) ?? []);
	const isTold = view.now - createdOf(listing) >= view.familyAfterMs;
	const parts: Readonly<Record<IncludedListingData, () => unknown>> = {
		summaries: () => places.map((place) => summaryOf(listing, place, view.fnSku)),
		attributes: () =>
			attributesOf(listing, places, {
				showsFamily: isTold,
				...(view.submitted === undefined ? {} : { submitted: view.submitted }),
			}),
		issues: () => issuesOf(listing, places),
		offers: () => places.flatMap((place) => offersOf(listing, place)),
		fulfillmentAvailability: () => availabilityOf(listing, places),
		procurement: () => [],
		relationships: () => places.map((place) => relationshipsIn(listing, place, view, isTold)),
		productTypes: () => places.map(({ marketplaceId }) => ({ marketplaceId, productType: listing.productType })),
	};
	const shown = includedDataNames.filter((name) => view.includedData.has(name));
	return { sku: listing.sku, ...Object.fromEntries(shown.map((name) => [name, parts[name]()])) };
}
