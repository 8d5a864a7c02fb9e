import Decimal from 'decimal.js';
import type { ExaminedOrder, Gone, OwnOrderRef } from '../../../ports/order-sink';
import type { ShopifyClient } from '../client';
import { gid, isId } from '../wire/fields';
import { EXAMINE_ORDER, type WireExamined } from '../wire/own-order';
import { hasShipped, ownOrder } from './own-order';

export async function examined(client: ShopifyClient, { id, origin }: OwnOrderRef): Promise<WireExamined | Gone> {
	if (!isId(id)) return 'gone';
	const { order } = (await client.query(EXAMINE_ORDER, { id: gid('Order', id) })).data;
	return order?.origin === origin ? order : 'gone';
}

/** Lines, amounts and address, without what tells one order from another. */
const contentOf = ({ lineItems, totalPriceSet, shippingAddress, currencyCode }: WireExamined): string =>
	JSON.stringify([
		lineItems.nodes.map(({ title, sku, currentQuantity, originalTotalSet, variant }) => [
			variant?.id ?? title,
			sku,
			currentQuantity,
			new Decimal(originalTotalSet).toFixed(),
		]),
		totalPriceSet.toFixed(),
		currencyCode,
		shippingAddress,
	]);

/** A comment of a person in its history, money given back, a parcel. */
export async function examineOrder(client: ShopifyClient, ref: OwnOrderRef): Promise<ExaminedOrder | Gone> {
	const order = await examined(client, ref);
	if (order === 'gone') return order;
	const own = ownOrder(order, client.shop);
	if (own === undefined) return 'gone';
	return {
		...own,
		shipped: hasShipped(order),
		workedOn: order.hasTimelineComment || !order.totalRefundedSet.isZero() || order.fulfillments.length > 0,
		content: contentOf(order),
	};
}
