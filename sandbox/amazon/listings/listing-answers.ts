import type { SandboxRequest } from '../../kernel/contract';
import type { SellerAccount } from '../access/accounts';
import type { FbaStockBook } from '../inventory/fba-stock';
import { accessDenied, AmazonError } from '../rest/answers';
import { readMarketplaces } from '../rest/marketplace-parameter';
import { numberedPage, parametersOf } from '../rest/numbered-pages';
import { readList } from '../search/search-parameters';
import { placeIn, type Listing } from './listing';
import type { Available } from './listing-attributes';
import type { ListingBook } from './listing-book';
import { includedDataNames, wireListing, type IncludedListingData, type ListingView } from './listing-rendering';
import { readListingSearch } from './search-listings';
import type { ItemSearchResults, ListingsItem } from './listing-wire';

export interface ListingSettings {
	/** How long after a listing was made its family is told, milliseconds; real ones come minutes late. */
	familyAfterMs: number;
	/**
	 * Whether getListingsItem shows all marketplaces that were asked for. Sellers got the first one alone:
	 * https://github.com/amzn/selling-partner-api-docs/issues/2362
	 */
	showsAllMarketplaces: boolean;
}

export const defaultListingSettings: ListingSettings = { familyAfterMs: 300_000, showsAllMarketplaces: false };

export interface ListingAnswers {
	get(request: SandboxRequest, seller: SellerAccount, sellerId: string, sku: string, now: number): ListingsItem;
	search(request: SandboxRequest, seller: SellerAccount, sellerId: string, now: number): ItemSearchResults;
}

export const checkSeller = (seller: SellerAccount, sellerId: string): void => {
	if (sellerId !== seller.sellerId) throw accessDenied();
};

const readIncludedData = (query: URLSearchParams): ReadonlySet<IncludedListingData> =>
	new Set((readList(query, 'includedData', includedDataNames) ?? ['summaries']) as readonly IncludedListingData[]);

/** getListingsItem and searchListingsItems. */
export function createListingAnswers(
	book: ListingBook,
	stock: FbaStockBook,
	settings: ListingSettings,
	submittedOf: (sellerId: string, sku: string) => readonly Available[] | undefined,
): ListingAnswers {
	const fnSkuOf = (sellerId: string, sku: string): string | undefined => stock.find(sellerId, sku)?.fnSku;

	const viewOf = (sellerId: string, sku: string, asked: Pick<ListingView, 'marketplaceIds' | 'includedData' | 'now'>): ListingView => {
		const fnSku = fnSkuOf(sellerId, sku);
		const submitted = submittedOf(sellerId, sku);
		return {
			...asked,
			children: book.childrenOf(sellerId, sku),
			familyAfterMs: settings.familyAfterMs,
			...(fnSku === undefined ? {} : { fnSku }),
			...(submitted === undefined ? {} : { submitted }),
		};
	};

	return {
		get({ query }, seller, sellerId, sku, now) {
			checkSeller(seller, sellerId);
			const marketplaceIds = readMarketplaces(query, seller);
			const includedData = readIncludedData(query);
			const listing = book.find(sellerId, sku);
			const held = marketplaceIds.filter((id) => listing !== undefined && placeIn(listing, id) !== undefined);
			if (listing === undefined || held.length === 0) {
				// https://github.com/jrl84/amazon-sp-api/issues/176
				throw new AmazonError(404, 'NOT_FOUND', `SKU '${sku}' not found in marketplace ${marketplaceIds[0] ?? ''}`);
			}
			const shown = settings.showsAllMarketplaces ? held : held.slice(0, 1);
			return wireListing(listing, viewOf(sellerId, sku, { marketplaceIds: shown, includedData, now }));
		},
		search({ query }, seller, sellerId, now) {
			checkSeller(seller, sellerId);
			const marketplaceIds = readMarketplaces(query, seller);
			const includedData = readIncludedData(query);
			const { isWanted, compare, pageSize } = readListingSearch(query, marketplaceIds);
			const only = (listing: Listing, part: 'summaries' | 'issues'): ListingsItem =>
				wireListing(listing, viewOf(sellerId, listing.sku, { marketplaceIds, includedData: new Set([part]), now }));
			const found = book
				.all(sellerId)
				.filter((listing) =>
					isWanted({
						listing,
						fnSku: fnSkuOf(sellerId, listing.sku),
						statuses: () => only(listing, 'summaries').summaries?.flatMap(({ status }) => status) ?? [],
						severities: () => only(listing, 'issues').issues?.map(({ severity }) => severity) ?? [],
					}),
				)
				.sort(compare);
			const check = { kind: 'listings', sellerId, parameters: parametersOf(query), now };
			const { entries, pagination } = numberedPage(found, pageSize, query.get('pageToken'), check);
			return {
				numberOfResults: found.length,
				...(pagination === undefined ? {} : { pagination }),
				items: entries.map((listing) => wireListing(listing, viewOf(sellerId, listing.sku, { marketplaceIds, includedData, now }))),
			};
		},
	};
}
