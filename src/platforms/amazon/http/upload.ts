import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { USER_AGENT } from '../constants';
import { amazonError, transportFailed } from '../errors';
import { targetOf, type DownloadOptions } from './download';
import { CallAgent } from './transport';

/** S3 takes a file once it has all of it: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
const notTaken = (operation: string, status: number): Error => {
	const passes = status === 403 || status === 404 || status === 408 || status === 429 || status >= 500;
	return amazonError(passes ? 'unavailable' : 'contract', operation, `the file was not taken (status ${status})`, {
		status,
		advice: passes ? 'Nothing to do: it is tried again.' : 'Check the proxy and the firewall.',
	});
};

/**
 * Files of feeds go to addresses that end after five minutes, with exactly the content type that they were asked for with.
 * https://developer-docs.amazon.com/sp-api/docs/feeds-api-v2021-06-30-use-case-guide
 */
export async function upload(
	operation: string,
	address: string,
	file: { readonly contentType: string; readonly body: Buffer },
	{ route, idleMs, signal }: DownloadOptions,
): Promise<void> {
	if (!URL.canParse(address)) throw amazonError('contract', operation, 'the address of the file is not a URL');
	const url = new URL(address);
	const target = targetOf(operation, url, route);
	const ended = new AbortController();
	const agent = new CallAgent({ ...route, endpoint: target }, ended.signal, (socket) => {
		ended.signal.addEventListener('abort', () => socket.destroy(), { once: true });
	});
	const asking = request({
		method: 'PUT',
		host: target.host,
		port: target.port,
		path: `${url.pathname}${url.search}`,
		headers: {
			host: url.host,
			'user-agent': USER_AGENT,
			'content-type': file.contentType,
			'content-length': file.body.length,
		},
		agent,
	});
	const stop = (code: string, text: string) => () => asking.destroy(amazonError('unreachable', operation, text, { code }));
	const abort = stop('aborted', 'the request was stopped');
	asking.setTimeout(idleMs, stop('timeout', 'the file was not taken in time'));
	if (signal?.aborted === true) abort();
	signal?.addEventListener('abort', abort, { once: true });
	try {
		const answer = await new Promise<IncomingMessage>((resolve, reject) => {
			asking.once('response', resolve).on('error', reject).end(file.body);
		});
		answer.resume();
		const status = answer.statusCode ?? 0;
		if (status < 200 || status >= 300) throw notTaken(operation, status);
	} catch (fault) {
		throw transportFailed(operation, fault);
	} finally {
		signal?.removeEventListener('abort', abort);
		ended.abort();
	}
}
