import type { z } from 'zod';
import { PlatformError } from '../../domain/platform-error';
import { mayStillSend } from '../../domain/sending-time';
import { AccessTokens } from '../../http/access-tokens';
import type { Clock } from '../../ports/clock';
import { shopDomain } from './account';
import { memoryOf, type AccountMemory } from './account-memory';
import { credentialHash, type Connection } from './connection';
import { API_VERSION, FIRST_BACKOFF_MS, READ_ATTEMPTS, REQUEST_TIMEOUT_MS, THROTTLED_ATTEMPTS, TOKEN_EARLY_MS } from './constants';
import type { Document } from './document';
import { failure, fromBadBody, fromNetwork, fromStatus, heldUp, STOPPED, type Call } from './errors';
import { denied, fromFaults, isRefusal, otherVersion, type Fault } from './faults';
import { endpointOf, type Endpoint } from './http/endpoint';
import { GRANT, grantToken } from './http/grant';
import { NoAnswer, send, type Received } from './http/sdk';
import { Throttle } from './http/throttle';
import { unlessStopped } from './http/unless-stopped';
import { readEnvelope } from './wire/answer';

const TOKENS = new AccessTokens(TOKEN_EARLY_MS);

export interface ClientSettings {
	readonly clock: Clock;
	/** How long all calls of this client together may wait, for their turn and between attempts, ms. */
	readonly budgetMs: number;
	readonly signal?: AbortSignal;
	readonly requestTimeoutMs?: number;
	/** Right before something is written: whether nobody can be at it in our place. */
	readonly present?: () => boolean;
}

export interface Answer<Data> {
	readonly data: Data;
	/** Where Shopify shows the app nothing; the rest of the data is whole. */
	readonly hidden: readonly Fault[];
	/** When Shopify answered, ms since 1970; absent where a proxy took the header away. */
	readonly answeredAt?: number;
}

type Variables = Readonly<Record<string, unknown>>;
type DataOf<Schema extends z.ZodType> = Answer<z.output<Schema>>;

const dateOf = (headers: Readonly<Record<string, string>>): { readonly answeredAt?: number } => {
	const answeredAt = Date.parse(headers['date'] ?? '');
	return Number.isNaN(answeredAt) ? {} : { answeredAt };
};

/**
 * The one way to a shop: GraphQL alone, by shopify-api-node as transport. What leaves this class is data in the shape that was
 * asked for, or a PlatformError. Only queries are repeated, and what Shopify says it did not begin.
 */
export class ShopifyClient {
	readonly shop: string;
	readonly clock: Clock;
	readonly requestTimeoutMs: number;
	readonly memory: AccountMemory;
	private readonly endpoint: Endpoint;
	private readonly key: string;
	private waited = 0;
	private served: string = API_VERSION;

	/** Throws PlatformError for a connection that cannot be one. */
	constructor(
		private readonly connection: Connection,
		private readonly settings: ClientSettings,
	) {
		this.shop = shopDomain(connection.shop);
		this.endpoint = endpointOf(this.shop, connection.endpoint);
		this.key = credentialHash(connection);
		this.memory = memoryOf(this.key);
		this.clock = settings.clock;
		this.requestTimeoutMs = settings.requestTimeoutMs ?? REQUEST_TIMEOUT_MS;
		const { entrance } = connection;
		const isComplete = entrance.way === 'token' ? entrance.accessToken !== '' : entrance.clientId !== '' && entrance.clientSecret !== '';
		if (!isComplete) {
			throw failure(
				{ operation: 'credential', write: false },
				{
					kind: 'credential',
					code: 'noKey',
					message: entrance.way === 'token' ? 'The access token is empty' : 'Client ID or client secret is empty',
					advice: 'Fill it in.',
				},
			);
		}
	}

	/** Reads; repeated on failures that pass, within the budget. Throws where the app may not see a part of what was asked for. */
	async query<Schema extends z.ZodType>(document: Document<Schema>, variables: Variables = {}): Promise<DataOf<Schema>> {
		return await this.whole(document, await this.queryVisible(document, variables));
	}

	/** As `query`; what the app may not see is left out of the data, and named. */
	async queryVisible<Schema extends z.ZodType>(document: Document<Schema>, variables: Variables = {}): Promise<DataOf<Schema>> {
		for (let attempt = 1; ; attempt += 1) {
			try {
				return await this.attempt(document, variables, () => true);
			} catch (error) {
				if (!(error instanceof PlatformError)) throw error;
				await this.waitBeforeRepeat(error, attempt);
			}
		}
	}

	/**
	 * Writes once. A lost answer is PlatformError `unknownOutcome`; all other kinds mean that nothing was done. What Shopify
	 * refused by its rules stands in the data (`userErrors`).
	 */
	async mutate<Schema extends z.ZodType>(document: Document<Schema>, variables: Variables): Promise<z.output<Schema>> {
		const maySend = mayStillSend(this.settings.present);
		const { data } = await this.attempt(document, variables, maySend);
		return data;
	}

	/** Where Shopify answers in another version of its API than it is asked in: ours has had its year. Known after the first answer. */
	get outdated(): PlatformError | undefined {
		return this.served === API_VERSION ? undefined : otherVersion({ operation: 'version', write: false }, this.served);
	}

	/** Waits within the budget; false where there is no time for it. */
	async wait(ms: number): Promise<boolean> {
		if (this.settings.signal?.aborted === true || this.waited + ms > this.settings.budgetMs) return false;
		this.waited += ms;
		try {
			await this.clock.sleep(ms, this.settings.signal);
			return true;
		} catch {
			return false;
		}
	}

	private whole<Data>(document: Document, answer: Answer<Data>): Promise<Answer<Data>> {
		if (answer.hidden.length > 0) throw denied(callOf(document), answer.hidden);
		return Promise.resolve(answer);
	}

	private async waitBeforeRepeat(error: PlatformError, attempt: number): Promise<void> {
		const { kind, code, retryAfterMs = 0 } = error.details;
		const repeatable = (error.passing && code !== 'THROTTLED' && code !== STOPPED) || kind === 'contract';
		if (!repeatable || attempt >= READ_ATTEMPTS) throw error;
		const backOff = Math.round(FIRST_BACKOFF_MS * 2 ** (attempt - 1) * (0.75 + Math.random() / 2));
		if (!(await this.wait(Math.max(retryAfterMs, backOff)))) throw error;
	}

	/** One request, and again for as long as Shopify says that it did not begin with it. */
	private async attempt<Schema extends z.ZodType>(
		document: Document<Schema>,
		variables: Variables,
		maySend: () => boolean,
	): Promise<DataOf<Schema>> {
		const call = callOf(document);
		let renewed = false;
		let throttled = 0;
		for (;;) {
			await this.turn(call);
			const token = await this.token();
			if (!maySend()) throw heldUp(call);
			const received = await this.once(call, document, variables, token);
			const envelope = readEnvelope(received.body);
			if (envelope?.cost !== undefined) this.memory.throttle.note(document.name, envelope.cost, this.clock.now());
			if (received.status === 401 && this.connection.entrance.way === 'app' && !renewed) {
				renewed = true;
				TOKENS.forget(this.key, token);
				continue;
			}
			if (received.status < 200 || received.status >= 300) throw fromStatus(call, received, this.connection.entrance.way);
			this.served = received.headers['x-shopify-api-version'] ?? this.served;
			if (envelope === undefined) throw fromBadBody(call);
			const { data, faults, cost } = envelope;
			if (faults.some(({ code }) => code === 'THROTTLED')) {
				const ms = cost === undefined ? FIRST_BACKOFF_MS * 2 ** throttled : Throttle.waitFor(cost);
				throttled += 1;
				if (throttled >= THROTTLED_ATTEMPTS || !(await this.wait(ms))) throw fromFaults(call, faults, ms);
				continue;
			}
			if (data === undefined || faults.some(({ code }) => code !== 'ACCESS_DENIED')) {
				if (this.served !== API_VERSION && faults.every(isRefusal)) throw otherVersion(call, this.served);
				throw faults.length === 0 ? fromBadBody(call) : fromFaults(call, faults);
			}
			const read = document.answer.safeParse(data);
			// What is missing because the app may not see it is no other shape; whether it was written, only a refusal of all of it says.
			const isDenied = faults.length > 0 && (!call.write || faults.every(isRefusal));
			if (!read.success) throw isDenied ? denied(call, faults) : fromBadBody(call);
			return { data: read.data, hidden: faults, ...dateOf(received.headers) };
		}
	}

	/** Not before the bucket holds what it costs. */
	private async turn(call: Call): Promise<void> {
		const ms = this.memory.throttle.take(call.operation, this.clock.now());
		if (ms > 0 && !(await this.wait(ms))) throw fromFaults(call, [{ code: 'THROTTLED', path: '', scopes: [] }], ms);
	}

	private async token(): Promise<string> {
		const { entrance } = this.connection;
		if (entrance.way === 'token') return entrance.accessToken;
		const token = TOKENS.get(
			this.key,
			() => this.clock.now(),
			async () => await grantToken(this.endpoint, entrance, this.requestTimeoutMs),
		);
		const { value } = await unlessStopped(token, this.settings.signal, () => fromNetwork(GRANT, STOPPED, true));
		return value;
	}

	private async once(call: Call, { text }: Document, variables: Variables, token: string): Promise<Received> {
		const { signal } = this.settings;
		const isStopped = (): boolean => signal?.aborted ?? false;
		if (isStopped()) throw fromNetwork({ ...call, write: false }, STOPPED, true);
		try {
			return await send({
				endpoint: this.endpoint,
				shop: this.shop,
				accessToken: token,
				query: text,
				variables,
				timeoutMs: this.requestTimeoutMs,
				...(signal === undefined ? {} : { signal }),
			});
		} catch (error) {
			throw fromNetwork(call, error instanceof NoAnswer ? error.code : 'UNKNOWN', isStopped());
		}
	}
}

const callOf = ({ name, kind }: Document): Call => ({ operation: name, write: kind === 'mutation' });
