import { metaValue } from '../store/meta';
import { isRecord, toList } from '../wordpress/php-values';
import type { FulfillmentRecord } from './fulfillment-records';

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

/** Pieces of all these together, by line of the order. */
export function piecesByLine(fulfillments: readonly FulfillmentRecord[]): ReadonlyMap<number, number> {
	const pieces = new Map<number, number>();
	for (const { itemId, quantity } of fulfillments.flatMap(itemsOf)) pieces.set(itemId, (pieces.get(itemId) ?? 0) + quantity);
	return pieces;
}
