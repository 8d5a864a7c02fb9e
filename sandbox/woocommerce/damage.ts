import type { Damage } from '../kernel/contract';
import { isAmazonRelay } from '../mail/amazon-relay';
import { doubleFulfillments } from './fulfillments/double-fulfillment';
import { metaValue } from './store/meta';
import type { OrderRecord } from './store/records';
import type { Store } from './store/store';

/** Meta in which an imported order names its origin. */
const originKey = '_storebridge_order';
/** Meta of an order that was found to be there twice and cancelled: it costs nobody anything. */
const twinKey = '_storebridge_duplicate_of';

function isOfAmazonOrigin(order: OrderRecord): boolean {
	return order.createdVia === 'storebridge' || metaValue(order.meta, originKey) !== undefined;
}

function duplicates(store: Store): readonly Damage[] {
	const ids = new Map<string, number[]>();
	const add = (kind: string, value: unknown, id: number): void => {
		if (typeof value !== 'string' || value === '') return;
		const key = `${kind} ${value}`;
		ids.set(key, [...(ids.get(key) ?? []), id]);
	};
	for (const order of store.state.orders.values()) {
		if (order.status === 'trash' || (order.status === 'cancelled' && metaValue(order.meta, twinKey) !== undefined)) continue;
		const origin = metaValue(order.meta, originKey);
		add('transaction', order.transactionId, order.id);
		if (origin !== undefined) add('origin', typeof origin === 'string' ? origin : JSON.stringify(origin), order.id);
	}
	// Orders that share both are one case, not two.
	const cases = new Map([...ids].filter(([, found]) => found.length > 1).map(([key, found]) => [found.join(', '), key]));
	return [...cases].map(([found, key]) => ({ kind: 'duplicateOrder', detail: `orders ${found} share ${key}` }));
}

/** Mails to a relay address, about an order from Amazon, or to the buyer or account of one. */
function buyerMails(store: Store): readonly Damage[] {
	const addresses = new Set<string>();
	for (const order of store.state.orders.values()) {
		if (!isOfAmazonOrigin(order)) continue;
		addresses.add(order.billing.email.toLowerCase());
		addresses.add(store.state.customers.get(order.customerId)?.email.toLowerCase() ?? '');
	}
	addresses.delete('');
	return store.buyerMails
		.filter((mail) => isAmazonRelay(mail.to) || addresses.has(mail.to))
		.map((mail) => ({
			kind: 'buyerMail',
			detail: `${mail.orderId === undefined ? 'account mail' : `order ${mail.orderId}`}: ${mail.subject}`,
		}));
}

function oversold(store: Store): readonly Damage[] {
	return store.oversold.map(({ orderId, productId }) => ({
		kind: 'oversell',
		detail: `order ${orderId} took product ${productId} below zero`,
	}));
}

export function damageOf(store: Store): readonly Damage[] {
	return [...duplicates(store), ...buyerMails(store), ...oversold(store), ...doubleFulfillments(store)];
}
