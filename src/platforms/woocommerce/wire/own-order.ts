import { z } from 'zod';
import { address, amount, integer, integerOr, quantityOr, reader, recordsIfAsked, text } from './fields';
import { meta } from './meta';
import { orderHead } from './order-head';
import { placeIn } from '../taxes/tax-rates';

const line = z
	.object({
		id: integer,
		product_id: integerOr(0),
		variation_id: integerOr(0),
		quantity: quantityOr(0),
		sku: text,
		name: text,
		meta_data: meta,
	})
	.transform(({ id, product_id: productId, variation_id: variationId, quantity, sku, name, meta_data }) => ({
		id,
		productId,
		variationId,
		quantity,
		/** What people call it. */
		product: sku || name,
		meta: meta_data,
	}));

/** A fee or shipping line. */
const extra = z
	.object({ id: integer, total: text, meta_data: meta })
	.transform(({ id, total, meta_data }) => ({ id, total, meta: meta_data }));

/** An order that we wrote, read for what we wrote. */
const ownOrder = z
	.object({
		...orderHead,
		/** Tax included, in the order's currency, with the store's number of decimals. */
		total: amount,
		line_items: recordsIfAsked(line),
		fee_lines: recordsIfAsked(extra),
		shipping_lines: recordsIfAsked(extra),
		billing: address,
		shipping: address,
	})
	.transform(({ id, number, status, currency, total, meta_data, line_items, fee_lines, shipping_lines, billing, shipping }) => ({
		id,
		number: number || String(id),
		status,
		currency,
		total,
		meta: meta_data,
		lines: line_items,
		fees: fee_lines,
		shipping: shipping_lines,
		/** Of its addresses only where taxes are due. */
		places: { billing: placeIn(billing), shipping: placeIn(shipping) },
	}));

export type WireOwnOrder = z.output<typeof ownOrder>;
export type WireOwnLine = WireOwnOrder['lines'][number];
export type WireOwnExtra = WireOwnOrder['fees'][number];

/** For those that a list is asked for by their ids: fees and shipping tell nothing there. */
export const OWN_ORDER_FIELDS = 'id,number,status,currency,total,meta_data,line_items';

export const readOwnOrder = reader('order', ownOrder);

const named = z.object({ id: integer });

/** Of an order whatever else of it cannot be read. */
export const readOrderId = (record: unknown): number | undefined => named.safeParse(record).data?.id;
