import { createHmac } from 'node:crypto';
import { headersByName, isSignedBy, type Headers } from '../../../http/signed-delivery';
import type { Delivery } from '../../../ports/store-orders';
import { readDelivered } from '../wire/hook';

/** What a webhook is of, and which of the store's topics tell of it. */
export interface Subject {
	readonly kind: 'order' | 'product';
	readonly topics: readonly string[];
}

/**
 * One hook hears of everything but the trash: creation, payment, changes, refunds and fulfillments all save the order
 * (an `order.created` comes with an `order.updated`).
 */
export const ORDERS: Subject = { kind: 'order', topics: ['order.updated', 'order.deleted'] };

/** Variations come under the same topics. One in the trash has no count that anybody could push. */
export const PRODUCTS: Subject = { kind: 'product', topics: ['product.updated', 'product.created', 'product.restored'] };

/** Orders and products are some kilobytes; nothing larger is looked at that is not signed. */
export const MAX_BODY_BYTES = 1024 * 1024;

const HEADER = { signature: 'x-wc-webhook-signature', topic: 'x-wc-webhook-topic', hook: 'x-wc-webhook-id' } as const;

/**
 * The secret of the hooks of one address, derived so that it is stored nowhere. Hex, because the store runs secrets
 * through `wp_specialchars_decode`.
 */
export const webhookSecret = (consumerSecret: string, deliveryUrl: string): string =>
	createHmac('sha256', consumerSecret).update(deliveryUrl).digest('hex');

const refused = (status: 401 | 413, why: string): Delivery => ({ kind: 'refused', status, why });

/** Genuine, whatever it says. The body is what the API answers to the user who made the hook: an order or product, or an error. */
function contentOf({ kind, topics }: Subject, given: ReadonlyMap<string, string>, rawBody: Buffer): Delivery {
	const topic = given.get(HEADER.topic);
	const hookId = given.get(HEADER.hook) ?? '';
	if (topic === undefined || !topics.includes(topic)) return { kind: 'ignored' };
	const { id, parentId, denied } = readDelivered(rawBody.toString('utf8'));
	if (id !== undefined && kind === 'order') return { kind, orderId: id, topic };
	if (id !== undefined) return { kind: 'product', productId: id, ...(parentId === undefined ? {} : { parentId }), topic };
	return denied && /^[1-9]\d{0,15}$/.test(hookId) ? { kind: 'denied', hookId } : { kind: 'ignored' };
}

/**
 * See StoreWebhooks.judge. `secret` belongs to the address that was called and to one store: by which name that calls
 * itself says nothing more. Never throws.
 */
export function judgeDelivery(secret: string, headers: Headers, rawBody: Buffer, subject: Subject = ORDERS): Delivery {
	const given = headersByName(headers);
	const signature = given.get(HEADER.signature);
	if (signature !== undefined) {
		return isSignedBy(secret, rawBody, signature)
			? contentOf(subject, given, rawBody)
			: refused(401, 'The signature is not that of the store');
	}
	if (rawBody.length > MAX_BODY_BYTES) return refused(413, 'The body is larger than any order');
	// The call at a hook's creation is a form without any header of WooCommerce's.
	const ping = given.has(HEADER.topic) ? null : /^webhook_id=([1-9]\d{0,15})$/.exec(rawBody.toString('latin1'));
	return ping?.[1] === undefined ? refused(401, 'The delivery is not signed') : { kind: 'ping', webhookId: ping[1] };
}
