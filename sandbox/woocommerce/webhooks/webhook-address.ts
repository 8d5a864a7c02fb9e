/** Where WordPress lets a store send to: https://developer.wordpress.org/reference/functions/wp_http_validate_url/ */

const allowedPorts = ['', '80', '443', '8080'];

/** What a webhook may be saved with; whether it is ever called is another matter. */
export function isWebhookUrl(text: string): boolean {
	return /^https?:\/\//.test(text) && URL.canParse(text);
}

function isPrivate(host: string): boolean {
	if (host === 'localhost' || host.endsWith('.localhost')) return true;
	const parts = /^(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}$/.exec(host);
	if (parts === null) return false;
	const [first, second] = [Number(parts[1]), Number(parts[2])];
	return [0, 10, 127].includes(first) || (first === 172 && second >= 16 && second <= 31) || (first === 192 && second === 168);
}

/** Why `wp_safe_remote_request` does not call an address; undefined when it does. The site itself may always be called. */
export function refusalOf(address: string, siteUrl: string): string | undefined {
	const url = new URL(address);
	const site = new URL(siteUrl);
	const isOwnHost = url.hostname.toLowerCase() === site.hostname.toLowerCase();
	if (url.username !== '' || url.hostname.startsWith('[')) return 'A valid URL was not provided.';
	if (!isOwnHost && isPrivate(url.hostname.toLowerCase())) return 'A valid URL was not provided.';
	if (allowedPorts.includes(url.port) || (isOwnHost && url.port === site.port)) return undefined;
	return 'A valid URL was not provided.';
}
