import type { SandboxRequest } from '../../kernel/contract';
import { accessDenied, tokenExpired, tokenInvalid, tokenMissing } from '../rest/answers';
import type { Route } from '../rest/routes';
import type { AccountBook, Authorization } from './accounts';

/** Asked under the stand-in's own address, not under one of Amazon's names. */
export const isOwnHost = (host: string): boolean => /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);

/** All of Amazon's hosts are routed here, so the Host header is the only sign of the region that was meant. */
const isRightHost = (host: string | undefined, region: string): boolean =>
	host === undefined || isOwnHost(host) || host.split(':')[0] === `sellingpartnerapi-${region}.amazon.com`;

/**
 * Who asks, by the token, the host and the roles that the operation wants.
 * @throws AmazonError Unauthorized
 */
export function authorize(accounts: AccountBook, now: number, request: SandboxRequest, route: Route | undefined): Authorization {
	const token = request.headers['x-amz-access-token'];
	if (token === undefined || token === '') throw accessDenied(tokenMissing);
	const access = accounts.accessToken(token);
	if (access === undefined || access.authorization.revoked) throw accessDenied(tokenInvalid);
	if (access.expiresAt <= now) throw accessDenied(tokenExpired);
	const { seller, application } = access.authorization;
	if (!isRightHost(request.headers['host'], seller.region)) throw accessDenied();
	if (!application.roles.some((role) => route?.roles?.includes(role) ?? true)) throw accessDenied();
	return access.authorization;
}
