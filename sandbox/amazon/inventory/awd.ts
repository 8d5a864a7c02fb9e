import type { SandboxRequest } from '../../kernel/contract';
import type { SellerAccount } from '../access/accounts';
import { invalidInput } from '../rest/answers';
import { issuePageToken, readPageToken } from '../rest/page-token';
import { readCount, readList } from '../search/search-parameters';

/** Units of one SKU at Amazon's distribution centres, which nobody can buy before they reach FBA. */
export interface AwdStock {
	readonly sku: string;
	readonly onHand: number;
	readonly inbound?: number;
	/** On the way from there to FBA. */
	readonly replenishment?: number;
	/** Of those on hand, for an order to FBA that is being prepared. */
	readonly reserved?: number;
}

export interface AwdBook {
	set(sellerId: string, stock: AwdStock): void;
	/** In the order of the SKUs. */
	all(sellerId: string): readonly AwdStock[];
	clear(): void;
}

export function createAwdBook(): AwdBook {
	const bySeller = new Map<string, Map<string, AwdStock>>();
	return {
		set(sellerId, stock) {
			const stocks = bySeller.get(sellerId) ?? new Map<string, AwdStock>();
			bySeller.set(sellerId, stocks);
			stocks.set(stock.sku, stock);
		},
		all: (sellerId) => [...(bySeller.get(sellerId)?.values() ?? [])].sort((a, b) => (a.sku < b.sku ? -1 : 1)),
		clear: () => bySeller.clear(),
	};
}

/** Model awd-2024-05-09. */
interface WireAwdSummary {
	sku: string;
	totalInboundQuantity: number;
	totalOnhandQuantity: number;
	inventoryDetails?: { availableDistributableQuantity: number; replenishmentQuantity: number; reservedDistributableQuantity: number };
	expirationDetails?: never[];
}

const summaryOf = ({ sku, onHand, inbound = 0, replenishment = 0, reserved = 0 }: AwdStock, isDetailed: boolean): WireAwdSummary => ({
	sku,
	totalInboundQuantity: inbound,
	totalOnhandQuantity: onHand,
	...(isDetailed
		? {
				inventoryDetails: {
					availableDistributableQuantity: onHand - reserved,
					replenishmentQuantity: replenishment,
					reservedDistributableQuantity: reserved,
				},
				expirationDetails: [],
			}
		: {}),
});

/**
 * GET /awd/2024-05-09/inventory, by the model alone: of production nothing was recorded. A page may be empty and still
 * have one after it, as the model warns; these are not.
 * @throws AmazonError InvalidInput
 */
export function listAwdInventory(
	{ query }: SandboxRequest,
	{ sellerId }: SellerAccount,
	book: AwdBook,
	now: number,
): { inventory: WireAwdSummary[]; nextToken?: string } {
	const [details = 'HIDE'] = readList(query, 'details', ['SHOW', 'HIDE']) ?? [];
	const [order = 'ASCENDING'] = readList(query, 'sortOrder', ['ASCENDING', 'DESCENDING']) ?? [];
	const pageSize = readCount(query, 'maxResults', 25, 200);
	const sku = query.get('sku');
	const token = query.get('nextToken');
	const check = { kind: 'awd', sellerId, parameters: `${details} ${order} ${sku ?? ''}` };
	const start = token === null ? 0 : Number(readPageToken(token, { ...check, lifetimeMs: 3_600_000, now }).id);
	if (!Number.isInteger(start)) throw invalidInput('The token is invalid.');
	const found = book.all(sellerId).filter((stock) => sku === null || stock.sku === sku);
	if (order === 'DESCENDING') found.reverse();
	const next = start + pageSize;
	return {
		inventory: found.slice(start, next).map((stock) => summaryOf(stock, details === 'SHOW')),
		...(next < found.length ? { nextToken: issuePageToken({ ...check, time: 0, id: String(next), issuedAt: now }) } : {}),
	};
}
