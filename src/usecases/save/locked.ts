import { accountKey } from '../../domain/account';
import { reason } from '../../domain/reasons';
import { originOf } from '../order-key';
import { attention } from './attention';
import type { OrderToSave, SaveRun } from './deps';

const WAIT_FOR_OTHERS_MS = 45_000;
const LOOK_AGAIN_MS = 500;
const LATER_MS = 60_000;
/** Reading, writing, noting and holding, one request each. */
const MOST_REQUESTS = 5;

/**
 * Changes to one order of the store come one after the other, whichever runs they are of: otherwise a slow run with an
 * older version could undo a newer one.
 */
export async function locked(run: SaveRun, item: OrderToSave, work: () => Promise<void>): Promise<void> {
	const key = { account: accountKey(run.sink.account), subject: originOf(item.order), effect: 'change' };
	const leaseMs = MOST_REQUESTS * run.sink.traits.requestTimeoutMs + LATER_MS;
	const end = run.clock.now() + WAIT_FOR_OTHERS_MS;
	for (;;) {
		const [answer] = await run.database.claims.acquire([key], run.owner, leaseMs, run.clock.now());
		if (answer?.state === 'acquired') break;
		const now = run.clock.now();
		if (now >= end) return await attention(run, item, reason('inProgress', item.order.number), { dueAt: now + LATER_MS });
		await run.clock.sleep(LOOK_AGAIN_MS);
	}
	try {
		await work();
	} finally {
		await run.database.claims.release([key], run.owner, run.clock.now());
	}
}
