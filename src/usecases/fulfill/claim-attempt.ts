import { accountKey } from '../../domain/account';
import type { ClaimAnswer, ClaimKey } from '../../ports/database';
import { originOf } from '../order-key';
import type { FulfillRun } from './deps';

const WAIT_FOR_OTHERS_MS = 45_000;
const LOOK_AGAIN_MS = 250;
/** For the requests around the write. */
const AROUND_MS = 2 * 60_000;

export const attemptKey = (run: FulfillRun, orderId: string, attempt: number): ClaimKey => ({
	account: accountKey(run.service.account),
	subject: originOf({ account: run.source.account, id: orderId }),
	effect: `mcf:${attempt}`,
});

/** Takes one sending of an order for this run; waits for another run that is at it. */
export async function claimAttempt(run: FulfillRun, key: ClaimKey): Promise<ClaimAnswer> {
	const end = run.clock.now() + WAIT_FOR_OTHERS_MS;
	for (;;) {
		const [answer] = await run.database.claims.acquire([key], run.owner, run.service.settleMs + AROUND_MS, run.clock.now());
		if (answer === undefined) throw new Error('The database answered for fewer claims than were asked for');
		if (answer.state !== 'held' || run.clock.now() >= end) return answer;
		await run.clock.sleep(LOOK_AGAIN_MS);
	}
}

/** Whether the write may start: enough of the lease is left. */
export async function beginAttempt(run: FulfillRun, key: ClaimKey): Promise<boolean> {
	const now = run.clock.now();
	const [ours] = await run.database.claims.begin(
		[key],
		run.owner,
		{ position: 0, neededMs: run.service.settleMs, settlesAt: now + run.service.settleMs },
		now,
	);
	return ours === true;
}
