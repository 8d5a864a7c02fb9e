import { accountKey } from '../domain/account';
import type { OrderId, OrderRef } from '../domain/ids';
import type { Order } from '../domain/order';
import { isSameKey } from '../domain/order-keys';
import { originOf } from '../domain/origin';
import type { IsoTime } from '../domain/time';

export { originOf, originOfRef, parseOrigin } from '../domain/origin';

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

/** The same within a run, where two orders that had one id may meet. */
export const nameOf = (order: Pick<Order, 'account' | 'id' | 'key'>): string => JSON.stringify([originOf(order), order.key ?? '']);
