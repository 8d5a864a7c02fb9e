import { headersByName, isSignedBy, type Headers } from '../../../http/signed-delivery';
import type { Delivery } from '../../../ports/store-orders';
import { itemId } from '../stock/item-id';
import { readDelivered } from '../wire/hook';

/** What a webhook is of, and which of Shopify's topics tell of it. */
export interface Subject {
	readonly kind: 'order' | 'product';
	/** As subscriptions name them; deliveries write them `orders/updated`. */
	readonly topics: readonly string[];
}

/** Payment, changes, refunds, fulfillments and cancellations all update the order. */
export const ORDERS: Subject = { kind: 'order', topics: ['ORDERS_CREATE', 'ORDERS_UPDATED', 'ORDERS_DELETE'] };

/** What is counted changes its levels; the product stays as it is. One that is taken off a location lowers the count without an update. */
export const PRODUCTS: Subject = {
	kind: 'product',
	topics: ['INVENTORY_LEVELS_UPDATE', 'INVENTORY_LEVELS_CONNECT', 'INVENTORY_LEVELS_DISCONNECT'],
};

/** Orders are some kilobytes. */
const MAX_BODY_BYTES = 2 * 1024 * 1024;

const HEADER = { signature: 'x-shopify-hmac-sha256', topic: 'x-shopify-topic', shop: 'x-shopify-shop-domain' } as const;

const refused = (status: 401 | 413, why: string): Delivery => ({ kind: 'refused', status, why });

/** `orders/updated` is `ORDERS_UPDATED`. */
const topicOf = (given: string): string => given.toUpperCase().replaceAll(/[/-]/g, '_');

/**
 * See StoreWebhooks.judge. For an hour after its secret was renewed Shopify signs with the one before, too. What comes twice
 * bears the same id and the same order, which is read anew each time and tells nothing new the second. Never throws.
 */
export function judgeDelivery(
	{ secrets, shop, subject }: { readonly secrets: readonly string[]; readonly shop: string; readonly subject: Subject },
	headers: Headers,
	rawBody: Buffer,
): Delivery {
	const given = headersByName(headers);
	const signature = given.get(HEADER.signature);
	if (rawBody.length > MAX_BODY_BYTES) return refused(413, 'The body is larger than any order');
	if (signature === undefined) return refused(401, 'The delivery is not signed');
	// All are tried, so that the time tells nothing of which fits.
	const fits = secrets.filter((secret) => secret !== '' && isSignedBy(secret, rawBody, signature));
	if (fits.length === 0) return refused(401, "The signature is not that of the app: check the app's secret in the credential");
	if (given.get(HEADER.shop)?.toLowerCase() !== shop) return refused(401, 'The delivery is of another shop');
	const topic = given.get(HEADER.topic);
	if (topic === undefined || !subject.topics.includes(topicOf(topic))) return { kind: 'ignored' };
	const { orderId, inventoryItem } = readDelivered(rawBody.toString('utf8'));
	if (subject.kind === 'order') return orderId === undefined ? { kind: 'ignored' } : { kind: 'order', orderId, topic };
	return inventoryItem === undefined ? { kind: 'ignored' } : { kind: 'product', productId: itemId(inventoryItem), topic };
}
