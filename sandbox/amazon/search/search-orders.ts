import type { OrderBook, SearchedTime, StoredOrder } from '../orders/order-book';
import { invalidInput } from '../rest/answers';
import type { SearchFilter } from './search-parameters';

/** One page of a search, before the orders are built. */
export interface SearchPage {
	readonly orders: readonly StoredOrder[];
	readonly nextToken?: string;
}

/** Where a search goes on: after this order, in the order of the searched time. */
interface Position {
	readonly time: number;
	readonly orderId: string;
}

/** What a pagination token holds. Amazon's is opaque; ours only has to look it. */
interface TokenContent extends Position {
	readonly sellerId: string;
	readonly parameters: string;
	readonly before: number;
	readonly issuedAt: number;
}

const tokenLifetimeMs = 24 * 3_600_000;
const freeToChange: ReadonlySet<string> = new Set(['paginationToken', 'maxResultsPerPage', 'includedData']);

/** Orders older than two years are not shown, but Japan, Australia and Singapore go back to 2016. */
const longMemory: ReadonlySet<string> = new Set(['A1VC38T7YXB528', 'A39IBJ37TRP1C6', 'A19VAU5U5O7RUS']);
const since2016 = Date.UTC(2016, 0, 1);
const twoYearsMs = 2 * 365.25 * 86_400_000;

const parametersOf = (query: URLSearchParams): string =>
	[...query]
		.filter(([name]) => !freeToChange.has(name))
		.map(([name, value]) => `${name}=${value}`)
		.sort()
		.join('&');

const readToken = (token: string): TokenContent | undefined => {
	try {
		return JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as TokenContent;
	} catch {
		return undefined;
	}
};

/**
 * The end of the searched time and the position that a pagination token carries on from.
 * @throws AmazonError InvalidInput for a foreign, outlived or differently parametrised token
 */
export function resumeSearch(
	query: URLSearchParams,
	sellerId: string,
	now: number,
): Pick<TokenContent, 'before' | 'time' | 'orderId'> | undefined {
	const token = query.get('paginationToken');
	if (token === null) return undefined;
	const content = readToken(token);
	if (content?.sellerId !== sellerId) throw invalidInput('The paginationToken is invalid.');
	if (now - content.issuedAt > tokenLifetimeMs) throw invalidInput('The paginationToken has expired.');
	if (content.parameters !== parametersOf(query)) {
		throw invalidInput('The parameters must be the same as in the request that returned the paginationToken.');
	}
	return content;
}

const isWanted = (order: StoredOrder, filter: SearchFilter, now: number): boolean => {
	const oldest = longMemory.has(order.marketplaceId) ? since2016 : now - twoYearsMs;
	return (
		order.createdMs >= oldest &&
		(filter.statuses?.includes(order.status) ?? true) &&
		(filter.marketplaceIds?.includes(order.marketplaceId) ?? true) &&
		(filter.fulfilledBy?.includes(order.fulfilledBy) ?? true)
	);
};

export interface SearchRequest {
	readonly query: URLSearchParams;
	readonly sellerId: string;
	readonly filter: SearchFilter;
	readonly pageSize: number;
	readonly position?: Position;
	readonly now: number;
}

/**
 * Pages are cut at a position in time, not at a count: an order that is updated while somebody pages through a search
 * by update leaves the rest of the pages (its new time lies after the search's end) and comes in the next search;
 * nothing else moves up or down for it.
 */
export function searchPage(book: OrderBook, { query, sellerId, filter, pageSize, position, now }: SearchRequest): SearchPage {
	const time: SearchedTime = filter.by === 'created' ? 'createdMs' : 'updatedMs';
	const isAfterPosition = (order: StoredOrder): boolean =>
		position === undefined || order[time] > position.time || (order[time] === position.time && order.orderId > position.orderId);
	const found: StoredOrder[] = [];
	for (const order of book.sortedBy(sellerId, time)) {
		if (order[time] < filter.after || !isAfterPosition(order)) continue;
		if (order[time] > filter.before || found.length > pageSize) break;
		if (isWanted(order, filter, now)) found.push(order);
	}
	const orders = found.slice(0, pageSize);
	const last = orders.at(-1);
	if (found.length <= pageSize || last === undefined) return { orders };
	const content: TokenContent = {
		time: last[time],
		orderId: last.orderId,
		sellerId,
		parameters: parametersOf(query),
		before: filter.before,
		issuedAt: now,
	};
	return { orders, nextToken: Buffer.from(JSON.stringify(content)).toString('base64url') };
}
