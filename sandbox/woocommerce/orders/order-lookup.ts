import { RestError } from '../rest/rest-error';
import type { OrderRecord } from '../store/records';
import type { Store } from '../store/store';

/** An unknown id is 404 to readers and 400 to writers, with different texts. */
export function orderOr(store: Store, id: number | undefined, status: 400 | 404): OrderRecord {
	const order = store.state.orders.get(id ?? 0);
	if (order !== undefined) return order;
	throw new RestError(status, 'woocommerce_rest_shop_order_invalid_id', status === 404 ? 'Invalid ID.' : 'ID is invalid.');
}

/** The order that a path names before what is asked for: notes, refunds, fulfillments, tracking. */
export function parentOrder(store: Store, id: number | undefined, code = 'woocommerce_rest_order_invalid_id'): OrderRecord {
	const order = store.state.orders.get(id ?? 0);
	if (order !== undefined) return order;
	throw new RestError(404, code, 'Invalid order ID.');
}
