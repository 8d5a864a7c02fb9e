import type { Listing, ListingPlace } from '../amazon/listings/listing';
import { caseTwin, catalog, catalogParents, listings, type CatalogListing } from './catalog';
import { withCheckDigit } from './listing-goods';
import type { ListingExpectation } from './listing-parts';

const european = ['A1PA6795UKMFR9', 'A13V1IB3VIYZZH', 'APJ6JRA9NG5V4', 'A1RKKUPIHCS9HS', 'A1F83G8C2ARO7P'];
const american = ['ATVPDKIKX0DER'];
/** Listed long before anything is ordered. */
const listedMs = Date.UTC(2025, 4, 12, 8, 30);

const axisOf = (attribute: string): 'color' | 'size' => (attribute === 'Colour' ? 'color' : 'size');

const placesIn = (marketplaces: readonly string[], more: Partial<ListingPlace>): readonly ListingPlace[] =>
	marketplaces.map((marketplaceId) => ({
		marketplaceId,
		fulfilledBy: 'MERCHANT',
		status: 'Active',
		createdMs: listedMs,
		updatedMs: listedMs,
		...more,
	}));

const imageOf = (sku: string): string =>
	`https://m.media-amazon.com/images/I/${encodeURIComponent(sku).replaceAll('%', '').slice(0, 20)}.jpg`;

const offerOf = ({ title, price, fulfilledBy }: CatalogListing): Partial<ListingPlace> => ({
	title,
	price,
	fulfilledBy,
	description: `<p>${title}.</p>`,
	bullets: [title],
	...(fulfilledBy === 'AMAZON' ? {} : { quantity: 100 }),
});

const listingOf = (listed: CatalogListing, position: number, marketplaces: readonly string[]): Listing => {
	const product = catalog.find(({ sku }) => sku === listed.productSku);
	const parent = catalogParents.find(({ sku }) => sku === product?.parent);
	const axis = parent === undefined ? undefined : axisOf(parent.attribute);
	return {
		sku: listed.sellerSku,
		asin: listed.asin,
		productType: 'HOME',
		condition: 'new_new',
		gtin: withCheckDigit(`4099000${String(position).padStart(5, '0')}`),
		brand: 'Oak & Beeswax',
		images: [imageOf(listed.sellerSku)],
		package: { length: 20, width: 15, height: 10, weight: 0.4 },
		...(listed.unitsPerListing > 1 ? { packageQuantity: listed.unitsPerListing } : {}),
		...(parent === undefined || axis === undefined
			? {}
			: { variation: { theme: axis.toUpperCase(), axes: [axis], parentSku: parent.sku, values: { [axis]: product?.option ?? '' } } }),
		places: placesIn(marketplaces, offerOf(listed)),
	};
};

const parentsIn = (marketplaces: readonly string[]): readonly Listing[] =>
	catalogParents.map(({ sku, name, attribute }, position) => ({
		sku,
		asin: `B0SBP${String(position).padStart(5, '0')}`,
		productType: 'HOME',
		brand: 'Oak & Beeswax',
		images: [imageOf(sku)],
		variation: { theme: axisOf(attribute).toUpperCase(), axes: [axisOf(attribute)] },
		places: placesIn(marketplaces, { title: name }),
	}));

const demoListings = (marketplaces: readonly string[]): readonly Listing[] => [
	...parentsIn(marketplaces),
	...listings.map((listed, position) => listingOf(listed, position, marketplaces)),
];

/** The demo world's goods as listings of the ready-made accounts: what its orders are of. */
export const defaultListings: Readonly<Record<string, readonly Listing[]>> = {
	A1SANDBOXEU: demoListings(european),
	A1SANDBOXNA: demoListings(american),
};

/** What should become of these when they are matched by SKU alone: the pack of three is linked by hand. */
export const demoExpectations: readonly ListingExpectation[] = [
	...catalogParents.map(({ sku }) => ({ sku, expect: 'parent' as const })),
	...listings.map(({ sellerSku: sku, productSku }): ListingExpectation => {
		if (sku === productSku) return { sku, expect: 'matched', productSku };
		if (sku === caseTwin.listingSku) return { sku, expect: 'nearMiss', productSku: caseTwin.productSku, why: 'differsInCase' };
		return { sku, expect: 'missing' };
	}),
];
