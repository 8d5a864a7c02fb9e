import type { FulfillmentState } from '../../domain/fulfillment';
import { PlatformError } from '../../domain/platform-error';
import { earlier, iso, type IsoTime } from '../../domain/time';
import type { UnreadableFulfillment } from '../../ports/fulfillment-service';
import type { FulfillDeps } from './deps';
import { sendingsOf } from './sendings';

/** The warehouse may show a change later than another that came after it. */
const OVERLAP_MS = 2 * 60_000;
/** So long one that could not be read is asked for at each look; then at the daily one, which goes further back. */
const AGAIN_MS = 60 * 60_000;

/** One look at what changed at the warehouse: of this shop's sendings alone. */
export interface Look {
	readonly states: readonly FulfillmentState[];
	readonly unreadable: readonly UnreadableFulfillment[];
	/** What ended it early. */
	readonly stopped?: PlatformError;
}

export async function lookSince(deps: FulfillDeps, from: IsoTime): Promise<Look> {
	const states = new Map<string, FulfillmentState>();
	const unreadable = new Map<string, UnreadableFulfillment>();
	const wanted = async (ids: readonly string[]): Promise<ReadonlySet<string>> => new Set((await sendingsOf(deps, ids)).keys());
	const seen = (stopped?: PlatformError): Look => ({
		states: [...states.values()],
		unreadable: [...unreadable.values()].filter(({ id }) => !states.has(id)),
		...(stopped === undefined ? {} : { stopped }),
	});
	try {
		for await (const page of deps.service.changedSince(from, wanted)) {
			for (const state of page.states) states.set(state.id, state);
			for (const one of page.unreadable) unreadable.set(one.id, one);
		}
		return seen();
	} catch (error) {
		if (!(error instanceof PlatformError) || !error.passing) throw error;
		return seen(error);
	}
}

/**
 * Where the next look begins; undefined: at `from`, as before. Nothing that is still to be told (`open`) falls behind it, also
 * where it was found further back; what waits on hold is met daily. A time that has not come is no time of a change.
 */
export function nextFrom(
	{ states, unreadable }: Look,
	{ from, open }: { readonly from: IsoTime; readonly open: readonly IsoTime[] },
	now: number,
): IsoTime | undefined {
	const [behind] = open.filter((time) => time < from).sort();
	if (behind !== undefined) return behind;
	const newest = [...states, ...unreadable]
		.flatMap(({ updatedAt }) => updatedAt ?? [])
		.filter((time) => time <= iso(now))
		.sort()
		.at(-1);
	if (newest === undefined) return undefined;
	const again = unreadable.flatMap(({ updatedAt }) =>
		updatedAt !== undefined && updatedAt > earlier(newest, AGAIN_MS) ? [updatedAt] : [],
	);
	const [next = from] = [earlier(newest, OVERLAP_MS), ...again, ...open].sort();
	return next > from ? next : undefined;
}
