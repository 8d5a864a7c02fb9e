import type { IDataObject } from 'n8n-workflow';
import type { Account } from '../../domain/account';
import { wordsOf } from '../platforms/adapters';

/** Which other thing an item is, by the fields that only such items have; the first that fits. */
const KINDS: readonly (readonly [fields: readonly string[], what: string])[] = [
	[['shipments', 'linePhases'], 'it holds parcels of "Get Updates", which Confirm Shipment takes'],
	[['confirmed'], 'it comes from Confirm Shipment, where its way ends'],
	[['source', 'orderId', 'state'], 'it is a row of Order Sync Log: its order is read again by "Retry" there'],
	[['listingSku', 'productSku', 'state'], 'it is a row of Match Product: "Link From Items" there takes it'],
	[['listingSku', 'retried'], 'it is the answer of "Link Product"'],
	[['line_items', 'billing'], "it is an order in WooCommerce's own form: WooCommerce Order Trigger gives the form that this node takes"],
	[['AmazonOrderId'], "it is an order in Amazon's own form: Amazon Order Trigger gives the form that this node takes"],
	[['orderItems', 'salesChannel'], "it is an order in Amazon's own form: Amazon Order Trigger gives the form that this node takes"],
];

/**
 * Why an item cannot be what a node takes, for whoever joined the nodes: what it is instead, else the field that is missing
 * or wrong. Names fields, never what stands in them.
 */
export function wrongItem(json: IDataObject, fault: string | undefined): string | undefined {
	if (Object.keys(json).length === 0) return 'it is empty';
	const kind = KINDS.find(([fields]) => fields.every((field) => field in json))?.[1];
	if (kind !== undefined) return kind;
	const attention = json.attention as { readonly code?: unknown } | undefined;
	if (typeof attention?.code === 'string' && !('lines' in json)) return `it comes from "Needs Attention" (${attention.code})`;
	return fault;
}

/** `an order of Amazon (eu:A1SELLER)`. */
export const anOrderOf = (account: Account): string => `an order of ${inWords(account)}`;

/** `orders of WooCommerce (shop.example)`. */
export const ordersOf = (account: Account): string => `orders of ${inWords(account)}`;

const inWords = ({ platform, id }: Account): string => `${wordsOf(platform).title} (${id})`;
