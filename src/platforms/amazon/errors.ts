import { codeOf } from '../../domain/error-code';
import { PlatformError, type FailureKind, type PlatformErrorDetails } from '../../domain/platform-error';
import { networkFault } from '../../http/network-fault';
import { roleFor } from './constants';

type Extra = Partial<Omit<PlatformErrorDetails, 'platform' | 'operation' | 'kind'>>;

/** The one way to make an error here. `text` is ours: never Amazon's own words, they repeat what was sent. */
export const amazonError = (kind: FailureKind, operation: string, text: string, extra: Extra = {}): PlatformError =>
	new PlatformError(`Amazon ${operation}: ${text}`, { platform: 'amazon', kind, operation, ...extra });

/** Amazon's error codes are identifiers; anything else in their place is not repeated. */
export function safeCode(code: unknown): string | undefined {
	return typeof code === 'string' && /^[A-Za-z][A-Za-z0-9_.]{0,59}$/.test(code) ? code : undefined;
}

/** What an HTTP answer that is not a success says. */
export interface Refusal {
	readonly status: number;
	/** Some APIs answer 400 where they mean 404. */
	readonly missing?: boolean;
	readonly code: string | undefined;
	readonly requestId: string | undefined;
	readonly retryAfterMs: number | undefined;
}

const details = (refusal: Refusal): Extra => ({
	status: refusal.status,
	...(refusal.code === undefined ? {} : { code: refusal.code }),
	...(refusal.requestId === undefined ? {} : { requestId: refusal.requestId }),
	...(refusal.retryAfterMs === undefined ? {} : { retryAfterMs: refusal.retryAfterMs }),
});

/** Translates an HTTP refusal of Selling Partner API. */
export function refused(operation: string, refusal: Refusal): PlatformError {
	const { status, code } = refusal;
	const named = code === undefined ? '' : ` (${code})`;
	const make = (kind: FailureKind, text: string, advice?: string) =>
		amazonError(kind, operation, text, { ...details(refusal), ...(advice === undefined ? {} : { advice }) });
	if (status === 429) return make('rateLimited', 'the quota is used up', 'Nothing to do: it goes on by itself.');
	if (status >= 500) return make('unavailable', `Amazon answered ${status}${named}`, 'Nothing to do: it is tried again.');
	if (status === 401 || status === 403) {
		const role = roleFor(operation);
		return make(
			'permission',
			`access was denied${named}`,
			`Check the region, and that the Amazon application has the role ${role === undefined ? 'for this call' : `"${role}"`}; after adding a role the application must be authorised again.`,
		);
	}
	if (status === 404 || refusal.missing === true) return make('notFound', 'Amazon does not know it');
	if (status >= 300 && status < 400) {
		return make('contract', `Amazon answered with a redirect (${status})`, 'Check the "Endpoint" field and the proxy.');
	}
	return make('rejected', `Amazon refused the request with ${status}${named}`);
}

/** Refusals of Login with Amazon, by its `error` code. https://developer.amazon.com/docs/login-with-amazon/authorization-code-grant.html */
export function tokenRefused(code: string | undefined): PlatformError {
	switch (code) {
		case 'invalid_grant':
			return amazonError('credential', 'token', 'the refresh token is not valid any more', {
				code,
				advice: 'Authorise the application again in Seller Central and put the new refresh token into the credential.',
			});
		case 'invalid_client':
		case 'unauthorized_client':
			return amazonError('credential', 'token', 'the client id or the client secret is wrong', {
				code,
				advice:
					'Copy the client id and a current client secret from the Developer Console into the credential; secrets end after 180 days.',
			});
		case 'invalid_request':
		case 'invalid_scope':
		case 'unsupported_grant_type':
			return amazonError('credential', 'token', `Login with Amazon refused the credential (${code})`, {
				code,
				advice: 'Check client id, client secret and refresh token for missing or extra characters.',
			});
		default:
			return amazonError('unavailable', 'token', 'Login with Amazon gave no token', {
				...(code === undefined ? {} : { code }),
				advice: 'Nothing to do: it is tried again.',
			});
	}
}

/** Nothing was sent. */
export const heldUp = (operation: string): PlatformError =>
	amazonError('unavailable', operation, 'this n8n was held up for so long that others may be at it by now, so nothing was sent', {
		code: 'heldUp',
		advice: 'Nothing to do: it is tried again by itself.',
	});

/** Translates a fault of the network or of the SDK; only its code is looked at, its text may hold anything. */
export function transportFailed(operation: string, fault: unknown): PlatformError {
	if (fault instanceof PlatformError) return fault;
	const code = safeCode(codeOf(fault));
	if (code !== undefined && networkFault(code) === 'certificate') {
		return amazonError('configuration', operation, `no safe connection could be made (${code})`, {
			code,
			advice: 'Check the certificate of the endpoint or proxy, and the clock of this machine.',
		});
	}
	return amazonError('unreachable', operation, `Amazon did not answer${code === undefined ? '' : ` (${code})`}`, {
		...(code === undefined ? {} : { code }),
		advice: 'Nothing to do if it passes: it is tried again. Else check the internet connection and the proxy.',
	});
}
