import type { Store } from '../store/store';
import { refusalOf } from './webhook-address';
import type { WebhookRecord } from './webhook-records';
import { sendOverHttp } from '../../kernel/webhook-transport';

export interface WebhookMessage {
	readonly body: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly timeoutMs: number;
}

/** `refused`: WordPress does not call this address. `silent`: no connection, or no answer in time. */
export type WebhookAnswer =
	{ readonly kind: 'answered'; readonly status: number } | { readonly kind: 'refused' } | { readonly kind: 'silent' };

const commonHeaders = {
	'user-agent': 'WooCommerce/11.0.1 Hookshot (WordPress/7.0.4)',
	accept: '*/*',
	'accept-encoding': 'deflate, gzip, br, zstd',
	connection: 'close',
};
/** `wp_safe_remote_post` without a time-out of its own. */
const pingTimeoutMs = 5000;

export async function callWebhook(store: Store, webhook: WebhookRecord, message: WebhookMessage): Promise<WebhookAnswer> {
	const { conduct, signal } = store.webhooks;
	if (!conduct.allowLocal && refusalOf(webhook.deliveryUrl, store.urls.base) !== undefined) return { kind: 'refused' };
	const transport = store.options.webhookTransport ?? sendOverHttp;
	try {
		const status = await transport({
			url: webhook.deliveryUrl,
			headers: { ...commonHeaders, ...message.headers },
			body: Buffer.from(message.body),
			timeoutMs: message.timeoutMs,
			signal,
		});
		return { kind: 'answered', status };
	} catch {
		return { kind: 'silent' };
	}
}

/** Unsigned, without any header of its own; only an answer of 200 counts, and a failure counts nowhere. */
export async function pingWebhook(store: Store, webhook: WebhookRecord): Promise<void> {
	const answer = await callWebhook(store, webhook, {
		body: `webhook_id=${webhook.id}`,
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		timeoutMs: pingTimeoutMs,
	});
	if (answer.kind !== 'answered' || answer.status !== 200) return;
	webhook.pingPending = false;
	webhook.modifiedAt = store.now();
}

/** Every save of an active webhook whose ping was never answered pings again, and so does a new address. */
export async function saveWebhook(store: Store, webhook: WebhookRecord, hasNewAddress = false): Promise<void> {
	webhook.modifiedAt = store.now();
	if (webhook.status === 'active' && (hasNewAddress || webhook.pingPending)) await pingWebhook(store, webhook);
}
