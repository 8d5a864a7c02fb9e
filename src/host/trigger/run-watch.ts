import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { newOwner } from '../../database';
import type { Database, InboxStamp } from '../../ports/database';
import { beginRun, endRun, renewRun, RENEW_MS } from '../../usecases/trigger';
import { runEndOf } from './host-version';

interface Marked {
	readonly item: INodeExecutionData;
	readonly stamp: InboxStamp;
}

interface Begun {
	readonly begun: INodeExecutionData[];
	/** How many of them began after their deadline, and how long after it at most. */
	readonly late: number;
	readonly lateMs: number;
}

/**
 * Notes that the orders of this run have begun, and when the run ends, how: ended well, they are done; failed, they
 * are given out again. Orders whose hand-out is no longer theirs (another run has them) are dropped here.
 */
export async function watchRun(context: IExecuteFunctions, database: Database, marked: readonly Marked[]): Promise<Begun> {
	const atEnd = runEndOf(context);
	const beginnings = await beginRun(
		{ database, owner: newOwner() },
		marked.map(({ stamp }) => stamp),
	);
	const ours = marked.filter((_, index) => beginnings[index]?.started === true);
	const stamps = ours.map(({ stamp }) => stamp);
	if (stamps.length > 0) atEnd(watchEnd(context, database, stamps));
	const lateBy = beginnings.filter(({ started, lateMs }) => started && lateMs > 0).map(({ lateMs }) => lateMs);
	return {
		begun: ours.map(({ item }, input) => ({ ...item, pairedItem: { item: input } })),
		late: lateBy.length,
		lateMs: Math.max(0, ...lateBy),
	};
}

/** Keeps the orders of the run that goes on; answers what is to be done at its end. */
function watchEnd(context: IExecuteFunctions, database: Database, stamps: readonly InboxStamp[]): () => Promise<void> {
	const note = async (work: Promise<void>): Promise<void> => {
		await work.catch((error: unknown) => {
			const text = error instanceof Error ? error.message : 'unknown';
			context.logger.error(`Storebridge: the end of a run could not be noted; its orders are given out again: ${text}`);
		});
	};
	const renewal = setInterval(() => void note(renewRun({ database }, stamps, runDataOf(context)?.waitTill != null)), RENEW_MS);
	renewal.unref();
	// n8n waits for it, so a process that ends with the run has noted it before.
	return async () => {
		clearInterval(renewal);
		await note(endRun({ database }, stamps, !failed(context)));
	};
}

/**
 * n8n has no public way to ask how the run ended. At this moment its run data holds the error of a failed one; a run
 * that was stopped, by a person or by the workflow's time-out, holds none yet, but its signal is given.
 */
function failed(context: IExecuteFunctions): boolean {
	return context.getExecutionCancelSignal()?.aborted === true || runDataOf(context)?.resultData?.error !== undefined;
}

/** Asked at its end. */
export const endedWell = (context: IExecuteFunctions): boolean => !failed(context);

interface RunData {
	readonly resultData?: { readonly error?: unknown };
	/** While it waits, for a time or a person. n8n calls nobody then. */
	readonly waitTill?: Date | null;
}

const runDataOf = (context: IExecuteFunctions): RunData | undefined => (context as { runExecutionData?: RunData }).runExecutionData;
