import { accountKey } from '../../domain/account';
import type { SubscriptionId } from '../../domain/ids';
import { iso } from '../../domain/time';
import type { StreamPosition } from '../../ports/database';
import { withStream } from '../once';
import type { TriggerDeps } from './deps';
import type { TriggerKind } from './kind';
import { readPages, STREAM_LEASE_MS } from './pages';
import type { Portion } from './portion';
import { activeSubscriptions, readerOf } from './subscriptions';

interface Poll<Reading, Settings> {
	readonly kind: TriggerKind<Reading, Settings, unknown>;
	readonly subscription: SubscriptionId;
	readonly portion: Portion<Reading>;
	readonly goesOn: boolean;
}

/**
 * One round over all that may change without anything telling of it, for all subscriptions of the account; it goes on over as
 * many polls as it takes. A subscription that came after the last round began is due one: it has to know what was there.
 */
export async function collectAgain<Reading, Settings>(
	deps: TriggerDeps,
	{ kind, subscription, portion, goesOn }: Poll<Reading, Settings>,
): Promise<void> {
	const { again } = kind;
	if (again === undefined) return;
	if (!portion.hasRoom) {
		portion.more = true;
		return;
	}
	const { database } = deps;
	const stream = { account: accountKey(kind.account), kind: 'stockAgain' } as const;
	const all = await activeSubscriptions(deps, kind);
	const isDue = (position: StreamPosition | undefined): boolean => {
		if (position?.paging !== undefined) return true;
		if (goesOn) return false;
		return position === undefined || again.isDue(position.from, database.now()) || all.some(({ startsAt }) => startsAt > position.from);
	};
	if (all.length === 0 || !isDue(await database.streams.position(stream))) return;
	await withStream(deps, stream, { leaseMs: STREAM_LEASE_MS, waitMs: 0, lookMs: 0 }, async (known) => {
		if (!isDue(known)) return;
		const readers = all.map((one) => readerOf(kind, one, one.lastPolledAt));
		await readPages(deps, kind, { stream, search: 'again', readers, own: subscription, portion }, known ?? { from: iso(0) });
	});
}
