import { writeMeta } from '../store/meta';
import type { OrderRecord } from '../store/records';
import type { StoreState } from '../store/store-state';
import { toBoolean } from '../wordpress/php-values';

/**
 * Meta keys that are really columns of the orders table: written as meta they set the column and are not shown again.
 * That is how a client keeps the store from touching its stock (`_order_stock_reduced: "yes"`).
 */
function setFlag(order: OrderRecord, key: string, value: unknown): boolean {
	if (key === '_order_stock_reduced') order.stockReduced = toBoolean(value);
	else if (key === '_new_order_email_sent') order.newOrderMailSent = toBoolean(value);
	else if (key === '_recorded_sales') order.salesRecorded = toBoolean(value);
	else return false;
	return true;
}

export function writeOrderMeta(state: StoreState, order: OrderRecord, given: unknown): void {
	writeMeta(state, order.meta, given, (key, value) => setFlag(order, key, value));
}
