import Decimal from 'decimal.js';
import { z } from 'zod';
import { decimalIn, isRecord, isYes, listIn, numberIn, quantityIn, textOf } from './php';

/**
 * Fields of WooCommerce's REST answers (https://woocommerce.github.io/woocommerce-rest-api-docs/). Plugins and PHP leave
 * fields out, empty them and turn numbers into texts; what is not needed for sure is read whatever stands there. What
 * decides something is read or refused, never made up: the record is then unreadable, and only that one.
 */
export const field = <T>(read: (value: unknown) => T) => z.unknown().optional().transform(read);

/** A field that may not hold just anything: `read` answers undefined for what it cannot be. */
const strict = <T>(wrong: string, read: (value: unknown) => T | undefined) =>
	z
		.unknown()
		.optional()
		.transform((value, context) => {
			const found = read(value);
			if (found !== undefined) return found;
			context.addIssue({ code: 'custom', message: wrong });
			return z.NEVER;
		});

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

/** Empty where there is none. */
export const text = field(textOf);

/** A note of many parcels is long, and its end decides. */
export const wholeText = field((value) => (typeof value === 'string' ? value.slice(0, 1_000_000) : ''));

/** Only what is a text. */
export const optionalText = field((value) => (typeof value === 'string' ? textOf(value) : undefined));

/** `"1"`, `1` and `"yes"` are PHP's, too. */
export const yes = field(isYes);

/** "10" is one, too. */
export const integer = strict('is not a whole number', (value) => {
	const number = numberIn(value);
	return Number.isSafeInteger(number) ? number : undefined;
});

/** `fallback` where there is no whole number. */
export const integerOr = <T>(fallback: T) =>
	field((value) => {
		const number = numberIn(value);
		return number !== undefined && Number.isSafeInteger(number) ? number : fallback;
	});

/** Pieces, never cut: shops that sell by the metre have 1.5 of something. */
export const quantity = strict('is not a number', quantityIn);

/** As `quantity`; `fallback` where there is none. */
export const quantityOr = <T>(fallback: T) => field((value) => quantityIn(value) ?? fallback);

export const amount = strict('is not a decimal number', decimalIn);

/** Undefined where the field is empty. */
export const optionalAmount = z
	.unknown()
	.optional()
	.transform((value, context): Decimal | undefined => {
		if (isEmpty(value)) return undefined;
		const decimal = decimalIn(value);
		if (decimal !== undefined) return new Decimal(decimal);
		context.addIssue({ code: 'custom', message: 'is not a decimal number' });
		return z.NEVER;
	});

/** Plugins leave amounts empty now and then, and the store then counts nothing. */
export const amountOrZero = optionalAmount.transform((value) => value ?? new Decimal(0));

/** A refund without an amount is answered as `-`. */
export const refundedAmount = z.preprocess((value) => (value === '-' ? '' : value), amountOrZero);

export const address = field((value): Readonly<Record<string, string>> =>
	isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, textOf(part)])) : {},
);

/** All that stands in a field that the store always has: where it is missing, or no list of records, the whole is unreadable. */
export const records = <T extends z.ZodType>(schema: T) => z.preprocess((value) => listIn(value) ?? value, z.array(schema));

/** As `records`, where a field that was not asked for is an empty one. */
export const recordsIfAsked = <T extends z.ZodType>(schema: T) =>
	z.preprocess((value) => (value === undefined ? [] : (listIn(value) ?? value)), z.array(schema));

/** As `records`; entries that are none are left out. */
export const entries = <T extends z.ZodType>(schema: T) =>
	z.preprocess((value) => listIn(value)?.filter(isRecord) ?? value, z.array(schema));

/** As `entries`, where nothing may stand for an empty one. */
export const entriesIfAny = <T extends z.ZodType>(schema: T) =>
	z.preprocess((value) => listIn(value ?? [])?.filter(isRecord) ?? value, z.array(schema));

/** The records in what anybody may have written: none where there is no list. */
export const recordsAmong = <T extends z.ZodType>(schema: T) =>
	z.preprocess((value) => (listIn(value) ?? []).filter(isRecord), z.array(schema));

/** An empty object is no empty list: the store lists nothing as `[]`. */
const answeredList = (value: unknown): readonly unknown[] | undefined =>
	isRecord(value) && Object.keys(value).length === 0 ? undefined : listIn(value);

/** The records of an answer, or an order's lines, that have to be a list: all of them, or it is unreadable. */
export const recordList = <T extends z.ZodType>(schema: T) => z.preprocess((value) => answeredList(value) ?? value, z.array(schema));

/** As `recordList`, leaving out what is no record: nothing is decided by its absence. */
export const recordsListed = <T extends z.ZodType>(schema: T) =>
	z.preprocess((value) => answeredList(value)?.filter(isRecord) ?? value, z.array(schema));

/** Thrown when an answer is not of the promised shape; the client turns it into a PlatformError. */
export class UnexpectedShape extends Error {
	constructor(readonly what: string) {
		super(`Unexpected shape: ${what}`);
		this.name = 'UnexpectedShape';
	}
}

/** Reads by a schema; throws UnexpectedShape, which says where and never what. */
export const reader =
	<T extends z.ZodType>(what: string, schema: T) =>
	(value: unknown): z.output<T> => {
		const { success, data, error } = schema.safeParse(value);
		if (success) return data;
		const [issue] = error.issues;
		throw new UnexpectedShape([what, ...(issue?.path ?? [])].map(String).join('.'));
	};

/**
 * Those of the records that can be read: for lists in which one that cannot be read is not there for us either (a product
 * without an id, a hook, a tax rate without a rate), and nothing is decided by its absence.
 */
export const readable = <T>(
	read: (value: unknown) => T,
	list: readonly unknown[],
	/** Is told of each of the others. */
	odd?: (value: unknown, error: UnexpectedShape) => void,
): readonly T[] =>
	list.flatMap((value) => {
		try {
			return [read(value)];
		} catch (error) {
			if (!(error instanceof UnexpectedShape)) throw error;
			odd?.(value, error);
			return [];
		}
	});

/** What an answer lists, unread. */
export function readList(value: unknown): readonly unknown[] {
	const list = answeredList(value);
	if (list === undefined) throw new UnexpectedShape('list');
	return list;
}
