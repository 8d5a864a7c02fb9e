import { request as httpRequest } from 'node:http';
import { Agent, request as httpsRequest, type RequestOptions } from 'node:https';
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls, TLSSocket } from 'node:tls';
import type { Timeouts } from '../constants';
import { privateLookup, type Endpoint } from './endpoint';
import { amazonError } from '../errors';

/** How requests reach Amazon, or what stands in for it. */
export interface Route {
	readonly endpoint?: Endpoint;
	readonly proxy?: URL;
}

type Connected = (error: Error | null, socket?: Duplex) => void;

/** TLS names hosts, never addresses (RFC 6066). */
const serverName = (host: string): { readonly servername?: string } => (isIP(host) === 0 ? { servername: host } : {});

function proxyHeaders(proxy: URL, target: string): Record<string, string> {
	if (proxy.username === '') return { host: target };
	const login = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
	return { host: target, 'proxy-authorization': `Basic ${Buffer.from(login).toString('base64')}` };
}

/** TLS to `host` through an HTTP proxy's CONNECT: the proxy sees the host's name and no more. */
function connectThroughProxy(proxy: URL, host: string, port: number, signal: AbortSignal, done: Connected): void {
	const target = `${host}:${port}`;
	const open = proxy.protocol === 'https:' ? httpsRequest : httpRequest;
	const asking = open({
		host: proxy.hostname.replace(/^\[|\]$/g, ''),
		port: proxy.port === '' ? undefined : Number(proxy.port),
		method: 'CONNECT',
		path: target,
		headers: proxyHeaders(proxy, target),
		agent: false,
		signal,
	});
	asking.once('error', done);
	asking.once('connect', (answer, socket) => {
		if (answer.statusCode === 200) return done(null, connectTls({ socket, host, ...serverName(host) }));
		socket.destroy();
		const advice = answer.statusCode === 407 ? 'Check user and password of the proxy.' : 'Check the proxy and its rules.';
		done(amazonError('configuration', 'proxy', `the proxy refused the connection (${answer.statusCode})`, { advice }));
	});
	asking.end();
}

/**
 * amazon-sp-api has its hosts written in and offers no endpoint; what it does offer is an agent. This one connects to
 * the endpoint instead (the Host header still says which host was meant), and knows its one socket, so that a call can
 * be ended: the SDK itself never notices a body that is cut off, and waits for ever.
 */
export class CallAgent extends Agent {
	constructor(
		private readonly route: Route,
		private readonly ended: AbortSignal,
		private readonly watch: (socket: Socket) => void,
	) {
		super({ keepAlive: false });
	}

	override createConnection(options: RequestOptions, callback: (error: Error | null, socket: Duplex) => void): undefined {
		const done: Connected = (error, socket) => {
			if (socket === undefined) return callback(error, undefined as never);
			this.watch(socket as Socket);
			callback(null, socket);
		};
		const { endpoint, proxy } = this.route;
		if (endpoint?.secure === false) {
			return void done(null, connectPlain({ host: endpoint.host, port: endpoint.port, lookup: privateLookup }));
		}
		const host = endpoint?.host ?? options.host ?? '';
		const port = endpoint?.port ?? Number(options.port ?? 443);
		if (proxy !== undefined) return connectThroughProxy(proxy, host, port, this.ended, done) as undefined;
		done(null, connectTls({ host, port, ...serverName(host) }));
	}
}

/**
 * Runs one request of the SDK on an agent of its own, under time-outs and an abort signal. Rejects when the connection
 * ends before the answer is whole. `opened` is called when the connection stands: before that nothing was sent.
 */
export function exchange<T>(
	operation: string,
	route: Route,
	timeouts: Timeouts,
	signal: AbortSignal | undefined,
	run: (agent: Agent) => Promise<T>,
	opened: () => void = () => undefined,
): Promise<T> {
	return new Promise<T>((resolve, reject) => {
		const ended = new AbortController();
		const timers: NodeJS.Timeout[] = [];
		const unreachable = (code: string, text: string) => amazonError('unreachable', operation, text, { code });
		const finish = (settle: () => void) => {
			if (ended.signal.aborted) return;
			settle();
			timers.forEach(clearTimeout);
			signal?.removeEventListener('abort', abort);
			ended.abort();
		};
		const fail = (error: unknown) => finish(() => reject(error as Error));
		const abort = () => fail(unreachable('aborted', 'the request was stopped'));
		if (signal?.aborted === true) return abort();
		signal?.addEventListener('abort', abort, { once: true });
		timers.push(setTimeout(() => fail(unreachable('timeout', 'the answer took too long')), timeouts.total));
		const watch = (socket: Socket) => {
			ended.signal.addEventListener('abort', () => socket.destroy(), { once: true });
			socket.setTimeout(timeouts.idle, () => fail(unreachable('timeout', 'the answer did not come')));
			socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', opened);
			socket.on('error', fail);
			// The answer's last bytes may still be on their way through the parser when the socket reports its end.
			socket.once('close', () => {
				timers.push(setTimeout(() => fail(unreachable('cutOff', 'the answer was cut off')), 50));
			});
		};
		run(new CallAgent(route, ended.signal, watch)).then((value) => finish(() => resolve(value)), fail);
	});
}
