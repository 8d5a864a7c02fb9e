import { isPrivateHost } from '../../../http/private-host';

/** Ports that WordPress calls by itself (https://developer.wordpress.org/reference/functions/wp_http_validate_url/). */
const PORTS: ReadonlySet<string> = new Set(['', '80', '443', '8080']);

function parsed(address: string): URL | undefined {
	try {
		return new URL(address);
	} catch {
		return undefined;
	}
}

/**
 * Why a store will never call an address, by WordPress's own rules; undefined when it may. Only stores on a public
 * host are judged: one on this machine or in a private network is mostly set up to call its neighbours.
 */
export function unreachableAddress(storeUrl: string, deliveryUrl: string): string | undefined {
	const delivery = parsed(deliveryUrl);
	if (delivery === undefined || (delivery.protocol !== 'https:' && delivery.protocol !== 'http:'))
		return 'The webhook address is no http address';
	const store = parsed(storeUrl);
	if (store === undefined || isPrivateHost(store.hostname)) return undefined;
	// WordPress may always call itself.
	if (delivery.host === store.host) return undefined;
	if (isPrivateHost(delivery.hostname)) {
		return 'The webhook address is on a private host, which WordPress refuses to call; give n8n a public address (WEBHOOK_URL)';
	}
	if (!PORTS.has(delivery.port)) {
		return `The webhook address is on port ${delivery.port}, and WordPress only calls 80, 443 and 8080; put n8n behind a proxy on 443 (WEBHOOK_URL)`;
	}
	return undefined;
}
