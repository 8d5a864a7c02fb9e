import { BlockList, isIP } from 'node:net';
import { PlatformError } from '../../domain/platform-error';
import { PLATFORM } from './constants';

const PRIVATE = new BlockList();
PRIVATE.addSubnet('127.0.0.0', 8);
PRIVATE.addSubnet('10.0.0.0', 8);
PRIVATE.addSubnet('172.16.0.0', 12);
PRIVATE.addSubnet('192.168.0.0', 16);
PRIVATE.addSubnet('169.254.0.0', 16);
PRIVATE.addAddress('::1', 'ipv6');
PRIVATE.addSubnet('fc00::', 7, 'ipv6');
PRIVATE.addSubnet('fe80::', 10, 'ipv6');

/** Loopback and private addresses, and names that only a local network knows (`localhost`, `wordpress`, `shop.local`). */
export function isPrivateHost(hostname: string): boolean {
	const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
	const version = isIP(host);
	if (version !== 0) return PRIVATE.check(host, version === 6 ? 'ipv6' : 'ipv4');
	return !host.includes('.') || /\.(localhost|local|internal|lan|test|home\.arpa)$/.test(host);
}

const refuse = (message: string, advice: string): PlatformError =>
	new PlatformError(message, { platform: PLATFORM, kind: 'configuration', operation: 'store URL', advice });

export interface StoreUrl {
	/** Without trailing slash, without what people copy along from the browser (`/wp-admin`, `/wp-json/…`). */
	readonly base: string;
	readonly https: boolean;
	/** `shop.example/sub`: host + path without scheme, `www.` and trailing slash; a port that is not the scheme's own stays. */
	readonly accountId: string;
}

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
	const https = url.protocol === 'https:';
	if (!https && !isPrivateHost(url.hostname)) {
		throw refuse(
			'The store URL begins with http://, which would send the keys readable over the internet',
			'Use https://. Without https only stores on this machine or in a private network are allowed.',
		);
	}
	const path = url.pathname.replace(/\/(wp-json|wp-admin|wp-login\.php)(\/.*)?$/, '').replace(/\/+$/, '');
	return {
		base: `${url.protocol}//${url.host}${path}`,
		https,
		accountId: `${url.host.replace(/^www\./, '')}${path}`,
	};
}
