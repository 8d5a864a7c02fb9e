import type { AccountKey } from '../../domain/ids';
import { offsetIn } from '../../domain/time-zones';
import type { ConnectionCheck, Finding, Inspection, Severity, Trading } from '../../ports/connection-check';
import type { Database } from '../../ports/database';
import { judgeHooks } from './standing-hooks';

export interface CheckDeps {
	readonly check: ConnectionCheck;
	readonly database: Pick<Database, 'subscriptions' | 'webhooks' | 'now'>;
	readonly clock: { now(): number };
	/** Of this workflow: whose days are meant by "yesterday". */
	readonly timeZone: string;
}

/** Another account that was checked in the same run. */
export interface OtherAccount {
	readonly account: AccountKey;
	readonly trading: Trading;
}

export interface CheckedConnection extends Inspection {
	/** Until the next thing ends that lets us in; absent where nobody knows. */
	readonly expiresInDays?: number;
	readonly databaseAheadMs: number;
}

/** Signatures of requests and links to files are good for some minutes only; cursors are times of the platforms. */
const CLOCK_LIMIT_MS = 60_000;

const warn = (code: string, text: string, advice: string): Finding => ({ code, severity: 'warn', text, advice });

const seconds = (ms: number): string => `${Math.abs(Math.round(ms / 1000))} seconds ${ms > 0 ? 'ahead' : 'behind'}`;

function clocks(platformMs: number | undefined, databaseMs: number): readonly Finding[] {
	const told = (whose: 'platform' | 'database', ms: number): readonly Finding[] =>
		Math.abs(ms) <= CLOCK_LIMIT_MS
			? []
			: [
					warn(
						`${whose}ClockSkew`,
						`The clock of the ${whose} is ${seconds(ms)} of the one of n8n's machine`,
						'Let both machines set their clocks by the network (NTP). Times in mails and ship-by hours are wrong by that much.',
					),
				];
	return [...(platformMs === undefined ? [] : told('platform', platformMs)), ...told('database', databaseMs)];
}

const shares = (one: readonly string[], other: readonly string[]): boolean => one.some((entry) => other.includes(entry));

function days({ offsets }: Trading, timeZone: string, now: number): readonly Finding[] {
	const own = offsetIn(timeZone, now);
	if (offsets.length === 0 || own === undefined || offsets.includes(own)) return [];
	return [
		warn(
			'timeZoneDiffers',
			`Days of this workflow begin at UTC${own} (${timeZone}), those of the account at UTC${offsets.join(', UTC')}`,
			'Choose the time zone of the shop in the settings of the workflow, or for all of n8n by GENERIC_TIMEZONE: "yesterday" and nightly runs go by it.',
		),
	];
}

/** A store keeps one currency; what is bought in another one is refused, or saved in its own by choice. */
function against(own: Trading, { account, trading }: OtherAccount): readonly Finding[] {
	const currencies = shares(own.currencies, trading.currencies)
		? []
		: [
				warn(
					'currencyDiffers',
					`Nothing is sold in one currency by both: here ${own.currencies.join(', ')}, at ${account} ${trading.currencies.join(', ')}`,
					'Amounts are never converted. Such orders need attention, unless Save Order is told to save them in their own currency.',
				),
			];
	const zones =
		own.offsets.length === 0 || trading.offsets.length === 0 || shares(own.offsets, trading.offsets)
			? []
			: [
					warn(
						'daysDiffer',
						`Days begin at UTC${own.offsets.join(', UTC')} here, at ${account} at UTC${trading.offsets.join(', UTC')}`,
						'Nothing, if the shop is in another country than the marketplace. Else correct the time zone in the settings of the store.',
					),
				];
	return [...currencies, ...zones];
}

const WORST: readonly Severity[] = ['broken', 'warn'];

/** All that may go wrong with a connection, as the platform, the memory and the clocks tell it. Throws for no wrong credential. */
export async function checkConnection(deps: CheckDeps, account: AccountKey, others: readonly OtherAccount[]): Promise<CheckedConnection> {
	const { check, database, clock, timeZone } = deps;
	const inspected = await check.inspect();
	const { trading, hooks, expiries = [], clockAheadMs } = inspected;
	const databaseAheadMs = database.now() - clock.now();
	const findings = [
		...inspected.findings,
		...(hooks === undefined ? [] : await judgeHooks(database, account, hooks)),
		...clocks(clockAheadMs, databaseAheadMs),
		...(trading === undefined ? [] : [...days(trading, timeZone, clock.now()), ...others.flatMap((other) => against(trading, other))]),
	];
	const left = expiries.flatMap(({ days }) => days ?? []);
	return {
		...inspected,
		findings,
		...(left.length === 0 ? {} : { expiresInDays: Math.min(...left) }),
		databaseAheadMs,
	};
}

/** The worst of all. */
export const severityOf = (findings: readonly Finding[]): Severity =>
	WORST.find((severity) => findings.some((finding) => finding.severity === severity)) ?? 'ok';
