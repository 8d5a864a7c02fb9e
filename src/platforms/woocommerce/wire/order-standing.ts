import Decimal from 'decimal.js';
import { z } from 'zod';
import { integer, reader, text } from './fields';
import { gmt } from './gmt';
import { orderMeta } from './meta';
import { refundsListed } from './refunds';

/** Whose an order is, and whether somebody still wants it. */
const orderStanding = z
	.object({
		id: integer,
		status: text,
		currency: text,
		order_key: text,
		date_created_gmt: gmt,
		refunds: refundsListed,
		/** Only where it is asked for. */
		meta_data: orderMeta.optional(),
	})
	.transform(({ status, currency, order_key: key, date_created_gmt: createdAt, refunds, meta_data: meta = [] }) => ({
		status,
		currency,
		key,
		meta,
		...(createdAt === undefined ? {} : { createdAt }),
		refundedTotal: (refunds ?? []).reduce((sum, { amount }) => sum.plus(amount), new Decimal(0)),
	}));

export const ORDER_STANDING_FIELDS = 'id,status,currency,order_key,date_created_gmt,refunds';

/** With the mark of whose copy it is. */
export const MARKED_STANDING_FIELDS = `${ORDER_STANDING_FIELDS},meta_data`;

export const readOrderStanding = reader('order', orderStanding);
