import { createHash } from 'node:crypto';
import type { Clock, SandboxRequest, SandboxResponse } from '../../kernel/contract';
import type { Caller } from '../graphql/context';
import type { ShopifyApp } from '../options';

/** Shopify says 86399 of a token of 24 hours. */
const lifetimeSeconds = 86_399;

interface IssuedToken {
	readonly clientId: string;
	readonly expiresAt: number;
}

/** The apps that are installed on the shop, their secrets, and the tokens that they were given. */
export class AppAccess {
	private readonly apps = new Map<string, ShopifyApp>();
	private readonly issued = new Map<string, IssuedToken>();
	/** Secrets in their order: the oldest that is still valid signs, as at Shopify after a rotation. */
	private readonly secrets = new Map<string, readonly string[]>();
	private given = 0;

	constructor(
		private readonly clock: Clock,
		apps: readonly ShopifyApp[],
	) {
		for (const app of apps) this.install(app);
	}

	install(app: ShopifyApp): void {
		this.apps.set(app.clientId, app);
		this.secrets.set(app.clientId, [app.clientSecret]);
	}

	/** Its tokens are worth nothing from now on. */
	uninstall(clientId: string): void {
		this.apps.delete(clientId);
		for (const [token, issued] of this.issued) if (issued.clientId === clientId) this.issued.delete(token);
	}

	setScopes(clientId: string, scopes: readonly string[]): void {
		const app = this.apps.get(clientId);
		if (app !== undefined) this.apps.set(clientId, { ...app, scopes });
	}

	/** A second secret beside the old one; deliveries are signed with the old one until it is revoked. */
	rotateSecret(clientId: string, secret: string): void {
		this.secrets.set(clientId, [...(this.secrets.get(clientId) ?? []), secret]);
	}

	/** Only the newest secret is left. */
	revokeOldSecrets(clientId: string): void {
		this.secrets.set(clientId, (this.secrets.get(clientId) ?? []).slice(-1));
	}

	signingSecret(clientId: string): string | undefined {
		return this.secrets.get(clientId)?.[0];
	}

	/** Every token that was given so far is worth nothing any more; a new one can be asked for. */
	expireTokens(): void {
		this.issued.clear();
	}

	appsInstalled(): readonly ShopifyApp[] {
		return [...this.apps.values()];
	}

	caller(token: string | undefined): Caller | undefined {
		if (token === undefined) return undefined;
		const fixed = [...this.apps.values()].find(({ accessToken }) => accessToken === token);
		if (fixed !== undefined) return fixed;
		const issued = this.issued.get(token);
		if (issued === undefined || issued.expiresAt <= this.clock.now()) return undefined;
		return this.apps.get(issued.clientId);
	}

	/**
	 * The client credentials grant, as form or JSON: https://shopify.dev/docs/apps/build/authentication-authorization/client-credentials-grant
	 * The codes of its refusals are known of reports (`app_not_installed`, `shop_not_permitted`), their texts were not recorded.
	 */
	grant(request: SandboxRequest): SandboxResponse {
		const fields = readFields(request);
		const refuse = (error: string, description: string): SandboxResponse => ({
			status: 400,
			body: { error, error_description: description },
		});
		const clientId = fields.get('client_id') ?? '';
		if (fields.get('grant_type') !== 'client_credentials') return refuse('unsupported_grant_type', 'The grant type is not supported.');
		const app = this.apps.get(clientId);
		if (app === undefined) return refuse('app_not_installed', 'The app is not installed on this shop.');
		if (!(this.secrets.get(clientId) ?? []).includes(fields.get('client_secret') ?? ''))
			return refuse('invalid_client', 'Client authentication failed.');
		this.given += 1;
		const token = `shpat_${createHash('sha256').update(`${clientId} ${this.given}`).digest('hex').slice(0, 32)}`;
		this.issued.set(token, { clientId, expiresAt: this.clock.now() + lifetimeSeconds * 1000 });
		return { status: 200, body: { access_token: token, scope: app.scopes.join(','), expires_in: lifetimeSeconds } };
	}
}

function readFields(request: SandboxRequest): ReadonlyMap<string, string> {
	if (!(request.headers['content-type'] ?? '').includes('json')) return new Map(new URLSearchParams(request.body.toString('utf8')));
	try {
		return new Map(Object.entries(request.json() as Record<string, unknown>).map(([name, value]) => [name, String(value)]));
	} catch {
		return new Map();
	}
}
