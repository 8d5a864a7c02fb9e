import { accountKey } from '../../../domain/account';
import { PlatformError } from '../../../domain/platform-error';
import { checkSubmissions, type CheckedSubmission } from '../../../usecases/stock/submissions';
import { operation, type Action, type ActionRun, type Shown } from '../../action';
import { attentionOf } from '../../items';
import type { Admitted } from '../../connect';
import { ACCOUNT_TO_PAUSE, CHANNEL_WITH_STOCK } from '../../platforms/roles';
import { isDry } from './choices';
import { REJECTED } from './push';

/** Once, whatever the items are. */
const once = (work: () => Promise<readonly Shown[]>, words: readonly string[]) =>
	operation({
		take: (_item, index) => index,
		work: async (inputs: readonly number[]) => {
			if (inputs.length === 0) return [];
			const done = await work();
			// The others are told the same, and counted with none.
			const again = done.slice(0, 1).map((shown) => ({ ...shown, count: 0 }));
			return inputs.map((_input, index) => (index === 0 ? done : again));
		},
		show: (shown) => shown,
		words,
		otherwise: REJECTED,
	});

/** The fate of all that was handed in and is not known yet. */
export const checking: Action = {
	outputs: 2,
	begin: async (run) => {
		const channel = await run.connect(CHANNEL_WITH_STOCK);
		const target = accountKey(channel.account);
		return once(async () => {
			const checked = await checkSubmissions({ database: run.database, sink: channel.channelStockSink, between: { channel: target } });
			if (checked.length === 0) {
				await answers(channel);
				return [{ to: 'done', told: { target, state: 'none', submissions: 0 } }];
			}
			return checked.flatMap((one) => submissionRows(one, target, run));
		}, ['taken', 'under way', REJECTED]);
	},
};

/** With nothing to ask for, a wrong key would go unnoticed. */
async function answers({ account, connectionCheck }: Admitted<'connectionCheck'>): Promise<void> {
	const { ok, findings, summary } = await connectionCheck.check();
	if (ok) return;
	const [first] = findings;
	throw new PlatformError(first?.text ?? summary, {
		platform: account.platform,
		kind: 'credential',
		operation: 'connection',
		...(first === undefined ? {} : { advice: first.advice }),
	});
}

function submissionRows({ rejected, ...checked }: CheckedSubmission, target: string, { language }: ActionRun): readonly Shown[] {
	const { taken, state, open } = checked;
	return [
		{
			to: 'done',
			told: { target, ...checked },
			...(state === 'underWay' ? { word: 'under way', count: open } : { word: 'taken', count: taken }),
		},
		...rejected.map(({ sku, quantity, reason }): Shown => ({
			to: 'attention',
			told: { attention: attentionOf(reason, language()), target, sku, quantity },
		})),
	];
}

/** One switch for all pushes to the target. */
export const pausing = (paused: boolean): Action => ({
	outputs: 2,
	begin: async (run) => {
		const { database } = run;
		const target = accountKey((await run.connect(ACCOUNT_TO_PAUSE)).account);
		const dryRun = isDry(run);
		return once(async () => {
			if (!dryRun) await database.stock.pause(target, paused, database.now());
			return [{ to: 'done', told: { target, paused, ...(dryRun ? { dryRun } : {}) }, word: paused ? 'paused' : 'resumed' }];
		}, ['paused', 'resumed']);
	},
});
