import Decimal from 'decimal.js';
import { z } from 'zod';

/**
 * Fields of WooCommerce's REST answers (https://woocommerce.github.io/woocommerce-rest-api-docs/). Plugins and PHP leave
 * fields out, empty them and turn numbers into texts; what is not needed for sure is read whatever stands there.
 */
const field = <T>(read: (value: unknown) => T) => z.unknown().optional().transform(read);

type JsonRecord = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is JsonRecord => typeof value === 'object' && value !== null && !Array.isArray(value);

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '');
const numberOf = (value: unknown): unknown => (typeof value === 'string' && value !== '' ? Number(value) : value);
const recordsOf = (value: unknown): readonly JsonRecord[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/** Empty where there is none. */
export const text = field(textOf);

/** Only what is a text. */
export const optionalText = field((value) => (typeof value === 'string' ? value : undefined));

export const yes = field((value) => value === true);

/** "10" is one, too. */
export const integer = z
	.unknown()
	.optional()
	.transform((value, context) => {
		const number = numberOf(value);
		if (typeof number === 'number' && Number.isInteger(number)) return number;
		context.addIssue({ code: 'custom', message: 'is not a whole number' });
		return z.NEVER;
	});

/** Cut to a whole number; `fallback` where there is none. */
export const integerOr = <T>(fallback: T) =>
	field((value) => {
		const number = numberOf(value);
		return typeof number === 'number' && Number.isFinite(number) ? Math.trunc(number) : fallback;
	});

const AMOUNT = /^-?\d+(\.\d+)?$/;

export const amount = text.refine((value) => AMOUNT.test(value), { error: 'is not a decimal number' });

export const optionalAmount = field((value) => (AMOUNT.test(textOf(value)) ? new Decimal(textOf(value)) : undefined));

/** Plugins leave amounts empty now and then; one such order must not keep all others from being read. */
export const amountOrZero = optionalAmount.transform((value) => value ?? new Decimal(0));

export const address = field((value): Readonly<Record<string, string>> =>
	isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, textOf(part)])) : {},
);

/** The records of a list; none where there is no list. */
export const records = <T extends z.ZodType>(schema: T) => z.preprocess(recordsOf, z.array(schema));

/** The records of an answer that has to be a list. */
export const recordList = <T extends z.ZodType>(schema: T) =>
	z.preprocess((value) => (Array.isArray(value) ? recordsOf(value) : value), z.array(schema));

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

export const readList = reader('list', z.array(z.unknown()));
