import type { Agent } from 'node:https';
import type { AmazonConnection } from '../connection';
import { USER_AGENT, type AmazonRegion } from '../constants';

/** The part of amazon-sp-api that is used; its own types promise fields that answers do not have. */
export interface Sdk {
	readonly access_token?: string;
	refreshAccessToken(): Promise<void>;
	callAPI(request: object): Promise<unknown>;
}

/** Made for one request: it carries the agent of that request. Loaded when first needed, it is large. */
export async function openSdk(connection: AmazonConnection, agent: Agent, region: AmazonRegion, token?: string): Promise<Sdk> {
	const { SellingPartner } = await import('amazon-sp-api');
	return new SellingPartner({
		region,
		refresh_token: connection.refreshToken,
		...(token === undefined ? {} : { access_token: token }),
		credentials: {
			SELLING_PARTNER_APP_CLIENT_ID: connection.clientId,
			SELLING_PARTNER_APP_CLIENT_SECRET: connection.clientSecret,
		},
		options: {
			auto_request_tokens: false,
			auto_request_throttled: false,
			retry_remote_timeout: false,
			version_fallback: false,
			debug_log: false,
			user_agent: USER_AGENT,
			https_proxy_agent: agent,
		},
	}) as unknown as Sdk;
}
