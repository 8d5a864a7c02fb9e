import { PlatformError } from '../../domain/platform-error';
import { networkFault } from '../../http/network-fault';
import { refusalIn } from './wire/refusal';
import { PLATFORM } from './constants';
import type { FailedAnswer, Verdict } from './failed-answer';
import { misnamedStore, redirected } from './own-address';

/** What was asked, for the texts. `write`: it may have had effects. */
export interface Call {
	/** "POST orders/batch" */
	readonly operation: string;
	readonly write: boolean;
}

/** Codes of the store are plain identifiers; anything else is not repeated. */
export const safeCode = (value: unknown): string | undefined =>
	typeof value === 'string' && /^[A-Za-z0-9_.-]{1,80}$/.test(value) ? value : undefined;

export function failure(call: Call, verdict: Verdict, more: { status?: number; retryAfterMs?: number } = {}): PlatformError {
	return new PlatformError(verdict.message, {
		platform: PLATFORM,
		kind: verdict.kind,
		operation: call.operation,
		advice: verdict.advice,
		...(verdict.code === undefined ? {} : { code: verdict.code }),
		...(more.status === undefined ? {} : { status: more.status }),
		...(more.retryAfterMs === undefined ? {} : { retryAfterMs: more.retryAfterMs }),
	});
}

/** `Retry-After` in seconds or as a date, at most a day. */
function retryAfter(value: string | undefined, now: number): number | undefined {
	if (value === undefined) return undefined;
	const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
	return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 86_400_000) : undefined;
}

function unauthorized({ status, headers, calledBy }: FailedAnswer, code: string | undefined, text: string): Verdict {
	// No code at all, or that of a plugin which closes the REST API to everybody but logged-in users.
	if (code === undefined || /^rest_(forbidden|not_logged_in|cannot_access|login_required|unauthorized|disabled)/.test(code)) {
		return {
			kind: 'configuration',
			code: 'blocked',
			message: `The store's server refused the request before WooCommerce saw it (HTTP ${status})`,
			advice: 'A firewall or security plugin blocks the REST API (/wp-json/). Allow it there.',
		};
	}
	if (/(read|write) permissions/i.test(text)) {
		const right = /write permissions/i.test(text) ? 'write' : 'read';
		return {
			kind: 'permission',
			code: right === 'write' ? 'keyCannotWrite' : 'keyCannotRead',
			message: `The API key has no permission to ${right}`,
			advice: 'In WooCommerce > Settings > Advanced > REST API give the key the permission "Read/Write".',
		};
	}
	const misnamed = /invalid signature/i.test(text) ? misnamedStore({ headers, calledBy }) : undefined;
	if (misnamed !== undefined) return misnamed;
	if (/secret is invalid|invalid signature/i.test(text)) {
		return {
			kind: 'credential',
			code: 'wrongSecret',
			message: 'The consumer secret does not belong to the consumer key',
			advice: 'Enter the secret again, or create a new key in WooCommerce > Settings > Advanced > REST API.',
		};
	}
	if (status === 403) {
		return {
			kind: 'permission',
			code,
			message: 'The user of the API key may not do this',
			advice: 'Create the key for an administrator or shop manager.',
		};
	}
	return {
		kind: 'credential',
		code: 'unknownKey',
		message: 'The store does not know the consumer key, or did not receive it',
		advice: 'Check the consumer key. If it is right, the server drops the Authorization header: switch on "Send Keys in the URL".',
	};
}

function notThere(code: string | undefined): Verdict {
	if (code === 'rest_no_route') {
		return {
			kind: 'configuration',
			code: 'noWooCommerce',
			message: 'The site has a REST API but no WooCommerce in it',
			advice: 'Check that WooCommerce is active and that the URL is that of the shop (with its sub-directory, if any).',
		};
	}
	if (code !== undefined) {
		return { kind: 'notFound', code, message: 'The store does not have it (any more)', advice: 'Nothing to do.' };
	}
	return {
		kind: 'configuration',
		code: 'noRestApi',
		message: 'There is no WordPress REST API at this address',
		advice: 'Check the URL. In WordPress > Settings > Permalinks choose any structure but "Plain".',
	};
}

const lostAnswer = (what: string): Verdict => ({
	kind: 'unknownOutcome',
	message: `${what}; it is unknown whether the store did it`,
	advice: 'Nothing to do: the store is asked again once it has settled.',
});

/** Turns an HTTP answer that is no success into the one error that leaves this adapter. */
export function fromStatus(call: Call, answer: FailedAnswer, now: number): PlatformError {
	const { status } = answer;
	const refusal = refusalIn(answer.body);
	const code = safeCode(refusal.code);
	const text = refusal.message;
	const wait = retryAfter(answer.headers['retry-after'], now);
	const more = { status, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
	const make = (verdict: Verdict): PlatformError => failure(call, verdict, more);

	if (status >= 300 && status < 400) return make(redirected(answer));
	if (status === 429) {
		return make({
			kind: 'rateLimited',
			message: "The store's server asks to slow down",
			advice: 'Nothing to do: it is tried again by itself.',
		});
	}
	if (status >= 500 || status === 408) {
		if (call.write)
			return make({ ...lostAnswer(`The store answered with an error (HTTP ${status})`), ...(code === undefined ? {} : { code }) });
		return make({
			kind: 'unavailable',
			message: `The store answered with an error (HTTP ${status})`,
			advice: 'It is tried again by itself. If it stays, look at the error log of the store.',
			...(code === undefined ? {} : { code }),
		});
	}
	if (status === 401 || status === 403) return make(unauthorized(answer, code, text));
	if (status === 404 || status === 410) return make(notThere(code));
	// A PUT on an unknown id is answered 400, not 404.
	if (code !== undefined && /_invalid_id$/.test(code)) return make(notThere(code));
	return make({
		kind: 'rejected',
		message: `The store refused the request (HTTP ${status}${code === undefined ? '' : `, ${code}`})`,
		advice: 'Look at the error log of the store, or report this.',
		...(code === undefined ? {} : { code }),
	});
}

/** With plain permalinks WordPress has no `/wp-json/`, and most servers then answer with the home page. */
const HTML_ADVICE =
	'In WordPress > Settings > Permalinks choose any structure but "Plain" and save: without it many servers answer with the home page. If it is not that, a security service or a plugin changes answers of the REST API.';

/** A 200 whose body is no JSON, or JSON of another shape. */
export function fromBadBody(call: Call, body: string | undefined): PlatformError {
	if (call.write) return failure(call, { ...lostAnswer('The store answered something that cannot be read'), code: 'unreadable' });
	const html = body !== undefined && /^\s*(<!doctype|<html)/i.test(body);
	return failure(call, {
		kind: 'contract',
		code: html ? 'html' : 'unreadable',
		message: html ? 'The store answered with a web page instead of data' : 'The store answered with something else than data',
		advice: html
			? HTML_ADVICE
			: 'A plugin, a PHP warning or a security service changes answers of the REST API. Look at the error log of the store.',
	});
}

/** The run was stopped. */
export const STOPPED = 'STOPPED';
/** By the `code` of an `unreachable`: whether the store saw nothing of the request. */
export const wasNotSent = (code: string): boolean => networkFault(code) === 'notSent' || code === STOPPED;

/** An answer that a cache kept. `sign` is the header that tells it. */
export const fromCache = (call: Call, sign: string): PlatformError =>
	failure(call, {
		kind: 'configuration',
		code: 'cached',
		message: `A cache answered in place of the store, with an old copy (${sign})`,
		advice:
			'Exclude /wp-json/wc/ from every cache of the store: caching plugin, server, CDN. Until then nothing is decided by its answers.',
	});

/** Nothing was sent. */
export const heldUp = (call: Call): PlatformError =>
	failure(call, {
		kind: 'unavailable',
		code: 'heldUp',
		message: 'This n8n was held up for so long that others may be at it by now: nothing was sent',
		advice: 'Nothing to do: it is tried again by itself.',
	});

/** A request without an answer. `code` is Node's or the HTTP client's own code; nothing else of its error is looked at. */
export function fromNetwork(call: Call, code: string, stopped: boolean): PlatformError {
	const fault = networkFault(code);
	if (fault === 'certificate') {
		return failure(call, {
			kind: 'configuration',
			code,
			message: 'The store has no valid https certificate',
			advice: 'Renew the certificate of the store, or check the name in the store URL.',
		});
	}
	if (fault === 'notSent') {
		return failure(call, {
			kind: 'unreachable',
			code,
			message: code === 'ENOTFOUND' ? 'The name in the store URL is not known' : 'The store cannot be reached',
			advice: 'Check the store URL and whether the store is online. It is tried again by itself.',
		});
	}
	const what = stopped ? 'The run was stopped before the store answered' : 'The store did not answer in time or hung up';
	if (call.write) return failure(call, { ...lostAnswer(what), code });
	return failure(call, {
		kind: 'unreachable',
		code: stopped ? STOPPED : code,
		message: what,
		advice: 'Nothing to do: it is tried again by itself.',
	});
}
