import { PlatformError } from '../../domain/platform-error';
import { isLinkLocal, isPrivateHost } from '../../http/private-host';
import { PLATFORM } from './constants';

const refuse = (message: string, advice: string): PlatformError =>
	new PlatformError(message, { platform: PLATFORM, kind: 'configuration', operation: 'store URL', advice });

export interface StoreUrl {
	/** Without trailing slash, without what people copy along from the browser (`/wp-admin`, `/wp-json/…`). */
	readonly base: string;
	readonly https: boolean;
	/**
	 * `shop.example/sub`: host + path without scheme, `www.`, `/index.php`, trailing dot and slash; a port that is not the
	 * scheme's own stays. The same for all spellings that surely mean one place.
	 */
	readonly accountId: string;
}

/** What people copy along from the browser's address bar. */
const INNER_PATH = /\/(wp-json|wp-admin|wp-content|wp-includes|wp-login\.php|wp-cron\.php|xmlrpc\.php)(\/.*)?$/i;

/**
 * Checks the address of a store. Keys travel in clear on http, so http is only for loopback and private hosts.
 * Throws PlatformError `configuration`.
 */
export function storeUrl(text: string): StoreUrl {
	let url: URL;
	try {
		const trimmed = text.trim();
		url = new URL(/^[a-z]+:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`);
	} catch {
		throw refuse('The store URL is not an address', 'Enter it like https://shop.example');
	}
	if (url.protocol !== 'https:' && url.protocol !== 'http:') {
		throw refuse('The store URL must begin with https://', 'Enter it like https://shop.example');
	}
	if (url.username !== '' || url.password !== '') {
		throw refuse('The store URL contains a user name or password', 'Remove them: the keys have fields of their own.');
	}
	if (isLinkLocal(url.hostname)) {
		throw refuse(
			'The store URL is a link-local address (169.254.… or fe80::…), where no store can be',
			'Enter the address that the store has in the browser, like https://shop.example',
		);
	}
	const https = url.protocol === 'https:';
	if (!https && !isPrivateHost(url.hostname)) {
		throw refuse(
			'The store URL begins with http://, which would send the keys readable over the internet',
			'Use https://. Without https only stores on this machine or in a private network are allowed.',
		);
	}
	const host = `${url.hostname.replace(/\.+$/, '')}${url.port === '' ? '' : `:${url.port}`}`;
	const path = url.pathname
		.replace(/\/{2,}/g, '/')
		.replace(INNER_PATH, '')
		.replace(/\/+$/, '');
	return {
		// Where addresses of pages are written with it, the API is found behind `/index.php` only.
		base: `${url.protocol}//${host}${path}`,
		https,
		accountId: `${host.replace(/^www\./, '')}${path.replace(/\/index\.php$/i, '')}`,
	};
}
