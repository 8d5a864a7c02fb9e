import { createHash, createHmac } from 'node:crypto';

/** `wp_json_encode`: `/` and everything beyond ASCII is escaped, so only the raw bytes carry the signature. */
export function phpJson(value: unknown): string {
	return JSON.stringify(value)
		.replaceAll('/', '\\/')
		.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#039;': "'" };

/** The secret is HTML-decoded first: one with such characters signs differently from how it was given. */
export function sign(body: string, secret: string): string {
	const decoded = secret.replace(/&(?:amp|lt|gt|quot|#039);/g, (entity) => entities[entity] ?? entity);
	return createHmac('sha256', decoded).update(body).digest('base64');
}

/** Made of the webhook and the current second: two deliveries within one second share it. */
export function deliveryId(webhookId: number, atMs: number): string {
	return createHash('md5')
		.update(`${webhookId}${Math.floor(atMs / 1000)}`)
		.digest('hex');
}
