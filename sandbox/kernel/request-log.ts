import type { SandboxRequest } from './contract';

/** One request as it was received, without secrets. Times are milliseconds since the epoch on the sandbox's clock. */
export interface LoggedRequest {
	readonly at: number;
	readonly standIn: string;
	readonly method: string;
	readonly path: string;
	readonly query: Readonly<Record<string, string>>;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
	readonly operation?: string;
	/** Status of the answer; absent when the client got none. */
	readonly status?: number;
	readonly fault?: string;
}

export interface RequestLog {
	add(entry: LoggedRequest): void;
	entries(standIn?: string): readonly LoggedRequest[];
	clear(): void;
}

const keptRequests = 2000;
const keptBodyCharacters = 20_000;
const secretNames =
	/^(authorization|x-amz-access-token|x-shopify-access-token|cookie|consumer_key|consumer_secret|oauth_signature|oauth_consumer_key)$/i;
/** As a form says them, and as JSON does. */
const secretFields = /((?:client_secret|refresh_token|consumer_secret|access_token)(?:=|"\s*:\s*"))[^&"]*/gi;

const redact = (values: Iterable<readonly [string, string]>): Record<string, string> =>
	Object.fromEntries([...values].map(([name, value]) => [name, secretNames.test(name) ? '***' : value]));

/** What the log keeps of a request. */
export function describeRequest(request: SandboxRequest): Pick<LoggedRequest, 'method' | 'path' | 'query' | 'headers' | 'body'> {
	return {
		method: request.method,
		path: request.path,
		query: redact(request.query),
		headers: redact(Object.entries(request.headers)),
		body: request.body.toString('utf8').slice(0, keptBodyCharacters).replace(secretFields, '$1***'),
	};
}

/** Keeps the newest requests only: a bench with 10,000 of them must not fill the memory it measures. */
export function createRequestLog(): RequestLog {
	let kept: LoggedRequest[] = [];
	return {
		add(entry) {
			kept.push(entry);
			if (kept.length > 2 * keptRequests) kept = kept.slice(-keptRequests);
		},
		entries: (standIn) => kept.slice(-keptRequests).filter((entry) => standIn === undefined || entry.standIn === standIn),
		clear: () => {
			kept = [];
		},
	};
}
