import { z } from 'zod';
import { integer, reader, text } from './fields';
import { gmt } from './gmt';
import { orderMeta } from './meta';

/** Whose an order is, and what is noted on it: no more is read, of nobody's address either. */
const orderMarks = z
	.object({ id: integer, order_key: text, date_created_gmt: gmt, meta_data: orderMeta })
	.transform(({ order_key: key, date_created_gmt: createdAt, meta_data }) => ({
		key,
		...(createdAt === undefined ? {} : { createdAt }),
		meta: meta_data,
	}));

export const ORDER_MARK_FIELDS = 'id,order_key,date_created_gmt,meta_data';

export const readOrderMarks = reader('order', orderMarks);
