import { z } from 'zod';
import { entries, entriesIfAny, integerOr, recordsAmong, text } from './fields';
import { textOf } from './php';

const entry = z.object({ id: integerOr(undefined), key: text, value: z.unknown().optional() }).transform(({ id, key, value }) => ({
	...(id === undefined ? {} : { id }),
	key,
	value,
}));

/** Meta data of a line, a refund, a fulfillment. */
export const meta = entriesIfAny(entry);
/** As `meta`, none where there is no list: of a product, where what cannot be read decides nothing. */
export const metaAmong = recordsAmong(entry);
/** Of an order: it says whose it is, and without it our own would be made a second time. */
export const orderMeta = entries(entry);
export type WireMeta = z.output<typeof meta>[number];

/** Undefined for an empty one, too. */
export const metaValue = (from: readonly WireMeta[], key: string): string | undefined => {
	const found = from.find((entry) => entry.key === key);
	return found === undefined || found.value === null || found.value === '' ? undefined : textOf(found.value);
};
