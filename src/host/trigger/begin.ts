import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { accountKey } from '../../domain/account';
import type { Database } from '../../ports/database';
import { LateStarts, webhookNotice, type Subject } from '../../usecases/trigger';
import { readMark } from '../items';
import { toNodeError } from '../node-errors';
import { openDatabase } from '../open-database';
import { noticeText } from './notice';
import { watchRun } from './run-watch';
import { sample } from './sample';
import { elsewhereText } from './standing-notices';
import { SAMPLE_BUDGET_MS, subscriptionOf, type Trigger } from './trigger';

const lateStarts = new LateStarts();

/**
 * The first step of an execution. Only orders whose hand-out is still theirs go on; they count as begun now and as
 * done when the run ends well, whatever the workflow did with them. A run by hand without orders fetches a sample.
 */
export async function begin<Reading, Settings, Shown>(
	context: IExecuteFunctions,
	trigger: Trigger<Reading, Settings, Shown>,
): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	try {
		const marked = items.flatMap((item) => {
			const mark = readMark(item);
			return mark?.inbox === undefined ? [] : [{ item, stamp: mark.inbox }];
		});
		if (marked.length > 0) {
			const database = await openDatabase(context);
			const { begun, late, lateMs } = await watchRun(context, database, marked);
			if (late > 0) sayLate(context, database, { ...trigger.subject, count: late }, lateMs);
			await sayNotices(context, database, trigger);
			return [begun];
		}
		if (context.getMode() !== 'manual') return [[]];
		return [items.some((item) => readMark(item) !== undefined) ? items : await sample(context, trigger)];
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

function sayLate(context: IExecuteFunctions, database: Database, late: Subject & { readonly count: number }, lateMs: number): void {
	const text = lateStarts.note(subscriptionOf(context), late, lateMs, database.now());
	if (text !== undefined) context.logger.warn(`Storebridge: ${context.getWorkflow().name ?? 'a workflow'}: ${text}`);
}

async function sayNotices<Reading, Settings, Shown>(
	context: IExecuteFunctions,
	database: Database,
	trigger: Trigger<Reading, Settings, Shown>,
): Promise<void> {
	const subscription = subscriptionOf(context);
	const { kind } = await trigger.connect(context, database, SAMPLE_BUDGET_MS);
	const account = accountKey(kind.account);
	const others = await database.inbox.elsewhere({ subscription, account });
	if (others.size > 0) context.addExecutionHints({ message: elsewhereText(account, others), location: 'outputPane', type: 'warning' });
	if (!trigger.isInstant) return;
	const notice = await webhookNotice({ database }, kind.account, subscription);
	if (notice === undefined) return;
	context.addExecutionHints({
		message: noticeText(notice, trigger),
		location: 'outputPane',
		type: notice.kind === 'mended' ? 'info' : 'warning',
	});
}
