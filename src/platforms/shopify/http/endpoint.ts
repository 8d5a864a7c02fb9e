import { isLinkLocal, isPrivateHost } from '../../../http/private-host';
import { failure } from '../errors';

/** Where requests go. */
export interface Endpoint {
	readonly protocol: 'https:' | 'http:';
	readonly hostname: string;
	/** Only where it is not the scheme's own. */
	readonly port?: string;
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
	if (isLinkLocal(hostname)) throw refused('The endpoint is a link-local address (169.254.… or fe80::…)');
	if (protocol === 'http:' && !isPrivateHost(hostname))
		throw refused('The endpoint is http on a public host; tokens would travel in clear');
	return { protocol, hostname, ...(port === '' ? {} : { port }) };
}
