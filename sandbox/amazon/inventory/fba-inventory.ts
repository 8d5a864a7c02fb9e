import type { SellerAccount } from '../access/accounts';
import { invalidInput } from '../rest/answers';
import { issuePageToken, readPageToken } from '../rest/page-token';
import { readTime } from '../search/search-parameters';
import { inboundOf, insideOf, reservedOf } from './fba-parts';
import type { FbaStockBook, FbaStockRecord } from './fba-stock';

/** One SKU as FBA Inventory v1 writes it (model fba-inventory-v1). */
export interface InventorySummary {
	asin: string;
	fnSku: string;
	sellerSku: string;
	condition: string;
	inventoryDetails?: {
		fulfillableQuantity: number;
		inboundWorkingQuantity: number;
		inboundShippedQuantity: number;
		inboundReceivingQuantity: number;
		reservedQuantity: {
			totalReservedQuantity: number;
			pendingCustomerOrderQuantity: number;
			pendingTransshipmentQuantity: number;
			fcProcessingQuantity: number;
		};
		researchingQuantity: { totalResearchingQuantity: number; researchingQuantityBreakdown: never[] };
		unfulfillableQuantity: { totalUnfulfillableQuantity: number };
	};
	lastUpdatedTime: string;
	productName: string;
	totalQuantity: number;
	stores: string[];
}

export interface InventorySummariesAnswer {
	payload: { granularity: { granularityType: string; granularityId: string }; inventorySummaries: InventorySummary[] };
	pagination?: { nextToken: string };
}

const pageSize = 50;
const maximumSkus = 50;
const tokenLifetimeMs = 30_000;
const oldestStartMs = 18 * 30.44 * 86_400_000;

const summaryOf = (stock: FbaStockRecord, hasDetails: boolean): InventorySummary => ({
	asin: stock.asin,
	fnSku: stock.fnSku,
	sellerSku: stock.sellerSku,
	condition: 'NewItem',
	...(hasDetails
		? {
				inventoryDetails: {
					fulfillableQuantity: stock.fulfillable,
					inboundWorkingQuantity: stock.parts.inboundWorking,
					inboundShippedQuantity: stock.parts.inboundShipped,
					inboundReceivingQuantity: stock.parts.inboundReceiving,
					reservedQuantity: {
						totalReservedQuantity: reservedOf(stock),
						pendingCustomerOrderQuantity: stock.reserved,
						pendingTransshipmentQuantity: stock.parts.transfers,
						fcProcessingQuantity: stock.parts.processing,
					},
					researchingQuantity: { totalResearchingQuantity: stock.parts.researching, researchingQuantityBreakdown: [] },
					unfulfillableQuantity: { totalUnfulfillableQuantity: stock.parts.unfulfillable },
				},
			}
		: {}),
	lastUpdatedTime: new Date(stock.updatedMs).toISOString(),
	productName: stock.productName,
	totalQuantity: insideOf(stock) + inboundOf(stock),
	stores: [],
});

const required = (query: URLSearchParams, name: string): string => {
	const value = query.get(name);
	if (value === null || value === '') throw invalidInput(`${name} is required.`);
	return value;
};

/** Which SKUs are asked for: startDateTime goes before sellerSkus, sellerSkus before sellerSku, as the model says. */
const chosenBy = (query: URLSearchParams, now: number): ((stock: FbaStockRecord) => boolean) => {
	const start = readTime(query, 'startDateTime');
	const skus = query
		.getAll('sellerSkus')
		.join(',')
		.split(',')
		.filter((sku) => sku !== '');
	const sku = query.get('sellerSku');
	if (skus.length > maximumSkus) throw invalidInput(`sellerSkus takes at most ${maximumSkus} values.`);
	if (start !== undefined) {
		if (start < now - oldestStartMs) throw invalidInput('startDateTime must be no earlier than 18 months ago.');
		return ({ updatedMs }) => updatedMs > start;
	}
	if (skus.length > 0) return ({ sellerSku }) => skus.includes(sellerSku);
	return sku === null ? () => true : ({ sellerSku }) => sellerSku === sku;
};

/**
 * GET /fba/inventory/v1/summaries. Every marketplace of the account tells the same units: they are one stock, never to be
 * summed. A SKU that FBA does not know is left out of the answer; it is no error.
 * @throws AmazonError InvalidInput
 */
export function inventorySummaries(
	query: URLSearchParams,
	seller: SellerAccount,
	book: FbaStockBook,
	now: number,
): InventorySummariesAnswer {
	const granularityType = required(query, 'granularityType');
	const granularityId = required(query, 'granularityId');
	const marketplaceId = required(query, 'marketplaceIds');
	if (granularityType !== 'Marketplace') throw invalidInput('granularityType must be Marketplace.');
	if (!seller.marketplaces.some(({ id }) => id === marketplaceId) || granularityId !== marketplaceId) {
		throw invalidInput('granularityId and marketplaceIds must be one marketplace of the seller.');
	}
	const details = query.get('details') ?? 'false';
	if (details !== 'true' && details !== 'false') throw invalidInput('details must be true or false.');
	const given = query.get('nextToken');
	const after =
		given === null
			? undefined
			: readPageToken(given, { kind: 'inventory', sellerId: seller.sellerId, parameters: '', lifetimeMs: tokenLifetimeMs, now }).id;
	const isChosen = chosenBy(query, now);
	const found = book.all(seller.sellerId).filter((stock) => isChosen(stock) && (after === undefined || stock.sellerSku > after));
	const page = found.slice(0, pageSize);
	const last = page.at(-1);
	return {
		payload: {
			granularity: { granularityType, granularityId },
			inventorySummaries: page.map((stock) => summaryOf(stock, details === 'true')),
		},
		...(found.length > pageSize && last !== undefined
			? {
					pagination: {
						nextToken: issuePageToken({
							kind: 'inventory',
							sellerId: seller.sellerId,
							parameters: '',
							id: last.sellerSku,
							time: 0,
							issuedAt: now,
						}),
					},
				}
			: {}),
	};
}
