import type { OrderRef } from '../../../domain/ids';
import { keyOf, keyOfTime } from '../../../domain/order-keys';
import type { WireStoreOrder } from '../wire/store-order';

type Marked = Pick<WireStoreOrder, 'key' | 'createdAt'>;

/**
 * What another order that gets the same id later (a store restored from a backup) does not share. WooCommerce draws its
 * order key anew for each order; but who knows that key may open the order's page, so that only a hash of it leaves the
 * adapter. Where a plugin hides the key, the time of the order stands for it.
 */
export function orderMark({ key, createdAt }: Marked): Pick<OrderRef, 'key' | 'createdAt'> {
	if (createdAt === undefined) return key === '' ? {} : { key: keyOf(key) };
	return { key: key === '' ? keyOfTime(createdAt) : keyOf(key), createdAt };
}

/** Whether the store's order is the one that was meant: by its key, by its time where one of both shows no key. */
export function isMeant(meant: Pick<OrderRef, 'key' | 'createdAt'>, order: Marked): boolean {
	const { key, createdAt } = orderMark(order);
	if (meant.key !== undefined && meant.key === key) return true;
	// A plugin hides the key now, or hid it when the order was met.
	const byTime = meant.key === undefined || order.key === '' || (createdAt !== undefined && meant.key === keyOfTime(createdAt));
	return byTime && (meant.createdAt === undefined ? meant.key === undefined : meant.createdAt === createdAt);
}
