import { accountKey } from '../../domain/account';
import type { SubscriptionId } from '../../domain/ids';
import { earlier, iso, type IsoTime } from '../../domain/time';
import type { Subscription } from '../../ports/database';
import type { TriggerDeps } from './deps';
import type { Reader, TriggerKind } from './kind';

/** A subscription that has not polled for so long is gone; its workflow starts anew when it comes back. */
const ACTIVE_MS = 35 * 24 * 60 * 60_000;

/** Registers the subscription that polls. Answers all that share its account. */
export async function subscribe<Reading, Settings>(
	{ database }: TriggerDeps,
	kind: TriggerKind<Reading, Settings>,
	id: SubscriptionId,
	settings: Settings,
	startsAt: IsoTime,
): Promise<readonly Subscription[]> {
	const now = iso(database.now());
	const subscription = { id, account: accountKey(kind.account), settings: JSON.stringify(settings), startsAt, lastPolledAt: now };
	return await database.subscriptions.subscribe(subscription, earlier(now, ACTIVE_MS));
}

export const readerOf = <Reading, Settings>(
	kind: TriggerKind<Reading, Settings>,
	{ id, settings, startsAt }: Subscription,
	seenUpTo: IsoTime,
): Reader<Settings> => ({ subscription: id, settings: kind.readSettings(settings), startsAt, seenUpTo, readsBack: false });

/** Nobody starts later than the platform's now: one that was registered while a clock ran ahead would wait for that time. */
export async function startBy<Reading, Settings>(
	{ database }: TriggerDeps,
	kind: TriggerKind<Reading, Settings>,
	readers: readonly Reader<Settings>[],
	now: IsoTime,
): Promise<readonly Reader<Settings>[]> {
	if (!readers.some(({ startsAt }) => startsAt > now)) return readers;
	await database.subscriptions.startBy(accountKey(kind.account), now);
	return readers.map((reader) => (reader.startsAt > now ? { ...reader, startsAt: now } : reader));
}
