/** A platform as the table of platforms names it: `amazon`, `woocommerce`. In lower case, without a colon. */
export type PlatformName = string;

/**
 * Who owns data. `id` is derived from what the platform itself calls the account, never from a credential's id or
 * name, so that a re-entered credential finds its memory again:
 * Amazon `eu:A1SELLERID` (region + merchant token), WooCommerce `shop.example/sub` (host + path without scheme,
 * `www.` and trailing slash), Shopify `shop.myshopify.com`.
 */
export interface Account {
	readonly platform: PlatformName;
	readonly id: string;
}

/** `amazon:eu:A1SELLERID`: the spelling in keys and in the database. */
export const accountKey = (account: Account): string => `${account.platform}:${account.id}`;

export function parseAccountKey(key: string): Account {
	const at = key.indexOf(':');
	return { platform: key.slice(0, at), id: key.slice(at + 1) };
}
