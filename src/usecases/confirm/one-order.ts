import type { OrderId } from '../../domain/ids';
import type { Database } from '../../ports/database';
import type { OrderToConfirm, PackedParcel, SoldOrder } from './deps';
import { hashOfNumber } from './seen-order';

/** All that came of one order of the channel, in however many items. */
export interface OneOrder extends OrderToConfirm {
	readonly sales: readonly SoldOrder[];
}

/** Two rows of a sheet, or two orders of a store that was split, may be of one order: their parcels are looked at together. */
export function byOrder(items: readonly OrderToConfirm[], database: Pick<Database, 'hmac'>): ReadonlyMap<OrderId, OneOrder> {
	const orders = new Map<OrderId, OneOrder>();
	for (const [orderId, same] of Map.groupBy(items, (item) => item.orderId)) {
		const [first] = same;
		if (first === undefined) continue;
		const storeLines = same.flatMap((item) => item.storeLines ?? []);
		const sales = distinct(same.flatMap(({ sold }) => sold ?? []));
		orders.set(orderId, {
			orderId,
			parcels: parcelsOf(same, database),
			complete: same.every(({ complete }) => complete),
			closed: same.every(({ closed }) => closed === true),
			...(first.storeLines === undefined ? {} : { storeLines: [...new Map(storeLines.map((line) => [line.lineId, line])).values()] }),
			...(sales[0] === undefined ? {} : { sold: sales[0] }),
			sales,
		});
	}
	return orders;
}

const distinct = (sold: readonly SoldOrder[]): readonly SoldOrder[] => [
	...new Map(sold.map((one) => [`${one.order.id} ${one.order.key ?? ''}`, one])).values(),
];

/** The same parcel once; what has its id and another number is another one. */
function parcelsOf(items: readonly OrderToConfirm[], database: Pick<Database, 'hmac'>): readonly PackedParcel[] {
	const parcels = new Map<string, PackedParcel>();
	for (const packed of items.flatMap((item) => item.parcels)) {
		const known = parcels.get(packed.id);
		const number = packed.trackingNumber;
		if (known === undefined || known.trackingNumber === number) parcels.set(packed.id, packed);
		else {
			const id = `${packed.id}:${number === undefined ? '' : hashOfNumber(database, number)}`;
			parcels.set(id, { ...packed, id });
		}
	}
	return [...parcels.values()];
}
