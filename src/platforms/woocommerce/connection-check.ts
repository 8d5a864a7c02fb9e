import { PlatformError } from '../../domain/platform-error';
import type { ConnectionCheck, ConnectionReport, Finding, HooksSeen, Inspection } from '../../ports/connection-check';
import type { AccountMemory } from './account-memory';
import type { WooCommerceClient } from './client';
import { OLDEST_VERSION } from './constants';
import { hooksOf } from './inspection/hooks';
import { siteDaysOf } from './inspection/site-days';
import { storeFacts } from './settings';
import { versionIn } from './wire/store-settings';

const finding = (error: PlatformError): Finding => ({
	code: error.details.code ?? error.details.kind,
	severity: 'broken',
	text: error.message,
	advice: error.details.advice ?? '',
	...(error.passing ? { passes: true } : {}),
});

/** "10.4.1" against "9.9": compared number by number. */
export function olderThan(version: string, oldest: string): boolean {
	const numbers = (text: string): readonly number[] => text.split(/[.-]/).map((part) => Number.parseInt(part, 10) || 0);
	const [left, right] = [numbers(version), numbers(oldest)];
	for (let index = 0; index < right.length; index += 1) {
		const difference = (left[index] ?? 0) - (right[index] ?? 0);
		if (difference !== 0) return difference < 0;
	}
	return false;
}

/** Tries reading and, without changing anything, writing: a batch of nothing needs the right to write. */
export class WooCommerceConnectionCheck implements ConnectionCheck {
	constructor(
		private readonly client: WooCommerceClient,
		private readonly memory: AccountMemory,
	) {}

	async check(): Promise<ConnectionReport> {
		const findings: Finding[] = [];
		// A check looks; it does not remember.
		this.memory.forget();
		try {
			const facts = await storeFacts(this.client, this.memory);
			findings.push(...(await this.version()), ...(await this.writing()));
			const taxes = facts.taxes === undefined ? 'taxes off' : `taxes on, ${facts.taxes.rates.length} rates`;
			return { ok: findings.length === 0, summary: `${this.client.accountId}, ${facts.currency}, ${taxes}`, findings };
		} catch (error) {
			if (!(error instanceof PlatformError)) throw error;
			return { ok: false, summary: error.message, findings: [finding(error)] };
		}
	}

	async inspect(): Promise<Inspection> {
		const report = await this.check();
		if (!report.ok) return report;
		const { currency } = await storeFacts(this.client, this.memory);
		try {
			const { offset, answeredAt } = await siteDaysOf(this.client);
			const hooks = await this.hooks();
			return {
				...report,
				findings: [...report.findings, ...('code' in hooks ? [hooks] : [])],
				trading: { currencies: [currency], offsets: offset === undefined ? [] : [offset] },
				...('code' in hooks ? {} : { hooks }),
				...(answeredAt === undefined ? {} : { clockAheadMs: answeredAt - this.client.clock.now() }),
			};
		} catch (error) {
			if (!(error instanceof PlatformError)) throw error;
			return { ok: false, summary: error.message, findings: [...report.findings, finding(error)] };
		}
	}

	/** Its user may see orders and no webhooks: then they are found by polls only. */
	private async hooks(): Promise<readonly HooksSeen[] | Finding> {
		try {
			return await hooksOf(this.client);
		} catch (error) {
			if (!(error instanceof PlatformError) || error.details.kind !== 'permission') throw error;
			return { ...finding(error), severity: 'warn' };
		}
	}

	private async writing(): Promise<readonly Finding[]> {
		try {
			await this.client.post('orders/batch', {});
			return [];
		} catch (error) {
			if (!(error instanceof PlatformError)) throw error;
			return [finding(error)];
		}
	}

	/** Only this field: the others make the store try out its own mail and network. */
	private async version(): Promise<readonly Finding[]> {
		const version = await this.readVersion();
		if (version === undefined || !olderThan(version, OLDEST_VERSION)) return [];
		return [
			{
				code: 'oldWooCommerce',
				severity: 'broken',
				text: `The store runs WooCommerce ${version}`,
				advice: `Update it to ${OLDEST_VERSION} or newer: older ones cannot list the orders that came from here, and an order could be made twice.`,
			},
		];
	}

	private async readVersion(): Promise<string | undefined> {
		try {
			const { body } = await this.client.get('system_status', { _fields: 'environment.version' });
			return versionIn(body);
		} catch (error) {
			// Some security plugins close this route; orders work without it.
			if (error instanceof PlatformError) return undefined;
			throw error;
		}
	}
}
