import { BlockList, isIP } from 'node:net';

const PRIVATE = new BlockList();
PRIVATE.addSubnet('127.0.0.0', 8);
PRIVATE.addSubnet('10.0.0.0', 8);
PRIVATE.addSubnet('172.16.0.0', 12);
PRIVATE.addSubnet('192.168.0.0', 16);
PRIVATE.addAddress('::1', 'ipv6');
PRIVATE.addSubnet('fc00::', 7, 'ipv6');

const LINK_LOCAL = new BlockList();
LINK_LOCAL.addSubnet('169.254.0.0', 16);
LINK_LOCAL.addSubnet('fe80::', 10, 'ipv6');

/** As a URL has it, without what does not say where: brackets, and a trailing dot, by which a name is complete. */
const plainHost = (hostname: string): string =>
	hostname
		.replace(/^\[|\]$/g, '')
		.replace(/\.+$/, '')
		.toLowerCase();

function isIn(list: BlockList, host: string): boolean {
	const version = isIP(host);
	return version !== 0 && list.check(host, version === 6 ? 'ipv6' : 'ipv4');
}

/** Addresses that a machine gives itself, and where clouds tell a server its secrets: no store and no platform is there. */
export const isLinkLocal = (hostname: string): boolean => isIn(LINK_LOCAL, plainHost(hostname));

/** Where no stranger listens: loopback and the addresses of a private network. */
export const isPrivateAddress = (address: string): boolean => isIn(PRIVATE, plainHost(address));

/** Where nobody gets from the internet: those addresses, and names that only a local network knows (`localhost`, `wordpress`, `shop.local`). */
export function isPrivateHost(hostname: string): boolean {
	const host = plainHost(hostname);
	if (isIP(host) !== 0) return isPrivateAddress(host) || isLinkLocal(host);
	return !host.includes('.') || /\.(localhost|local|internal|lan|test|home\.arpa)$/.test(host);
}
