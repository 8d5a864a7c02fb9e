import type { SandboxRequest } from '../../kernel/contract';
import type { SellerAccount } from '../access/accounts';
import { placeIn, type Listing } from '../listings/listing';
import type { ListingBook } from '../listings/listing-book';
import { AmazonError, invalidInput } from '../rest/answers';
import { readMarketplaces } from '../rest/marketplace-parameter';
import { numberedPage, parametersOf } from '../rest/numbered-pages';
import { readCount, readList } from '../search/search-parameters';
import { catalogDataNames, nodeIdsOf, wireCatalogItem, type CatalogView, type IncludedCatalogData } from './catalog-rendering';
import type { CatalogItem, CatalogSearchResults } from './catalog-wire';

const identifierTypes = ['ASIN', 'EAN', 'GTIN', 'ISBN', 'JAN', 'MINSAN', 'SKU', 'UPC'];
const maximumIdentifiers = 20;

export interface CatalogAnswers {
	get(request: SandboxRequest, seller: SellerAccount, asin: string): CatalogItem;
	search(request: SandboxRequest, seller: SellerAccount, now: number): CatalogSearchResults;
}

const readIncludedData = (query: URLSearchParams): ReadonlySet<IncludedCatalogData> =>
	new Set((readList(query, 'includedData', catalogDataNames) ?? ['summaries']) as readonly IncludedCatalogData[]);

const asGtin = (digits: string): string => digits.padStart(14, '0');

/** getCatalogItem and searchCatalogItems: what the stand-in's sellers list is all that this Amazon has. */
export function createCatalogAnswers(book: ListingBook): CatalogAnswers {
	/** The first listing of an ASIN made the product's page; the others are offers on it. */
	const pageOf = (asin: string, marketplaceIds: readonly string[]): Listing | undefined =>
		book.withAsin(asin).find((listing) => marketplaceIds.some((id) => placeIn(listing, id) !== undefined));

	const asinsOf = (sellerId: string, skus: readonly string[]): readonly string[] => [
		...new Set(skus.flatMap((sku) => book.find(sellerId, sku)?.asin ?? [])),
	];

	const viewOf = (listing: Listing, sellerId: string, asked: Pick<CatalogView, 'marketplaceIds' | 'includedData'>): CatalogView => ({
		...asked,
		parents: listing.variation?.parentSku === undefined ? [] : asinsOf(sellerId, [listing.variation.parentSku]),
		children: asinsOf(sellerId, book.childrenOf(sellerId, listing.sku)),
	});

	const byIdentifiers = (query: URLSearchParams, identifiers: readonly string[]): ((listing: Listing) => boolean) => {
		const [type] = readList(query, 'identifiersType', identifierTypes) ?? [];
		if (type === undefined || ['brandNames', 'classificationIds', 'keywordsLocale'].some((name) => query.has(name))) throw invalidInput('');
		if (identifiers.length > maximumIdentifiers) throw invalidInput(`identifiers takes at most ${maximumIdentifiers} values.`);
		if (type === 'ASIN') return ({ asin }) => asin !== undefined && identifiers.includes(asin);
		if (type !== 'SKU') return ({ gtin }) => gtin !== undefined && identifiers.some((given) => asGtin(given) === asGtin(gtin));
		const sellerId = query.get('sellerId');
		if (sellerId === null) throw invalidInput('');
		const asins = asinsOf(sellerId, identifiers);
		return ({ asin }) => asin !== undefined && asins.includes(asin);
	};

	const byKeywords = (query: URLSearchParams, keywords: readonly string[], marketplaceId: string): ((listing: Listing) => boolean) => {
		const brands = readList(query, 'brandNames');
		const nodes = readList(query, 'classificationIds');
		const words = keywords.flatMap((keyword) => keyword.toLowerCase().split(/\s+/)).filter((word) => word !== '');
		return (listing) => {
			const title = `${listing.brand ?? ''} ${listing.catalogTitle ?? placeIn(listing, marketplaceId)?.title ?? ''}`.toLowerCase();
			return (
				words.every((word) => title.includes(word)) &&
				(brands?.includes(listing.brand ?? '') ?? true) &&
				(nodes?.some((node) => nodeIdsOf(listing).includes(node)) ?? true)
			);
		};
	};

	return {
		get({ query }, seller, asin) {
			const marketplaceIds = readMarketplaces(query, seller);
			const includedData = readIncludedData(query);
			const listing = pageOf(asin, marketplaceIds);
			if (listing === undefined) {
				// https://github.com/jlevers/selling-partner-api/issues/451
				throw new AmazonError(404, 'NOT_FOUND', `Requested item, ${asin}, not found in marketplace(s) ${marketplaceIds.join(', ')}.`, null);
			}
			return wireCatalogItem(listing, viewOf(listing, seller.sellerId, { marketplaceIds, includedData }));
		},
		search({ query }, seller, now) {
			const marketplaceIds = readMarketplaces(query, seller);
			const [marketplaceId = ''] = marketplaceIds;
			if (marketplaceIds.length > 1) throw invalidInput('marketplaceIds takes one value.');
			const includedData = readIncludedData(query);
			const identifiers = readList(query, 'identifiers');
			const keywords = readList(query, 'keywords');
			if ((identifiers === undefined) === (keywords === undefined))
				throw invalidInput('Exactly one of identifiers and keywords must be provided.');
			if ((keywords?.length ?? 0) > maximumIdentifiers) throw invalidInput(`keywords takes at most ${maximumIdentifiers} values.`);
			const isWanted = identifiers === undefined ? byKeywords(query, keywords ?? [], marketplaceId) : byIdentifiers(query, identifiers);
			const pages = new Map<string, Listing>();
			for (const listing of book.everywhere()) {
				if (listing.asin === undefined || placeIn(listing, marketplaceId) === undefined || !isWanted(listing)) continue;
				if (!pages.has(listing.asin)) pages.set(listing.asin, listing);
			}
			const found = [...pages.values()];
			const check = { kind: 'catalog', sellerId: seller.sellerId, parameters: parametersOf(query), now };
			const { entries, pagination } = numberedPage(found, readCount(query, 'pageSize', 10, 20), query.get('pageToken'), check);
			return {
				numberOfResults: found.length,
				...(pagination === undefined ? {} : { pagination }),
				...(keywords === undefined ? {} : { refinements: { brands: [], classifications: [] } }),
				items: entries.map((listing) => wireCatalogItem(listing, viewOf(listing, seller.sellerId, { marketplaceIds, includedData }))),
			};
		},
	};
}
