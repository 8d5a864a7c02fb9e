import { z } from 'zod';
import { entries, integerOr, text } from './fields';
import { textOf } from './php';

const entry = z.object({ id: integerOr(undefined), key: text, value: z.unknown().optional() }).transform(({ id, key, value }) => ({
	...(id === undefined ? {} : { id }),
	key,
	value,
}));

/** Meta data of an order, a line, a fulfillment. Marks stand there: what cannot be read is not taken for none. */
export const meta = entries(entry);
export type WireMeta = z.output<typeof meta>[number];

/** Undefined for an empty one, too. */
export const metaValue = (from: readonly WireMeta[], key: string): string | undefined => {
	const found = from.find((entry) => entry.key === key);
	return found === undefined || found.value === null || found.value === '' ? undefined : textOf(found.value);
};
