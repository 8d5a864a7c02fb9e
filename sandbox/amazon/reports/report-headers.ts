import { listingColumns, moreListingColumns, type ListingColumn } from './listing-columns';
import { localisedNames, type Names } from './report-names';

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
