import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

export interface Received {
	readonly method: string;
	/** As it came over the wire. */
	readonly url: string;
	readonly path: string;
	readonly query: URLSearchParams;
	readonly host: string;
	readonly headers: IncomingMessage['headers'];
	readonly body: string;
}

export type Answer = (request: Received, response: ServerResponse, socket: Socket) => void;

/** A server on this machine that answers exactly what a test tells it, however wrong. */
export class RawServer {
	readonly received: Received[] = [];
	private readonly sockets = new Set<Socket>();
	private readonly server: Server;

	/** With a key and its certificate it speaks TLS. */
	constructor(tls?: { readonly key: string; readonly cert: string }) {
		const listen = (request: IncomingMessage, response: ServerResponse) => void this.serve(request, response);
		this.server = tls === undefined ? createServer(listen) : createSecureServer(tls, listen);
	}

	/** Answers for the Selling Partner API, one per request; the last one stays. */
	answers: Answer[] = [];
	/** Answers for Login with Amazon. */
	token: Answer = (_, response) =>
		json(response, 200, { access_token: `Atza|token-${this.tokens().length}`, token_type: 'bearer', expires_in: 3600 });

	async start(): Promise<this> {
		this.server.on('connection', (socket) => {
			this.sockets.add(socket);
			socket.once('close', () => this.sockets.delete(socket));
		});
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		return this;
	}

	async stop(): Promise<void> {
		const closed = new Promise((resolve) => this.server.close(resolve));
		for (const socket of this.sockets) socket.destroy();
		await closed;
	}

	get port(): number {
		return (this.server.address() as AddressInfo).port;
	}

	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	/** Token requests so far. */
	tokens(): Received[] {
		return this.received.filter(({ path }) => path === '/auth/o2/token');
	}

	/** Requests to the Selling Partner API so far. */
	calls(): Received[] {
		return this.received.filter(({ path }) => path !== '/auth/o2/token');
	}

	private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const url = new URL(request.url ?? '/', 'http://host');
		const received: Received = {
			method: request.method ?? '',
			url: request.url ?? '',
			path: url.pathname,
			query: url.searchParams,
			host: request.headers.host ?? '',
			headers: request.headers,
			body: Buffer.concat(chunks).toString('utf8'),
		};
		this.received.push(received);
		const answer = received.path === '/auth/o2/token' ? this.token : this.answers.length > 1 ? this.answers.shift() : this.answers[0];
		if (answer === undefined) return void json(response, 500, { errors: [{ code: 'NotScripted', message: '' }] });
		answer(received, response, request.socket);
	}
}

export function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
	response.writeHead(status, { 'content-type': 'application/json', ...headers });
	response.end(JSON.stringify(body));
}

export const answering =
	(status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
	(_, response) =>
		json(response, status, body, headers);

export const refusing = (status: number, code: string, details = ''): Answer =>
	answering(status, { errors: [{ code, message: 'Refused', details }] });

export const page =
	(status: number, html = '<html><body>Please sign in</body></html>'): Answer =>
	(_, response) => {
		response.writeHead(status, { 'content-type': 'text/html' });
		response.end(html);
	};
