import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ApiKey } from '../options';
import type { PhpParameter, PhpParameters } from '../wordpress/php-parameters';
import { authenticationError, RestError } from './rest-error';

/**
 * WooCommerce's OAuth 1.0a "one-legged" check for plain http.
 * https://woocommerce.github.io/woocommerce-rest-api-docs/#authentication-over-http
 */

const required = ['oauth_consumer_key', 'oauth_timestamp', 'oauth_nonce', 'oauth_signature', 'oauth_signature_method'] as const;
const timestampWindowSeconds = 15 * 60;

/** Nonces seen per consumer key; those outside the timestamp window are forgotten. */
export type NonceMemory = Map<string, Map<string, number>>;

function rfc3986(text: string): string {
	return encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

function joined(parameters: PhpParameters, prefix = ''): string[] {
	return Object.entries(parameters).flatMap(([name, value]: [string, PhpParameter]) => {
		const key = prefix === '' ? rfc3986(name) : `${prefix}%5B${rfc3986(name)}%5D`;
		return typeof value === 'string' ? [rfc3986(`${key}=${rfc3986(value)}`)] : joined(value, key);
	});
}

function expectedSignature(method: string, url: string, parameters: PhpParameters, algorithm: string, secret: string): string {
	const sorted = Object.fromEntries(
		Object.entries(parameters)
			.filter(([name]) => name !== 'oauth_signature')
			.sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0)),
	);
	const base = `${method}&${rfc3986(url)}&${joined(sorted).join('%26')}`;
	return createHmac(algorithm, `${secret}&`).update(base).digest('base64');
}

function sameText(left: string, right: string): boolean {
	const [a, b] = [Buffer.from(left), Buffer.from(right)];
	return a.length === b.length && timingSafeEqual(a, b);
}

function checkNonce(key: ApiKey, timestamp: string, nonce: string, nowSeconds: number, memory: NonceMemory): void {
	const at = Number(timestamp);
	if (!Number.isInteger(at) || Math.abs(nowSeconds - at) > timestampWindowSeconds) throw authenticationError('Invalid timestamp.');
	const used = memory.get(key.consumerKey) ?? new Map<string, number>();
	if (used.has(nonce)) throw authenticationError('Invalid nonce - nonce has already been used.');
	for (const [old, usedAt] of used) if (usedAt < nowSeconds - timestampWindowSeconds) used.delete(old);
	used.set(nonce, at);
	memory.set(key.consumerKey, used);
}

export interface SignedRequest {
	readonly method: string;
	/** Scheme, host and path, without the query. */
	readonly url: string;
	/** `$_GET` and `$_POST` together. */
	readonly parameters: PhpParameters;
}

/** The key that signed the request; undefined when it is not signed at all. Throws the 401 of a bad signature. */
export function verifyOAuth(request: SignedRequest, keys: readonly ApiKey[], memory: NonceMemory, nowSeconds: number): ApiKey | undefined {
	const value = (name: string): string => {
		const found = request.parameters[name];
		return typeof found === 'string' ? found : '';
	};
	const missing = required.filter((name) => value(name) === '');
	if (missing.length === required.length) return undefined;
	if (missing.length > 0) {
		const names = missing.length === 1 ? `parameter ${missing.join('')}` : `parameters ${missing.join(', ')}`;
		throw new RestError(401, 'woocommerce_rest_authentication_missing_parameter', `Missing OAuth ${names}`, {}, true);
	}
	const key = keys.find((candidate) => candidate.consumerKey === value('oauth_consumer_key'));
	if (key === undefined) throw authenticationError('Consumer key is invalid.');
	const method = value('oauth_signature_method');
	if (method !== 'HMAC-SHA1' && method !== 'HMAC-SHA256') throw authenticationError('Invalid signature - signature method is invalid.');
	const algorithm = method === 'HMAC-SHA1' ? 'sha1' : 'sha256';
	const expected = expectedSignature(request.method, request.url, request.parameters, algorithm, key.consumerSecret);
	if (!sameText(expected, value('oauth_signature').replace(/ /g, '+'))) {
		throw authenticationError('Invalid signature - provided signature does not match.');
	}
	checkNonce(key, value('oauth_timestamp'), value('oauth_nonce'), nowSeconds, memory);
	return key;
}
