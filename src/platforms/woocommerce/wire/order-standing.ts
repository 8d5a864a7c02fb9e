import Decimal from 'decimal.js';
import { z } from 'zod';
import { integer, reader, text } from './fields';
import { gmt } from './gmt';
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
	})
	.transform(({ status, currency, order_key: key, date_created_gmt: createdAt, refunds }) => ({
		status,
		currency,
		key,
		...(createdAt === undefined ? {} : { createdAt }),
		refundedTotal: (refunds ?? []).reduce((sum, { amount }) => sum.plus(amount), new Decimal(0)),
	}));

export const ORDER_STANDING_FIELDS = 'id,status,currency,order_key,date_created_gmt,refunds';

export const readOrderStanding = reader('order', orderStanding);
