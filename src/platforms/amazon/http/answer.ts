import type { IncomingHttpHeaders } from 'node:http';
import { amazonError, refused, safeCode } from '../errors';

/** What the SDK gives with `raw_result`. Its own `body` is not used: it breaks characters that span two chunks. */
export interface RawResult {
	readonly chunks: readonly Buffer[];
	readonly statusCode: number;
	readonly headers: IncomingHttpHeaders;
}

/** A successful answer. */
export interface AmazonAnswer {
	readonly body: unknown;
	readonly requestId: string | undefined;
	/** Amazon's own clock when it answered, in milliseconds since 1970. */
	readonly answeredAt: number | undefined;
}

const header = (headers: IncomingHttpHeaders, name: string): string | undefined => {
	const value = headers[name];
	return typeof value === 'string' ? value : value?.[0];
};

/** Amazon's request ids are what its support asks for. */
const requestIdOf = (headers: IncomingHttpHeaders): string | undefined => {
	const id = header(headers, 'x-amzn-requestid') ?? header(headers, 'x-amz-request-id');
	return id !== undefined && /^[A-Za-z0-9-]{1,80}$/.test(id) ? id : undefined;
};

/** The real rate of the operation in requests per second. */
export function rateLimitOf(headers: IncomingHttpHeaders): number | undefined {
	const rate = Number(header(headers, 'x-amzn-ratelimit-limit') ?? Number.NaN);
	return rate > 0 && Number.isFinite(rate) ? rate : undefined;
}

function retryAfterOf(headers: IncomingHttpHeaders): number | undefined {
	const seconds = Number(header(headers, 'retry-after') ?? Number.NaN);
	return seconds >= 0 && Number.isFinite(seconds) ? seconds * 1000 : undefined;
}

type Parsed = { readonly kind: 'json'; readonly value: unknown } | { readonly kind: 'empty' | 'html' | 'broken' };

function parse(raw: RawResult): Parsed {
	const text = Buffer.concat(raw.chunks).toString('utf8').trim();
	if (text === '') return { kind: 'empty' };
	try {
		return { kind: 'json', value: JSON.parse(text) as unknown };
	} catch {
		return { kind: text.startsWith('<') ? 'html' : 'broken' };
	}
}

interface Errors {
	readonly code: string | undefined;
	/** Whether Amazon says that the access token is the trouble; its words are looked at and not kept. */
	readonly tokenExpired: boolean;
	/** Fulfillment says with a 400 that it does not know an order. */
	readonly missing: boolean;
}

/** Longer than anything that Amazon has to say; looking through more of it takes seconds. */
const LONGEST_WORDS = 2_000;

const wordsIn = (error: object): string =>
	Object.values(error)
		.filter((value) => typeof value === 'string')
		.map((value) => value.slice(0, LONGEST_WORDS))
		.join(' ')
		.slice(0, LONGEST_WORDS);

function firstError(value: unknown): Errors | undefined {
	if (typeof value !== 'object' || value === null || !('errors' in value) || !Array.isArray(value.errors)) return undefined;
	const first: unknown = value.errors[0];
	if (typeof first !== 'object' || first === null) return undefined;
	const words = wordsIn(first);
	return {
		code: safeCode('code' in first ? first.code : undefined),
		tokenExpired: /token.*(expired|invalid|revoked)/is.test(words),
		missing: /not found|does not exist|could not be found/i.test(words),
	};
}

/** What names a refusal: Amazon's error code and the request id. */
export function namesOf(raw: RawResult): { readonly code: string | undefined; readonly requestId: string | undefined } {
	const parsed = parse(raw);
	const error = parsed.kind === 'json' ? firstError(parsed.value) : undefined;
	return { code: error?.code, requestId: requestIdOf(raw.headers) };
}

/**
 * All that Amazon says in a refusal. It repeats what was sent, names and addresses included: to be searched for what
 * is known, never to be shown, logged or kept.
 */
export function wordsOf(raw: RawResult): string {
	const parsed = parse(raw);
	return parsed.kind === 'json' ? JSON.stringify(parsed.value) : '';
}

/** Whether the answer says that the access token was not accepted, so that a new one may help. */
export function tokenNotAccepted(raw: RawResult): boolean {
	if (raw.statusCode !== 401 && raw.statusCode !== 403) return false;
	const parsed = parse(raw);
	const error = parsed.kind === 'json' ? firstError(parsed.value) : undefined;
	return error !== undefined && (error.code === 'Unauthorized' || error.tokenExpired);
}

const NOT_JSON = {
	empty: 'the answer was empty',
	html: 'the answer was a web page instead of data',
	broken: 'the answer was not whole',
} as const;

/** The JSON of a successful answer, nothing where Amazon says that there is none; throws PlatformError for everything else. */
export function readAnswer(operation: string, raw: RawResult): AmazonAnswer {
	const status = raw.statusCode;
	const requestId = requestIdOf(raw.headers);
	const parsed = parse(raw);
	const id = requestId === undefined ? {} : { requestId };
	const nothingToSay = status === 204 && parsed.kind === 'empty';
	if (!nothingToSay && parsed.kind !== 'json' && status < 500 && (status < 300 || parsed.kind === 'html')) {
		// A page comes from something between us and Amazon and stays; a short answer is gone the next time.
		const kind = parsed.kind === 'html' ? 'contract' : 'unavailable';
		const advice =
			parsed.kind === 'html'
				? { advice: 'Something else than Amazon answered: check the "Endpoint" field, the proxy and the firewall.' }
				: {};
		throw amazonError(kind, operation, `${NOT_JSON[parsed.kind]} (status ${status})`, { status, ...id, ...advice });
	}
	const error = parsed.kind === 'json' ? firstError(parsed.value) : undefined;
	const bare = error !== undefined && Object.keys((parsed as { value: object }).value).length === 1;
	if (status < 200 || status >= 300 || bare) {
		const missing = status === 400 && error?.missing === true;
		throw refused(operation, { status, missing, code: error?.code, requestId, retryAfterMs: retryAfterOf(raw.headers) });
	}
	const date = Date.parse(header(raw.headers, 'date') ?? '');
	return {
		body: parsed.kind === 'json' ? parsed.value : undefined,
		requestId,
		answeredAt: Number.isNaN(date) ? undefined : date,
	};
}
