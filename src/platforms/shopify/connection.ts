import { createHash } from 'node:crypto';

/** How an app is let in: by the token of a custom app, or as an app that fetches a token for itself. */
export type Entrance =
	| { readonly way: 'token'; readonly accessToken: string }
	| { readonly way: 'app'; readonly clientId: string; readonly clientSecret: string };

export interface Connection {
	/** As entered; see `shopDomain`. */
	readonly shop: string;
	readonly entrance: Entrance;
	/** What deliveries of webhooks are signed with: the app's secret of now, and the one before while both may come. */
	readonly webhookSecrets: readonly string[];
	/** Names of the locations whose stock counts; none: all that fulfil orders of the online store. */
	readonly locations: readonly string[];
	/** What stands in for Shopify. */
	readonly endpoint?: string;
}

/** What distinguishes two apps of one shop, without telling any of their keys. */
export function credentialHash({ shop, entrance, endpoint = '' }: Connection): string {
	const keys = entrance.way === 'token' ? [entrance.accessToken] : [entrance.clientId, entrance.clientSecret];
	return createHash('sha256')
		.update(JSON.stringify([shop, endpoint, ...keys]))
		.digest('hex')
		.slice(0, 32);
}

/** Which application it is, as far as that is known: whose quota. */
export const applicationHash = ({ entrance }: Connection): string =>
	createHash('sha256')
		.update(entrance.way === 'token' ? entrance.accessToken : entrance.clientId)
		.digest('hex')
		.slice(0, 16);
