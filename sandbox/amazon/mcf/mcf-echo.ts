import { cancelOrder } from '../orders/order-changes';
import { buildOrder } from '../orders/order-draft';
import type { FulfillmentStatus, Order } from '../orders/order-wire';
import type { McfOrder } from './mcf-order';
import type { McfStatus } from './mcf-wire';

const statuses: Readonly<Record<McfStatus, FulfillmentStatus>> = {
	New: 'PENDING',
	Received: 'UNSHIPPED',
	Planning: 'UNSHIPPED',
	Processing: 'UNSHIPPED',
	Cancelled: 'CANCELLED',
	Complete: 'SHIPPED',
	CompletePartialled: 'SHIPPED',
	Unfulfillable: 'UNFULFILLABLE',
	Invalid: 'UNFULFILLABLE',
};

/**
 * How Amazon's Orders API shows an order that Amazon ships for another shop: as an FBA order of the channel
 * NON_AMAZON, which a client must not take for a sale.
 */
export function echoOf(mcf: McfOrder, updatedMs: number): Order {
	const isPartly = mcf.status === 'Processing' && mcf.lines.some(({ shipped }) => shipped > 0);
	const order = buildOrder({
		orderId: mcf.orderId,
		marketplaceId: mcf.marketplaceId,
		createdMs: mcf.receivedMs,
		updatedMs,
		status: isPartly ? 'PARTIALLY_SHIPPED' : statuses[mcf.status],
		fulfilledBy: 'AMAZON',
		channelName: 'NON_AMAZON',
		sellerOrderId: mcf.request.displayableOrderId,
		serviceLevel: mcf.request.shippingSpeedCategory.toUpperCase(),
		items: mcf.lines.map(({ item, shipped }) => ({ sku: item.sellerSku, quantity: item.quantity, unitPrice: '0.00', shipped })),
		hasProceeds: false,
	});
	const shown = { ...order, fulfillmentOrders: [{ fulfillmentOrderId: mcf.id }] };
	return mcf.status === 'Cancelled' ? cancelOrder(shown, { cancelledBy: 'MERCHANT' }, updatedMs) : shown;
}
