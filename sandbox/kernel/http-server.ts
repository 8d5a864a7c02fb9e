import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Delivery, encodeAnswer } from './answer';
import type { SandboxRequest } from './contract';
import { createRequest } from './request';

export interface RunningServer {
	/** http://127.0.0.1:port, without a trailing slash. */
	readonly url: string;
	readonly port: number;
	close(): Promise<void>;
}

/** @returns the whole body; a client that left in the middle gives what came */
export async function readBody(incoming: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of incoming) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

/**
 * As the web servers in front of real platforms: https://nginx.org/en/docs/http/ngx_http_core_module.html#keepalive_timeout
 * After Node's own five seconds a client in this process, busy for as long, would send into a connection that is being closed.
 */
const KEEP_ALIVE_MS = 75_000;

/** Listens on 127.0.0.1 only: the sandbox holds no real data, but its control API could be misused from outside. */
export async function listen(server: Server, port = 0): Promise<RunningServer> {
	server.keepAliveTimeout = KEEP_ALIVE_MS;
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	const address = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${address.port}`,
		port: address.port,
		async close() {
			server.closeAllConnections();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}

const joinHeaders = (incoming: IncomingMessage): Record<string, string> =>
	Object.fromEntries(
		Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
	);

/** Cuts inside a multi-byte character wherever there is one, else in the middle. */
const cutPoint = (body: Buffer): number => {
	const inside = body.findIndex((byte) => byte >= 0x80 && byte < 0xc0);
	return inside > 0 ? inside : Math.floor(body.length / 2);
};

const send = (outgoing: ServerResponse, delivery: Delivery): void => {
	if (delivery.kind === 'silence') return;
	if (delivery.kind === 'reset') {
		outgoing.socket?.resetAndDestroy();
		return;
	}
	const { status, headers, body } = encodeAnswer(delivery.response);
	outgoing.writeHead(status, { ...headers, ...(status === 204 ? {} : { 'content-length': String(body.length) }) });
	if (delivery.kind === 'answer') {
		outgoing.end(body);
		return;
	}
	const cut = cutPoint(body);
	outgoing.write(body.subarray(0, cut), () => {
		if (delivery.kind === 'cut') outgoing.socket?.destroy();
		// A pause and a whole turn of the event loop keep the two chunks apart, also for a client in this process.
		else setTimeout(() => setImmediate(() => setImmediate(() => outgoing.end(body.subarray(cut)))), 20);
	});
};

/** Serves a stand-in over HTTP. A client that hangs up cancels nothing: real systems finish what they began. */
export async function serveExchange(exchange: (request: SandboxRequest) => Promise<Delivery>, port = 0): Promise<RunningServer> {
	const server = createServer((incoming, outgoing) => {
		let gone = false;
		outgoing.on('close', () => {
			gone = !outgoing.writableFinished;
		});
		const answer = async (): Promise<void> => {
			const request = createRequest({
				method: incoming.method ?? 'GET',
				url: incoming.url ?? '/',
				headers: joinHeaders(incoming),
				body: await readBody(incoming),
				clientGone: () => gone,
			});
			const delivery = await exchange(request);
			if (!gone) send(outgoing, delivery);
		};
		answer().catch(() => outgoing.destroy());
	});
	return await listen(server, port);
}
