import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { amazonError, transportFailed } from '../errors';
import { parseEndpoint, type Endpoint } from './endpoint';
import { CallAgent, type Route } from './transport';
import { USER_AGENT } from '../constants';

export interface Download {
	readonly contentType: string | undefined;
	/** As they come; to be read to the end or given up by `break`. Throws PlatformError where the connection ends early. */
	readonly chunks: AsyncIterable<Buffer>;
}

export interface DownloadOptions {
	/** Of the calls to Amazon: the proxy is the same, and http is only for those whose Amazon is a stand-in behind http. */
	readonly route: Route;
	/** How long to wait for the next byte. Who takes long over a chunk is not waited for. */
	readonly idleMs: number;
	readonly signal?: AbortSignal;
}

/** The address came from outside: it leads out over https, or to where the stand-in is. */
export function targetOf(operation: string, url: URL, route: Route): Endpoint {
	const refused = () =>
		amazonError('contract', operation, 'the address of the file is not https', { advice: 'Check the "Endpoint" field of the credential.' });
	if (url.protocol !== 'https:' && (url.protocol !== 'http:' || route.endpoint?.secure !== false)) throw refused();
	try {
		return parseEndpoint(url.origin);
	} catch {
		throw refused();
	}
}

/** S3 says 403 of an address that has ended: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ShareObjectPreSignedURL.html */
function notGiven(operation: string, status: number): Error {
	const passes = status === 403 || status === 404 || status === 429 || status >= 500;
	return amazonError(passes ? 'unavailable' : 'contract', operation, `the file was not given out (status ${status})`, {
		status,
		advice: passes ? 'Nothing to do: it is tried again.' : 'Check the proxy and the firewall.',
	});
}

/** Files of reports lie at addresses that end after five minutes. https://developer-docs.amazon.com/sp-api/docs/reports-api-v2021-06-30-retrieve-a-report */
export async function download(operation: string, address: string, { route, idleMs, signal }: DownloadOptions): Promise<Download> {
	if (!URL.canParse(address)) throw amazonError('contract', operation, 'the address of the file is not a URL');
	const url = new URL(address);
	const ended = new AbortController();
	const target = targetOf(operation, url, route);
	const unreachable = (code: string, text: string) => amazonError('unreachable', operation, text, { code });
	let failed: Error | undefined;
	let answer: IncomingMessage | undefined;
	const end = (): void => {
		signal?.removeEventListener('abort', abort);
		ended.abort();
	};
	const fail = (error: Error): void => {
		failed ??= error;
		(answer ?? asking).destroy(failed);
	};
	const abort = (): void => fail(unreachable('aborted', 'the request was stopped'));
	const agent = new CallAgent({ ...route, endpoint: target }, ended.signal, (socket) => {
		ended.signal.addEventListener('abort', () => socket.destroy(), { once: true });
	});
	const asking = request({
		host: target.host,
		port: target.port,
		path: `${url.pathname}${url.search}`,
		headers: { host: url.host, 'user-agent': USER_AGENT, 'accept-encoding': 'identity' },
		agent,
	});
	/** The timer runs only while somebody waits. */
	const awaited = async <T>(next: Promise<T>): Promise<T> => {
		const timer = setTimeout(() => fail(unreachable('timeout', 'the file did not come')), idleMs);
		try {
			return await next;
		} catch (fault) {
			throw transportFailed(operation, failed ?? fault);
		} finally {
			clearTimeout(timer);
		}
	};
	if (signal?.aborted === true) abort();
	signal?.addEventListener('abort', abort, { once: true });
	try {
		const response = await awaited(
			new Promise<IncomingMessage>((resolve, reject) => {
				asking.once('response', resolve).on('error', reject).end();
			}),
		);
		answer = response;
		if (response.statusCode !== 200) throw notGiven(operation, response.statusCode ?? 0);
		return {
			contentType: response.headers['content-type'],
			chunks: (async function* () {
				try {
					const chunks = response[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
					for (let next = await awaited(chunks.next()); next.done !== true; next = await awaited(chunks.next())) yield next.value;
					if (!response.complete) throw unreachable('cutOff', 'the file was cut off');
				} finally {
					end();
				}
			})(),
		};
	} catch (fault) {
		end();
		throw fault;
	}
}
