import type { SandboxRequest } from '../../kernel/contract';
import type { Authorization } from '../access/accounts';
import { asSeenBy } from '../access/personal-data';
import type { OrderBook } from '../orders/order-book';
import type { GetOrderResponse, SearchOrdersResponse } from '../orders/order-wire';
import { notFound } from '../rest/answers';
import { withIncludedData } from './included-data';
import { resumeSearch, searchPage } from './search-orders';
import { readIncludedData, readCount, readSearchFilter } from './search-parameters';

/** The two reading operations of the Orders API; each shows what the application's roles let it see. */
export function searchOrders(
	book: OrderBook,
	now: number,
	{ query }: SandboxRequest,
	{ seller, application }: Authorization,
): SearchOrdersResponse {
	const included = readIncludedData(query);
	const pageSize = readCount(query, 'maxResultsPerPage', 100, 100);
	const resumed = resumeSearch(query, seller.sellerId, now);
	const read = readSearchFilter(query, now);
	const filter = resumed === undefined ? read : { ...read, before: resumed.before };
	const page = searchPage(book, {
		query,
		sellerId: seller.sellerId,
		filter,
		pageSize,
		now,
		...(resumed === undefined ? {} : { position: resumed }),
	});
	const before = new Date(filter.before).toISOString();
	return {
		orders: page.orders.map((order) => withIncludedData(asSeenBy(order.load(), { application, seller, now }), included)),
		...(page.nextToken === undefined ? {} : { pagination: { nextToken: page.nextToken } }),
		...(filter.by === 'created' ? { createdBefore: before } : { lastUpdatedBefore: before }),
	};
}

export function getOrder(
	book: OrderBook,
	now: number,
	{ query }: SandboxRequest,
	{ seller, application }: Authorization,
	orderId: string,
): GetOrderResponse {
	const included = readIncludedData(query);
	const order = book.find(seller.sellerId, orderId)?.load();
	if (order === undefined) throw notFound(`Order ${orderId} was not found.`);
	return { order: withIncludedData(asSeenBy(order, { application, seller, now }), included) };
}
