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

/** It still runs. */
export const renewRun = async ({ database }: Deps, stamps: readonly InboxStamp[]): Promise<void> => {
	await database.inbox.renew(stamps, LEASE_MS, database.now());
};

/** Ended well, its orders are done; failed, they are given out again. */
export async function endRun({ database }: Deps, stamps: readonly InboxStamp[], well: boolean): Promise<void> {
	const now = database.now();
	await (well ? database.inbox.end(stamps, now) : database.inbox.fail(stamps, now + RETRY_MS, now));
}
