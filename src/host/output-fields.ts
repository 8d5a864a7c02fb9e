import { z } from 'zod';
import type { Reason } from '../domain/reasons';
import { optional, text } from '../domain/schema';

/** By operation of a node. */
export type OutputSchemas = Readonly<Record<string, z.ZodType>>;

/** Every field of a type, and none that it does not have. */
export type Fields<T> = Readonly<Record<keyof T, z.ZodType>>;

export const account = text;
export const time = text;
export const dryRun = optional(z.boolean());

export const why = { code: text, text, advice: text } satisfies Fields<Omit<Reason, 'translated'>>;
export const reason = z.object(why);
export const mail = z.object({ subject: text, several: text, whatToDo: text, inLog: text, once: text });
export const needsPerson = z.object({ ...why, mail });
