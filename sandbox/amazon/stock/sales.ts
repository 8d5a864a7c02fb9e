import type { Clock } from '../../kernel/contract';
import type { FbaStockBook } from '../inventory/fba-stock';
import type { Order } from '../orders/order-wire';
import type { StockDesk } from './stock-desk';

/** What orders do to quantities. */
export interface Sales {
	placed(sellerId: string, order: Order): void;
	/** It was shipped or cancelled, wholly or in part. */
	changed(sellerId: string, before: Order, after: Order): void;
	clear(): void;
}

type Item = Order['orderItems'][number];

const shippedOf = ({ fulfillment }: Item): number => fulfillment?.quantityFulfilled ?? 0;
const openOf = (item: Item): number => Math.max(0, item.quantityOrdered - shippedOf(item));

/**
 * An order takes its units off at once, pending or not: the merchant's quantity is lowered, Amazon's units are
 * reserved until they leave. Orders of a seed take nothing unless they are
 * told to: the quantities beside them are what was left.
 */
export function createSales(desk: StockDesk, fba: FbaStockBook, clock: Clock): Sales {
	/** Units of Amazon's that a line holds. */
	const reserved = new Map<string, number>();
	const keyOf = ({ orderId }: Order, { orderItemId }: Item): string => `${orderId} ${orderItemId}`;

	const giveBack = (sellerId: string, sku: string, units: number): void => {
		if (desk.settings.cancelledComesBack && units > 0) desk.sell(sellerId, sku, -units);
	};

	const moveReserved = (sellerId: string, sku: string, key: string, shipped: number, cancelled: number): void => {
		const held = reserved.get(key) ?? 0;
		const left = Math.min(held, Math.max(0, shipped));
		const back = Math.min(held - left, Math.max(0, cancelled));
		if (left > 0) fba.remove(sellerId, sku, left, clock.now());
		if (back > 0) fba.release(sellerId, sku, back, clock.now());
		reserved.set(key, held - left - back);
	};

	return {
		placed(sellerId, order) {
			if (order.fulfillment?.fulfillmentStatus === 'CANCELLED') return;
			const byAmazon = order.fulfillment?.fulfilledBy === 'AMAZON';
			for (const item of order.orderItems) {
				const sku = item.product.sellerSku;
				if (sku === undefined || item.quantityOrdered === 0) continue;
				if (!byAmazon) desk.sell(sellerId, sku, item.quantityOrdered);
				else if (fba.find(sellerId, sku) !== undefined)
					reserved.set(keyOf(order, item), fba.reserve(sellerId, sku, openOf(item), clock.now()));
			}
		},
		changed(sellerId, before, after) {
			const byAmazon = before.fulfillment?.fulfilledBy === 'AMAZON';
			for (const item of before.orderItems) {
				const now = after.orderItems.find(({ orderItemId }) => orderItemId === item.orderItemId);
				const sku = item.product.sellerSku;
				if (now === undefined || sku === undefined) continue;
				const cancelled = item.quantityOrdered - now.quantityOrdered - (now.quantityOrdered === 0 ? shippedOf(item) : 0);
				if (byAmazon) moveReserved(sellerId, sku, keyOf(before, item), shippedOf(now) - shippedOf(item), cancelled);
				else giveBack(sellerId, sku, cancelled);
			}
		},
		clear: () => reserved.clear(),
	};
}
