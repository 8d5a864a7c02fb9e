import type { StreamKey, StreamPosition } from '../../ports/database';
import type { LeaseWaiting, OnceDeps } from './deps';
import { lookUntil } from './look-until';

/** Work on a stream under its lease, from where it stands. Undefined when somebody else had it all the time. */
export async function withStream<T>(
	deps: OnceDeps,
	stream: StreamKey,
	{ leaseMs, ...waiting }: LeaseWaiting,
	work: (position: StreamPosition | undefined) => Promise<T>,
): Promise<T | undefined> {
	const { database, owner } = deps;
	const taken = await lookUntil(deps, waiting, async () => await database.streams.take(stream, owner, leaseMs, database.now()));
	if (taken === undefined) return undefined;
	try {
		return await work(taken.position);
	} finally {
		await database.streams.release(stream, owner);
	}
}

/** For whoever has the stream: it stands there from now on, with nothing collected on the way. False once it is somebody else's. */
export const moveStream = async (
	{ database, owner }: OnceDeps,
	stream: StreamKey,
	position: StreamPosition,
	leaseMs: number,
): Promise<boolean> => await database.streams.advance(stream, owner, position, { events: [], memories: [] }, leaseMs, database.now());
