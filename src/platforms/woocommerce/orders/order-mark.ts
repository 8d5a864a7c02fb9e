import { createHash } from 'node:crypto';
import type { OrderRef } from '../../../domain/ids';
import type { WireStoreOrder } from '../wire/store-order';

/** Short enough to stand in ids at other platforms. */
const CHARACTERS = 8;

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, CHARACTERS);

type Marked = Pick<WireStoreOrder, 'key' | 'createdAt'>;

/**
 * What another order that gets the same id later (a store restored from a backup) does not share. WooCommerce draws its
 * order key anew for each order; but who knows that key may open the order's page, so that only a hash of it leaves the
 * adapter. Where a plugin hides the key, the time of the order stands for it.
 */
export function orderMark({ key, createdAt }: Marked): Pick<OrderRef, 'key' | 'createdAt'> {
	const mark = key === '' ? createdAt : key;
	return {
		...(mark === undefined ? {} : { key: hashOf(mark) }),
		...(createdAt === undefined ? {} : { createdAt }),
	};
}

/** Whether the store's order is the one that was meant: by its key, by its time where one of both shows no key. */
export function isMeant(meant: Pick<OrderRef, 'key' | 'createdAt'>, order: Marked): boolean {
	const { key, createdAt } = orderMark(order);
	if (meant.key !== undefined && meant.key === key) return true;
	// A plugin hides the key now, or hid it when the order was met.
	const byTime = meant.key === undefined || order.key === '' || meant.key === orderMark({ ...order, key: '' }).key;
	return byTime && (meant.createdAt === undefined ? meant.key === undefined : meant.createdAt === createdAt);
}
