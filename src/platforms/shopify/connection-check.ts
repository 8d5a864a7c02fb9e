import { PlatformError } from '../../domain/platform-error';
import type { ConnectionCheck, ConnectionReport, Finding, HooksSeen, Inspection, RoleSeen } from '../../ports/connection-check';
import type { ShopifyClient } from './client';
import { SCOPES, type Scope } from './constants';
import { shopFacts, stockLocations, type ShopFacts } from './shop';
import { PING } from './wire/shop';

const finding = (error: PlatformError): Finding => ({
	code: error.details.code ?? error.details.kind,
	severity: 'broken',
	text: error.message,
	advice: error.details.advice ?? '',
	...(error.passing ? { passes: true } : {}),
});

/** Writing something holds reading it. */
const has = (scopes: ReadonlySet<string>, scope: string): boolean => scopes.has(scope) || scopes.has(scope.replace(/^read_/, 'write_'));

const ALL = Object.entries(SCOPES) as readonly (readonly [Scope, string])[];

function missingScopes({ scopes }: ShopFacts): readonly Finding[] {
	const missing = ALL.filter(([scope]) => !has(scopes, scope));
	if (missing.length === 0) return [];
	const names = missing.map(([scope]) => scope);
	return [
		{
			code: 'missingScope',
			severity: names.includes('read_orders') || names.includes('read_products') ? 'broken' : 'warn',
			text: `The app lacks ${missing.map(([scope, purpose]) => `${scope} (${purpose})`).join(', ')}`,
			advice: `Give the app the scope${names.length === 1 ? '' : 's'} ${names.join(', ')} and install it again; what is not used may stay away.`,
		},
	];
}

/** Looks by reading only: what the app may do, Shopify tells by its scopes. */
export class ShopifyConnectionCheck implements ConnectionCheck {
	constructor(
		private readonly client: ShopifyClient,
		private readonly locations: readonly string[],
		private readonly hooks: () => Promise<readonly HooksSeen[]>,
	) {}

	async check(): Promise<ConnectionReport> {
		return (await this.look()).report;
	}

	async inspect(): Promise<Inspection> {
		const { report, facts } = await this.look();
		if (facts === undefined) return report;
		try {
			const { answeredAt } = await this.client.query(PING);
			return {
				...report,
				trading: { currencies: [facts.currency], offsets: [facts.offset] },
				roles: ALL.map(([scope, purpose]): RoleSeen => ({
					role: scope,
					state: has(facts.scopes, scope) ? 'works' : 'missing',
					note: `Needed ${purpose}.`,
				})),
				hooks: await this.hooks(),
				...(answeredAt === undefined ? {} : { clockAheadMs: answeredAt - this.client.clock.now() }),
			};
		} catch (error) {
			if (!(error instanceof PlatformError)) throw error;
			return { ...report, ok: false, findings: [...report.findings, finding(error)] };
		}
	}

	private async look(): Promise<{ readonly report: ConnectionReport; readonly facts?: ShopFacts }> {
		// A check looks; it does not remember.
		this.client.memory.forget();
		try {
			const facts = await shopFacts(this.client);
			const findings = [...missingScopes(facts), ...(await this.wrongLocations(facts)), ...this.oldVersion()];
			const summary = `${this.client.shop} (${facts.name}), ${facts.currency}, plan ${facts.plan}`;
			return { report: { ok: findings.every(({ severity }) => severity !== 'broken'), summary, findings }, facts };
		} catch (error) {
			if (!(error instanceof PlatformError)) throw error;
			return { report: { ok: false, summary: error.message, findings: [finding(error)] } };
		}
	}

	/** It goes on for as long as nothing of what is asked for is gone. */
	private oldVersion(): readonly Finding[] {
		const { outdated } = this.client;
		return outdated === undefined ? [] : [{ ...finding(outdated), severity: 'warn' }];
	}

	private async wrongLocations({ scopes }: ShopFacts): Promise<readonly Finding[]> {
		if (!has(scopes, 'read_locations')) return [];
		try {
			await stockLocations(this.client, this.locations);
			return [];
		} catch (error) {
			if (!(error instanceof PlatformError) || error.details.code !== 'location') throw error;
			return [finding(error)];
		}
	}
}
