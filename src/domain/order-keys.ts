import { createHash } from 'node:crypto';
import type { OrderRef } from './ids';
import type { IsoTime } from './time';

/** Short enough to stand in ids at other platforms. */
const CHARACTERS = 8;

/** Whatever opens an order's pages goes no further than its adapter: only this leaves. */
export const keyOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, CHARACTERS);

/** In the place of the key of an order that shows none. */
export const keyOfTime = (createdAt: IsoTime): string => keyOf(createdAt);

/** What an order is known by beside its id. */
interface Keyed {
	readonly key?: OrderRef['key'] | undefined;
	readonly createdAt?: OrderRef['createdAt'] | undefined;
}

/**
 * Whether two keys are of one order. A plugin of the store may hide the real one now and then: its time stands for it then, and
 * counts against a real one of the same time.
 */
export function isSameKey(one: Keyed, other: Keyed): boolean {
	if (one.key === other.key) return true;
	const { createdAt } = one;
	return createdAt !== undefined && createdAt === other.createdAt && [one.key, other.key].includes(keyOfTime(createdAt));
}
