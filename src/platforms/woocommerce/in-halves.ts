import { PlatformError } from '../../domain/platform-error';
import type { WooCommerceClient } from './client';
import { probe } from './probe';
import { isOfRecord } from './whose-failure';

/** Enough to find two odd ones among a hundred; where more fails, it is not the record. */
const MOST_FAILURES = 20;

/**
 * Reads what belongs to many keys at once. Where the store breaks at the list although it answers otherwise, the list is read
 * in halves, down to the key that it breaks at, which is left out. Throws when nothing of it can be read.
 */
export async function inHalves<Key, T>(
	client: WooCommerceClient,
	keys: readonly Key[],
	read: (keys: readonly Key[]) => Promise<readonly T[]>,
	/** Is told of each key that is left out. */
	leftOut?: (key: Key, error: unknown) => void,
): Promise<readonly T[]> {
	const answersOtherwise = probe(client);
	let failures = 0;
	let odd = 0;
	const look = async (some: readonly Key[]): Promise<readonly T[]> => {
		try {
			return await read(some);
		} catch (error) {
			failures += 1;
			if (failures > MOST_FAILURES || !(await isAtOne(error, answersOtherwise))) throw error;
			if (some.length === 1) {
				odd += 1;
				if (odd === keys.length && keys.length > 1) throw error;
				for (const key of some) leftOut?.(key, error);
				return [];
			}
			const middle = Math.ceil(some.length / 2);
			return [...(await look(some.slice(0, middle))), ...(await look(some.slice(middle)))];
		}
	};
	return keys.length === 0 ? [] : await look(keys);
}

/** What is refused for a list is refused for all that it lists. */
const isAtOne = async (error: unknown, answersOtherwise: () => Promise<unknown>): Promise<boolean> =>
	error instanceof PlatformError && (error.passing || error.details.kind === 'contract') && (await isOfRecord(error, answersOtherwise));
