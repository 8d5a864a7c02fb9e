import { PlatformError, type FailureKind } from '../../domain/platform-error';
import { networkFault } from '../../http/network-fault';
import { PLATFORM, SCOPES } from './constants';

/** What was asked, for the texts. `write`: it may have had effects. */
export interface Call {
	/** Name of the document: "OrderCreate". */
	readonly operation: string;
	readonly write: boolean;
}

export interface Verdict {
	readonly kind: FailureKind;
	readonly code?: string | undefined;
	readonly message: string;
	readonly advice: string;
}

interface More {
	readonly status?: number;
	readonly retryAfterMs?: number | undefined;
}

export const WAITS = 'Nothing to do: it is tried again by itself.';

/** Codes are plain identifiers; anything else is not repeated. */
export const safeCode = (value: unknown): string | undefined =>
	typeof value === 'string' && /^[A-Za-z0-9_.-]{1,80}$/.test(value) ? value : undefined;

export function failure(call: Call, { kind, code, message, advice }: Verdict, { status, retryAfterMs }: More = {}): PlatformError {
	return new PlatformError(message, {
		platform: PLATFORM,
		kind,
		operation: call.operation,
		advice,
		...(code === undefined ? {} : { code }),
		...(status === undefined ? {} : { status }),
		...(retryAfterMs === undefined ? {} : { retryAfterMs }),
	});
}

export const lostAnswer = (what: string): Verdict => ({
	kind: 'unknownOutcome',
	message: `${what}; it is unknown whether the shop did it`,
	advice: 'Nothing to do: the shop is asked again once it has settled.',
});

export const FROZEN: Verdict = {
	kind: 'configuration',
	code: 'shopFrozen',
	message: 'The shop is frozen: its plan is not paid',
	advice: 'Its owner has to settle the bill in Shopify; until then nothing can be read or written.',
};

const STATUSES: Readonly<Record<number, Verdict>> = {
	402: FROZEN,
	404: {
		kind: 'configuration',
		code: 'noShop',
		message: 'Shopify has no shop of this name, or not this version of its API',
		advice: 'Check the shop in the credential: the domain that ends in .myshopify.com.',
	},
	423: {
		kind: 'configuration',
		code: 'shopLocked',
		message: 'Shopify has locked the shop',
		advice: 'Its owner has to ask Shopify why; until then nothing can be read or written.',
	},
};

function unauthorized(way: 'token' | 'app'): Verdict {
	return {
		kind: 'credential',
		code: 'token',
		message: 'Shopify does not accept the access token',
		advice:
			way === 'token'
				? 'Enter the Admin API access token of the custom app anew, and check that it belongs to this shop and that the app is installed.'
				: 'Check that the app is installed on this shop, and enter client ID and client secret anew.',
	};
}

/** `Retry-After` in seconds, at most an hour. */
function retryAfter(value: string | undefined): number | undefined {
	const ms = Number(value) * 1000;
	return Number.isFinite(ms) && ms >= 0 ? Math.min(ms, 3_600_000) : undefined;
}

/** An HTTP answer that is no success, without a look at its body: that may say anything. */
export function fromStatus(
	call: Call,
	{ status, headers }: { readonly status: number; readonly headers: Readonly<Record<string, string>> },
	way: 'token' | 'app',
): PlatformError {
	const make = (verdict: Verdict): PlatformError => failure(call, verdict, { status, retryAfterMs: retryAfter(headers['retry-after']) });
	const known = STATUSES[status];
	if (known !== undefined) return make(known);
	if (status === 401) return make(unauthorized(way));
	if (status === 403) {
		return make({
			kind: 'permission',
			code: 'forbidden',
			message: 'Shopify does not let the app do this',
			advice: `Give the app the scopes ${Object.keys(SCOPES).join(', ')} and install it again.`,
		});
	}
	if (status === 429 || status === 430) {
		return make({ kind: 'rateLimited', code: 'throttled', message: 'Shopify asks to slow down', advice: WAITS });
	}
	if (status >= 300 && status < 400) {
		return make({
			kind: 'configuration',
			code: 'redirected',
			message: 'Shopify leads on to another address',
			advice: 'Check the shop in the credential: the domain that ends in .myshopify.com.',
		});
	}
	if (status >= 500 || status === 408) {
		if (call.write) return make(lostAnswer(`Shopify answered with an error (HTTP ${status})`));
		return make({ kind: 'unavailable', message: `Shopify answered with an error (HTTP ${status})`, advice: WAITS });
	}
	return make({
		kind: 'rejected',
		message: `Shopify refused the request (HTTP ${status})`,
		advice: 'Please report this.',
	});
}

/** What cannot be read as data of the API. */
export function fromBadBody(call: Call): PlatformError {
	if (call.write) return failure(call, { ...lostAnswer('Shopify answered something that cannot be read'), code: 'unreadable' });
	return failure(call, {
		kind: 'contract',
		code: 'unreadable',
		message: 'Shopify answered with something else than data',
		advice: 'If it stays so, please report this.',
	});
}

/** The run was stopped. */
export const STOPPED = 'aborted';

/** A request without an answer. `code` is Node's or the client's own; nothing else of its error is looked at. */
export function fromNetwork(call: Call, code: string, stopped: boolean): PlatformError {
	const fault = networkFault(code);
	if (fault === 'certificate') {
		return failure(call, {
			kind: 'configuration',
			code,
			message: 'The https certificate is not valid',
			advice: 'Somebody stands between n8n and Shopify (a proxy, a filter), or the endpoint has no valid certificate.',
		});
	}
	if (fault === 'notSent') {
		return failure(call, {
			kind: 'unreachable',
			code,
			message: code === 'ENOTFOUND' ? 'There is no shop of this name' : 'Shopify cannot be reached',
			advice: 'Check the shop in the credential, and whether n8n reaches the internet. It is tried again by itself.',
		});
	}
	const what = stopped ? 'The run was stopped before Shopify answered' : 'Shopify did not answer in time or hung up';
	if (call.write) return failure(call, { ...lostAnswer(what), code });
	return failure(call, { kind: 'unreachable', code: stopped ? STOPPED : code, message: what, advice: WAITS });
}

/** Nothing was sent. */
export const heldUp = (call: Call): PlatformError =>
	failure(call, {
		kind: 'unavailable',
		code: 'heldUp',
		message: 'This n8n was held up for so long that others may be at it by now: nothing was sent',
		advice: WAITS,
	});
