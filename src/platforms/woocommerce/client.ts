import type { Clock } from '../../ports/clock';
import { PlatformError } from '../../domain/platform-error';
import { mayStillSend } from '../../domain/sending-time';
import { memoryOf, type AccountMemory } from './account-memory';
import { BRIEF_ATTEMPTS, FIRST_BACKOFF_MS, QUERY_BYTES, READ_ATTEMPTS, REQUEST_TIMEOUT_MS } from './constants';
import { failure, fromBadBody, fromCache, fromNetwork, fromStatus, heldUp, STOPPED, type Call } from './errors';
import { copySign, MOVES_ON_MS, READ_HEADERS, uncached } from './freshness';
import type { OddRecord } from './page-sizes';
import { openSdk, received, type Connection, type Query, type Received } from './sdk';
import { storeUrl } from './store-url';
import { isTimeOut } from './whose-failure';
import { readList, UnexpectedShape } from './wire/fields';
import { isRecord, numberIn } from './wire/php';

export type { Connection } from './sdk';

export interface ClientSettings {
	readonly clock: Clock;
	/** How long all calls of this client together may wait between attempts, ms. */
	readonly budgetMs: number;
	readonly signal?: AbortSignal;
	readonly requestTimeoutMs?: number;
	/** Right before something is written: whether nobody can be at it in our place. */
	readonly present?: () => boolean;
	/** Before anything is sent: throws where this is another store than it is taken for. */
	readonly admit?: () => Promise<void>;
	/** The REST namespace, `wc/v3`; plugins have their own. */
	readonly namespace?: string;
	/** Reads of details, of which one must not hold up all others: repeated once, and not after a time-out. */
	readonly brief?: boolean;
}

export type Answer = Pick<Received, 'body' | 'headers'>;

/** A part of a list. */
interface ListPage extends Pick<Answer, 'headers'> {
	/** Unread. */
	readonly items: readonly unknown[];
	/** Where the next one begins; absent after the last one. */
	readonly nextOffset?: number;
}

type Method = 'get' | 'post' | 'put' | 'delete';

/** Whether it may still be sent. */
type MaySend = () => boolean;

/** A read under way. */
interface Reading {
	/** The time of a copy that came instead of an answer. */
	doubted?: number;
}

const timeOf = (headers: Answer['headers']): number => Date.parse(headers['date'] ?? '');

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
	private readonly memory: AccountMemory;
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
		this.memory = memoryOf(url.accountId, connection.consumerKey);
		this.queryBytes = url.https ? QUERY_BYTES : QUERY_BYTES / 2;
		this.requestTimeoutMs = settings.requestTimeoutMs ?? REQUEST_TIMEOUT_MS;
		if (connection.consumerKey === '' || connection.consumerSecret === '') {
			throw failure(
				{ operation: 'credential', write: false },
				{ kind: 'credential', code: 'noKey', message: 'The consumer key or secret is empty', advice: 'Fill in both.' },
			);
		}
	}

	/** For details of single records, see `brief`. */
	inBrief(): WooCommerceClient {
		return new WooCommerceClient(this.connection, { ...this.settings, brief: true });
	}

	/** Reads, never from a cache; repeated on failures that pass, within the budget. */
	get(path: string, query: Query = {}): Promise<Answer> {
		return this.repeated(path, query, this.settings.brief === true ? isTimeOut : () => false);
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

	/** What a list holds from `offset` on, in a page as large as the store manages; its size is remembered. */
	async page(path: string, query: Query = {}, offset = 0): Promise<ListPage | OddRecord> {
		const ask = async (size: number, page: number, gaveUp: (error: unknown) => boolean): Promise<Answer> =>
			await this.repeated(path, { ...query, per_page: size, page }, gaveUp);
		const fitting = await this.memory.pageSizes.fitting({ path, offset, clock: this.clock }, ask);
		if ('odd' in fitting) return fitting;
		const { answer, size, page } = fitting;
		const items = this.read(path, () => readList(answer.body));
		// Plugins take records off a page, so that a short one need not be the last. Its number: the `Link` headers repeat one-time signatures.
		const pages = numberIn(answer.headers['x-wp-totalpages']);
		const isLast = pages === undefined ? items.length < size : page >= pages;
		return { items, headers: answer.headers, ...(isLast ? {} : { nextOffset: offset + size }) };
	}

	/** As `page`, from any record on: the list is asked by the number of records before it. */
	async pageFrom(path: string, query: Query, offset: number): Promise<ListPage | OddRecord> {
		const ask = async (size: number, _: number, gaveUp: (error: unknown) => boolean): Promise<Answer> =>
			await this.repeated(path, { ...query, per_page: size, offset }, gaveUp);
		const fitting = await this.memory.pageSizes.fitting({ path, offset, anywhere: true, clock: this.clock }, ask);
		if ('odd' in fitting) return fitting;
		const { answer, size } = fitting;
		const items = this.read(path, () => readList(answer.body));
		const total = numberIn(answer.headers['x-wp-total']);
		const isLast = total === undefined ? items.length < size : offset + size >= total;
		return { items, headers: answer.headers, ...(isLast ? {} : { nextOffset: offset + size }) };
	}

	/** All of a list, page by page. */
	async *pages(path: string, query: Query = {}): AsyncGenerator<readonly unknown[]> {
		for (let offset: number | undefined = 0; offset !== undefined;) {
			const page: ListPage | OddRecord = await this.page(path, query, offset);
			if ('odd' in page) throw page.odd;
			yield page.items;
			offset = page.nextOffset;
		}
	}

	/** Lets what was sent and not answered come to its end; not for long where the run is stopped. */
	async settle(ms: number): Promise<void> {
		try {
			await this.clock.sleep(ms, this.settings.signal);
		} catch {
			// The next request says that it was stopped.
		}
	}

	/** Writes once. A lost answer is PlatformError `unknownOutcome`; all other kinds mean that nothing was done. */
	async post(path: string, body: unknown, query: Query = {}): Promise<Answer> {
		return await this.write('post', path, body, query);
	}

	/** As `post`. */
	async put(path: string, body: unknown): Promise<Answer> {
		return await this.write('put', path, body, {});
	}

	/** As `post`. What is not there (any more) counts as removed. */
	async remove(path: string, query: Query = {}): Promise<void> {
		try {
			await this.write('delete', path, undefined, query);
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

	/** `gaveUp`: failures after which something else is tried. */
	private async repeated(path: string, query: Query, gaveUp: (error: PlatformError) => boolean): Promise<Answer> {
		await this.settings.admit?.();
		const reading: Reading = {};
		for (let attempt = 1; ; attempt += 1) {
			try {
				return await this.once('get', path, undefined, uncached(query), reading);
			} catch (error) {
				if (!(error instanceof PlatformError) || gaveUp(error)) throw error;
				await this.waitBeforeRepeat(error, attempt);
			}
		}
	}

	private async waitBeforeRepeat(error: PlatformError, attempt: number): Promise<void> {
		const { kind, code, retryAfterMs = 0 } = error.details;
		const isCopy = code === 'cached';
		const repeatable = error.passing || kind === 'contract' || isCopy;
		const most = this.settings.brief === true || isCopy ? BRIEF_ATTEMPTS : READ_ATTEMPTS;
		if (!repeatable || attempt >= most || this.settings.signal?.aborted === true) throw error;
		const backOff = Math.round(FIRST_BACKOFF_MS * 2 ** (attempt - 1) * (0.75 + Math.random() / 2));
		const wait = Math.max(retryAfterMs, backOff, isCopy ? MOVES_ON_MS : 0);
		if (this.waited + wait > this.settings.budgetMs) throw error;
		this.waited += wait;
		try {
			await this.clock.sleep(wait, this.settings.signal);
		} catch {
			throw error;
		}
	}

	/** Throws for the answer of a cache: what it says was true once. */
	private refuseCopies(call: Call, headers: Answer['headers'], latestWhenAsked: number, reading: Reading): void {
		const sign = copySign(headers);
		if (sign !== undefined) throw fromCache(call, sign);
		const time = timeOf(headers);
		if (this.memory.answerTimes.isCopy(time, latestWhenAsked, reading.doubted)) {
			reading.doubted = time;
			throw fromCache(call, 'date');
		}
	}

	/** What waits for long before it goes out (this process was frozen, or the door opens slowly) may be written by others by then. */
	private async write(method: Method, path: string, body: unknown, query: Query): Promise<Answer> {
		const maySend = mayStillSend(this.settings.present);
		await this.settings.admit?.();
		return await this.once(method, path, body, query, maySend);
	}

	private async once(method: Method, path: string, body: unknown, query: Query, how: Reading | MaySend): Promise<Answer> {
		const call: Call = { operation: `${method.toUpperCase()} ${path}`, write: method !== 'get' };
		const latestWhenAsked = this.memory.answerTimes.latest;
		const [reading, maySend] = typeof how === 'function' ? [undefined, how] : [how, () => true];
		const { status, headers, text, json, body: parsed } = received(await this.send(call, method, path, body, query, maySend));
		const isFound = status >= 200 && status < 300;
		if (reading === undefined) this.memory.answerTimes.note(timeOf(headers));
		else if (isFound || status === 404 || status === 410) this.refuseCopies(call, headers, latestWhenAsked, reading);
		if (!isFound) throw fromStatus(call, { status, headers, body: parsed, calledBy: this.baseUrl }, this.clock.now());
		if (!json || typeof parsed !== 'object' || parsed === null) throw fromBadBody(call, text);
		return { body: parsed, headers };
	}

	private async send(call: Call, method: Method, path: string, body: unknown, query: Query, maySend: MaySend): Promise<unknown> {
		const stop = this.settings.signal;
		if (stop?.aborted ?? false) throw fromNetwork({ ...call, write: false }, STOPPED, true);
		// The SDK's time-out only watches for silence; a body that trickles in needs a deadline of its own.
		const deadline = AbortSignal.timeout(this.requestTimeoutMs);
		const sdk = await openSdk(this.connection, {
			url: this.baseUrl,
			namespace: this.settings.namespace ?? 'wc/v3',
			timeoutMs: this.requestTimeoutMs,
			signal: stop === undefined ? deadline : AbortSignal.any([deadline, stop]),
			...(method === 'get' ? { headers: READ_HEADERS } : {}),
		});
		if (!maySend()) throw heldUp(call);
		try {
			return method === 'get' || method === 'delete' ? await sdk[method](path, query) : await sdk[method](path, body, query);
		} catch (error) {
			// The SDK's error holds keys and bodies: only its code is looked at, and it goes no further.
			const code = isRecord(error) && typeof error['code'] === 'string' ? error['code'] : 'UNKNOWN';
			if (isRecord(error) && /^maxContentLength/.test(String(error['message']))) throw fromBadBody(call, undefined);
			throw fromNetwork(call, code, stop?.aborted ?? false);
		}
	}
}
