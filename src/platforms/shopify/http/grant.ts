import { z } from 'zod';
import { codeOf } from '../../../domain/error-code';
import type { Granted } from '../../../http/access-tokens';
import { failure, fromBadBody, fromNetwork, fromStatus, safeCode, type Call } from '../errors';
import type { Endpoint } from './endpoint';

export const GRANT: Call = { operation: 'access token', write: false };

const granted = z.object({ access_token: z.string().min(1).max(500), expires_in: z.number().positive() });
const refusal = z.object({ error: z.string() });

interface App {
	readonly clientId: string;
	readonly clientSecret: string;
}

/** What an app is told that gets no token (https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/client-credentials-grant). */
const ADVICE: Readonly<Record<string, string>> = {
	app_not_installed:
		'Install the app on this shop (Dev Dashboard > your app > Install app). It must be of the same organization as the shop.',
	shop_not_permitted:
		'The app is of another organization than the shop. Make the app in the Dev Dashboard of the organization that owns the shop.',
	invalid_client: 'Enter client ID and client secret of the app anew (Dev Dashboard > your app > Settings).',
};

const addressOf = ({ protocol, hostname, port }: Endpoint): string =>
	`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}/admin/oauth/access_token`;

/** A token of the client credentials grant: for apps of one's own organization on its own shops; it lives a day. Others may wait for it too. */
export async function grantToken(endpoint: Endpoint, app: App, timeoutMs: number): Promise<Granted> {
	let answer: Response;
	let body: unknown;
	try {
		answer = await fetch(addressOf(endpoint), {
			method: 'POST',
			headers: { 'content-type': 'application/json', accept: 'application/json' },
			body: JSON.stringify({ client_id: app.clientId, client_secret: app.clientSecret, grant_type: 'client_credentials' }),
			redirect: 'manual',
			signal: AbortSignal.timeout(timeoutMs),
		});
		body = await answer.json().catch(() => undefined);
	} catch (error) {
		throw fromNetwork(GRANT, networkCode(error), false);
	}
	const known = refusal.safeParse(body).data?.error;
	const code = safeCode(known);
	if (!answer.ok && code !== undefined && answer.status < 500) {
		throw failure(
			GRANT,
			{
				kind: 'credential',
				code,
				message: `Shopify gives the app no access token (${code})`,
				advice: ADVICE[code] ?? 'Check that the app is installed on this shop, and enter client ID and client secret anew.',
			},
			{ status: answer.status },
		);
	}
	if (!answer.ok) throw fromStatus(GRANT, { status: answer.status, headers: Object.fromEntries(answer.headers) }, 'app');
	const token = granted.safeParse(body);
	if (!token.success) throw fromBadBody(GRANT);
	return { value: token.data.access_token, livesMs: token.data.expires_in * 1000 };
}

/** fetch wraps Node's own error. */
function networkCode(error: unknown): string {
	const cause = error instanceof Error ? error.cause : undefined;
	return codeOf(cause) ?? codeOf(error) ?? 'UNKNOWN';
}
