import { breathe } from '../../domain/breathe';
import { earlier, iso, type IsoTime } from '../../domain/time';
import type { StoreOrder } from '../../ports/store-orders';
import { orderRef } from '../order-key';
import type { ToStoreDeps } from './deps';

const DAY_MS = 24 * 60 * 60_000;
/** An order by bank transfer may wait for its money for weeks. */
const OPEN_FOR_MS = 30 * DAY_MS;

/** An order of the store whose pieces it took off its count, and that wait to be shipped. */
export interface OpenStoreOrder {
	/** When the warehouse got it; left out: it does not know of it. */
	readonly sentAt?: IsoTime;
	/** By product. */
	readonly pieces: ReadonlyMap<string, number>;
}

/**
 * What the store sold and the channel's warehouse does not know of, paid or not: its count there still holds these pieces. Orders
 * of channels are none of them. One that cannot be read is left out: the store's people see it in the log.
 */
export async function takenInStore({ database, between, orders }: ToStoreDeps): Promise<readonly OpenStoreOrder[]> {
	const since = earlier(iso(database.now()), OPEN_FOR_MS);
	const open = new Map<string, StoreOrder>();
	let page: string | undefined;
	do {
		const read = await orders.changedSince(since, page);
		for (const order of read.orders) {
			await breathe();
			// Read twice: the later version counts.
			open.delete(order.order.id);
			if (isOpen(order)) open.set(order.order.id, order);
		}
		page = read.nextPage;
	} while (page !== undefined);
	const all = [...open.values()];
	const sales = await database.sales.ofOrders(
		{ source: between.store, target: between.channel },
		all.map(({ order }) => orderRef(order)),
	);
	return all.map((order, index) => {
		const sale = sales[index];
		return { pieces: piecesIn(order), ...(sale?.targetOrderId === undefined ? {} : { sentAt: sale.updatedAt }) };
	});
}

const isOpen = ({ closed, order }: StoreOrder): boolean =>
	!closed && order.origin === order.platform && order.status !== 'cancelled' && order.status !== 'refunded';

/** What the store took and has not left yet; a store that does not say what it took takes what it sold. */
function piecesIn({ order: { lines }, fulfilled, stockReduced }: StoreOrder): ReadonlyMap<string, number> {
	const pieces = new Map<string, number>();
	for (const { id, code, quantity, quantityCancelled, quantityShipped } of lines) {
		const taken = stockReduced === undefined ? quantity - quantityCancelled : Math.min(stockReduced.get(id) ?? 0, quantity);
		const left = taken - Math.max(quantityShipped, fulfilled.get(id) ?? 0);
		if (code !== undefined && left > 0) pieces.set(code, (pieces.get(code) ?? 0) + left);
	}
	return pieces;
}

/** Pieces of a product that are still in a count of the warehouse that was made then. */
export const takenSince = (open: readonly OpenStoreOrder[], productId: string, countedAt: IsoTime | undefined): number =>
	open.reduce(
		(sum, { sentAt, pieces }) =>
			sentAt !== undefined && (countedAt === undefined || sentAt < countedAt) ? sum : sum + (pieces.get(productId) ?? 0),
		0,
	);
