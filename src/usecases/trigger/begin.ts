import type { Database, InboxStamp, Owner } from '../../ports/database';

const LEASE_MS = 10 * 60_000;
/** Well before the lease ends. */
export const RENEW_MS = 2 * 60_000;
/** A failed run is tried again soon; the number of times an order is given out ends it. */
const RETRY_MS = 60_000;

type Deps = { readonly database: Pick<Database, 'inbox' | 'now'> };

/** How the beginning of an order in a run went: `late` after its deadline. */
export type Beginning = Awaited<ReturnType<Database['inbox']['start']>>[number];

/**
 * The first step of an execution: only orders whose hand-out is still theirs go on; they count as begun now. However late
 * it comes, it has the order unless another hand-out of it has begun.
 */
export const beginRun = async (
	{ database, owner }: Deps & { readonly owner: Owner },
	stamps: readonly InboxStamp[],
): Promise<readonly Beginning[]> => await database.inbox.start(stamps, owner, LEASE_MS, database.now());

/** It still runs, or waits to go on. */
export const renewRun = async ({ database }: Deps, stamps: readonly InboxStamp[], waits: boolean): Promise<void> => {
	await database.inbox.renew(stamps, LEASE_MS, database.now(), waits ? 'waits' : undefined);
};

/**
 * Nothing of the run comes any more: it ended, or it was never queued. Orders that it did not begin are due again, and
 * counted, so that it ends; answers how many. What it has begun it has noted itself, unless its process died (`ended`, and
 * still begun): that is given out again as after a failed run.
 */
export async function runIsOver({ database }: Deps, stamps: readonly InboxStamp[], ended: boolean): Promise<number> {
	const now = database.now();
	const unbegun = await database.inbox.giveBack(stamps, now, now, 'counts');
	if (ended) await endRun({ database }, stamps, false);
	return unbegun;
}

/** Ended well, its orders are done; failed, they are given out again. */
export async function endRun({ database }: Deps, stamps: readonly InboxStamp[], well: boolean): Promise<void> {
	const now = database.now();
	await (well ? database.inbox.end(stamps, now) : database.inbox.fail(stamps, now + RETRY_MS, now));
}
