import type { FailedAnswer, Verdict } from './failed-answer';

type Addresses = Pick<FailedAnswer, 'headers' | 'calledBy'>;

/** The address of a store in a link of its own, without query (on http it carries the signature, and by choice the keys) and API path. */
function storeAddress(link: string | undefined): string | undefined {
	if (link === undefined || link.length > 2_000) return undefined;
	try {
		const url = new URL(link);
		return `${url.protocol}//${url.host}${url.pathname.replace(/\/wp-json(\/.*)?$/, '').replace(/\/+$/, '')}`;
	} catch {
		return undefined;
	}
}

/** A store that sends us to itself: to enter that address would change nothing. */
export function redirected({ headers, calledBy }: Addresses): Verdict {
	const target = storeAddress(headers['location']);
	if (target !== undefined && target === storeAddress(calledBy)) {
		return {
			kind: 'configuration',
			code: 'redirectLoop',
			message: 'The store redirects its own address to itself',
			advice:
				'Two rules contradict each other (forced https, with or without "www.", a CDN or proxy that speaks http to a server which wants https). Open the address of the store with /wp-json/ behind it in a private browser window: it must show data. Put the redirects of the server, the CDN and the plugins right.',
		};
	}
	return {
		kind: 'configuration',
		code: 'redirect',
		message: `The store URL redirects${target === undefined ? '' : ` to ${target}`}`,
		advice: `Enter ${target ?? 'the address that the browser shows in the end'} as the store URL.`,
	};
}

/**
 * Over http a request is signed together with its address, and the store holds the signature against its own one (Settings >
 * General > Site Address), whatever name it was called by: right keys then look like wrong ones. Each answer of its API names
 * that address. Undefined where the store was called by it, or does not say it.
 */
export function misnamedStore({ headers, calledBy }: Addresses): Verdict | undefined {
	const own = storeAddress(/<([^>]{1,2000})>\s*;\s*rel="?https:\/\/api\.w\.org\/"?/.exec(headers['link'] ?? '')?.[1]);
	const called = storeAddress(calledBy);
	if (own === undefined || own === called) return undefined;
	return {
		// Nothing of the store can be asked, as with a wrong secret.
		kind: 'credential',
		code: 'otherAddress',
		message: `The store's own address is ${own}, and over http it takes requests by no other name than that (it was called ${called ?? 'otherwise'})`,
		advice: `Enter ${own} as the store URL, or use https. If n8n does not reach the store by that name (containers), give the store that name in the network of n8n, or change the address of the store in WordPress > Settings > General.`,
	};
}
