import { z } from 'zod';
import { address, integerOr, quantityOr, reader, recordList, records, text } from './fields';
import { gmt } from './gmt';
import { readListedOrder } from './listed-order';

const line = z.object({ product_id: integerOr(0), variation_id: integerOr(0), quantity: quantityOr(0), total: text });
const extra = z.object({ name: text, method_title: text, total: text });

const content = z.object({
	total: text,
	billing: address,
	shipping: address,
	customer_note: text,
	line_items: recordList(line),
	fee_lines: records(extra),
	shipping_lines: records(extra),
});

const refunds = z.object({ refunds: records(z.unknown()) });

const completion = z.object({ date_completed_gmt: gmt }).transform(({ date_completed_gmt: completedAt }) => ({ completedAt }));

const readContent = reader('order', content);
const readRefunds = reader('order', refunds);
const readCompletion = reader('order', completion);

/** An order beside another of the same origin. */
export const readExaminedOrder = (body: unknown) => ({
	...readListedOrder(body),
	/** All that a person may have changed, in one text. */
	content: JSON.stringify(readContent(body)),
	...readCompletion(body),
	refunded: readRefunds(body).refunds.length > 0,
});

export type WireExaminedOrder = ReturnType<typeof readExaminedOrder>;
