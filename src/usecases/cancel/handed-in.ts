import type { OrderId } from '../../domain/ids';
import type { ChannelCancellation } from '../../ports/channel-shipments';
import type { ClaimKey } from '../../ports/database';
import { abandon, claim, partsDone, release, reopen } from '../once';
import { channelOf, type CancelDeps } from './deps';

const LEASE_MS = 5 * 60_000;

/**
 * What was handed in together: kept as the result of the claim of each of its orders, so that whoever comes next asks for its
 * fate. Orders stand in it as they were given to the channel: a report names them by their place.
 */
export interface HandedIn {
	readonly submission: string;
	readonly at: string;
	readonly orders: readonly ChannelCancellation[];
	/** As the claim holds it. */
	readonly result: string;
}

export const keyOf = (deps: CancelDeps, id: OrderId): ClaimKey => ({
	at: channelOf(deps),
	order: { account: channelOf(deps), id },
	effect: 'cancel',
});

export const writeHandedIn = (submission: string, at: string, orders: readonly ChannelCancellation[]): string =>
	JSON.stringify({ submission, at, orders });

/** Undefined for a text that another version, or nobody, has written. */
export function readHandedIn(result: string): HandedIn | undefined {
	try {
		const { submission, at, orders } = JSON.parse(result) as Partial<HandedIn>;
		return submission === undefined || at === undefined || orders === undefined ? undefined : { submission, at, orders, result };
	} catch {
		return undefined;
	}
}

/** What was handed in for the order, if anything was. Changes nothing. */
export async function handedInFor(deps: CancelDeps, id: OrderId): Promise<HandedIn | undefined> {
	const key = keyOf(deps, id);
	if ((await partsDone(deps, key)).length === 0) return undefined;
	const [answer] = await claim(deps, [key], { leaseMs: LEASE_MS, waitMs: 0 });
	if (answer?.state === 'acquired') await release(deps, [key]);
	if (answer?.state === 'unsettled') await abandon(deps, [key]);
	return answer?.state === 'done' ? readHandedIn(answer.result) : undefined;
}

/** Nothing came of it: whoever is asked to cancel the order once more hands it in anew. */
export async function forget(deps: CancelDeps, id: OrderId, { result }: HandedIn): Promise<void> {
	await reopen(deps, [{ key: keyOf(deps, id), result }], 0);
}
