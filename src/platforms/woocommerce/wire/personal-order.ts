import { z } from 'zod';
import { address, amount, integer, integerOr, reader, recordsIfAsked, text } from './fields';
import { gmt } from './gmt';
import { meta } from './meta';
import { orderHead } from './order-head';

const line = z.object({ id: integer, meta_data: meta }).transform(({ id, meta_data }) => ({ id, meta: meta_data }));

/** An order that we wrote, read for what it holds of people. */
const personalOrder = z
	.object({
		...orderHead,
		total: amount,
		customer_id: integerOr(0),
		customer_note: text,
		date_completed_gmt: gmt,
		date_modified_gmt: gmt,
		billing: address,
		shipping: address,
		line_items: recordsIfAsked(line),
		fee_lines: recordsIfAsked(line),
		shipping_lines: recordsIfAsked(line),
	})
	.transform((wire) => ({
		id: wire.id,
		number: wire.number || String(wire.id),
		status: wire.status,
		total: wire.total,
		customerId: wire.customer_id,
		customerNote: wire.customer_note,
		...(wire.date_completed_gmt === undefined ? {} : { completedAt: wire.date_completed_gmt }),
		...(wire.date_modified_gmt === undefined ? {} : { modifiedAt: wire.date_modified_gmt }),
		billing: wire.billing,
		shipping: wire.shipping,
		meta: wire.meta_data,
		lines: { line_items: wire.line_items, fee_lines: wire.fee_lines, shipping_lines: wire.shipping_lines },
	}));

export type WirePersonalOrder = z.output<typeof personalOrder>;
export type WirePersonalLine = WirePersonalOrder['lines']['line_items'][number];

export const PERSONAL_ORDER_FIELDS =
	'id,number,status,currency,total,customer_id,customer_note,date_completed_gmt,date_modified_gmt,billing,shipping,meta_data,line_items,fee_lines,shipping_lines';

export const readPersonalOrder = reader('order', personalOrder);
