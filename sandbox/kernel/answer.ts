import type { SandboxResponse } from './contract';

/** What the client gets to see: an answer, an answer in bad order, or nothing. */
export type Delivery =
	| { readonly kind: 'answer'; readonly response: SandboxResponse }
	| { readonly kind: 'cut'; readonly response: SandboxResponse }
	| { readonly kind: 'split'; readonly response: SandboxResponse }
	| { readonly kind: 'reset' }
	| { readonly kind: 'silence' };

/** An answer as bytes. */
export interface EncodedAnswer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Buffer;
}

/** A failed transport as Node's clients report it. */
class TransportFailure extends Error {
	readonly code: string;

	constructor(code: string, message: string) {
		super(message);
		this.name = 'TransportFailure';
		this.code = code;
	}
}

/** Turns an answer into bytes; an object becomes JSON unless its headers say something else. */
export function encodeAnswer(response: SandboxResponse): EncodedAnswer {
	const given = Object.fromEntries(Object.entries(response.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
	if (response.body === undefined) return { status: response.status, headers: given, body: Buffer.alloc(0) };
	if (Buffer.isBuffer(response.body)) return { status: response.status, headers: given, body: response.body };
	if (typeof response.body === 'string') return { status: response.status, headers: given, body: Buffer.from(response.body) };
	return {
		status: response.status,
		headers: { 'content-type': 'application/json', ...given },
		body: Buffer.from(JSON.stringify(response.body)),
	};
}

/** For clients in this process: the answer, or the error that a socket would have given. */
export function receive(delivery: Delivery): EncodedAnswer {
	switch (delivery.kind) {
		case 'reset':
			throw new TransportFailure('ECONNRESET', 'socket hang up');
		case 'silence':
			throw new TransportFailure('ETIMEDOUT', 'no answer');
		case 'cut':
			throw new TransportFailure('ECONNRESET', 'aborted');
		case 'answer':
		case 'split':
			return encodeAnswer(delivery.response);
	}
}
