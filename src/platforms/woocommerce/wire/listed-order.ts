import { z } from 'zod';
import { integer, reader, text } from './fields';
import { gmt } from './gmt';
import { orderHead } from './order-head';

/** An order of a list, read for whose it is and nothing more. */
const listedOrder = z
	.object({ ...orderHead, transaction_id: text, date_created_gmt: gmt })
	.transform(({ id, number, status, meta_data, transaction_id: transactionId, date_created_gmt: createdAt }) => ({
		id,
		number: number || String(id),
		status,
		meta: meta_data,
		transactionId,
		...(createdAt === undefined ? {} : { createdAt }),
	}));

export type WireListedOrder = z.output<typeof listedOrder>;

export const readListedOrder = reader('order', listedOrder);

const numbers = z
	.object({ id: integer, transaction_id: text })
	.transform(({ id, transaction_id: transactionId }) => ({ id, transactionId }));

/** Of an order whatever else of it cannot be read. */
export const readNumbers = reader('order', numbers);

/** What is asked for of each. */
export const LISTED_FIELDS = 'id,number,status,currency,date_created_gmt,transaction_id,meta_data';
export const NUMBER_FIELDS = 'id,transaction_id';
