import Decimal from 'decimal.js';
import type { IsoTime } from '../../../domain/time';
import { fromGmt } from './gmt';
import { address, integer, integerOr, isRecord, list, meta, record, text, type JsonRecord, type WireMeta } from './answers';

/** Amounts as the store keeps them: without tax, and the tax beside them. */
export interface WireAmounts {
	readonly total: Decimal;
	readonly totalTax: Decimal;
}

export interface WireStoreLine extends WireAmounts {
	readonly id: number;
	readonly name: string;
	/** Empty for products that are gone. */
	readonly sku: string;
	/** 0 for products that are gone. */
	readonly productId: number;
	readonly variationId: number;
	readonly quantity: number;
	/** Before coupons. */
	readonly subtotal: Decimal;
	readonly subtotalTax: Decimal;
	readonly taxClass: string;
	readonly meta: readonly WireMeta[];
}

export interface WireStoreFee extends WireAmounts {
	readonly name: string;
	readonly taxClass: string;
	readonly taxStatus: string;
}

export interface WireStoreShipping extends WireAmounts {
	readonly methodId: string;
	readonly instanceId: string;
	readonly title: string;
}

/** An order as a person placed it, read for what it says (the order sink reads its own orders for less). */
export interface WireStoreOrder {
	readonly id: number;
	readonly number: string;
	readonly status: string;
	readonly currency: string;
	readonly pricesIncludeTax: boolean;
	readonly createdVia: string;
	readonly customerId: number;
	readonly customerNote: string;
	/** Absent where the store does not say a number. */
	readonly total?: Decimal;
	readonly createdAt?: IsoTime;
	readonly modifiedAt?: IsoTime;
	readonly paidAt?: IsoTime;
	readonly completedAt?: IsoTime;
	readonly refunded: boolean;
	/** Sum of all refunds, with tax. */
	readonly refundedTotal: Decimal;
	readonly meta: readonly WireMeta[];
	readonly lines: readonly WireStoreLine[];
	readonly fees: readonly WireStoreFee[];
	readonly shipping: readonly WireStoreShipping[];
	readonly billing: Readonly<Record<string, string>>;
	readonly shippingAddress: Readonly<Record<string, string>>;
}

/** What is read of an order; links, keys and payment addresses stay at the store. */
export const STORE_ORDER_FIELDS =
	'id,number,status,currency,prices_include_tax,created_via,customer_id,customer_note,total,date_created_gmt,date_modified_gmt,date_paid_gmt,date_completed_gmt,refunds,meta_data,line_items,fee_lines,shipping_lines,billing,shipping';

/** Plugins leave amounts empty now and then; one such order must not keep all others from being read. */
const amount = (value: unknown): Decimal | undefined => (/^-?\d+(\.\d+)?$/.test(text(value)) ? new Decimal(text(value)) : undefined);
const amountOrZero = (value: unknown): Decimal => amount(value) ?? new Decimal(0);

const amounts = (item: JsonRecord): WireAmounts => ({ total: amountOrZero(item['total']), totalTax: amountOrZero(item['total_tax']) });
const records = (value: unknown): readonly JsonRecord[] => (Array.isArray(value) ? value.filter(isRecord) : []);

const readLine = (line: JsonRecord): WireStoreLine => ({
	id: integer(line['id'], 'line id'),
	name: text(line['name']),
	sku: text(line['sku']),
	productId: integerOr(line['product_id'], 0),
	variationId: integerOr(line['variation_id'], 0),
	// The server takes negative quantities.
	quantity: Math.max(0, integerOr(line['quantity'], 0)),
	subtotal: amount(line['subtotal']) ?? amountOrZero(line['total']),
	subtotalTax: amount(line['subtotal_tax']) ?? amountOrZero(line['total_tax']),
	...amounts(line),
	taxClass: text(line['tax_class']),
	meta: meta(line['meta_data']),
});

export function readStoreOrder(value: unknown): WireStoreOrder {
	const order = record(value, 'order');
	const total = amount(order['total']);
	const createdAt = fromGmt(order['date_created_gmt']);
	const modifiedAt = fromGmt(order['date_modified_gmt']);
	const paidAt = fromGmt(order['date_paid_gmt']);
	const completedAt = fromGmt(order['date_completed_gmt']);
	const refunds = records(order['refunds']);
	return {
		id: integer(order['id'], 'order id'),
		number: text(order['number']) || text(order['id']),
		status: text(order['status']),
		currency: text(order['currency']).toUpperCase(),
		pricesIncludeTax: order['prices_include_tax'] === true,
		createdVia: text(order['created_via']),
		customerId: integerOr(order['customer_id'], 0),
		customerNote: text(order['customer_note']),
		...(total === undefined ? {} : { total }),
		...(createdAt === undefined ? {} : { createdAt }),
		...(modifiedAt === undefined ? {} : { modifiedAt }),
		...(paidAt === undefined ? {} : { paidAt }),
		...(completedAt === undefined ? {} : { completedAt }),
		refunded: refunds.length > 0,
		refundedTotal: refunds.reduce((sum, refund) => sum.plus(amountOrZero(refund['total']).abs()), new Decimal(0)),
		meta: meta(order['meta_data']),
		lines: records(order['line_items']).map(readLine),
		fees: records(order['fee_lines']).map((fee) => ({
			name: text(fee['name']),
			taxClass: text(fee['tax_class']),
			taxStatus: text(fee['tax_status']),
			...amounts(fee),
		})),
		shipping: records(order['shipping_lines']).map((line) => ({
			methodId: text(line['method_id']),
			instanceId: text(line['instance_id']),
			title: text(line['method_title']),
			...amounts(line),
		})),
		billing: address(order['billing']),
		shippingAddress: address(order['shipping']),
	};
}

/** Refunded units by the order's own line id. Refunds of an amount alone name no line. */
export function readRefundedUnits(value: unknown): ReadonlyMap<string, number> {
	const units = new Map<string, number>();
	for (const refund of list(value, 'refunds').filter(isRecord)) {
		for (const line of records(refund['line_items'])) {
			const lineId = text(meta(line['meta_data']).find(({ key }) => key === '_refunded_item_id')?.value);
			if (lineId !== '') units.set(lineId, (units.get(lineId) ?? 0) + Math.abs(integerOr(line['quantity'], 0)));
		}
	}
	return units;
}
