import type { SandboxRequest } from '../../kernel/contract';
import type { ApiKey } from '../options';
import { type PhpParameters, parsePhpParameters } from '../wordpress/php-parameters';
import { type NonceMemory, verifyOAuth } from './oauth-signature';
import { authenticationError } from './rest-error';

export interface AuthenticationRules {
	readonly keys: readonly ApiKey[];
	readonly https: boolean;
	/** The machine's time in ms. */
	readonly signingTime: () => number;
}

function basicCredentials(request: SandboxRequest, query: PhpParameters): readonly [string, string] | undefined {
	const { consumer_key: key, consumer_secret: secret } = query;
	if (typeof key === 'string' && typeof secret === 'string' && key !== '' && secret !== '') return [key, secret];
	const header = request.headers['authorization'];
	if (header === undefined || !header.startsWith('Basic ')) return undefined;
	const text = Buffer.from(header.slice('Basic '.length), 'base64').toString('utf8');
	const colon = text.indexOf(':');
	return colon < 0 ? undefined : [text.slice(0, colon), text.slice(colon + 1)];
}

/** `$_POST`: PHP reads only form bodies of POST requests. A JSON body sent with axios' default type lands here, broken. */
function formParameters(request: SandboxRequest): PhpParameters {
	const type = request.headers['content-type'] ?? '';
	if (!type.startsWith('application/x-www-form-urlencoded')) return {};
	return parsePhpParameters(request.body.toString('utf8'));
}

export class Authenticator {
	private readonly nonces: NonceMemory = new Map();

	constructor(private readonly rules: AuthenticationRules) {}

	/**
	 * Who asks; undefined for nobody (an unknown Basic key counts as nobody, not as an error). Throws the 401 of bad
	 * credentials. The order of the checks is WC_REST_Authentication's.
	 */
	authenticate(request: SandboxRequest, origin: string): ApiKey | undefined {
		const query = parsePhpParameters(request.rawUrl.split('?')[1] ?? '');
		if (this.rules.https) {
			const given = basicCredentials(request, query);
			const key = this.rules.keys.find((candidate) => candidate.consumerKey === given?.[0]);
			if (key !== undefined) {
				if (key.consumerSecret !== given?.[1]) throw authenticationError('Consumer secret is invalid.');
				return key;
			}
		}
		const form = request.method === 'POST' ? formParameters(request) : {};
		return verifyOAuth(
			{ method: request.method, url: `${origin}${request.path}`, parameters: { ...query, ...form } },
			this.rules.keys,
			this.nonces,
			Math.floor(this.rules.signingTime() / 1000),
		);
	}
}

/** WooCommerce answers 401 here, not 403. */
export function checkPermission(key: ApiKey, method: string): void {
	const reads = method === 'GET' || method === 'HEAD';
	if (method === 'OPTIONS') return;
	if (reads && key.permissions === 'write') throw authenticationError('The API key provided does not have read permissions.');
	if (!reads && key.permissions === 'read') throw authenticationError('The API key provided does not have write permissions.');
}
