import { accountKey } from '../domain/account';
import type { Order } from '../domain/order';

/** Who an order is, wherever it stands: `amazon:eu:A1SELLER/902-1234567-1234567`. Written on the store's order. */
export const originOf = (order: Pick<Order, 'account' | 'id'>): string => `${accountKey(order.account)}/${order.id}`;

/** The reverse of originOf; undefined for marks that are not ours. */
export function parseOrigin(origin: string): { readonly channel: string; readonly orderId: string } | undefined {
	const at = origin.lastIndexOf('/');
	if (at <= 0 || at === origin.length - 1) return undefined;
	return { channel: origin.slice(0, at), orderId: origin.slice(at + 1) };
}
