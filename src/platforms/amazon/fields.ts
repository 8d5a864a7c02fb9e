import { z } from 'zod';

/** Fields of Amazon's answers. `null` counts as absent. */
export const optional = <T extends z.ZodType>(schema: T) =>
	z
		.nullish(schema)
		.transform((value) => value ?? undefined)
		.optional();

export const list = <T extends z.ZodType>(schema: T) => z.nullish(z.array(schema)).transform((value) => value ?? []);

export const text = optional(z.string());
export const time = z.string().refine((value) => !Number.isNaN(Date.parse(value)), { error: 'is not a time' });
export const count = z.int().nonnegative();
/** RFC 7159 number in a string. */
export const amount = z.string().regex(/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/, { error: 'is not a decimal number' });

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
