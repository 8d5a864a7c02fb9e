import { accountKey } from '../domain/account';
import { orderId, type OrderId, type OrderRef } from '../domain/ids';
import type { Order } from '../domain/order';
import { isSameKey } from '../domain/order-keys';
import type { IsoTime } from '../domain/time';

/** An order as claims and the log name it. */
export const orderRef = ({ account, id, key, createdAt }: Pick<Order, 'account' | 'id' | 'key' | 'createdAt'>): OrderRef => ({
	account: accountKey(account),
	id,
	...(key === undefined ? {} : { key }),
	...(createdAt === undefined ? {} : { createdAt }),
});

interface KnownAs {
	readonly id: OrderId;
	readonly key?: string | undefined;
	readonly createdAt?: IsoTime | undefined;
}

/** Not another one that got the same id later. Where one of both is known without a key, the id decides. */
export const isSameOrder = (one: KnownAs, other: KnownAs): boolean =>
	one.id === other.id && (one.key === undefined || other.key === undefined || isSameKey(one, other));

/** An account may hold slashes (a store in a subfolder), so its order's id must not. */
const withoutSlash = (id: OrderId): string => id.replaceAll('%', '%25').replaceAll('/', '%2F');
const withSlash = (text: string): OrderId => orderId(text.replaceAll('%2F', '/').replaceAll('%25', '%'));

/**
 * Who an order is, wherever it stands: `amazon:eu:A1SELLER/902-1234567-1234567`. Written on the target's order. The id is
 * percent-encoded as far as it has to be: `gid:%2F%2Fshopify%2FOrder%2F1`.
 */
export const originOf = ({ account, id }: Pick<Order, 'account' | 'id'>): string => originOfRef({ account: accountKey(account), id });

export const originOfRef = ({ account, id }: Pick<OrderRef, 'account' | 'id'>): string => `${account}/${withoutSlash(id)}`;

/** The same within a run, where two orders that had one id may meet. */
export const nameOf = (order: Pick<Order, 'account' | 'id' | 'key'>): string => JSON.stringify([originOf(order), order.key ?? '']);

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
