import { z } from 'zod';

/** What a schema takes, readonly all the way down: no reader of an order changes it. */
export type Immutable<T> = T extends string | number | boolean
	? T
	: T extends readonly (infer Item)[]
		? readonly Immutable<Item>[]
		: T extends object
			? { readonly [Key in keyof T]: Immutable<T[Key]> }
			: T;

/** A field that may be left out. In the type it is there or not; in an item, a value of `undefined` is not there either. */
export const optional = <T extends z.ZodType>(schema: T): z.ZodExactOptional<T> => z.optional(schema) as unknown as z.ZodExactOptional<T>;

export const text = z.string();
/** Text that names something. */
export const name = z.string().min(1);
/** Pieces, units. */
export const count = z.int().nonnegative();
