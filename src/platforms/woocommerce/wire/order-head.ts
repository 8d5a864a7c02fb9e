import { integer, text } from './fields';
import { meta } from './meta';

/** What is read of every order. */
export const orderHead = { id: integer, number: text, status: text, currency: text, meta_data: meta };
