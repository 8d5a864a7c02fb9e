import { attributesOf, identifierType } from '../listings/listing-attributes';
import { isParent, placeIn, type Listing, type ListingPlace } from '../listings/listing';
import type { CatalogItem, CatalogRelationship, CatalogSummary, Classification, Dimensions } from './catalog-wire';

export const catalogDataNames = [
	'attributes',
	'classifications',
	'dimensions',
	'identifiers',
	'images',
	'productTypes',
	'relationships',
	'salesRanks',
	'summaries',
	'vendorDetails',
] as const;

export type IncludedCatalogData = (typeof catalogDataNames)[number];

export interface CatalogView {
	readonly marketplaceIds: readonly string[];
	readonly includedData: ReadonlySet<IncludedCatalogData>;
	/** ASINs of the listing's family. */
	readonly parents: readonly string[];
	readonly children: readonly string[];
}

/** Attributes of the offer are the seller's and not on the product's page. */
const sellersOwn = [
	'condition_type',
	'fulfillment_availability',
	'merchant_shipping_group',
	'merchant_suggested_asin',
	'purchasable_offer',
	'child_parent_sku_relationship',
];

const nodeId = (name: string): string => {
	let sum = 17;
	for (const character of name) sum = (Math.imul(sum, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
	return String(100_000 + (sum % 900_000_000));
};

/** Numbers of a product's browse nodes, all of its way. */
export const nodeIdsOf = ({ categories = [] }: Listing): readonly string[] => categories.map(nodeId);

/** The most special one, which holds the way up. */
const classificationOf = (categories: readonly string[]): Classification | undefined => {
	let found: Classification | undefined;
	for (const displayName of categories)
		found = { displayName, classificationId: nodeId(displayName), ...(found === undefined ? {} : { parent: found }) };
	return found;
};

const inch = 2.54;
const pound = 0.453_592_37;

/** Amazon measures in inches and pounds, wherever the product is sold. */
const dimensionsOf = ({ package: parcel }: Listing): { readonly item?: Dimensions; readonly package?: Dimensions } => {
	if (parcel === undefined) return {};
	const sized = (share: number): Dimensions => ({
		height: { unit: 'inches', value: (parcel.height * share) / inch },
		length: { unit: 'inches', value: (parcel.length * share) / inch },
		weight: { unit: 'pounds', value: (parcel.weight * share) / pound },
		width: { unit: 'inches', value: (parcel.width * share) / inch },
	});
	return { item: sized(0.9), package: sized(1) };
};

const identifiersOf = ({ gtin }: Listing): { identifierType: string; identifier: string }[] =>
	gtin === undefined
		? []
		: [
				{ identifierType: identifierType(gtin).toUpperCase(), identifier: gtin },
				...(gtin.length < 14 ? [{ identifierType: 'GTIN', identifier: gtin.padStart(14, '0') }] : []),
			];

/** Each image in full size and as a thumbnail, under the same name. */
const imagesOf = ({ images }: Listing): { variant: string; link: string; height: number; width: number }[] =>
	images.slice(0, 9).flatMap((link, position) => {
		const variant = position === 0 ? 'MAIN' : `PT0${position}`;
		return [
			{ variant, link, height: 500, width: 500 },
			{ variant, link: link.replace(/(\.\w+)$/, '._SL75_$1'), height: 75, width: 75 },
		];
	});

const summaryOf = (listing: Listing, place: ListingPlace): CatalogSummary => {
	const { brand, packageQuantity, variation, categories = [] } = listing;
	const classification = classificationOf(categories);
	const title = listing.catalogTitle ?? place.title;
	const axes = Object.fromEntries(
		Object.entries(variation?.values ?? {}).filter(([axis]) => axis === 'color' || axis === 'size' || axis === 'style'),
	);
	return {
		marketplaceId: place.marketplaceId,
		adultProduct: false,
		autographed: false,
		...(brand === undefined ? {} : { brand, manufacturer: brand }),
		...(classification === undefined
			? {}
			: { browseClassification: { displayName: classification.displayName, classificationId: classification.classificationId } }),
		itemClassification: isParent(listing) ? 'VARIATION_PARENT' : 'BASE_PRODUCT',
		...(title === undefined ? {} : { itemName: title }),
		memorabilia: false,
		...(packageQuantity === undefined ? {} : { packageQuantity }),
		...axes,
		tradeInEligible: false,
		websiteDisplayGroup: 'home_display_on_website',
		websiteDisplayGroupName: 'Home',
	};
};

const relationshipsOf = ({ variation }: Listing, { parents, children }: CatalogView): CatalogRelationship[] => {
	if (variation === undefined) return [];
	const variationTheme = { attributes: [...variation.axes], theme: variation.theme };
	const family = variation.parentSku === undefined ? { childAsins: [...children] } : { parentAsins: [...parents] };
	return [{ type: 'VARIATION', ...family, variationTheme }];
};

const attributesShown = (listing: Listing, places: readonly ListingPlace[]): NonNullable<CatalogItem['attributes']> =>
	Object.fromEntries(Object.entries(attributesOf(listing, places, { showsFamily: true })).filter(([name]) => !sellersOwn.includes(name)));

/** The product behind a listing as the catalogue shows it. */
export function wireCatalogItem(listing: Listing, view: CatalogView): CatalogItem {
	const places = view.marketplaceIds.flatMap((id) => placeIn(listing, id) ?? []);
	const everywhere = <Part extends object>(part: Part): (Part & { marketplaceId: string })[] =>
		places.map(({ marketplaceId }) => ({ marketplaceId, ...part }));
	const classification = classificationOf(listing.categories ?? []);
	const parts: Readonly<Record<IncludedCatalogData, () => unknown>> = {
		attributes: () => attributesShown(listing, places),
		classifications: () => everywhere({ classifications: classification === undefined ? [] : [classification] }),
		dimensions: () => everywhere(dimensionsOf(listing)),
		identifiers: () => everywhere({ identifiers: identifiersOf(listing) }),
		images: () => everywhere({ images: imagesOf(listing) }),
		productTypes: () => everywhere({ productType: listing.productType }),
		relationships: () => everywhere({ relationships: relationshipsOf(listing, view) }),
		salesRanks: () => everywhere({ classificationRanks: [], displayGroupRanks: [] }),
		summaries: () => places.map((place) => summaryOf(listing, place)),
		vendorDetails: () => [],
	};
	const shown = catalogDataNames.filter((name) => view.includedData.has(name));
	return { asin: listing.asin ?? '', ...Object.fromEntries(shown.map((name) => [name, parts[name]()])) };
}
