import type { SandboxRequest } from './contract';

export interface RequestParts {
	readonly method: string;
	/** Path and query, percent-encoded. */
	readonly url: string;
	readonly headers?: Readonly<Record<string, string>>;
	/** An object is sent as JSON. */
	readonly body?: unknown;
	readonly clientGone?: () => boolean;
}

const toBuffer = (body: unknown): Buffer => {
	if (body === undefined || body === null) return Buffer.alloc(0);
	if (Buffer.isBuffer(body)) return body;
	return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
};

/** The same request object whether it came over HTTP or from a test in this process. */
export function createRequest(parts: RequestParts): SandboxRequest {
	const body = toBuffer(parts.body);
	const queryAt = parts.url.indexOf('?');
	const path = queryAt === -1 ? parts.url : parts.url.slice(0, queryAt);
	const headers = Object.fromEntries(Object.entries(parts.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
	return {
		method: parts.method.toUpperCase(),
		path,
		query: new URLSearchParams(queryAt === -1 ? '' : parts.url.slice(queryAt + 1)),
		headers,
		rawUrl: parts.url,
		body,
		json: () => JSON.parse(body.toString('utf8')) as unknown,
		clientGone: parts.clientGone ?? (() => false),
	};
}
