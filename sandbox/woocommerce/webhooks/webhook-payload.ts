import { renderCustomer } from '../customers/customer-rendering';
import { renderOrder } from '../orders/order-rendering';
import { renderProduct } from '../products/product-rendering';
import type { Store } from '../store/store';
import { splitTopic, type WebhookRecord } from './webhook-records';

function gone(code: string): Record<string, unknown> {
	return { code, message: 'Invalid ID.', data: { status: 404 } };
}

/** `get_endpoint_data` asks the API as the hook's owner and delivers whatever it answers, an error too. */
function refusedTo(owner: 'demoted' | 'deleted'): Record<string, unknown> {
	const status = owner === 'demoted' ? 403 : 401;
	return { code: 'woocommerce_rest_cannot_view', message: 'Sorry, you cannot view this resource.', data: { status } };
}

/**
 * The body of a delivery: what `GET` of the resource answers at this moment, not when the event happened. Of something
 * that is gone by now it is the error that the API answers.
 */
export function payloadOf(store: Store, { topic, owner }: WebhookRecord, id: number): Record<string, unknown> {
	const { resource, event } = splitTopic(topic);
	if (resource === 'action') return { action: event, arg: id };
	if (event === 'deleted') return { id };
	if (owner !== 'manager') return refusedTo(owner);
	if (resource === 'order') {
		const order = store.state.orders.get(id);
		return order === undefined ? gone('woocommerce_rest_shop_order_invalid_id') : renderOrder(store, order);
	}
	if (resource === 'product') {
		const product = store.state.products.get(id);
		return product === undefined ? gone('woocommerce_rest_product_invalid_id') : renderProduct(store.state, product, store.urls, 'view');
	}
	const customer = store.state.customers.get(id);
	return customer === undefined ? gone('wc_user_invalid_id') : renderCustomer(store, customer);
}
