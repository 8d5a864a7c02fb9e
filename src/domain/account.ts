import { z } from 'zod';
import type { AccountKey } from './ids';
import { name, type Immutable } from './schema';

/** A platform as the table of platforms names it: `amazon`, `woocommerce`. In lower case, without a colon. */
export type PlatformName = string;

/**
 * Who owns data. `id` is derived from what the platform itself calls the account, never from a credential's id or
 * name, so that a re-entered credential finds its memory again:
 * Amazon `eu:A1SELLERID` (region + merchant token), WooCommerce `shop.example/sub` (host + path without scheme,
 * `www.` and trailing slash).
 */
export const accountSchema = z.object({ platform: name, id: name });
export type Account = Immutable<z.infer<typeof accountSchema>>;

/** `amazon:eu:A1SELLERID`: the spelling in keys. */
export const accountKey = (account: Account): AccountKey => `${account.platform}:${account.id}` as AccountKey;

export function parseAccountKey(key: AccountKey): Account {
	const at = key.indexOf(':');
	return { platform: key.slice(0, at), id: key.slice(at + 1) };
}
