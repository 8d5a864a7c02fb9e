import type { ClaimAnswer, ClaimKey } from '../../ports/database';
import type { LeaseWaiting, OnceDeps } from './deps';
import { abandon } from './effect';
import { lookUntil } from './look-until';

const textOf = ({ at, order, effect, part }: ClaimKey): string =>
	JSON.stringify([at, order.account, order.id, order.key ?? '', effect, part ?? '']);

const distinct = (keys: readonly ClaimKey[]): readonly ClaimKey[] => [...new Map(keys.map((key) => [textOf(key), key])).values()];

const isOurs = ({ state }: ClaimAnswer): boolean => state === 'acquired' || state === 'unsettled';

async function acquire(
	{ database, owner }: OnceDeps,
	keys: readonly ClaimKey[],
	leaseMs: number,
): Promise<readonly (readonly [ClaimKey, ClaimAnswer])[]> {
	const answers = await database.claims.acquire(keys, owner, leaseMs, database.now());
	return keys.map((key, index) => {
		const answer = answers[index];
		if (answer === undefined) throw new Error('The database answered for fewer claims than were asked for');
		return [key, answer];
	});
}

/**
 * Takes all that can be taken; those that others hold are asked for again until they are free or the time is over. One
 * answer per key, in order; `held`: still held at the end. Of equal keys the first is taken, the others are held by it.
 */
export async function claim(
	deps: OnceDeps,
	keys: readonly ClaimKey[],
	{ leaseMs, ...waiting }: LeaseWaiting,
): Promise<readonly ClaimAnswer[]> {
	const answers = new Map<string, ClaimAnswer>();
	let open = distinct(keys);
	await lookUntil(deps, waiting, async () => {
		const looked = await acquire(deps, open, leaseMs);
		for (const [key, answer] of looked) answers.set(textOf(key), answer);
		open = looked.filter(([, answer]) => answer.state === 'held').map(([key]) => key);
		return open.length === 0 ? true : undefined;
	});
	return keys.map((key) => {
		const text = textOf(key);
		const answer = answers.get(text);
		if (answer === undefined) throw new Error('A claim was not asked for');
		if (answer.state === 'acquired' || answer.state === 'unsettled') answers.set(text, { state: 'held', until: answer.leaseUntil });
		return answer;
	});
}

/**
 * All or none: what was got is given back while others are waited for, so that two who want the same things do not wait
 * for each other. Undefined when the time is over. Equal keys have one answer.
 */
export async function claimTogether(
	deps: OnceDeps,
	keys: readonly ClaimKey[],
	{ leaseMs, ...waiting }: LeaseWaiting,
): Promise<readonly ClaimAnswer[] | undefined> {
	const wanted = distinct(keys);
	const got = await lookUntil(deps, waiting, async () => {
		const looked = await acquire(deps, wanted, leaseMs);
		if (looked.every(([, { state }]) => state !== 'held')) return new Map(looked.map(([key, answer]) => [textOf(key), answer]));
		// Frees what nobody has begun, and keeps what is known of a write that somebody has.
		await abandon(
			deps,
			looked.filter(([, answer]) => isOurs(answer)).map(([key]) => key),
		);
		return undefined;
	});
	return got && keys.flatMap((key) => got.get(textOf(key)) ?? []);
}
