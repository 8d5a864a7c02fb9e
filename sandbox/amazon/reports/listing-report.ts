import { marketplaceById, type Marketplace } from '../access/marketplaces';
import { amazonChannel, identifierType } from '../listings/listing-attributes';
import {
	isParent,
	merchantQuantity,
	placeIn,
	shownStatus,
	type Listing,
	type ListingCondition,
	type ListingPlace,
} from '../listings/listing';
import { openDate } from './open-date';
import type { ListingColumn } from './listing-columns';
import { listingReportColumns } from './report-headers';

/** A report before it becomes bytes. */
export interface ReportTable {
	readonly headers: readonly string[];
	readonly rows: readonly (readonly string[])[];
}

/** The report asked for, in the one marketplace that a listings report is of. */
export interface ListingReport {
	readonly type: string;
	readonly marketplaceId: string;
	/** The report option `preferredReportDocumentLocale`. */
	readonly locale?: string;
	readonly showsParents: boolean;
	/** Columns that do not come: https://github.com/amzn/selling-partner-api-models/issues/5216 */
	readonly leftOut: readonly string[];
}

type Placed = readonly [listing: Listing, place: ListingPlace];

/** https://developer-docs.amazon.com/sp-api/docs/report-type-values-inventory */
const conditionCodes: Readonly<Record<ListingCondition, string>> = {
	new_new: '11',
	new_open_box: '11',
	new_oem: '11',
	refurbished_refurbished: '10',
	used_like_new: '1',
	used_very_good: '2',
	used_good: '3',
	used_acceptable: '4',
	collectible_like_new: '5',
	collectible_very_good: '6',
	collectible_good: '7',
	collectible_acceptable: '8',
	club_club: '9',
};

const idTypes = { upc: '3', ean: '4', gtin: '4' } as const;

/** A report has no way to write tabs and line ends, and quotes mean nothing in it. */
const flat = (text = ''): string => text.replace(/[\t\r\n]+/g, ' ');

/** American reports say "5", others "5.00". */
const priceIn = ({ region }: Marketplace, price = ''): string => (region === 'na' ? price.replace(/\.?0+$/, '') : price);

const checksum = (text: string): number => {
	let sum = 7;
	for (const character of text) sum = (Math.imul(sum, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
	return sum;
};

const listingIdOf = ({ sku }: Listing, { createdMs, marketplaceId }: ListingPlace): string => {
	const [, month = '', day = ''] = new Date(createdMs).toISOString().slice(0, 10).split('-');
	return `${month}${day}Z${checksum(`${marketplaceId} ${sku}`).toString(36).toUpperCase().padStart(7, '0')}`.slice(0, 12);
};

const cellsOf = ([listing, place]: Placed, marketplace: Marketplace): Readonly<Partial<Record<ListingColumn, string>>> => {
	const { gtin, asin = '' } = listing;
	const parent = isParent(listing);
	const isKnown = listing.hidesAvailability !== true;
	const byMerchant = place.fulfilledBy === 'MERCHANT' && !parent && isKnown;
	return {
		'item-name': flat(place.title),
		'item-description': flat(place.description),
		'listing-id': listingIdOf(listing, place),
		'seller-sku': listing.sku,
		price: parent ? '' : priceIn(marketplace, place.price),
		quantity: byMerchant ? String(merchantQuantity(listing, place) ?? 0) : '',
		'open-date': openDate(place.createdMs, marketplace.countryCode),
		'item-is-marketplace': 'y',
		'product-id-type': gtin === undefined ? '1' : idTypes[identifierType(gtin)],
		'item-condition': listing.condition === undefined ? '' : conditionCodes[listing.condition],
		asin1: asin,
		'product-id': gtin ?? asin,
		'pending-quantity': byMerchant ? '0' : '',
		'fulfillment-channel': !isKnown ? '' : place.fulfilledBy === 'AMAZON' ? amazonChannel(marketplace) : 'DEFAULT',
		'merchant-shipping-group': 'Migrated Template',
		status: shownStatus(listing, place),
	};
};

const allData = (placed: readonly Placed[], marketplace: Marketplace, { locale, leftOut }: ListingReport): ReportTable => {
	const columns = listingReportColumns(marketplace, locale).filter(({ holds }) => holds === undefined || !leftOut.includes(holds));
	// In Great Britain the rows end before the last two columns of the header.
	const filled =
		marketplace.countryCode === 'GB'
			? columns.filter(({ holds }) => holds !== 'Minimum order quantity' && holds !== 'Sell remainder')
			: columns;
	return {
		headers: columns.map(({ header }) => header),
		rows: placed.map((entry) => {
			const cells = cellsOf(entry, marketplace);
			return filled.map(({ holds }) => (holds === undefined ? '' : (cells[holds] ?? '')));
		}),
	};
};

const openListings = (placed: readonly Placed[], marketplace: Marketplace): ReportTable => ({
	headers: ['sku', 'asin', 'price', 'quantity'],
	rows: placed
		.filter(([listing, { status }]) => status === 'Active' && !isParent(listing))
		.map(([listing, place]) => {
			const { price = '', quantity = '', asin1 = '' } = cellsOf([listing, place], marketplace);
			return [listing.sku, asin1, price, quantity];
		}),
});

export const listingReportTypes = ['GET_MERCHANT_LISTINGS_ALL_DATA', 'GET_FLAT_FILE_OPEN_LISTINGS_DATA'];

/** The listings of one marketplace as Amazon's report tells them. */
export function listingReport(listings: readonly Listing[], report: ListingReport): ReportTable {
	const marketplace = marketplaceById(report.marketplaceId);
	const placed = listings.flatMap((listing): readonly Placed[] => {
		const place = placeIn(listing, report.marketplaceId);
		return place === undefined || (isParent(listing) && !report.showsParents) ? [] : [[listing, place]];
	});
	return report.type === 'GET_FLAT_FILE_OPEN_LISTINGS_DATA' ? openListings(placed, marketplace) : allData(placed, marketplace, report);
}

export const asText = ({ headers, rows }: ReportTable): string => [headers, ...rows].map((cells) => `${cells.join('\t')}\n`).join('');
