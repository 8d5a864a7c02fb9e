import { accountKey } from '../../domain/account';
import { iso } from './attention';
import type { FulfillDeps } from './deps';

const DAY_MS = 24 * 60 * 60_000;
/** Parcels have arrived, or are on their way back, by then. */
const ON_THE_WAY_MS = 21 * DAY_MS;
const LEASE_MS = 60_000;

/**
 * Once a day the look at Amazon begins further back: what becomes of a parcel on its way (delivered, returned) does not
 * count as a change of its order. Answers where this look begins, and `done` for when it was finished.
 */
export async function beginningOf(deps: FulfillDeps, from: string): Promise<{ readonly from: string; readonly done: () => Promise<void> }> {
	const amazon = accountKey(deps.service.account);
	const stream = `mcf-again:${accountKey(deps.source.account)}`;
	const now = deps.clock.now();
	const nothing = { from, done: async () => await Promise.resolve() };
	const taken = await deps.database.streams.take(amazon, stream, deps.owner, LEASE_MS, now);
	if (taken === undefined) return nothing;
	const note = async (): Promise<void> => {
		await deps.database.streams.take(amazon, stream, deps.owner, LEASE_MS, deps.clock.now());
		await deps.database.streams.advance(amazon, stream, deps.owner, { from: iso(now) }, [], LEASE_MS, deps.clock.now());
		await deps.database.streams.release(amazon, stream, deps.owner);
	};
	const last = taken.position?.from;
	const due = last !== undefined && now - Date.parse(last) >= DAY_MS;
	if (last === undefined) await note();
	else await deps.database.streams.release(amazon, stream, deps.owner);
	if (!due) return nothing;
	const back = iso(now - ON_THE_WAY_MS);
	return { from: back < from ? back : from, done: note };
}
