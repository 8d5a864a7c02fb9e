import { randomBytes } from 'node:crypto';
import type { Clock, SandboxRequest, SandboxResponse } from '../../kernel/contract';
import type { AccessToken, AccountBook, SellingApplication } from './accounts';

/** Access tokens live one hour. */
const lifetimeSeconds = 3600;

const refusal = (status: number, error: string, description: string): SandboxResponse => ({
	status,
	body: { error_index: randomBytes(8).toString('hex'), error, error_description: description, request_id: randomBytes(8).toString('hex') },
});

/** amazon-sp-api sends JSON, others send a form; Login with Amazon takes both. */
const readFields = (request: SandboxRequest): Readonly<Record<string, string>> => {
	if ((request.headers['content-type'] ?? '').includes('json')) {
		try {
			const body = request.json();
			return typeof body === 'object' && body !== null
				? Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]))
				: {};
		} catch {
			return {};
		}
	}
	return Object.fromEntries(new URLSearchParams(request.body.toString('utf8')));
};

/** What Login with Amazon calls a refused grant: unknown and revoked refresh tokens look the same from outside. */
export const invalidGrant = (): SandboxResponse =>
	refusal(
		400,
		'invalid_grant',
		"The request has an invalid grant parameter : refresh_token. User may have revoked or didn't grant the permission.",
	);

const invalidClient = (): SandboxResponse => refusal(401, 'invalid_client', 'Client authentication failed');

const applicationOf = (fields: Readonly<Record<string, string>>, accounts: AccountBook): SellingApplication | undefined => {
	const application = accounts.application(fields['client_id'] ?? '');
	return application?.clientSecret === fields['client_secret'] ? application : undefined;
};

const issued = (access: Omit<AccessToken, 'expiresAt'>, accounts: AccountBook, clock: Clock, more: object = {}): SandboxResponse => {
	const token = `Atza|${randomBytes(24).toString('base64url')}`;
	accounts.rememberToken(token, { ...access, expiresAt: clock.now() + lifetimeSeconds * 1000 });
	return {
		status: 200,
		headers: { 'cache-control': 'no-store' },
		body: { access_token: token, ...more, token_type: 'bearer', expires_in: lifetimeSeconds },
	};
};

/** The scope of the one grantless operation that is played. */
export const trackingScope = 'sellingpartnerapi::shipments:track';

/** https://developer-docs.amazon.com/sp-api/docs/grantless-operations */
function issueGrantlessToken(fields: Readonly<Record<string, string>>, accounts: AccountBook, clock: Clock): SandboxResponse {
	for (const name of ['client_id', 'client_secret', 'scope']) {
		if (!fields[name]) return refusal(400, 'invalid_request', `The request is missing a required parameter : ${name}`);
	}
	const application = applicationOf(fields, accounts);
	if (application === undefined) return invalidClient();
	// The words were not recorded.
	if (fields['scope'] !== trackingScope || application.tracking === 'noScope')
		return refusal(400, 'invalid_scope', 'An unknown scope was requested');
	return issued({ application, scope: trackingScope }, accounts, clock);
}

/** POST https://api.amazon.com/auth/o2/token, see https://developer-docs.amazon.com/sp-api/docs/connect-to-the-selling-partner-api */
export function issueAccessToken(request: SandboxRequest, accounts: AccountBook, clock: Clock): SandboxResponse {
	const fields = readFields(request);
	if (fields['grant_type'] === undefined)
		return refusal(400, 'invalid_request', 'The request is missing a required parameter : grant_type');
	if (fields['grant_type'] === 'client_credentials') return issueGrantlessToken(fields, accounts, clock);
	if (fields['grant_type'] !== 'refresh_token') {
		return refusal(400, 'unsupported_grant_type', 'The authorization grant type is not supported by the authorization server');
	}
	for (const name of ['client_id', 'client_secret', 'refresh_token']) {
		if (!fields[name]) return refusal(400, 'invalid_request', `The request is missing a required parameter : ${name}`);
	}
	const application = applicationOf(fields, accounts);
	if (application === undefined) return invalidClient();
	const authorization = accounts.authorization(fields['refresh_token'] ?? '');
	if (authorization === undefined || authorization.revoked) return invalidGrant();
	if (authorization.application !== application) {
		return refusal(400, 'unauthorized_client', 'Not authorized for requested operation');
	}
	return issued({ application, authorization }, accounts, clock, { refresh_token: authorization.refreshToken });
}
