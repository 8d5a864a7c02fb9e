import { lookup as resolveName, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { isLinkLocal, isPrivateAddress } from '../../../http/private-host';
import { amazonError } from '../errors';

/** Where requests go instead of Amazon's hosts. */
export interface Endpoint {
	readonly secure: boolean;
	readonly host: string;
	readonly port: number;
}

const refusedEndpoint = (text: string) =>
	amazonError('configuration', 'endpoint', text, {
		advice: 'Leave "Endpoint" empty for Amazon itself. Another endpoint must be https, or http on this machine or a private network.',
	});

const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

/**
 * Reads the "Endpoint" field. http is accepted only where tokens do not travel through the open: on loopback and
 * private addresses. Names are judged by what they resolve to, when the connection is made (`privateLookup`).
 */
export function parseEndpoint(text: string): Endpoint {
	if (!URL.canParse(text)) throw refusedEndpoint('the endpoint is not a URL');
	const url = new URL(text);
	if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refusedEndpoint('the endpoint is not https');
	if (url.pathname !== '/' || url.search !== '' || url.username !== '' || url.password !== '') {
		throw refusedEndpoint('the endpoint must be scheme, host and port only');
	}
	const host = hostOf(url);
	const secure = url.protocol === 'https:';
	if (isLinkLocal(host)) throw refusedEndpoint('the endpoint is a link-local address (169.254.… or fe80::…)');
	if (!secure && isIP(host) !== 0 && !isPrivateAddress(host)) {
		throw refusedEndpoint('the endpoint is http on a public address; tokens would travel in clear');
	}
	return { secure, host, port: url.port === '' ? (secure ? 443 : 80) : Number(url.port) };
}

/** Resolves a name, refusing every public address: a name may point elsewhere tomorrow. */
export const privateLookup: LookupFunction = (hostname, options, callback) => {
	resolveName(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
		if (error !== null) return callback(error, []);
		if (!addresses.every(({ address }) => isPrivateAddress(address))) {
			return callback(refusedEndpoint('the endpoint is http and its name leads to a public address'), []);
		}
		const first = addresses[0];
		if (options.all === true || first === undefined) return callback(null, addresses);
		callback(null, first.address, first.family);
	});
};

/** Reads the "HTTPS Proxy" field. */
export function parseProxy(text: string): URL {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
		throw amazonError('configuration', 'proxy', 'the proxy is not an http or https URL', {
			advice: 'Write the proxy as http://host:port, with user:password@ before the host where it asks for them.',
		});
	}
	return url;
}
