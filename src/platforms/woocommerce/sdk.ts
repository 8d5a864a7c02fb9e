import { MAX_RESPONSE_BYTES } from './constants';
import { isRecord } from './wire/php';

export interface Connection {
	/** https, or http on loopback and private hosts. */
	readonly url: string;
	readonly consumerKey: string;
	readonly consumerSecret: string;
	/** For servers that drop the Authorization header. On https only; the keys then stand in the server's log. */
	readonly keysInQuery: boolean;
}

export type Query = Readonly<Record<string, string | number>>;

/** The SDK as far as it is used; its own types are `any`. */
interface Sdk {
	get(endpoint: string, params: Query): Promise<unknown>;
	post(endpoint: string, data: unknown, params: Query): Promise<unknown>;
	put(endpoint: string, data: unknown, params: Query): Promise<unknown>;
	delete(endpoint: string, params: Query): Promise<unknown>;
}
type SdkClass = new (options: Readonly<Record<string, unknown>>) => Sdk;

/** A CommonJS package: its class is `default`, or `default.default`, depending on who loads it. */
async function loadSdk(): Promise<SdkClass> {
	const loaded: unknown = (await import('@woocommerce/woocommerce-rest-api')).default;
	return (typeof loaded === 'function' ? loaded : (loaded as { default: unknown }).default) as SdkClass;
}

interface Way {
	readonly url: string;
	readonly namespace: string;
	readonly timeoutMs: number;
	readonly signal: AbortSignal;
	/**
	 * In place of the SDK's own, and so never of writes: a body without its JSON type is read as a form (an empty product is
	 * made of it, and OAuth signatures no longer match).
	 */
	readonly headers?: Readonly<Record<string, string>>;
}

/** One per request, because its abort signal is fixed when it is made; making one costs nothing. */
export async function openSdk({ consumerKey, consumerSecret, keysInQuery }: Connection, way: Way): Promise<Sdk> {
	const WooCommerceRestApi = await loadSdk();
	return new WooCommerceRestApi({
		url: way.url,
		consumerKey,
		consumerSecret,
		queryStringAuth: keysInQuery,
		version: way.namespace,
		timeout: way.timeoutMs,
		axiosConfig: {
			signal: way.signal,
			maxRedirects: 0,
			maxContentLength: MAX_RESPONSE_BYTES,
			maxBodyLength: MAX_RESPONSE_BYTES,
			...(way.headers === undefined ? {} : { headers: way.headers }),
			// The body as text: the client would hand out an unparsable one as a success.
			transformResponse: [(data: unknown) => data],
			validateStatus: () => true,
		},
	});
}

/** What the SDK answered, taken apart. `json`: whether the body is some. */
export interface Received {
	/** 0 where there is none. */
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	readonly text: string | undefined;
	readonly json: boolean;
	readonly body: unknown;
}

function plainHeaders(value: unknown): Readonly<Record<string, string>> {
	if (!isRecord(value)) return {};
	return Object.fromEntries(
		Object.entries(value)
			.filter((entry): entry is [string, string] => typeof entry[1] === 'string')
			.map(([name, content]) => [name.toLowerCase(), content]),
	);
}

function parse(data: string | undefined): Pick<Received, 'json' | 'body'> {
	try {
		return data === undefined ? { json: false, body: undefined } : { json: true, body: JSON.parse(data) as unknown };
	} catch {
		return { json: false, body: undefined };
	}
}

export function received(answer: unknown): Received {
	const { status, headers, data } = isRecord(answer) ? answer : {};
	const text = typeof data === 'string' ? data : undefined;
	return { status: typeof status === 'number' ? status : 0, headers: plainHeaders(headers), text, ...parse(text) };
}
