import { z } from 'zod';
import { records, text, textOf } from './fields';

/** Meta data of an order, a line, a fulfillment. */
export const meta = records(
	z.object({ id: z.unknown().optional(), key: text, value: z.unknown().optional() }).transform(({ id, key, value }) => ({
		...(typeof id === 'number' ? { id } : {}),
		key,
		value,
	})),
);
export type WireMeta = z.output<typeof meta>[number];

/** Undefined for an empty one, too. */
export const metaValue = (from: readonly WireMeta[], key: string): string | undefined => {
	const found = from.find((entry) => entry.key === key);
	return found === undefined || found.value === null || found.value === '' ? undefined : textOf(found.value);
};
