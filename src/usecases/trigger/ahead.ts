import { accountKey } from '../../domain/account';
import type { IsoTime } from '../../domain/time';
import type { TriggerDeps } from './deps';
import type { Reader, TriggerKind } from './kind';

/** Nobody starts later than the platform's now: a subscription that was registered while a clock ran ahead would wait for that time. */
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
