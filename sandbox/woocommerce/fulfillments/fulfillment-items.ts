import type { FulfillmentRecord } from './fulfillment-records';
import { metaValue } from '../store/meta';
import { isRecord, toList } from '../wordpress/php-values';

/** So many pieces of one line of the order. */
export interface FulfillmentItem {
	readonly itemId: number;
	readonly quantity: number;
}

export function itemsOf(fulfillment: FulfillmentRecord): readonly FulfillmentItem[] {
	return toList(metaValue(fulfillment.meta, '_items'))
		.filter(isRecord)
		.map((item) => ({ itemId: Number(item['item_id']), quantity: Number(item['qty']) }));
}
