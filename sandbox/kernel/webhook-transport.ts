import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

export interface OutgoingCall {
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Buffer;
	readonly timeoutMs: number;
	/** Ends the call when the store is closed. */
	readonly signal: AbortSignal;
}

/** Sends a POST and gives the answer's status; rejects when none came. Redirects are not followed. */
export type WebhookTransport = (call: OutgoingCall) => Promise<number>;

/** The real thing: a connection of its own for each call, as servers make them. */
export const sendOverHttp: WebhookTransport = ({ url, headers, body, timeoutMs, signal }) =>
	new Promise((resolve, reject) => {
		const send = url.startsWith('https:') ? requestHttps : requestHttp;
		const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
		const outgoing = send(
			url,
			{ method: 'POST', agent: false, headers: { ...headers, 'content-length': String(body.length) }, signal: limit },
			(answer) => {
				answer.resume();
				answer.once('error', reject);
				answer.once('end', () => resolve(answer.statusCode ?? 0));
			},
		);
		outgoing.once('error', reject);
		outgoing.end(body);
	});
