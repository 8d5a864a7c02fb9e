import type { FulfilmentRecord } from './fulfillment-records';
import { metaValue } from '../store/meta';
import { isRecord, toList } from '../wordpress/php-values';

/** So many pieces of one line of the order. */
export interface FulfilmentItem {
	readonly itemId: number;
	readonly quantity: number;
}

export function itemsOf(fulfilment: FulfilmentRecord): readonly FulfilmentItem[] {
	return toList(metaValue(fulfilment.meta, '_items'))
		.filter(isRecord)
		.map((item) => ({ itemId: Number(item['item_id']), quantity: Number(item['qty']) }));
}
