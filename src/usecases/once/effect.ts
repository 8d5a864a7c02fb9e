import { SENT_WITHIN_MS } from '../../domain/sending-time';
import type { ClaimKey } from '../../ports/database';
import type { OnceDeps } from './deps';

export interface Write {
	/** Where to look for it if its answer gets lost; 0 where it is looked up by its own name. */
	readonly position?: number;
	/** How much of the lease the write needs. */
	readonly neededMs: number;
	/** How long after its sending a write that is not to be seen has not happened. */
	readonly settleMs: number;
}

/** How long after asking: who dies in between may have sent it at the last moment. */
export const settledAfter = (settleMs: number): number => SENT_WITHIN_MS + settleMs;

/** About to write. Those answered with false must not be written: the lease is not ours any more, or too short, or it took too long to ask. */
export async function begin(
	{ database, owner }: OnceDeps,
	keys: readonly ClaimKey[],
	{ position = 0, neededMs, settleMs }: Write,
): Promise<readonly boolean[]> {
	const now = database.now();
	return await database.claims.begin(keys, owner, { position, neededMs, settlesAt: now + settledAfter(settleMs) }, now);
}

/** What is told afterwards belongs to nobody. */
interface ClaimDeps {
	readonly database: Pick<OnceDeps['database'], 'claims' | 'now'>;
}

/** The effect is there, whoever made it. */
export async function complete(
	{ database }: ClaimDeps,
	done: readonly { readonly key: ClaimKey; readonly result: string }[],
): Promise<void> {
	await database.claims.complete(done, database.now());
}

/** The effect surely did not happen. */
export async function release({ database, owner }: OnceDeps, keys: readonly ClaimKey[]): Promise<void> {
	await database.claims.release(keys, owner, database.now());
}

/** Nobody knows whether it happened: the next one settles, looks and decides. What never began is free. */
export async function abandon({ database, owner }: OnceDeps, keys: readonly ClaimKey[]): Promise<void> {
	await database.claims.abandon(keys, owner, database.now());
}

/** What is done of this effect for an order, by the parts of its keys. */
export async function partsDone({ database }: ClaimDeps, of: Pick<ClaimKey, 'at' | 'order' | 'effect'>): Promise<readonly string[]> {
	return await database.claims.partsDone(of);
}

/** What was done is not there any more, as `result` at least: whoever does it anew looks from `position` on first, and decides. */
export async function reopen(
	{ database }: ClaimDeps,
	lost: readonly { readonly key: ClaimKey; readonly result: string }[],
	position: number,
): Promise<void> {
	const now = database.now();
	await database.claims.reopen(lost, { position, settlesAt: now }, now);
}
