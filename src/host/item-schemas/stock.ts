import { z } from 'zod';
import { optional } from '../../domain/schema';
import { stockLevelSchema } from '../../domain/stock/level';
import { mark } from './parts';

/** A product whose count changed. */
export const stockChange = z.object({ ...stockLevelSchema.shape, quantityBefore: optional(z.int()), storebridge: optional(mark) });
