import { earlier, iso, type IsoTime } from '../../domain/time';
import type { StreamKey } from '../../ports/database';
import { withStream } from '../once';
import type { FulfillDeps } from './deps';

const DAY_MS = 24 * 60 * 60_000;
/** Parcels have arrived, or are on their way back, by then. */
const ON_THE_WAY_MS = 21 * DAY_MS;
const LEASE_MS = 60_000;

interface Beginning {
	readonly from: IsoTime;
	/** The look that began there was finished. */
	readonly done: () => Promise<void>;
}

/**
 * Once a day the look at the warehouse begins further back: what becomes of a parcel on its way (delivered, returned)
 * does not count as a change of its order. `stream` remembers the day.
 */
export async function beginningOf(deps: FulfillDeps, stream: StreamKey, from: IsoTime): Promise<Beginning> {
	const { streams } = deps.database;
	const today = iso(deps.database.now());
	const note = async (): Promise<void> => {
		await withStream(deps, stream, { leaseMs: LEASE_MS, waitMs: 0 }, async () => {
			await streams.advance(stream, deps.owner, { from: today }, { events: [], memories: [] }, LEASE_MS, deps.database.now());
		});
	};
	const last = (await streams.position(stream))?.from;
	if (last === undefined) await note();
	// A clock that ran ahead for a while may have noted a day that has not come.
	const wasToday = last !== undefined && last <= today && last > earlier(today, DAY_MS);
	if (last === undefined || wasToday) return { from, done: async () => await Promise.resolve() };
	const back = earlier(today, ON_THE_WAY_MS);
	return { from: back < from ? back : from, done: note };
}
