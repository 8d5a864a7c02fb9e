import type { Order } from '../orders/order-wire';
import type { StockDesk } from './stock-desk';

/** What orders do to quantities. */
export interface Sales {
	placed(sellerId: string, order: Order): void;
	cancelled(sellerId: string, before: Order, after: Order): void;
}

const open = ({ quantityOrdered, fulfillment }: Order['orderItems'][number]): number =>
	Math.max(0, quantityOrdered - (fulfillment?.quantityFulfilled ?? 0));

/**
 * An order that the merchant ships takes its units off at once, pending or not. Orders of a seed take nothing: the
 * quantities beside them are what was left.
 */
export function createSales(desk: StockDesk): Sales {
	return {
		placed(sellerId, order) {
			if (order.fulfillment?.fulfilledBy !== 'MERCHANT' || order.fulfillment.fulfillmentStatus === 'CANCELLED') return;
			for (const { product, quantityOrdered } of order.orderItems) {
				if (product.sellerSku !== undefined && quantityOrdered > 0) desk.sell(sellerId, product.sellerSku, quantityOrdered);
			}
		},
		cancelled(sellerId, before, after) {
			if (!desk.settings.cancelledComesBack || before.fulfillment?.fulfilledBy !== 'MERCHANT') return;
			for (const item of before.orderItems) {
				const now = after.orderItems.find(({ orderItemId }) => orderItemId === item.orderItemId);
				const sku = item.product.sellerSku;
				if (now === undefined || sku === undefined) continue;
				const back = open(item) - open(now);
				if (back > 0) desk.sell(sellerId, sku, -back);
			}
		},
	};
}
