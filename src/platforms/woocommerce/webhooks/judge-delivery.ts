import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Delivery } from '../../../ports/store-orders';
import { isPrivateHost } from '../store-url';
import { delivered } from '../wire/hook';

/**
 * One hook hears of everything but the trash: creation, payment, changes, refunds and fulfillments all save the order
 * (an `order.created` comes with an `order.updated`).
 */
export const TOPICS = ['order.updated', 'order.deleted'] as const;

/** Orders are some kilobytes; nothing larger is looked at. */
export const MAX_BODY_BYTES = 1024 * 1024;

const HEADER = { signature: 'x-wc-webhook-signature', topic: 'x-wc-webhook-topic', source: 'x-wc-webhook-source' } as const;

/**
 * The secret of the hooks of one address, derived so that it is stored nowhere. Hex, because the store runs secrets
 * through `wp_specialchars_decode`.
 */
export const webhookSecret = (consumerSecret: string, deliveryUrl: string): string =>
	createHmac('sha256', consumerSecret).update(deliveryUrl).digest('hex');

type Headers = Readonly<Record<string, string | undefined>>;

const refused = (status: 400 | 401 | 413, why: string): Delivery => ({ kind: 'refused', status, why });

/** Names in lower case; what is no text is not there. */
const plain = (headers: Headers): ReadonlyMap<string, string> =>
	new Map(Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name.toLowerCase(), value] as const] : [])));

function isSignedBy(secret: string, rawBody: Buffer, signature: string): boolean {
	const expected = Buffer.from(createHmac('sha256', secret).update(rawBody).digest('base64'));
	const given = Buffer.from(signature);
	// The length of a signature is no secret.
	return given.length === expected.length && timingSafeEqual(given, expected);
}

/** A store that is reached by a name of the local network calls itself by its public one; that tells nothing. */
function isFrom(source: string | undefined, storeUrl: string): boolean {
	const store = new URL(storeUrl).hostname.replace(/^www\./, '');
	if (isPrivateHost(store)) return true;
	try {
		return new URL(source ?? '').hostname.replace(/^www\./, '') === store;
	} catch {
		return false;
	}
}

function orderIdIn(rawBody: Buffer): string | undefined {
	try {
		const { data } = delivered.safeParse(JSON.parse(rawBody.toString('utf8')));
		return data === undefined ? undefined : String(data.id);
	} catch {
		return undefined;
	}
}

/** See StoreWebhooks.judge. `secret` belongs to the address that was called. Never throws. */
export function judgeDelivery(secret: string, storeUrl: string, headers: Headers, rawBody: Buffer): Delivery {
	if (rawBody.length > MAX_BODY_BYTES) return refused(413, 'The body is larger than an order');
	const given = plain(headers);
	const signature = given.get(HEADER.signature);
	if (signature === undefined) {
		// The call at a hook's creation is a form without any header of WooCommerce's.
		const ping = given.has(HEADER.topic) ? null : /^webhook_id=([1-9]\d{0,15})$/.exec(rawBody.toString('latin1'));
		return ping?.[1] === undefined ? refused(401, 'The delivery is not signed') : { kind: 'ping', webhookId: ping[1] };
	}
	if (!isSignedBy(secret, rawBody, signature)) return refused(401, 'The signature is not that of the store');
	const topic = given.get(HEADER.topic);
	if (!TOPICS.some((one) => one === topic) || topic === undefined || !isFrom(given.get(HEADER.source), storeUrl))
		return { kind: 'ignored' };
	const orderId = orderIdIn(rawBody);
	return orderId === undefined ? refused(400, 'The delivery names no order') : { kind: 'order', orderId, topic };
}
