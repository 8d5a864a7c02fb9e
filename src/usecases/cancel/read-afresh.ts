import type { OrderId } from '../../domain/ids';
import type { Order } from '../../domain/order';
import { PlatformError } from '../../domain/platform-error';
import type { CancelDeps } from './deps';

/** An order as its channel shows it now; `unknown`: it has none of this id; an error: it does not show it this time. */
export type Shown = Order | 'unknown' | PlatformError;

/** Read one by one. Throws PlatformError for what concerns all but the quota: whoever does not get a turn is read later. */
export async function readAfresh({ source }: Pick<CancelDeps, 'source'>, ids: readonly OrderId[]): Promise<ReadonlyMap<OrderId, Shown>> {
	const shown = new Map<OrderId, Shown>();
	let stopped: PlatformError | undefined;
	let silent = 0;
	for (const id of new Set(ids)) {
		if (stopped !== undefined) {
			shown.set(id, stopped);
			continue;
		}
		try {
			shown.set(id, (await source.get(id, { personalData: false })) ?? 'unknown');
			silent = 0;
		} catch (error) {
			if (!(error instanceof PlatformError) || (error.concernsAll && !error.passing)) throw error;
			shown.set(id, error);
			silent = error.passing ? silent + 1 : 0;
			// Two in a row: it is the platform, which would let us wait for each.
			if (error.concernsAll || silent > 1) stopped = error;
		}
	}
	return shown;
}

export const isOrder = (shown: Shown | undefined): shown is Order =>
	shown !== undefined && shown !== 'unknown' && !(shown instanceof PlatformError);
