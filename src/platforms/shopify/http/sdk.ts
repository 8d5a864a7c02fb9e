import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { API_VERSION } from '../constants';
import type { Endpoint } from './endpoint';

/** The SDK as far as it is used: a transport of GraphQL. */
interface Sdk {
	baseUrl: Endpoint;
	graphql(query: string, variables: unknown): Promise<unknown>;
}
type SdkClass = new (options: Readonly<Record<string, unknown>>) => Sdk;

/** What came back, whatever its status. */
export interface Received {
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	/** Parsed; undefined where it is no JSON. */
	readonly body: unknown;
}

export interface Request {
	readonly endpoint: Endpoint;
	readonly shop: string;
	readonly accessToken: string;
	readonly query: string;
	readonly variables: unknown;
	readonly timeoutMs: number;
	readonly signal?: AbortSignal;
}

/** No answer. `code` is Node's or the client's own. */
export class NoAnswer extends Error {
	constructor(readonly code: string) {
		super('There was no answer');
	}
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** A CommonJS package: its class is `default`, or `default.default`, depending on who loads it. */
async function loadSdk(): Promise<SdkClass> {
	const loaded: unknown = (await import('shopify-api-node')).default;
	return (typeof loaded === 'function' ? loaded : (loaded as { default: unknown }).default) as SdkClass;
}

const plainHeaders = (headers: unknown): Readonly<Record<string, string>> =>
	isRecord(headers)
		? Object.fromEntries(Object.entries(headers).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
		: {};

function receivedOf(response: unknown): Received | undefined {
	if (!isRecord(response) || typeof response['statusCode'] !== 'number') return undefined;
	const { statusCode, headers, body } = response;
	return { status: statusCode, headers: plainHeaders(headers), body: typeof body === 'string' ? undefined : body };
}

const codeOf = (error: unknown): string => (isRecord(error) && typeof error['code'] === 'string' ? error['code'] : 'UNKNOWN');

/**
 * Sends one request by shopify-api-node, whose traps are closed here: it repeats nothing (`maxRetries` tries what it throttles
 * without an end, and writes a second time), follows no redirect, and of an answer with errors it gives out the first one's text
 * alone, so that the whole answer is taken from under its hands. Rejects with NoAnswer.
 */
export async function send({ endpoint, shop, accessToken, query, variables, timeoutMs, signal }: Request): Promise<Received> {
	const Shopify = await loadSdk();
	const agents = { http: new HttpAgent(), https: new HttpsAgent() };
	let seen: Received | undefined;
	const shopify = new Shopify({
		shopName: shop,
		accessToken,
		apiVersion: API_VERSION,
		timeout: timeoutMs,
		maxRetries: 0,
		agent: agents,
		hooks: {
			beforeRequest: [
				(options: { followRedirect: boolean }): void => {
					options.followRedirect = false;
				},
			],
			afterResponse: [
				(response: unknown): unknown => {
					seen = receivedOf(response);
					return response;
				},
			],
		},
	});
	// It has no option for another host.
	shopify.baseUrl = endpoint;
	const stop = (): void => {
		agents.http.destroy();
		agents.https.destroy();
	};
	signal?.addEventListener('abort', stop, { once: true });
	try {
		await shopify.graphql(query, variables);
	} catch (error) {
		// Its errors hold the token and the body: only code and answer are taken from them.
		seen ??= receivedOf(isRecord(error) ? error['response'] : undefined);
		if (seen === undefined) throw new NoAnswer(codeOf(error));
	} finally {
		signal?.removeEventListener('abort', stop);
		stop();
	}
	if (seen === undefined) throw new NoAnswer('UNKNOWN');
	return seen;
}
