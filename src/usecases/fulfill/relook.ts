import { earlier, iso, type IsoTime } from '../../domain/time';
import type { StreamKey } from '../../ports/database';
import { moveStream, withStream, type OnceDeps } from '../once';

const DAY_MS = 24 * 60 * 60_000;
/** Parcels have arrived, or are on their way back, by then. */
const ON_THE_WAY_MS = 21 * DAY_MS;
/** Nobody waits for what was sent before. */
const FARTHEST_MS = 60 * DAY_MS;
const LEASE_MS = 60_000;

interface Beginning {
	readonly from: IsoTime;
	/** The look that began there was finished. */
	readonly done: () => Promise<void>;
}

/**
 * Once a day the look at the warehouse begins further back: what becomes of a parcel on its way (delivered, returned)
 * does not count as a change of its order. `stream` remembers the day; a day long ago stands for a look that far back.
 */
export async function beginningOf(deps: OnceDeps, stream: StreamKey, from: IsoTime): Promise<Beginning> {
	const { streams } = deps.database;
	const today = iso(deps.database.now());
	const last = (await streams.position(stream))?.from;
	const note = async (): Promise<void> => {
		await moveTo(deps, stream, 0, (known) => (known === last ? today : undefined));
	};
	if (last === undefined) await note();
	// A clock that ran ahead for a while may have noted a day that has not come.
	const wasToday = last !== undefined && last <= today && last > earlier(today, DAY_MS);
	if (last === undefined || wasToday) return { from, done: async () => await Promise.resolve() };
	const [back = from] = [earlier(today, ON_THE_WAY_MS), last].sort();
	const [farthest = back] = [back, earlier(today, FARTHEST_MS)].sort().reverse();
	return { from: farthest < from ? farthest : from, done: note };
}

/** The next look begins there, or further back. A look that is under way now does not count as that. */
export async function lookBackTo(deps: OnceDeps, stream: StreamKey, time: IsoTime): Promise<void> {
	const [to = time] = [time, earlier(iso(deps.database.now()), ON_THE_WAY_MS)].sort();
	await moveTo(deps, stream, 2 * LEASE_MS, (known) => (known === undefined || known > to ? to : undefined));
}

async function moveTo(
	deps: OnceDeps,
	stream: StreamKey,
	waitMs: number,
	toOf: (known: IsoTime | undefined) => IsoTime | undefined,
): Promise<void> {
	await withStream(deps, stream, { leaseMs: LEASE_MS, waitMs }, async (position) => {
		const to = toOf(position?.from);
		if (to !== undefined) await moveStream(deps, stream, { from: to }, LEASE_MS);
	});
}
