import { fulfillmentStatusOf } from '../fulfillments/fulfillment-orders';
import { removeMetafields } from '../metafields/metafields';
import { legacyId } from '../store/gid';
import type { OrderRecord } from '../store/order-records';
import type { Shop } from '../store/shop';
import { orderPayload } from './order-payload';
import { financialStatusOf } from './order-totals';

const filterStatus: Readonly<Record<string, string>> = {
	FULFILLED: 'fulfilled',
	PARTIALLY_FULFILLED: 'partial',
	ON_HOLD: 'on_hold',
	SCHEDULED: 'scheduled',
	UNFULFILLED: 'unfulfilled',
	IN_PROGRESS: 'unfulfilled',
};

function statusOf(order: OrderRecord): string {
	if (order.cancelledAt !== null) return 'cancelled';
	return order.closedAt === null ? 'open' : 'closed';
}

export function indexOrder(shop: Shop, order: OrderRecord): void {
	shop.indexes.orders.put(order.id, {
		fields: {
			id: legacyId(order.id),
			name: [order.name, order.name.replace(/^\D+/, '')],
			created_at: order.createdAt,
			updated_at: order.updatedAt,
			processed_at: order.processedAt,
			financial_status: financialStatusOf(order)?.toLowerCase() ?? null,
			fulfillment_status: filterStatus[fulfillmentStatusOf(shop, order)] ?? null,
			status: statusOf(order),
			email: order.email,
			tag: order.tags,
			sku: order.lineItems.flatMap(({ sku }) => sku ?? []),
			source_identifier: order.sourceIdentifier,
			source_name: order.sourceName,
			po_number: order.poNumber,
			customer_id: order.customerId === null ? null : legacyId(order.customerId),
			test: String(order.test),
		},
	});
}

/**
 * Every change of an order: its date moves, search learns of it later, and webhooks go out at once, `orders/updated` with all of
 * them, also for what a client of the API wrote itself.
 */
export function orderSaved(shop: Shop, order: OrderRecord, ...topics: readonly string[]): void {
	order.updatedAt = shop.now();
	indexOrder(shop, order);
	for (const topic of [...topics, 'ORDERS_UPDATED']) shop.webhooks.fire({ topic, payload: orderPayload(shop, order) });
}

/** The order is gone; webhooks tell its number alone. */
export function orderDeleted(shop: Shop, order: OrderRecord): void {
	shop.state.orders.delete(order.id);
	for (const id of order.fulfillmentOrderIds) shop.state.fulfillmentOrders.delete(id);
	for (const id of order.fulfillmentIds) shop.state.fulfillments.delete(id);
	removeMetafields(shop, order.id);
	shop.indexes.orders.put(order.id, undefined);
	shop.webhooks.fire({ topic: 'ORDERS_DELETE', payload: { id: Number(legacyId(order.id)) } });
}
