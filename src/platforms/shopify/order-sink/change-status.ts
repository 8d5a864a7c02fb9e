import type { ShopifyClient } from '../client';
import { isOver, STATUS, statusOf, type Standing } from '../order-status';
import { fulfillWhole, holdOrder, releaseOrder } from './packing';

type Standed = Standing & { readonly id: string; readonly tags: readonly string[] };

/** Brings an order to a status that can be chosen; what is over stays. */
export async function changeStatus(client: ShopifyClient, order: Standed, status: string): Promise<void> {
	const now = statusOf(order);
	if (now === status || isOver(now)) return;
	if (status === STATUS.onHold) await holdOrder(client, order.id);
	else if (status === STATUS.toShip && now === STATUS.onHold) await releaseOrder(client, order);
	else if (status === STATUS.shipped) await fulfillWhole(client, order.id);
}
