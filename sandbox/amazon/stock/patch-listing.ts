import { randomUUID } from 'node:crypto';
import type { SandboxRequest } from '../../kernel/contract';
import type { SellerAccount } from '../access/accounts';
import { checkSeller } from '../listings/listing-answers';
import type { ItemIssue } from '../listings/listing-wire';
import { invalidInput } from '../rest/answers';
import { readMarketplaces } from '../rest/marketplace-parameter';
import { readJson } from '../rest/read-json';
import { readList } from '../search/search-parameters';
import { readPatches } from './availability-change';
import type { StockParts } from './stock-parts';

/** Model listings-items-2021-08-01. */
export interface ListingsItemSubmission {
	sku: string;
	status: 'ACCEPTED' | 'INVALID' | 'VALID';
	submissionId: string;
	issues?: ItemIssue[];
	identifiers?: { marketplaceId: string; asin?: string }[];
}

/**
 * PATCH /listings/2021-08-01/items/{sellerId}/{sku}. A SKU that is not listed is accepted like any other, as two sellers
 * met it (amzn/selling-partner-api-models#2797, #4402) and as the model has it, which knows no 404 here: it is damage.
 * @throws AmazonError InvalidInput, Unauthorized
 */
export function patchListing(
	{ book, desk, sources, clock }: StockParts,
	request: SandboxRequest,
	seller: SellerAccount,
	sellerId: string,
	sku: string,
): ListingsItemSubmission {
	checkSeller(seller, sellerId);
	const marketplaceIds = readMarketplaces(request.query, seller);
	const included = readList(request.query, 'includedData', ['identifiers', 'issues']) ?? ['issues'];
	const [mode] = readList(request.query, 'mode', ['VALIDATION_PREVIEW']) ?? [];
	const body = readJson(request);
	const { productType, patches } = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
	if (typeof productType !== 'string' || productType === '') throw invalidInput('productType is required.');
	const listing = book.find(sellerId, sku);
	const { changes, issues: found } = readPatches(patches, listing, (code) => sources.has(sellerId, code));
	const issues = [...found, ...[desk.refusalOf(sellerId, sku) ?? []].flat()];
	const isInvalid = issues.some(({ severity }) => severity === 'ERROR');
	if (!isInvalid && mode === undefined) {
		desk.judge(sellerId, sku, changes);
		desk.accept(sellerId, sku, changes, clock.now());
	}
	const asin = listing?.asin;
	return {
		sku,
		status: isInvalid ? 'INVALID' : mode === undefined ? 'ACCEPTED' : 'VALID',
		submissionId: randomUUID().replaceAll('-', ''),
		...(included.includes('issues') ? { issues } : {}),
		...(included.includes('identifiers')
			? { identifiers: marketplaceIds.map((marketplaceId) => ({ marketplaceId, ...(asin === undefined ? {} : { asin }) })) }
			: {}),
	};
}
