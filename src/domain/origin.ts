import { accountKey } from './account';
import { orderId, type OrderId, type OrderRef } from './ids';
import type { Order } from './order';

/** An account may hold slashes (a store in a subfolder), so its order's id must not. */
const withoutSlash = (id: OrderId): string => id.replaceAll('%', '%25').replaceAll('/', '%2F');
const withSlash = (text: string): OrderId => orderId(text.replaceAll('%2F', '/').replaceAll('%25', '%'));

/**
 * Who an order is, wherever it stands: `amazon:eu:A1SELLER/902-1234567-1234567`. Written on the target's order. The id is
 * percent-encoded as far as it has to be: `gid:%2F%2Fshop%2FOrder%2F1`.
 */
export const originOf = ({ account, id }: Pick<Order, 'account' | 'id'>): string => originOfRef({ account: accountKey(account), id });

export const originOfRef = ({ account, id }: Pick<OrderRef, 'account' | 'id'>): string => `${account}/${withoutSlash(id)}`;

/** The reverse of originOf; undefined for marks that are not ours. */
export function parseOrigin(origin: string): OrderRef | undefined {
	const colon = origin.indexOf(':');
	const slash = origin.lastIndexOf('/');
	if (colon <= 0 || slash <= colon + 1 || slash === origin.length - 1) return undefined;
	return {
		account: accountKey({ platform: origin.slice(0, colon), id: origin.slice(colon + 1, slash) }),
		id: withSlash(origin.slice(slash + 1)),
	};
}
