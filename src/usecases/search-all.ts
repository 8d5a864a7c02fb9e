import { breathe } from '../domain/breathe';
import type { Order } from '../domain/order';
import { PlatformError } from '../domain/platform-error';
import type { OrderSearch, OrderSource, UnreadableOrder } from '../ports/order-source';

interface Found {
	/** As they were met last: pages move while orders change. */
	readonly orders: readonly Order[];
	readonly unreadable: readonly UnreadableOrder[];
}

type Wish = Omit<OrderSearch, 'page'>;

/** All that a search shows, a call for each hundred. A list that moved on under its token is read once more, from the start. */
export async function searchAll(source: Pick<OrderSource, 'search'>, wish: Wish): Promise<Found> {
	try {
		return await allPages(source, wish);
	} catch (error) {
		if (!(error instanceof PlatformError && error.details.code === 'pageExpired')) throw error;
		return await allPages(source, wish);
	}
}

async function allPages(source: Pick<OrderSource, 'search'>, wish: Wish): Promise<Found> {
	const orders = new Map<string, Order>();
	const unreadable = new Map<string, UnreadableOrder>();
	let page: string | undefined;
	do {
		const read = await source.search({ ...wish, ...(page === undefined ? {} : { page }) });
		for (const order of read.orders) {
			await breathe();
			orders.set(order.id, order);
		}
		for (const odd of read.unreadable) unreadable.set(`${odd.orderId} ${odd.text}`, odd);
		page = read.nextPage;
	} while (page !== undefined);
	return { orders: [...orders.values()], unreadable: [...unreadable.values()] };
}
