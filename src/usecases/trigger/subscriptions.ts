import { accountKey } from '../../domain/account';
import type { SubscriptionId } from '../../domain/ids';
import { earlier, iso, type IsoTime } from '../../domain/time';
import type { Subscription } from '../../ports/database';
import type { TriggerDeps } from './deps';
import type { Reader, TriggerKind } from './kind';

/** A subscription that has not polled for so long is gone; its workflow starts anew when it comes back. */
const ACTIVE_MS = 35 * 24 * 60 * 60_000;

/** A poll is noted with what it found; of one that finds nothing out, or rests, that it lives, so often. */
const LIVES_EACH_MS = 60 * 60_000;

/** Of an account's triggers those that want the same: settings say what they are about, unless it is orders. */
const ofKind = ({ about }: Pick<TriggerKind<unknown, never, unknown>, 'about'>, all: readonly Subscription[]): readonly Subscription[] =>
	all.filter(({ settings }) => ((JSON.parse(settings) as { readonly about?: string }).about ?? 'order') === about);

export const subscriptionsOf = async (
	{ database }: Pick<TriggerDeps, 'database'>,
	kind: Pick<TriggerKind<unknown, never, unknown>, 'about' | 'account'>,
): Promise<readonly Subscription[]> => ofKind(kind, await database.subscriptions.of(accountKey(kind.account)));

/** Those of them that are not gone. */
export const activeSubscriptions = async (
	deps: Pick<TriggerDeps, 'database'>,
	kind: Pick<TriggerKind<unknown, never, unknown>, 'about' | 'account'>,
): Promise<readonly Subscription[]> => {
	const activeSince = iso(deps.database.now() - ACTIVE_MS);
	return (await subscriptionsOf(deps, kind)).filter(({ lastPolledAt }) => lastPolledAt >= activeSince);
};

/**
 * All that share the account of the subscription that polls, where it is registered with these settings already. Undefined: it
 * has to be registered before anybody collects for it.
 */
export async function pollsAsBefore<Reading, Settings>(
	deps: TriggerDeps,
	kind: TriggerKind<Reading, Settings, unknown>,
	id: SubscriptionId,
	settings: Settings,
): Promise<readonly Subscription[] | undefined> {
	const { database } = deps;
	const now = database.now();
	const all = await activeSubscriptions(deps, kind);
	const own = all.find((one) => one.id === id);
	if (own?.settings !== JSON.stringify(settings)) return undefined;
	if (Math.abs(now - Date.parse(own.lastPolledAt)) >= LIVES_EACH_MS) await subscribe(deps, kind, id, settings, own.startsAt);
	return all;
}

/** Registers the subscription that polls. Answers all that share its account. */
export async function subscribe<Reading, Settings>(
	{ database }: TriggerDeps,
	kind: TriggerKind<Reading, Settings, unknown>,
	id: SubscriptionId,
	settings: Settings,
	startsAt: IsoTime,
): Promise<readonly Subscription[]> {
	const now = iso(database.now());
	const subscription = { id, account: accountKey(kind.account), settings: JSON.stringify(settings), startsAt, lastPolledAt: now };
	return ofKind(kind, await database.subscriptions.subscribe(subscription, earlier(now, ACTIVE_MS)));
}

export const readerOf = <Reading, Settings>(
	kind: TriggerKind<Reading, Settings, unknown>,
	{ id, settings, startsAt }: Subscription,
	seenUpTo: IsoTime,
): Reader<Settings> => ({ subscription: id, settings: kind.readSettings(settings), startsAt, seenUpTo, readsBack: false });

/** Nobody starts later than the platform's now: one that was registered while a clock ran ahead would wait for that time. */
export async function startBy<Reading, Settings>(
	{ database }: TriggerDeps,
	kind: TriggerKind<Reading, Settings, unknown>,
	readers: readonly Reader<Settings>[],
	now: IsoTime,
): Promise<readonly Reader<Settings>[]> {
	if (!readers.some(({ startsAt }) => startsAt > now)) return readers;
	await database.subscriptions.startBy(accountKey(kind.account), now);
	return readers.map((reader) => (reader.startsAt > now ? { ...reader, startsAt: now } : reader));
}
