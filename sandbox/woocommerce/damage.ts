import type { Damage } from '../kernel/contract';
import { isAmazonRelay } from '../mail/amazon-relay';
import { doubleFulfillments } from './fulfillments/double-fulfillment';
import { metaValue } from './store/meta';
import { areTranslations } from './products/languages';
import type { ProductRecord } from './store/product-records';
import type { OrderRecord } from './store/records';
import { skuKey } from './store/sku-key';
import type { Store } from './store/store';

/** Meta in which an imported order names its origin. */
const originKey = '_storebridge_order';
/** Meta in which a product that was made from a listing names it. */
const productOriginKey = '_storebridge_origin';
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

function shared(
	store: Store,
	keyOf: (product: ProductRecord) => string | undefined,
): readonly (readonly [string, readonly ProductRecord[]])[] {
	const found = new Map<string, ProductRecord[]>();
	for (const product of store.state.products.values()) {
		const key = product.status === 'trash' ? undefined : keyOf(product);
		if (key !== undefined && key !== '') found.set(key, [...(found.get(key) ?? []), product]);
	}
	return [...found].filter(([, products]) => products.length > 1);
}

/** Live products that stand for one thing, of which a client made at least one. Translations share their SKU rightly. */
function duplicateProducts(store: Store): readonly Damage[] {
	const { state } = store;
	const bySku = shared(store, ({ sku }) => skuKey(sku)).filter(
		([, products]) =>
			products.some(({ isOfClient }) => isOfClient) &&
			products.some((one) => products.some((other) => one !== other && !areTranslations(state, one, other))),
	);
	const byOrigin = shared(store, ({ meta }) => {
		const origin = metaValue(meta, productOriginKey);
		return typeof origin === 'string' ? origin : undefined;
	});
	const tell = (what: string, [key, products]: readonly [string, readonly ProductRecord[]]): Damage => ({
		kind: 'duplicateProduct',
		detail: `products ${products.map(({ id }) => id).join(', ')} share ${what} ${key}`,
	});
	return [...bySku.map((found) => tell('SKU', found)), ...byOrigin.map((found) => tell('origin', found))];
}

/** A picture that was downloaded more than once for one product. */
function imageCopies(store: Store): readonly Damage[] {
	const counts = new Map<string, number>();
	for (const { productId, source } of store.imageUploads) {
		const key = `product ${productId}: ${source}`;
		counts.set(key, (counts.get(key) ?? 0) + 1);
	}
	return [...counts]
		.filter(([, count]) => count > 1)
		.map(([key, count]) => ({ kind: 'duplicateImage', detail: `${key} was downloaded ${count} times` }));
}

export function damageOf(store: Store): readonly Damage[] {
	return [
		...duplicateProducts(store),
		...imageCopies(store),
		...duplicates(store),
		...buyerMails(store),
		...oversold(store),
		...doubleFulfillments(store),
	];
}
