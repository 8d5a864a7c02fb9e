import { z } from 'zod';
import { optional } from '../../domain/schema';
import { stockLevelSchema } from '../../domain/stock/level';
import { mark, needsPerson } from './parts';

/** A product whose count changed. */
export const stockChange = z.object({ ...stockLevelSchema.shape, quantityBefore: optional(z.int()), storebridge: optional(mark) });

/** A count, wherever it was read. */
export const stockItem = z.object({ attention: optional(needsPerson), ...stockLevelSchema.shape });
