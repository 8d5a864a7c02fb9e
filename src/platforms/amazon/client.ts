import type { Agent } from 'node:https';
import { codeOf } from '../../domain/error-code';
import { PlatformError } from '../../domain/platform-error';
import { mayStillSend } from '../../domain/sending-time';
import type { Granted, Token } from '../../http/access-tokens';
import { networkFault } from '../../http/network-fault';
import type { Buckets } from '../../ports/database';
import type { Clock } from '../../ports/clock';
import { namesOf, rateLimitOf, readAnswer, tokenNotAccepted, wordsOf, type AmazonAnswer, type RawResult } from './http/answer';
import { credentialHash, type AmazonConnection } from './connection';
import { OPERATIONS, TIMEOUTS, type AmazonRegion, type Operation, type OperationName, type Timeouts } from './constants';
import { parseEndpoint, parseProxy } from './http/endpoint';
import { heldUp, refused, safeCode, tokenRefused, transportFailed } from './errors';
import { Quota, WaitBudget } from './quota';
import { openSdk } from './http/sdk';
import { granted, TOKENS } from './http/tokens';
import { download, type Download } from './http/download';
import { upload } from './http/upload';
import { grantlessToken, NoToken } from './http/grantless';
import { exchange, type Route } from './http/transport';

/** What an adapter needs beside its connection. */
export interface AmazonSurroundings {
	readonly clock: Clock;
	readonly buckets: Buckets;
	/** How long all waiting (for quota, between retries) may last together, over the adapter's life. */
	readonly budgetMs: number;
	readonly signal?: AbortSignal;
	/** Right before something is sent once: whether nobody can be at it in our place. */
	readonly present?: () => boolean;
	readonly timeouts?: Timeouts;
}

/** One request. */
export interface AmazonCall {
	readonly operation: OperationName;
	readonly path?: Readonly<Record<string, string>>;
	readonly query?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
	readonly body?: object;
	/** Tokens of the operation's quota that must stay. */
	readonly reserve?: number;
	/** Asks another region than the connection's. */
	readonly region?: AmazonRegion;
}

/** What became of a request that is sent once. */
export type OnceOutcome =
	| { readonly kind: 'done'; readonly answer: AmazonAnswer }
	/** Surely not done. `words` is all that Amazon said, names and addresses included: only to be searched. */
	| { readonly kind: 'refused'; readonly error: PlatformError; readonly words: string }
	/** It went out, and nothing came back that says what became of it. */
	| { readonly kind: 'lost'; readonly error: PlatformError };

interface Journey {
	/** Whether the request may have reached Amazon. */
	sent: boolean;
	/** Whether it may still be sent. */
	readonly maySend?: () => boolean;
}

const MAX_ATTEMPTS = 4;
const FIRST_DELAY_MS = 500;

const filledPath = (path: string, values: Readonly<Record<string, string>>): string =>
	path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));

const delayBefore = (attempt: number): number => FIRST_DELAY_MS * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);

/** Whether sending it again within the budget may help. */
function mayPass(operation: OperationName, { details }: PlatformError): boolean {
	if (details.code === 'aborted' || details.code === 'noToken') return false;
	if (details.kind === 'rateLimited') return OPERATIONS[operation].waitsForQuota;
	return details.kind === 'unreachable' || details.kind === 'unavailable';
}

/** What an answer says about a request that is sent once. Throws where access was denied: that is nothing about the request. */
function judge(call: AmazonCall, raw: RawResult, journey: Journey): OnceOutcome {
	try {
		return { kind: 'done', answer: readAnswer(call.operation, raw) };
	} catch (fault) {
		const error = transportFailed(call.operation, fault);
		const { kind } = error.details;
		journey.sent = kind !== 'permission';
		if (kind === 'permission') throw error;
		return kind === 'rejected' || kind === 'notFound' ? { kind: 'refused', error, words: wordsOf(raw) } : { kind: 'lost', error };
	}
}

/**
 * Selling Partner API through `amazon-sp-api` 1.2.1, whose traps end here: its default API version is the oldest, it
 * retries for ever, does not look at the HTTP status, breaks UTF-8, has no time-outs, changes the request it is given,
 * reads credentials from the home folder and puts whole answers into errors.
 * https://github.com/amz-tools/amazon-sp-api
 */
export class AmazonClient {
	private readonly route: Route;
	private readonly quota: Quota;
	private readonly budget: WaitBudget;
	private readonly tokenKey: string;

	/** Throws PlatformError `configuration` for an endpoint or a proxy that cannot be. */
	constructor(
		private readonly connection: AmazonConnection,
		private readonly surroundings: AmazonSurroundings,
	) {
		this.route = {
			...(connection.endpoint === undefined ? {} : { endpoint: parseEndpoint(connection.endpoint) }),
			...(connection.httpsProxy === undefined ? {} : { proxy: parseProxy(connection.httpsProxy) }),
		};
		this.budget = new WaitBudget(surroundings.clock, surroundings.budgetMs, surroundings.signal);
		this.quota = new Quota(connection, surroundings.buckets, this.budget);
		this.tokenKey = credentialHash(connection);
	}

	/**
	 * Sends a request, waits for quota and sends it again where that may help, within the budget. Throws PlatformError;
	 * `rateLimited` carries `retryAfterMs`.
	 */
	async call(call: AmazonCall): Promise<AmazonAnswer> {
		for (let attempt = 1; ; attempt += 1) {
			try {
				return readAnswer(call.operation, await this.attempt(call, { sent: false }));
			} catch (fault) {
				const error = transportFailed(call.operation, fault);
				if (!(await this.again(call, attempt, error))) throw error;
			}
		}
	}

	/**
	 * Sends a request that must not be repeated once it may have reached Amazon: again only after a 429 or when no
	 * connection came about, and not at all once others may have taken it over or given it up. Throws PlatformError only
	 * when it surely had no effect and the fault is not the request's own (quota, network, keys, roles).
	 */
	async callOnce(call: AmazonCall): Promise<OnceOutcome> {
		const maySend = mayStillSend(this.surroundings.present);
		for (let attempt = 1; ; attempt += 1) {
			const journey: Journey = { sent: false, maySend };
			try {
				return judge(call, await this.attempt(call, journey), journey);
			} catch (fault) {
				const error = transportFailed(call.operation, fault);
				if (journey.sent) return { kind: 'lost', error };
				if (!maySend() || !(await this.again(call, attempt, error))) throw error;
			}
		}
	}

	/** Requests of this kind that could be made right now. */
	async level(operation: OperationName): Promise<number> {
		return this.quota.level(operation);
	}

	/** Waits for something at Amazon's to get ready; false, at once, where the budget does not reach that far. */
	async wait(ms: number): Promise<boolean> {
		return this.budget.wait(ms);
	}

	/** A file at an address that Amazon gave, chunk by chunk. It is signed: no token of ours goes there. */
	download(operation: OperationName, url: string): Promise<Download> {
		const { timeouts = TIMEOUTS, signal } = this.surroundings;
		return download(operation, url, { route: this.route, idleMs: timeouts.idle, ...(signal === undefined ? {} : { signal }) });
	}

	/** Puts a file at an address that Amazon gave. Throws PlatformError where it is not surely there. */
	async upload(operation: OperationName, url: string, file: { readonly contentType: string; readonly body: Buffer }): Promise<void> {
		const { timeouts = TIMEOUTS, signal } = this.surroundings;
		await upload(operation, url, file, { route: this.route, idleMs: timeouts.idle, ...(signal === undefined ? {} : { signal }) });
	}

	/** Makes the next call ask for a new access token, so that it proves the whole credential. */
	forgetToken(): void {
		TOKENS.forget(this.tokenKey);
	}

	/** Waits before the next attempt; false when there is none to make. */
	private async again(call: AmazonCall, attempt: number, error: PlatformError): Promise<boolean> {
		if (attempt >= MAX_ATTEMPTS || !mayPass(call.operation, error)) return false;
		return this.budget.wait(Math.max(delayBefore(attempt), error.details.retryAfterMs ?? 0));
	}

	private async attempt(call: AmazonCall, journey: Journey): Promise<RawResult> {
		const { scope }: Operation = OPERATIONS[call.operation];
		const token = await this.token(scope);
		await this.quota.take(call.operation, call.reserve ?? 0);
		let raw = await this.send(call, token, journey);
		if (!token.fresh && tokenNotAccepted(raw)) {
			journey.sent = false;
			TOKENS.forget(this.keyOf(scope), token.value);
			raw = await this.send(call, await this.token(scope), journey);
		}
		await this.quota.learn(call.operation, rateLimitOf(raw.headers));
		if (raw.statusCode !== 429) return raw;
		journey.sent = false;
		throw await this.throttled(call.operation, raw);
	}

	/** 429: one token later it may go on. */
	private async throttled(operation: OperationName, raw: RawResult): Promise<PlatformError> {
		await this.quota.drain(operation);
		const rate = rateLimitOf(raw.headers) ?? OPERATIONS[operation].plan.rate;
		return refused(operation, { status: 429, retryAfterMs: Math.ceil(1000 / rate), ...namesOf(raw) });
	}

	private keyOf(scope: string | undefined): string {
		return scope === undefined ? this.tokenKey : `${this.tokenKey} ${scope}`;
	}

	private async token(scope: string | undefined): Promise<Token> {
		return TOKENS.get(
			this.keyOf(scope),
			() => this.surroundings.clock.now(),
			() => this.renewToken(scope),
		);
	}

	/** Not stopped by the caller's signal: others may be waiting for the same token. */
	private async renewToken(scope: string | undefined): Promise<Granted> {
		try {
			const value = await this.exchange('token', undefined, async (agent) => {
				if (scope !== undefined) return await grantlessToken(this.connection, agent, scope);
				const sdk = await openSdk(this.connection, agent, this.connection.region);
				await sdk.refreshAccessToken();
				return sdk.access_token ?? '';
			});
			return granted(value);
		} catch (fault) {
			if (fault instanceof PlatformError) throw fault;
			const code = safeCode(codeOf(fault));
			// The SDK's own codes and Amazon's are words; those of the network are capitals.
			if (!(fault instanceof NoToken) && (code === undefined || /^E[A-Z]+$/.test(code) || networkFault(code) === 'certificate')) {
				throw transportFailed('token', fault);
			}
			throw tokenRefused(code);
		}
	}

	private async send(call: AmazonCall, token: Token, journey: Journey): Promise<RawResult> {
		const { endpoint, version, route }: Operation = OPERATIONS[call.operation];
		const run = async (agent: Agent) => {
			const sdk = await openSdk(this.connection, agent, call.region ?? this.connection.region, token.value);
			// A copy: the SDK encodes the path in place.
			const { path, ...request } = structuredClone({
				path: call.path ?? {},
				query: call.query ?? {},
				...(call.body === undefined ? {} : { body: call.body }),
			});
			const target =
				route === undefined
					? { endpoint, operation: call.operation, path }
					: { method: route.method, api_path: filledPath(route.path, path) };
			if (journey.maySend?.() === false) throw heldUp(call.operation);
			return (await sdk.callAPI({ ...request, ...target, options: { version, raw_result: true } })) as RawResult;
		};
		return this.exchange(call.operation, this.surroundings.signal, run, () => {
			journey.sent = true;
		});
	}

	private async exchange<T>(
		operation: string,
		signal: AbortSignal | undefined,
		run: (agent: Agent) => Promise<T>,
		opened?: () => void,
	): Promise<T> {
		return exchange(operation, this.route, this.surroundings.timeouts ?? TIMEOUTS, signal, run, opened);
	}
}
