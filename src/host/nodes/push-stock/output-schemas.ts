import { z } from 'zod';
import { count, optional, text } from '../../../domain/schema';
import { account, dryRun, needsPerson, time, type OutputSchemas } from '../../item-schemas/parts';

/** Of an item that was rejected, also where it is told of no item. */
const rejected = { attention: optional(needsPerson), target: optional(account), sku: optional(text), quantity: optional(count) };
const pushedStock = {
	...rejected,
	action: optional(text),
	productId: optional(text),
	was: optional(z.number()),
	submission: optional(text),
};
const pausedAccount = z.object({ target: account, paused: z.boolean(), dryRun });
const leftOut = z.object({ attention: optional(needsPerson), leftOut: optional(z.boolean()), listings: optional(z.array(text)), dryRun });

export const PUSH_STOCK_SCHEMAS: OutputSchemas = {
	push: z.object(pushedStock),
	compare: z.object({ ...pushedStock, products: optional(count), unchanged: optional(count), unreadable: optional(count) }),
	checkSubmissions: z.object({
		...rejected,
		submission: optional(text),
		state: optional(text),
		handedInAt: optional(time),
		taken: optional(count),
		refused: optional(count),
		open: optional(count),
		said: optional(text),
		submissions: optional(count),
	}),
	declareSource: z.object({
		attention: optional(needsPerson),
		source: optional(text),
		declared: optional(count),
		products: optional(z.array(text)),
		dryRun,
	}),
	leaveOut: leftOut,
	include: leftOut,
	pause: pausedAccount,
	resume: pausedAccount,
};
