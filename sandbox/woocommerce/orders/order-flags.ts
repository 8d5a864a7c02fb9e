import { writeMeta } from '../store/meta';
import type { Address, OrderRecord } from '../store/records';
import type { StoreState } from '../store/store-state';
import { toBoolean, toText } from '../wordpress/php-values';

/**
 * Meta keys that are really columns of the orders table: written as meta they set the column and are not shown again.
 * That is how a client keeps the store from touching its stock (`_order_stock_reduced: "yes"`).
 */
const isField = (address: Address, name: string): name is keyof Address => name in address;

/** `_billing_city`: the city itself, and the order is not computed anew (`update_meta_data` in abstract-wc-data.php). */
function setAddress(order: OrderRecord, key: string, value: unknown): boolean {
	const [, kind, name] = /^_(billing|shipping)_(\w+)$/.exec(key) ?? [];
	if (kind === undefined || name === undefined) return false;
	const address = kind === 'billing' ? order.billing : order.shipping;
	// An order has no e-mail address of the recipient.
	if (!isField(address, name) || (kind === 'shipping' && name === 'email')) return false;
	address[name] = toText(value ?? '');
	return true;
}

function setFlag(order: OrderRecord, key: string, value: unknown): boolean {
	if (key === '_order_stock_reduced') order.stockReduced = toBoolean(value);
	else if (key === '_new_order_email_sent') order.newOrderMailSent = toBoolean(value);
	else if (key === '_recorded_sales') order.salesRecorded = toBoolean(value);
	else return false;
	return true;
}

export function writeOrderMeta(state: StoreState, order: OrderRecord, given: unknown): void {
	writeMeta(state, order.meta, given, (key, value) => setFlag(order, key, value) || setAddress(order, key, value));
}
