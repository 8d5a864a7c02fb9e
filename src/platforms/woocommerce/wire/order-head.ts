import { integer, text } from './fields';
import { orderMeta } from './meta';

/** What is read of every order. */
export const orderHead = { id: integer, number: text, status: text, currency: text, meta_data: orderMeta };
