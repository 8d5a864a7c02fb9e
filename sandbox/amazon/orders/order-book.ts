import { ControlError } from '../../kernel/contract';
import type { FulfillmentStatus, Order } from './order-wire';

/** What a search needs to know of an order without building it. Times are milliseconds since the epoch. */
export interface OrderKey {
	readonly orderId: string;
	readonly createdMs: number;
	readonly updatedMs: number;
	readonly marketplaceId: string;
	readonly status: FulfillmentStatus;
	readonly fulfilledBy: string;
}

export interface StoredOrder extends OrderKey {
	readonly sellerId: string;
	/** What the seed expects to become of the order; never on the wire. */
	readonly tag?: unknown;
	/** Builds the order anew at each call: thousands of seeded orders cost no memory until somebody changes one. */
	readonly load: () => Order;
}

/** The key fields as the order itself has them. */
export function keyOf(order: Order): OrderKey {
	return {
		orderId: order.orderId,
		createdMs: Date.parse(order.createdTime),
		updatedMs: Date.parse(order.lastUpdatedTime),
		marketplaceId: order.salesChannel.marketplaceId ?? '',
		status: order.fulfillment?.fulfillmentStatus ?? 'PENDING',
		fulfilledBy: order.fulfillment?.fulfilledBy ?? 'MERCHANT',
	};
}

export type SearchedTime = 'createdMs' | 'updatedMs';

export interface OrderBook {
	/** Adds or replaces an order. */
	put(order: StoredOrder): void;
	store(sellerId: string, order: Order, tag?: unknown): void;
	find(sellerId: string, orderId: string): StoredOrder | undefined;
	/** @throws ControlError when no account has this order */
	get(orderId: string): StoredOrder;
	/** In ascending order of the time, then of the id. */
	sortedBy(sellerId: string, time: SearchedTime): readonly StoredOrder[];
	all(): readonly StoredOrder[];
	size(): number;
	clear(): void;
}

export function createOrderBook(): OrderBook {
	const bySeller = new Map<string, Map<string, StoredOrder>>();
	const sorted = new Map<string, readonly StoredOrder[]>();

	const put = (order: StoredOrder): void => {
		const orders = bySeller.get(order.sellerId) ?? new Map<string, StoredOrder>();
		bySeller.set(order.sellerId, orders);
		orders.set(order.orderId, order);
		sorted.clear();
	};

	const book: OrderBook = {
		put,
		store(sellerId, order, tag) {
			const kept = structuredClone(order);
			put({ ...keyOf(kept), sellerId, load: () => structuredClone(kept), ...(tag === undefined ? {} : { tag }) });
		},
		find: (sellerId, orderId) => bySeller.get(sellerId)?.get(orderId),
		get(orderId) {
			for (const orders of bySeller.values()) {
				const found = orders.get(orderId);
				if (found !== undefined) return found;
			}
			throw new ControlError(`There is no order ${orderId}`, 404);
		},
		sortedBy(sellerId, time) {
			const key = `${sellerId} ${time}`;
			const known = sorted.get(key);
			if (known !== undefined) return known;
			const orders = [...(bySeller.get(sellerId)?.values() ?? [])].sort((a, b) => a[time] - b[time] || (a.orderId < b.orderId ? -1 : 1));
			sorted.set(key, orders);
			return orders;
		},
		all: () => [...bySeller.values()].flatMap((orders) => [...orders.values()]),
		size: () => [...bySeller.values()].reduce((sum, orders) => sum + orders.size, 0),
		clear() {
			bySeller.clear();
			sorted.clear();
		},
	};
	return book;
}
