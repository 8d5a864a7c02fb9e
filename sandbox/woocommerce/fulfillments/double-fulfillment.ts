import type { Damage } from '../../kernel/contract';
import { trackingItems } from '../shipment-tracking/tracking-items';
import { metaValue } from '../store/meta';
import type { OrderRecord } from '../store/records';
import type { Store } from '../store/store';
import { toText } from '../wordpress/php-values';
import { piecesByLine } from './fulfillment-items';
import { fulfillmentsOf } from './fulfillment-writing';

function repeated(values: readonly string[]): readonly string[] {
	return [...new Set(values.filter((value, at) => value !== '' && values.indexOf(value) !== at))];
}

/** Pieces shipped beyond those ordered, by line; of no line of the order when somebody names a strange one. */
function excess(store: Store, order: OrderRecord): readonly string[] {
	const pieces = piecesByLine(fulfillmentsOf(store, order));
	return [...pieces].flatMap(([lineId, count]) => {
		const ordered = order.lines.find((line) => line.id === lineId)?.quantity ?? 0;
		return count > ordered ? [`line ${lineId} has ${count} of ${ordered} pieces fulfilled`] : [];
	});
}

/** The same parcel shown twice, more shipped than was ordered, or the same note written to the customer twice. */
export function doubleFulfillments(store: Store): readonly Damage[] {
	return [...store.state.orders.values()].flatMap((order) => {
		const numbers = [
			...fulfillmentsOf(store, order).map((fulfillment) => toText(metaValue(fulfillment.meta, '_tracking_number'))),
			...trackingItems(order).map((item) => item.tracking_number),
		];
		const notes = order.notes.filter((note) => note.customerNote).map((note) => note.note);
		return [
			...repeated(numbers).map((number) => `tracking number ${number} twice`),
			...excess(store, order),
			...repeated(notes).map(() => 'the same note to the customer twice'),
		].map((detail) => ({ kind: 'doubleFulfillment', detail: `order ${order.id}: ${detail}` }));
	});
}
