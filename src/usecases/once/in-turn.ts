import type { ClaimKey, Turn } from '../../ports/database';
import { claim } from './claim';
import type { LeaseWaiting, OnceDeps } from './deps';
import { release } from './effect';
import { lookUntil } from './look-until';

/**
 * One after the other, whoever's runs they are. Undefined when the turn did not come in time. `isOurs` tells the work whether the
 * turn surely is still ours: a process that was frozen, or cut off, may have lost it.
 */
export async function inTurn<T>(
	deps: OnceDeps,
	turn: Turn,
	{ leaseMs, ...waiting }: LeaseWaiting,
	work: (isOurs: () => boolean) => Promise<T>,
): Promise<T | undefined> {
	const { database, owner } = deps;
	const isOurs = database.presence();
	const take = async (): Promise<true | undefined> =>
		(await database.turns.take(turn, owner, leaseMs, database.now())) ? true : undefined;
	if ((await lookUntil(deps, waiting, take)) === undefined) return undefined;
	try {
		return await work(isOurs);
	} finally {
		await database.turns.release(turn, owner);
	}
}

/** The same by a claim's key, for work on one order of a store. Nothing is ever done for good under such a key. */
export async function whileClaimed<T>(
	deps: OnceDeps,
	key: ClaimKey,
	waiting: LeaseWaiting,
	work: () => Promise<T>,
): Promise<T | undefined> {
	const [answer] = await claim(deps, [key], waiting);
	if (answer?.state !== 'acquired') return undefined;
	try {
		return await work();
	} finally {
		await release(deps, [key]);
	}
}
