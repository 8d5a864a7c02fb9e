import { localisedNames, type Names } from './report-names';

/** What a listings report can tell; the columns of most countries, in their order. */
export const listingColumns = [
	'item-name',
	'item-description',
	'listing-id',
	'seller-sku',
	'price',
	'quantity',
	'open-date',
	'image-url',
	'item-is-marketplace',
	'product-id-type',
	'zshop-shipping-fee',
	'item-note',
	'item-condition',
	'zshop-category1',
	'zshop-browse-path',
	'zshop-storefront-feature',
	'asin1',
	'asin2',
	'asin3',
	'will-ship-internationally',
	'expedited-shipping',
	'zshop-boldface',
	'product-id',
	'bid-for-featured-placement',
	'add-delete',
	'pending-quantity',
	'fulfillment-channel',
	'merchant-shipping-group',
	'status',
] as const;

/** In Great Britain and elsewhere two more. Rows without them end before. */
export const moreListingColumns = ['Minimum order quantity', 'Sell remainder'] as const;

export type ListingColumn = (typeof listingColumns)[number] | (typeof moreListingColumns)[number];

/** A column of a report: what stands in it, and what its header calls it. */
export interface ReportColumn {
	/** Absent for a column of which the header alone is left. */
	readonly holds?: ListingColumn;
	readonly header: string;
}

const english: readonly ReportColumn[] = listingColumns.map((column) => ({ holds: column, header: column }));

const retired: ReadonlySet<ListingColumn> = new Set([
	'image-url',
	'zshop-shipping-fee',
	'zshop-category1',
	'zshop-browse-path',
	'zshop-storefront-feature',
	'asin2',
	'asin3',
	'zshop-boldface',
	'bid-for-featured-placement',
]);

/** As some accounts get it since 2024: https://github.com/amzn/selling-partner-api-models/issues/3999 */
const british: readonly ReportColumn[] = [...listingColumns, ...moreListingColumns].map((column) => {
	if (retired.has(column)) return { header: 'Deprecated column' };
	return { holds: column, header: column === 'fulfillment-channel' ? 'fulfilment-channel' : column };
});

const localised = (names: Names): readonly ReportColumn[] =>
	[...listingColumns, ...moreListingColumns].flatMap((column) => {
		const header = names[column] ?? (column === 'status' ? 'status' : undefined);
		return header === undefined ? [] : [{ holds: column, header }];
	});

/**
 * The columns of GET_MERCHANT_LISTINGS_ALL_DATA in a marketplace.
 * @param locale the report option `preferredReportDocumentLocale`
 */
export function listingReportColumns(
	{ countryCode, language }: { readonly countryCode: string; readonly language: string },
	locale: string | undefined,
): readonly ReportColumn[] {
	if (countryCode === 'GB') return british;
	const names = localisedNames[(locale ?? language).slice(0, 2)];
	return names === undefined ? english : localised(names);
}
