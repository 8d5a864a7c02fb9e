import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';
import { newOwner } from '../../../database';
import { accountKey } from '../../../domain/account';
import type { AccountKey } from '../../../domain/ids';
import { PlatformError } from '../../../domain/platform-error';
import { iso } from '../../../domain/time';
import type { Finding, Severity } from '../../../ports/connection-check';
import { checkConnection, severityOf, type CheckedConnection, type OtherAccount } from '../../../usecases/watch/check-connection';
import { connectionNews } from '../../../usecases/watch/connection-news';
import { operation, type Action, type ActionRun, type Shown } from '../../action';
import { systemClock } from '../../clock';
import { chosen, connectTo } from '../../connect';
import { addressOf } from '../../database-address';
import { executionsKept, judgeExecutions } from '../../n8n-executions';
import { ACCOUNT_TO_CHECK } from '../../platforms/roles';
import type { Platform } from '../../platforms/table';
import { endedWell } from '../../trigger/run-watch';
import { runEndOf } from '../../trigger/host-version';
import { done } from './told';

/** An item of another Check: it goes on, and this account is compared with it. */
const checked = z.looseObject({
	account: z.string(),
	findings: z.array(z.unknown()),
	trading: z.object({ currencies: z.array(z.string()), offsets: z.array(z.string()) }).optional(),
});

interface Asked {
	readonly json: IDataObject;
	readonly other?: { readonly account: AccountKey; readonly trading?: OtherAccount['trading'] | undefined };
}

/** Once for all items, whatever they are: a chain of checks ends with an item for each account. */
export const checkTheConnection: Action = {
	outputs: 2,
	begin: async (run) =>
		await Promise.resolve(
			operation({
				take: ({ json }): Asked => {
					const { data } = checked.safeParse(json);
					return { json, ...(data === undefined ? {} : { other: { account: data.account as AccountKey, trading: data.trading } }) };
				},
				work: async (asked: readonly Asked[]) => {
					const others = asked.flatMap(({ other }) =>
						other?.trading === undefined ? [] : [{ account: other.account, trading: other.trading }],
					);
					const own = await checkOf(run, others);
					const isChain = asked.every(({ other }) => other !== undefined);
					return asked.map(({ json, other }, index): readonly Shown[] => {
						const last = index === asked.length - 1;
						return other === undefined ? own : [passedOn(json), ...(isChain && last ? own : [])];
					});
				},
				show: (shown) => shown,
				words: WORDS,
			}),
		),
};

const CALLED: Readonly<Record<Severity, string>> = { ok: 'in order', warn: 'with warnings', broken: 'broken' };
const WORDS = Object.values(CALLED);

const passedOn = (json: IDataObject): Shown => ({ to: 'done', told: json });

async function checkOf(run: ActionRun, others: readonly OtherAccount[]): Promise<readonly Shown[]> {
	const { context, database } = run;
	const platform = chosen(context, ACCOUNT_TO_CHECK);
	const timeZone = context.getTimezone();
	const kept = executionsKept();
	const { account, findings, databaseAheadMs, clockAheadMs, ...seen } = await looked(run, platform, others);
	const all = [...findings, ...judgeExecutions(kept, timeZone)];
	const told = await newsOf(run, account, all);
	if (told.length === 0 && isOnlyNews(run)) return [];
	const severity = severityOf(all);
	const item = {
		// A table shows the first columns alone: which account, how bad it is, and why.
		account,
		severity,
		findings: told,
		platform: platform.name,
		...seen,
		checkedAt: iso(systemClock.now()),
		clocks: { databaseAheadMs, ...(clockAheadMs === undefined ? {} : { platformAheadMs: clockAheadMs }) },
		n8n: { ...kept, timeZone },
		database: { kind: database.kind, version: await database.version(), address: await addressOf(context, database) },
	};
	return [{ ...done(item as unknown as IDataObject), word: CALLED[severity] }];
}

type Looked = CheckedConnection & { readonly account: AccountKey };

/** A credential that names nobody is a finding like any other. */
async function looked({ context, database }: ActionRun, platform: Platform, others: readonly OtherAccount[]): Promise<Looked> {
	const { needs } = ACCOUNT_TO_CHECK;
	try {
		// Nobody is turned away before he was looked at: whether it is the account that the memory knows is asked last.
		const memory = { buckets: database.buckets, accounts: undefined, presence: undefined };
		const connected = await connectTo(context, platform, { needs, memory });
		const account = accountKey(connected.account);
		const deps = { check: connected.connectionCheck, database, clock: systemClock, timeZone: context.getTimezone() };
		const checked = await checkConnection(deps, account, others);
		if (!checked.ok) return { account, ...checked };
		try {
			await (await connectTo(context, platform, { needs, memory: database })).admitted();
			return { account, ...checked };
		} catch (error) {
			return { account, ...checked, ok: false, findings: [...checked.findings, findingOf(error)] };
		}
	} catch (error) {
		const finding = findingOf(error);
		const nobody = `${platform.name}:` as AccountKey;
		return { account: nobody, ok: false, summary: finding.text, findings: [finding], databaseAheadMs: 0 };
	}
}

function findingOf(error: unknown): Finding {
	if (!(error instanceof PlatformError)) throw error;
	const { code, kind, advice = '' } = error.details;
	return { code: code ?? kind, severity: 'broken', text: error.message, advice, ...(error.passing ? { passes: true } : {}) };
}

const isOnlyNews = ({ context }: ActionRun): boolean => context.getNodeParameter('options.onlyNews', 0, false) === true;

/** A run by hand shows all, and counts as telling nobody. */
async function newsOf(run: ActionRun, account: AccountKey, findings: readonly Finding[]): Promise<readonly Finding[]> {
	const { context, database } = run;
	if (!isOnlyNews(run) || context.getMode() === 'manual') return findings;
	const { news, ended } = await connectionNews({ database, clock: systemClock, owner: newOwner() }, account, findings);
	runEndOf(context)(async () => {
		await ended(endedWell(context));
	});
	return news;
}
