import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
	readonly method: string;
	readonly url: string;
	readonly headers: IncomingMessage['headers'];
	readonly body: string;
}

export interface MisbehavingServer {
	readonly url: string;
	readonly received: Received[];
	/** What the next requests get. */
	behave(answer: (response: ServerResponse, request: Received, count: number) => void): void;
	close(): Promise<void>;
}

/** A server on 127.0.0.1 that answers exactly what a test tells it to. */
export async function startMisbehavingServer(): Promise<MisbehavingServer> {
	const received: Received[] = [];
	let answer: Parameters<MisbehavingServer['behave']>[0] = (response) => response.end('[]');
	const server = createServer((incoming, response) => {
		const chunks: Buffer[] = [];
		incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
		incoming.on('end', () => {
			const request = {
				method: incoming.method ?? '',
				url: incoming.url ?? '',
				headers: incoming.headers,
				body: Buffer.concat(chunks).toString('utf8'),
			};
			received.push(request);
			answer(response, request, received.length);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		received,
		behave(next) {
			answer = next;
		},
		async close() {
			server.closeAllConnections();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}

export const json = (response: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void => {
	response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8', ...headers }).end(JSON.stringify(body));
};
