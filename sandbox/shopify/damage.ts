import type { Damage } from '../kernel/contract';
import { isAmazonRelay } from '../mail/amazon-relay';
import { metafieldsOf } from './metafields/metafields';
import type { OrderRecord } from './store/order-records';
import type { Shop } from './store/shop';

/** Values that more than one has, with who has them. */
function shared<Record>(records: Iterable<Record>, keysOf: (record: Record) => readonly string[]): ReadonlyMap<string, readonly Record[]> {
	const holders = new Map<string, Record[]>();
	for (const record of records) for (const key of keysOf(record)) holders.set(key, [...(holders.get(key) ?? []), record]);
	return new Map([...holders].filter(([, found]) => found.length > 1));
}

/** One sale as two orders: by the number of the other platform, or by a metafield of ids. A cancelled twin costs nobody anything. */
function duplicateOrders(shop: Shop): readonly Damage[] {
	const live = [...shop.state.orders.values()].filter(({ cancelledAt }) => cancelledAt === null);
	const keysOf = (order: OrderRecord): readonly string[] => [
		...(order.sourceIdentifier === null ? [] : [`source identifier ${order.sourceIdentifier}`]),
		...metafieldsOf(shop, order.id)
			.filter(({ key }) => /origin|source|amazon/i.test(key))
			.map(({ key, value }) => `metafield ${key} ${value}`),
	];
	// Orders that share both are one case, not two.
	const cases = new Map([...shared(live, keysOf)].map(([key, orders]) => [orders.map(({ name }) => name).join(', '), key]));
	return [...cases].map(([names, key]) => ({ kind: 'duplicateOrder', detail: `orders ${names} share ${key}` }));
}

/** Mails to a relay address, or about an order that an app made: Shopify sends them only where the app asks for it. */
function buyerMails(shop: Shop): readonly Damage[] {
	return shop.buyerMails
		.filter(({ to, orderId }) => isAmazonRelay(to) || (orderId !== undefined && shop.state.orders.get(orderId)?.isOfClient === true))
		.map(({ orderId, subject }) => ({ kind: 'buyerMail', detail: `order ${orderId ?? 'unknown'}: ${subject}` }));
}

/** The same parcel told of twice. */
function doubleFulfillments(shop: Shop): readonly Damage[] {
	const live = [...shop.state.fulfillments.values()].filter(({ status, isOfClient }) => status === 'SUCCESS' && isOfClient);
	const parcels = shared(live, ({ orderId, trackingInfo }) =>
		trackingInfo.flatMap(({ number }) => (number === null ? [] : [`${orderId} ${number}`])),
	);
	return [...parcels].map(([key, twins]) => ({
		kind: 'doubleFulfillment',
		detail: `${twins.map(({ name }) => name).join(', ')} tell of one parcel: ${key}`,
	}));
}

/** Live variants with one SKU, of which an app made at least one. */
function duplicateProducts(shop: Shop): readonly Damage[] {
	const same = shared(shop.state.variants.values(), ({ sku }) => (sku === null || sku === '' ? [] : [sku]));
	return [...same]
		.filter(([, variants]) => variants.some(({ productId }) => shop.state.products.get(productId)?.isOfClient === true))
		.map(([sku, variants]) => ({
			kind: 'duplicateProduct',
			detail: `variants ${variants.map(({ id }) => id).join(', ')} share SKU ${sku}`,
		}));
}

/** A picture that was fetched more than once for one product. */
function duplicateImages(shop: Shop): readonly Damage[] {
	return [...shop.state.products.values()].flatMap((product) =>
		[...shared(product.media, ({ originalSource }) => [originalSource])].map(([source, copies]) => ({
			kind: 'duplicateImage',
			detail: `product ${product.handle}: ${source} is there ${copies.length} times`,
		})),
	);
}

export function damageOf(shop: Shop): readonly Damage[] {
	return [
		...duplicateOrders(shop),
		...buyerMails(shop),
		...doubleFulfillments(shop),
		...duplicateProducts(shop),
		...duplicateImages(shop),
		...shop.state.noted,
	];
}
