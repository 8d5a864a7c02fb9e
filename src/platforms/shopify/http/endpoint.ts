import { BlockList, isIP } from 'node:net';
import { failure } from '../errors';

/** Where requests go. */
export interface Endpoint {
	readonly protocol: 'https:' | 'http:';
	readonly hostname: string;
	/** Only where it is not the scheme's own. */
	readonly port?: string;
}

const PRIVATE = new BlockList();
PRIVATE.addSubnet('127.0.0.0', 8);
PRIVATE.addSubnet('10.0.0.0', 8);
PRIVATE.addSubnet('172.16.0.0', 12);
PRIVATE.addSubnet('192.168.0.0', 16);
PRIVATE.addAddress('::1', 'ipv6');
PRIVATE.addSubnet('fc00::', 7, 'ipv6');

/** Loopback and private addresses, and names that only a local network knows. */
export function isPrivateHost(hostname: string): boolean {
	const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
	const version = isIP(host);
	if (version !== 0) return PRIVATE.check(host, version === 6 ? 'ipv6' : 'ipv4');
	return !host.includes('.') || /\.(localhost|local|internal|lan|test|home\.arpa)$/.test(host);
}

const refused = (message: string) =>
	failure(
		{ operation: 'endpoint', write: false },
		{
			kind: 'configuration',
			code: 'endpoint',
			message,
			advice: 'Leave "Endpoint" empty for Shopify itself. Another endpoint must be https, or http on this machine or a private network.',
		},
	);

/** The shop's own host, or what stands in for it. http is only for where tokens do not travel through the open. */
export function endpointOf(shop: string, endpoint: string | undefined): Endpoint {
	if (endpoint === undefined || endpoint.trim() === '') return { protocol: 'https:', hostname: shop };
	if (!URL.canParse(endpoint)) throw refused('The endpoint is not a URL');
	const { protocol, hostname, port, pathname, search, username, password } = new URL(endpoint);
	if (protocol !== 'https:' && protocol !== 'http:') throw refused('The endpoint is not https');
	if (pathname !== '/' || search !== '' || username !== '' || password !== '')
		throw refused('The endpoint must be scheme, host and port only');
	if (protocol === 'http:' && !isPrivateHost(hostname))
		throw refused('The endpoint is http on a public host; tokens would travel in clear');
	return { protocol, hostname, ...(port === '' ? {} : { port }) };
}
