import { z } from 'zod';
import {
	address,
	amountOrZero,
	integer,
	integerOr,
	optionalAmount,
	quantity,
	reader,
	recordList,
	records,
	recordsIfAsked,
	text,
	yes,
} from './fields';
import { gmt } from './gmt';
import { meta } from './meta';
import { orderHead } from './order-head';
import { shiptasticShipments } from './plugin-parcels';
import { refundsListed } from './refunds';

/** Amounts as the store keeps them: without tax, and the tax beside them. */
const amounts = { total: amountOrZero, total_tax: amountOrZero };

const line = z
	.object({
		...amounts,
		id: integer,
		name: text,
		/** Empty for products that are gone. */
		sku: text,
		/** 0 for products that are gone. */
		product_id: integerOr(0),
		variation_id: integerOr(0),
		quantity,
		/** Before coupons. */
		subtotal: optionalAmount,
		subtotal_tax: optionalAmount,
		tax_class: text,
		/** Of Product Bundles and Composite Products: the line that this one is a part of. */
		bundled_by: integerOr(0),
		composite_parent: integerOr(0),
		meta_data: meta,
	})
	.transform((wire) => ({
		id: wire.id,
		name: wire.name,
		sku: wire.sku,
		productId: wire.product_id,
		variationId: wire.variation_id,
		/** The server takes negative ones, and some shops sell 1.5 of something. */
		quantity: wire.quantity,
		subtotal: wire.subtotal ?? wire.total,
		subtotalTax: wire.subtotal_tax ?? wire.total_tax,
		total: wire.total,
		totalTax: wire.total_tax,
		taxClass: wire.tax_class,
		/** Line id of its container, 0 where no such field says one: then the meta data may. */
		containerId: wire.bundled_by || wire.composite_parent,
		meta: wire.meta_data,
	}));

const fee = z
	.object({ ...amounts, name: text, tax_class: text, tax_status: text })
	.transform(({ name, total, total_tax: totalTax, tax_class: taxClass, tax_status: taxStatus }) => ({
		name,
		total,
		totalTax,
		taxClass,
		taxStatus,
	}));

const shippingLine = z
	.object({ ...amounts, method_id: text, instance_id: text, method_title: text })
	.transform(({ total, total_tax: totalTax, method_id: methodId, instance_id: instanceId, method_title: title }) => ({
		total,
		totalTax,
		methodId,
		instanceId,
		title,
	}));

/** Three letters, or what a store's plugin made up in their manner. */
const currency = text.transform((code) => code.toUpperCase()).refine((code) => /^[A-Z][A-Z0-9]{2,}$/.test(code));

/** An order as a person placed it, read for what it says (of our own orders less is read). */
const storeOrder = z
	.object({
		...orderHead,
		currency,
		prices_include_tax: yes,
		order_key: text,
		created_via: text,
		/** 0 where it is no part of another. */
		parent_id: integerOr(0),
		customer_id: integerOr(0),
		customer_note: text,
		/** Absent where the store does not say a number. */
		total: optionalAmount,
		date_created_gmt: gmt,
		date_modified_gmt: gmt,
		date_paid_gmt: gmt,
		date_completed_gmt: gmt,
		refunds: refundsListed,
		line_items: recordList(line),
		fee_lines: recordsIfAsked(fee),
		shipping_lines: records(shippingLine),
		billing: address,
		shipping: address,
		/** Of Shiptastic, and Germanized before it. */
		shipments: shiptasticShipments,
	})
	.transform((wire) => ({
		id: wire.id,
		number: wire.number || String(wire.id),
		status: wire.status,
		currency: wire.currency,
		pricesIncludeTax: wire.prices_include_tax,
		/** Opens the customer's pages of the order: it goes no further, see `orderMark`. Empty where a plugin hides it. */
		key: wire.order_key,
		createdVia: wire.created_via,
		parentId: wire.parent_id,
		customerId: wire.customer_id,
		customerNote: wire.customer_note,
		...(wire.total === undefined ? {} : { total: wire.total }),
		...(wire.date_created_gmt === undefined ? {} : { createdAt: wire.date_created_gmt }),
		...(wire.date_modified_gmt === undefined ? {} : { modifiedAt: wire.date_modified_gmt }),
		...(wire.date_paid_gmt === undefined ? {} : { paidAt: wire.date_paid_gmt }),
		...(wire.date_completed_gmt === undefined ? {} : { completedAt: wire.date_completed_gmt }),
		/** What was given back, with tax. */
		...(wire.refunds === undefined ? {} : { refunds: wire.refunds }),
		meta: wire.meta_data,
		lines: wire.line_items,
		fees: wire.fee_lines,
		shipping: wire.shipping_lines,
		billing: wire.billing,
		shippingAddress: wire.shipping,
		shipments: wire.shipments,
	}));

export type WireStoreOrder = z.output<typeof storeOrder>;
export type WireStoreLine = WireStoreOrder['lines'][number];
export type WireStoreShipping = WireStoreOrder['shipping'][number];
export type WireAmounts = Pick<WireStoreLine, 'total' | 'totalTax'>;

/** What is read of an order; links and payment addresses stay at the store. */
export const STORE_ORDER_FIELDS =
	'id,number,status,currency,prices_include_tax,order_key,created_via,parent_id,customer_id,customer_note,total,date_created_gmt,date_modified_gmt,date_paid_gmt,date_completed_gmt,refunds,meta_data,line_items,fee_lines,shipping_lines,billing,shipping,shipments';

export const readStoreOrder = reader('order', storeOrder);
