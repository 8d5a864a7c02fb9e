import { z } from 'zod';
import type { Reason } from '../../domain/reasons';
import { count, optional, text } from '../../domain/schema';
import type { ItemMark } from '../items';

/** By operation of a node. */
export type OutputSchemas = Readonly<Record<string, z.ZodType>>;

/** Every field of a type, and none that it does not have. */
export type Fields<T> = Readonly<Record<keyof T, z.ZodType>>;

export const account = text;
export const time = text;
export const dryRun = optional(z.boolean());
export const units = { lineId: text, sku: text, quantity: count };

export const why = { code: text, text, advice: text } satisfies Fields<Omit<Reason, 'translated'>>;
export const reason = z.object(why);
export const mail = z.object({ subject: text, several: text, whatToDo: text, inLog: text, once: text });
export const needsPerson = z.object({ ...why, mail });

export const mark = z.object({
	database: text,
	subscription: optional(text),
	event: optional(text),
	inbox: optional(z.object({ row: count, handOut: text })),
} satisfies Fields<ItemMark>);
