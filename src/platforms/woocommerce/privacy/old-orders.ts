import { breathe } from '../../../domain/breathe';
import type { IsoTime } from '../../../domain/time';
import type { OldOrders } from '../../../ports/personal-data-eraser';
import type { WooCommerceClient } from '../client';
import { CREATED_VIA } from '../constants';
import { orderIdIn } from '../orders/read-orders';
import { ownOrder } from '../order-sink/own-order';
import { probe } from '../probe';
import { isOfRecord } from '../whose-failure';
import { readable } from '../wire/fields';
import { naiveGmt } from '../wire/gmt';
import { LISTED_FIELDS, readListedOrder } from '../wire/listed-order';
import { isErased } from './held-order';

/** Those in use and in the trash are lists of their own; a cancelled one that was trashed is told by the log. */
export async function* oldOrderPages(client: WooCommerceClient, from: IsoTime, before: IsoTime): AsyncIterable<OldOrders> {
	const answersOtherwise = probe(client);
	const query = {
		created_via: CREATED_VIA,
		status: 'any',
		orderby: 'id',
		order: 'asc',
		dates_are_gmt: 'true',
		// `after` leaves its own second out.
		after: naiveGmt(Date.parse(from) - 1000),
		before: naiveGmt(Date.parse(before)),
		_fields: LISTED_FIELDS,
	};
	let upTo = from;
	for (let offset: number | undefined = 0; offset !== undefined;) {
		const list = await client.page('orders', query, offset);
		if ('odd' in list) {
			if (!(await isOfRecord(list.odd, answersOtherwise))) throw list.odd;
			yield { orders: [], unreadable: [`(without id, number ${offset + 1} of those made since ${from})`], upTo };
			offset += 1;
			continue;
		}
		await breathe();
		const [first, unreadable] = [offset + 1, [] as string[]];
		const records = readable(readListedOrder, list.items, (record) => {
			unreadable.push(
				orderIdIn(record) ?? `(without id, among number ${first} to ${first + list.items.length - 1} of those made since ${from})`,
			);
		});
		const orders = records.flatMap((record) => {
			const own = ownOrder(record, client.baseUrl);
			if (own?.createdAt === undefined) return [];
			return [{ id: own.id, origin: own.origin, number: own.number, createdAt: own.createdAt, erased: isErased(record) }];
		});
		upTo = records.at(-1)?.createdAt ?? upTo;
		yield { orders, unreadable, upTo };
		offset = list.nextOffset;
	}
}
