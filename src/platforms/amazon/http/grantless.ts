import type { IncomingMessage } from 'node:http';
import { request, type Agent } from 'node:https';
import type { AmazonConnection } from '../connection';
import { USER_AGENT } from '../constants';

/** Larger than any answer that holds a token. */
const LARGEST = 100_000;

async function textOf(answer: IncomingMessage): Promise<string> {
	const parts: Buffer[] = [];
	let size = 0;
	for await (const part of answer) {
		parts.push(part as Buffer);
		size += (part as Buffer).length;
		if (size > LARGEST) break;
	}
	return Buffer.concat(parts).toString('utf8');
}

function fieldsOf(text: string): { readonly access_token?: unknown; readonly error?: unknown } {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null ? value : {};
	} catch {
		return {};
	}
}

/** Login with Amazon gave no token, and its word for why. */
export class NoToken extends Error {
	constructor(readonly code: string | undefined) {
		super('Login with Amazon gave no token');
	}
}

/**
 * An access token of the application itself, for what is about no seller's data. The SDK knows two of the scopes and refuses all others.
 * https://developer-docs.amazon.com/sp-api/docs/grantless-operations
 */
export async function grantlessToken({ clientId, clientSecret }: AmazonConnection, agent: Agent, scope: string): Promise<string> {
	const body = JSON.stringify({ grant_type: 'client_credentials', scope, client_id: clientId, client_secret: clientSecret });
	const asking = request({
		method: 'POST',
		host: 'api.amazon.com',
		path: '/auth/o2/token',
		headers: { 'user-agent': USER_AGENT, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
		agent,
	});
	const answer = await new Promise<IncomingMessage>((resolve, reject) => {
		asking.once('response', resolve).on('error', reject).end(body);
	});
	const { access_token: token, error } = fieldsOf(await textOf(answer));
	if (typeof token === 'string' && token !== '') return token;
	throw new NoToken(typeof error === 'string' ? error : undefined);
}
