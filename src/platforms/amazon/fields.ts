import { z } from 'zod';

/** Longer than any id of Amazon's. */
const LONGEST_ID = 200;
/** Longer than any text that Amazon lets people write. */
const LONGEST_TEXT = 4_000;

/** Fields of Amazon's answers. `null` counts as absent. */
export const optional = <T extends z.ZodType>(schema: T) =>
	z
		.nullish(schema)
		.transform((value) => value ?? undefined)
		.optional();

/** Where nothing stands in place of an entry, there is none. */
export const list = <T extends z.ZodType>(schema: T) =>
	z.nullish(z.array(z.nullish(schema))).transform((value): readonly z.output<T>[] => (value ?? []).flatMap((entry) => entry ?? []));

/** What Amazon promises, whatever comes in fact. */
type Promised<T extends z.ZodType, Output> = z.ZodType<Output, z.input<T> | null | undefined>;

/** For what an order can do without: anything but this counts as absent. */
export const lenient = <T extends z.ZodType>(schema: T) =>
	(z.unknown().transform((value) => schema.safeParse(value).data) as unknown as Promised<T, z.output<T> | undefined>).optional();

/** As `lenient`, entry by entry. */
export const lenientList = <T extends z.ZodType>(schema: T) =>
	(
		z.unknown().transform((value): readonly z.output<T>[] =>
			(Array.isArray(value) ? (value as readonly unknown[]) : []).flatMap((entry) => {
				const parsed = schema.safeParse(entry);
				return parsed.success ? [parsed.data] : [];
			}),
		) as unknown as Promised<z.ZodArray<T>, readonly z.output<T>[]>
	)
		.optional()
		.transform((value): readonly z.output<T>[] => value ?? []);

/** Cut before anything looks at it. */
export const anyText = z.string().transform((value) => (value.length > LONGEST_TEXT ? value.slice(0, LONGEST_TEXT) : value));
export const text = optional(z.union([anyText, z.number().transform(String)]));
/** A text that an order can do without. */
export const remark = lenient(z.union([anyText, z.number().transform(String)]));
/** Never looked at, only given back; of any length. */
export const pageToken = optional(z.string());
/** Never cut: a part of it would name something else. */
export const name = z.string().max(LONGEST_ID, { error: 'is too long' });
export const id = name.min(1, { error: 'is empty' });
export const time = z
	.string()
	.max(40, { error: 'is not a time' })
	.refine((value) => !Number.isNaN(Date.parse(value)), { error: 'is not a time' });
export const count = z.int().nonnegative();
/** RFC 7159 number in a string; no larger than money is. */
export const amount = z
	.string()
	.max(40, { error: 'is not a decimal number' })
	.regex(/^-?\d+(\.\d+)?([eE][+-]?\d{1,2})?$/, { error: 'is not a decimal number' });

/** What a word of Amazon's stands for here. Words that every object knows (`constructor`) stand for nothing. */
export const meaningOf = <T>(words: Readonly<Record<string, T>>, word: string | undefined): T | undefined =>
	word !== undefined && Object.hasOwn(words, word) ? words[word] : undefined;

/**
 * What is wrong with an answer: paths and what was expected there, never the values found, which may be names and
 * addresses.
 */
export function describeIssues(error: z.ZodError): string {
	const shown = error.issues.slice(0, 3).map(({ path, message }) => `${path.join('.')} ${message}`);
	const more = error.issues.length - shown.length;
	return shown.join('; ') + (more > 0 ? `; and ${more} more` : '');
}

/** Fields that hold something: Amazon sends empty text for fields that it has nothing for. */
export function filled<T extends object>(fields: { readonly [K in keyof T]: T[K] | undefined }): Partial<T> {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== '')) as Partial<T>;
}

export const trimmed = (text: string | undefined): string | undefined => {
	const plain = text?.trim();
	return plain === '' ? undefined : plain;
};
