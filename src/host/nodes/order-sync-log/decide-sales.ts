import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { AccountKey } from '../../../domain/ids';
import { reasonOf } from '../../../domain/reasons';
import { iso } from '../../../domain/time';
import { deleteCancelled, deleteCancelledBefore, markDone, type DecidedOrder } from '../../../usecases/log/decide-sales';
import type { ActionRun } from '../../action';
import { whyOf } from '../../items';
import { accountOfLog, answering, type Answer } from './answer';
import { namedOrders } from './panel';

const DAY_MS = 24 * 60 * 60_000;

/** Order Sync Log's operation "Mark as Synced". */
export const markTheSales = answering(async (run, input) => {
	const { context, database } = run;
	const named = namedOrders(context, input);
	if (named.length === 0) return refused(input, 'nothingChosen', '"Orders" is empty');
	const why = String(context.getNodeParameter('why', input, '')).trim();
	if (why === '') return refused(input, 'noWhy');
	const account = await accountOfLog(run);
	const dry = isDry(run, input);
	return answered(account, await markDone(database, account, named, { why, dry }), { dry, done: 'marked' });
}, 'marked as synced');

/** Order Sync Log's operation "Delete Cancelled". */
export const deleteTheCancelled = answering(async (run, input) => {
	const { context, database } = run;
	const account = await accountOfLog(run);
	const dry = isDry(run, input);
	if (context.getNodeParameter('which', input, 'orders') !== 'old') {
		const named = namedOrders(context, input);
		if (named.length === 0) return refused(input, 'nothingChosen', '"Orders" is empty');
		return answered(account, await deleteCancelled(database, account, named, { dry }), { dry, done: 'deleted' });
	}
	const before = iso(Math.max(0, database.now() - daysOf(context, input) * DAY_MS));
	const deleted = await deleteCancelledBefore(database, account, before, { dry });
	return dry ? { rows: [{ account, deleted: 0, would: deleted }] } : { rows: [{ account, deleted }], count: deleted };
}, 'deleted');

/** An agent only looks. */
const isDry = ({ context, asTool }: ActionRun, input: number): boolean =>
	asTool || context.getNodeParameter('dryRun', input, false) === true;

/** A number that says nothing takes nothing away. */
function daysOf(context: IExecuteFunctions, input: number): number {
	const days = Number(context.getNodeParameter('olderThanDays', input, 90));
	return Number.isFinite(days) && days >= 1 ? days : Number.MAX_SAFE_INTEGER;
}

function refused(input: number, code: 'nothingChosen' | 'noWhy', detail?: string): Answer {
	return { rows: [{ attention: whyOf(reasonOf(code, `Item ${input + 1}`, detail), 'en') }] };
}

function answered(
	account: AccountKey,
	orders: readonly DecidedOrder[],
	{ dry, done }: { readonly dry: boolean; readonly done: string },
): Answer {
	const rows = orders.map(({ decided, reason, ...told }): IDataObject => ({
		account,
		...told,
		[done]: dry ? 0 : decided,
		...(dry && decided > 0 ? { would: decided } : {}),
		...(reason === undefined ? {} : { attention: whyOf(reason, 'en') }),
	}));
	return dry ? { rows } : { rows, count: orders.reduce((sum, { decided }) => sum + decided, 0) };
}
