import { dateTime } from '../graphql/context';
import { onlyKnown } from '../graphql/read-arguments';
import { StandInGap } from '../graphql/stand-in-gap';
import type { Shop } from '../store/shop';
import { orderSaved } from '../orders/order-saving';
import { fulfillmentPayload } from './fulfillment-payload';

export interface EventInput {
	readonly fulfillmentId: string;
	readonly status: string;
	readonly happenedAt?: string | null;
}

/**
 * Where a parcel is. Nobody recorded what a shop mails then: the harder side is taken, a mail to each customer whose address it has
 * ("Delivered" stands among the notifications of a shop). Events other than the last one are kept by nobody here.
 */
export function createEvent(shop: Shop, input: EventInput): unknown {
	onlyKnown(input, 'FulfillmentEventInput', ['fulfillmentId', 'status', 'happenedAt']);
	if (input.status !== 'DELIVERED') throw new StandInGap(`fulfillment events of status ${input.status}`);
	const fulfillment = shop.state.fulfillments.get(input.fulfillmentId);
	const order = fulfillment && shop.state.orders.get(fulfillment.orderId);
	if (fulfillment === undefined || order === undefined)
		return {
			fulfillmentEvent: null,
			userErrors: [{ field: ['fulfillmentEvent', 'fulfillmentId'], message: 'Fulfillment does not exist' }],
		};
	const at = typeof input.happenedAt === 'string' ? Date.parse(input.happenedAt) : shop.now();
	fulfillment.deliveredAt = at;
	fulfillment.updatedAt = shop.now();
	shop.mailBuyer({ to: order.email, subject: `Order ${order.name} delivered`, text: `Your order ${order.name}`, orderId: order.id }, true);
	shop.webhooks.fire({ topic: 'FULFILLMENTS_UPDATE', payload: fulfillmentPayload(fulfillment) });
	orderSaved(shop, order);
	const id = shop.nextId('FulfillmentEvent');
	return { fulfillmentEvent: { id, status: input.status, happenedAt: dateTime(at) }, userErrors: [] };
}
