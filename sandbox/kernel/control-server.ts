import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { ControlError, type SandboxEvent } from './contract';
import { listen, readBody, type RunningServer } from './http-server';

/** One call of the control API: method and path (without query), its JSON body (or `{}`) and its query. */
export interface ControlCall {
	readonly method: string;
	readonly path: string;
	readonly query: URLSearchParams;
	readonly body: unknown;
}

export interface ControlServerParts {
	readonly token: string;
	readonly call: (call: ControlCall) => Promise<unknown>;
	readonly onEvent: (listener: (event: SandboxEvent) => void) => () => void;
	readonly port?: number;
}

const isAllowed = (incoming: IncomingMessage, token: string): boolean => {
	const given = Buffer.from(incoming.headers.authorization ?? '');
	const wanted = Buffer.from(`Bearer ${token}`);
	return given.length === wanted.length && timingSafeEqual(given, wanted);
};

const sendJson = (outgoing: ServerResponse, status: number, body: unknown): void => {
	outgoing.writeHead(status, { 'content-type': 'application/json' });
	outgoing.end(JSON.stringify(body ?? null));
};

const streamEvents = (outgoing: ServerResponse, onEvent: ControlServerParts['onEvent']): void => {
	outgoing.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
	outgoing.flushHeaders();
	const stop = onEvent((event) => outgoing.write(`data: ${JSON.stringify(event)}\n\n`));
	outgoing.on('close', stop);
};

const parseBody = (text: string): unknown => {
	if (text === '') return {};
	try {
		return JSON.parse(text) as unknown;
	} catch {
		throw new ControlError('The body is not JSON');
	}
};

/**
 * The JSON API by which a person or a test outside this process moves the sandbox. It needs the printed token in
 * `Authorization: Bearer …`: a web page open in the user's browser must not be able to call it.
 * `GET /events` with `Accept: text/event-stream` streams what happens.
 */
export async function serveControl({ token, call, onEvent, port = 0 }: ControlServerParts): Promise<RunningServer> {
	const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
		if (!isAllowed(incoming, token)) {
			sendJson(outgoing, 401, { error: 'The control token is missing or wrong' });
			return;
		}
		const url = new URL(incoming.url ?? '/', 'http://sandbox');
		const method = incoming.method ?? 'GET';
		if (method === 'GET' && url.pathname === '/events' && incoming.headers.accept === 'text/event-stream') {
			streamEvents(outgoing, onEvent);
			return;
		}
		const body = parseBody((await readBody(incoming)).toString('utf8'));
		sendJson(outgoing, 200, await call({ method, path: url.pathname, query: url.searchParams, body }));
	};
	const server = createServer((incoming, outgoing) => {
		answer(incoming, outgoing).catch((error: unknown) => {
			const status = error instanceof ControlError ? error.status : 500;
			if (outgoing.headersSent) outgoing.destroy();
			else sendJson(outgoing, status, { error: error instanceof Error ? error.message : 'unknown' });
		});
	});
	return await listen(server, port);
}
