import { breathe } from '../../../domain/breathe';
import type { IsoTime } from '../../../domain/time';
import type { OldOrders } from '../../../ports/personal-data-eraser';
import type { WooCommerceClient } from '../client';
import { CREATED_VIA } from '../constants';
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
	for (let offset: number | undefined = 0; offset !== undefined;) {
		const list = await client.page('orders', query, offset);
		if ('odd' in list) {
			if (!(await isOfRecord(list.odd, answersOtherwise))) throw list.odd;
			offset += 1;
			continue;
		}
		await breathe();
		const records = readable(readListedOrder, list.items);
		const orders = records.flatMap((record) => {
			const own = ownOrder(record, client.baseUrl);
			if (own?.createdAt === undefined) return [];
			return [{ id: own.id, origin: own.origin, number: own.number, createdAt: own.createdAt, erased: isErased(record) }];
		});
		yield { orders, upTo: records.at(-1)?.createdAt ?? from };
		offset = list.nextOffset;
	}
}
