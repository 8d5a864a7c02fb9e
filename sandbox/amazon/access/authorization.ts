import type { SandboxRequest } from '../../kernel/contract';
import { accessDenied, tokenExpired, tokenInvalid, tokenMissing } from '../rest/answers';
import type { Route } from '../rest/routes';
import type { AccessToken, AccountBook, Authorization, SellingApplication } from './accounts';

/** Asked under the stand-in's own address, not under one of Amazon's names. */
export const isOwnHost = (host: string): boolean => /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);

/** All of Amazon's hosts are routed here, so the Host header is the only sign of the region that was meant. */
const isRightHost = (host: string | undefined, region: string): boolean =>
	host === undefined || isOwnHost(host) || host.split(':')[0] === `sellingpartnerapi-${region}.amazon.com`;

/** @throws AmazonError Unauthorized */
function accessOf(accounts: AccountBook, now: number, { headers }: SandboxRequest): AccessToken {
	const token = headers['x-amz-access-token'];
	if (token === undefined || token === '') throw accessDenied(tokenMissing);
	const access = accounts.accessToken(token);
	if (access === undefined || access.authorization?.revoked === true) throw accessDenied(tokenInvalid);
	if (access.expiresAt <= now) throw accessDenied(tokenExpired);
	return access;
}

/**
 * Who asks, by the token, the host and the roles that the operation wants.
 * @throws AmazonError Unauthorized
 */
export function authorize(accounts: AccountBook, now: number, request: SandboxRequest, route: Route | undefined): Authorization {
	const { authorization } = accessOf(accounts, now, request);
	if (authorization === undefined) throw accessDenied();
	const { seller, application } = authorization;
	if (!isRightHost(request.headers['host'], seller.region)) throw accessDenied();
	if (!application.roles.some((role) => route?.roles?.includes(role) ?? true)) throw accessDenied();
	return authorization;
}

/**
 * Which application asks for an operation that no seller grants; a seller's token does not open it.
 * @throws AmazonError Unauthorized
 */
export function authorizeGrantless(accounts: AccountBook, now: number, request: SandboxRequest, scope: string): SellingApplication {
	const access = accessOf(accounts, now, request);
	if (access.scope !== scope) throw accessDenied();
	return access.application;
}
