import type { SellerAccount } from '../access/accounts';
import { marketplaces } from '../access/marketplaces';
import { readList } from '../search/search-parameters';
import { accessDenied, AmazonError } from './answers';

/** The seller may ask for its own region only: https://github.com/amzn/selling-partner-api-models/issues/5126 */
export function checkMarketplaces(ids: readonly string[], seller: SellerAccount): void {
	if (ids.length === 0 || ids.some((id) => !marketplaces.some((marketplace) => marketplace.id === id))) {
		throw new AmazonError(400, 'InvalidInput', "Invalid 'marketplaceIds' provided.");
	}
	if (ids.some((id) => !seller.marketplaces.some((marketplace) => marketplace.id === id))) {
		throw accessDenied('The marketplaces you provided are not valid for region.');
	}
}

/** The parameter marketplaceIds. @throws AmazonError InvalidInput, Unauthorized */
export function readMarketplaces(query: URLSearchParams, seller: SellerAccount): readonly string[] {
	const ids = readList(query, 'marketplaceIds') ?? [];
	checkMarketplaces(ids, seller);
	return ids;
}
