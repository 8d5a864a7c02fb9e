import { accountKey } from '../../domain/account';
import type { IsoTime } from '../../domain/time';
import type { StreamPosition, Subscription } from '../../ports/database';
import type { CollectDeps } from './collect-orders';
import type { TriggerSettings } from './settings';

/** How old the live position may grow while somebody reads back. */
const LIVE_REST_MS = 10 * 60_000;
/** A workflow that was switched off in the middle of reading back holds nobody up. */
const POLLS_WITHIN_MS = 2 * 60 * 60_000;
const PEEK_MS = 10_000;

/** Stream of a subscription that reads back. The date is part of the name: another date is another back-fill. */
export const backfillStream = (subscriptionId: string, from: IsoTime): string => `backfill:${subscriptionId}:${from}`;

/**
 * Whether the live search leaves this poll to a back-fill. Both draw on one quota, a search every three minutes at
 * Amazon's plan: looking for new orders at each poll would leave none for reading back, for ever.
 */
export async function givesWay(
	deps: CollectDeps,
	live: StreamPosition,
	readers: readonly { readonly subscription: Subscription; readonly settings: TriggerSettings }[],
): Promise<boolean> {
	const now = deps.clock.now();
	if (live.paging !== undefined || now - Date.parse(live.from) >= LIVE_REST_MS) return false;
	for (const { subscription, settings } of readers) {
		const polls = now - Date.parse(subscription.lastPolledAt) < POLLS_WITHIN_MS;
		if (!polls || settings.backfillFrom === undefined) continue;
		if (!(await isFinished(deps, backfillStream(subscription.id, settings.backfillFrom)))) return true;
	}
	return false;
}

async function isFinished(deps: CollectDeps, stream: string): Promise<boolean> {
	const account = accountKey(deps.source.account);
	const taken = await deps.database.streams.take(account, stream, deps.owner, PEEK_MS, deps.clock.now());
	// Somebody reads back right now.
	if (taken === undefined) return false;
	await deps.database.streams.release(account, stream, deps.owner);
	return taken.position?.finished === true;
}
