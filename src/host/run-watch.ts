import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { newOwner } from '../database';
import type { Database, InboxStamp } from '../ports/database';
import { systemClock } from './clock';

const LEASE_MS = 10 * 60_000;
const RENEW_MS = 2 * 60_000;
/** A failed run is tried again soon; the number of times an order is given out ends it. */
const RETRY_MS = 60_000;

interface Marked {
	readonly item: INodeExecutionData;
	readonly stamp: InboxStamp;
}

/**
 * Notes that the orders of this run have begun, and when the run ends, how: ended well, they are done; failed, they
 * are given out again. Orders whose hand-out is no longer theirs (another run has them) are dropped here.
 */
export async function watchRun(context: IExecuteFunctions, database: Database, marked: readonly Marked[]): Promise<INodeExecutionData[]> {
	const now = systemClock.now();
	const begun = await database.inbox.start(
		marked.map(({ stamp }) => stamp),
		newOwner(),
		LEASE_MS,
		now,
	);
	const ours = marked.filter((_, index) => begun[index] === true);
	const stamps = ours.map(({ stamp }) => stamp);
	if (stamps.length > 0) onEnd(context, database, stamps);
	return ours.map(({ item }, input) => ({ ...item, pairedItem: { item: input } }));
}

function onEnd(context: IExecuteFunctions, database: Database, stamps: readonly InboxStamp[]): void {
	const note = async (work: Promise<void>): Promise<void> => {
		await work.catch((error: unknown) => {
			const text = error instanceof Error ? error.message : 'unknown';
			context.logger.error(`Storebridge: the end of a run could not be noted; its orders are given out again: ${text}`);
		});
	};
	const renewal = setInterval(() => void note(database.inbox.renew(stamps, LEASE_MS, systemClock.now())), RENEW_MS);
	renewal.unref();
	// n8n waits for it, so a process that ends with the run has noted it before.
	const finish = async (): Promise<void> => {
		clearInterval(renewal);
		const now = systemClock.now();
		await note(failed(context) ? database.inbox.fail(stamps, now + RETRY_MS, now) : database.inbox.end(stamps, now));
	};
	// Without the hook (n8n before 2.40) the end cannot be seen; the sales log still knows each order's fate.
	if (context.onExecutionFinish === undefined) void finish();
	else context.onExecutionFinish(finish);
}

/**
 * n8n has no public way to ask how the run ended. At this moment its run data holds the error of a failed one; a run
 * that was stopped, by a person or by the workflow's time-out, holds none yet, but its signal is given.
 */
function failed(context: IExecuteFunctions): boolean {
	if (context.getExecutionCancelSignal()?.aborted === true) return true;
	const { runExecutionData } = context as { runExecutionData?: { resultData?: { error?: unknown } } };
	return runExecutionData?.resultData?.error !== undefined;
}
