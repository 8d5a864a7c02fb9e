import { createHmac, timingSafeEqual } from 'node:crypto';

export type Headers = Readonly<Record<string, string | undefined>>;

/** Names in lower case; what is no text is not there. */
export const headersByName = (headers: Headers): ReadonlyMap<string, string> =>
	new Map(Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name.toLowerCase(), value] as const] : [])));

/** Whether whoever has the secret sent these bytes: the signature of a webhook, HMAC-SHA256 in Base64. */
export function isSignedBy(secret: string, rawBody: Buffer, signature: string): boolean {
	const expected = Buffer.from(createHmac('sha256', secret).update(rawBody).digest('base64'));
	const given = Buffer.from(signature);
	// The length of a signature is no secret.
	return given.length === expected.length && timingSafeEqual(given, expected);
}
