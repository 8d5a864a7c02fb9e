import type { Clock } from '../../ports/clock';
import { PlatformError } from '../../domain/platform-error';
import { failure, fromBadBody, fromNetwork, fromStatus, type Call } from './errors';
import { FIRST_BACKOFF_MS, MAX_RESPONSE_BYTES, PAGE_SIZE, QUERY_BYTES, READ_ATTEMPTS, REQUEST_TIMEOUT_MS } from './constants';
import { storeUrl } from './store-url';
import { readList, UnexpectedShape } from './wire/fields';

export interface Connection {
	/** https, or http on loopback and private hosts. */
	readonly url: string;
	readonly consumerKey: string;
	readonly consumerSecret: string;
	/** For servers that drop the Authorization header. On https only; the keys then stand in the server's log. */
	readonly keysInQuery: boolean;
}

export interface ClientSettings {
	readonly clock: Clock;
	/** How long all calls of this client together may wait between attempts, ms. */
	readonly budgetMs: number;
	readonly signal?: AbortSignal;
	readonly requestTimeoutMs?: number;
	/** Before anything is sent: throws where this is another store than it is taken for. */
	readonly admit?: () => Promise<void>;
	/** The REST namespace, `wc/v3`; plugins have their own. */
	readonly namespace?: string;
}

export type Query = Readonly<Record<string, string | number>>;

export interface Answer {
	readonly body: unknown;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
}

type Method = 'get' | 'post' | 'put' | 'delete';

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

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function plainHeaders(value: unknown): Readonly<Record<string, string>> {
	if (!isObject(value)) return {};
	return Object.fromEntries(
		Object.entries(value)
			.filter((entry): entry is [string, string] => typeof entry[1] === 'string')
			.map(([name, content]) => [name.toLowerCase(), content]),
	);
}

function parse(data: unknown): { readonly json: boolean; readonly body?: unknown } {
	if (typeof data !== 'string') return { json: false };
	try {
		return { json: true, body: JSON.parse(data) as unknown };
	} catch {
		return { json: false };
	}
}

/**
 * The one way to a store's REST API, on the official client, whose traps are closed here: it follows redirects (a POST
 * becomes a GET and "succeeds"), takes a web page for an answer, and its errors carry the keys. What leaves this class
 * is JSON or a PlatformError. Only GETs are repeated.
 */
export class WooCommerceClient {
	readonly baseUrl: string;
	readonly accountId: string;
	readonly requestTimeoutMs: number;
	readonly clock: Clock;
	/** Longest query value: servers refuse URLs over 8 kB, and on http the SDK writes the query twice. */
	readonly queryBytes: number;
	private waited = 0;

	/** Throws PlatformError `configuration` for a URL that keys must not be sent to. */
	constructor(
		private readonly connection: Connection,
		private readonly settings: ClientSettings,
	) {
		const url = storeUrl(connection.url);
		this.baseUrl = url.base;
		this.accountId = url.accountId;
		this.clock = settings.clock;
		this.queryBytes = url.https ? QUERY_BYTES : QUERY_BYTES / 2;
		this.requestTimeoutMs = settings.requestTimeoutMs ?? REQUEST_TIMEOUT_MS;
		if (connection.consumerKey === '' || connection.consumerSecret === '') {
			throw failure(
				{ operation: 'credential', write: false },
				{ kind: 'credential', code: 'noKey', message: 'The consumer key or secret is empty', advice: 'Fill in both.' },
			);
		}
	}

	/** Reads; repeated on failures that pass, within the budget. */
	async get(path: string, query: Query = {}): Promise<Answer> {
		await this.settings.admit?.();
		for (let attempt = 1; ; attempt += 1) {
			try {
				return await this.once('get', path, undefined, query);
			} catch (error) {
				if (!(error instanceof PlatformError)) throw error;
				await this.waitBeforeRepeat(error, attempt);
			}
		}
	}

	/** As `get`; undefined when the store does not have it. */
	async find(path: string, query: Query = {}): Promise<Answer | undefined> {
		try {
			return await this.get(path, query);
		} catch (error) {
			if (error instanceof PlatformError && error.details.kind === 'notFound') return undefined;
			throw error;
		}
	}

	/** All pages, by number: the `Link` headers repeat one-time signatures. */
	async *pages(path: string, query: Query = {}): AsyncGenerator<readonly unknown[]> {
		for (let page = 1; ; page += 1) {
			const answer = await this.get(path, { per_page: PAGE_SIZE, ...query, page });
			const items = this.read(path, () => readList(answer.body));
			yield items;
			if (items.length === 0 || page >= Number(answer.headers['x-wp-totalpages'] ?? 1)) return;
		}
	}

	/** Writes once. A lost answer is PlatformError `unknownOutcome`; all other kinds mean that nothing was done. */
	async post(path: string, body: unknown, query: Query = {}): Promise<Answer> {
		await this.settings.admit?.();
		return await this.once('post', path, body, query);
	}

	/** As `post`. */
	async put(path: string, body: unknown): Promise<Answer> {
		await this.settings.admit?.();
		return await this.once('put', path, body, {});
	}

	/** As `post`. What is not there (any more) counts as removed. */
	async remove(path: string, query: Query = {}): Promise<void> {
		await this.settings.admit?.();
		try {
			await this.once('delete', path, undefined, query);
		} catch (error) {
			if (!(error instanceof PlatformError) || error.details.kind !== 'notFound') throw error;
		}
	}

	/**
	 * Runs a reader of data that `path` answered. An unexpected shape becomes a PlatformError: `contract`, or after a
	 * write `unknownOutcome`.
	 */
	read<T>(path: string, reader: () => T, method: 'GET' | 'PUT' | 'POST' = 'GET'): T {
		try {
			return reader();
		} catch (error) {
			if (error instanceof UnexpectedShape) throw fromBadBody({ operation: `${method} ${path}`, write: method !== 'GET' }, undefined);
			throw error;
		}
	}

	private async waitBeforeRepeat(error: PlatformError, attempt: number): Promise<void> {
		const repeatable = error.passing || error.details.kind === 'contract';
		if (!repeatable || attempt >= READ_ATTEMPTS || this.settings.signal?.aborted === true) throw error;
		const backOff = FIRST_BACKOFF_MS * 2 ** (attempt - 1);
		const wait = Math.max(error.details.retryAfterMs ?? 0, Math.round(backOff * (0.75 + Math.random() / 2)));
		if (this.waited + wait > this.settings.budgetMs) throw error;
		this.waited += wait;
		try {
			await this.clock.sleep(wait, this.settings.signal);
		} catch {
			throw error;
		}
	}

	/** One SDK per request, because its abort signal is fixed when it is made; making one costs nothing. */
	private async connect(signal: AbortSignal): Promise<Sdk> {
		const WooCommerceRestApi = await loadSdk();
		return new WooCommerceRestApi({
			url: this.baseUrl,
			consumerKey: this.connection.consumerKey,
			consumerSecret: this.connection.consumerSecret,
			queryStringAuth: this.connection.keysInQuery,
			version: this.settings.namespace ?? 'wc/v3',
			timeout: this.requestTimeoutMs,
			// No `headers` here: they would replace the client's own, and a body without its JSON type is read as a form
			// (an empty product is made of it, and OAuth signatures no longer match).
			axiosConfig: {
				signal,
				maxRedirects: 0,
				maxContentLength: MAX_RESPONSE_BYTES,
				maxBodyLength: MAX_RESPONSE_BYTES,
				// The body as text: the client would hand out an unparsable one as a success.
				transformResponse: [(data: unknown) => data],
				validateStatus: () => true,
			},
		});
	}

	private async once(method: Method, path: string, body: unknown, query: Query): Promise<Answer> {
		const call: Call = { operation: `${method.toUpperCase()} ${path}`, write: method !== 'get' };
		const stop = this.settings.signal;
		if (stop?.aborted ?? false) throw fromNetwork({ ...call, write: false }, 'STOPPED', true);
		// The SDK's time-out only watches for silence; a body that trickles in needs a deadline of its own.
		const deadline = AbortSignal.timeout(this.requestTimeoutMs);
		const sdk = await this.connect(stop === undefined ? deadline : AbortSignal.any([deadline, stop]));
		let answer: unknown;
		try {
			answer = method === 'get' || method === 'delete' ? await sdk[method](path, query) : await sdk[method](path, body, query);
		} catch (error) {
			// The SDK's error holds keys and bodies: only its code is looked at, and it goes no further.
			const code = isObject(error) && typeof error['code'] === 'string' ? error['code'] : 'UNKNOWN';
			if (isObject(error) && /^maxContentLength/.test(String(error['message']))) throw fromBadBody(call, undefined);
			throw fromNetwork(call, code, stop?.aborted ?? false);
		}
		const { status, headers, data } = isObject(answer) ? answer : {};
		const names = plainHeaders(headers);
		const { json, body: parsed } = parse(data);
		if (typeof status !== 'number' || status < 200 || status >= 300) {
			throw fromStatus(call, { status: typeof status === 'number' ? status : 0, headers: names, body: parsed }, this.clock.now());
		}
		if (!json || !isObject(parsed)) throw fromBadBody(call, typeof data === 'string' ? data : undefined);
		return { body: parsed, headers: names };
	}
}
