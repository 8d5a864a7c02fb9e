import Decimal from 'decimal.js';
import { z } from 'zod';
import { amountOrZero, integerOr, quantity, reader, recordList, records, recordsIfAsked, refundedAmount, text } from './fields';
import { meta, metaValue } from './meta';

const amounts = { total: amountOrZero, total_tax: amountOrZero };

const extra = z.object(amounts).transform((wire) => wire.total.plus(wire.total_tax).abs());

const line = z.object({ ...amounts, sku: text, name: text, quantity, meta_data: meta }).transform((wire) => ({
	/** The order's own line; absent where a plugin or an import left it out. */
	lineId: metaValue(wire.meta_data, '_refunded_item_id'),
	/** What people call it. */
	product: wire.sku || wire.name,
	quantity: Math.abs(wire.quantity),
	amount: wire.total.plus(wire.total_tax).abs(),
}));

const refund = z
	.object({
		id: integerOr(undefined),
		amount: refundedAmount,
		line_items: records(line).optional(),
		shipping_lines: recordsIfAsked(extra),
		fee_lines: recordsIfAsked(extra),
	})
	.transform(({ id, amount, line_items: lines, shipping_lines: shipping, fee_lines: fees }) =>
		// What is no refund, but an error that PHP put in its place, has no lines.
		lines === undefined
			? []
			: [
					{
						...(id === undefined ? {} : { id }),
						amount: amount.abs(),
						lines,
						extras: [...shipping, ...fees].reduce((sum, each) => sum.plus(each), new Decimal(0)),
					},
				],
	);

export type WireRefund = z.output<typeof refund>[number];

/** The refunds of an order, with their details. */
export const readRefunds = reader(
	'refunds',
	recordList(refund).transform((all) => all.flat()),
);

/** What an order itself lists of its refunds; absent where a plugin hides them. */
export const refundsListed = z.preprocess(
	(value) => value ?? undefined,
	records(
		z
			.object({ id: integerOr(undefined), total: refundedAmount })
			.transform(({ id, total }) => ({ ...(id === undefined ? {} : { id }), amount: total.abs() })),
	).optional(),
);
