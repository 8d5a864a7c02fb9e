import type { IsoTime } from '../domain/time';
import type { Forgotten } from '../ports/database';
import { FORGOTTEN_AT_ONCE } from './batches';
import type { Db } from './connection';

/** See `Shipments.prune`. */
export async function forgetOldShipments(db: Db, ordersBefore: IsoTime, parcelsBefore: IsoTime): Promise<Forgotten> {
	const orders = await db
		.deleteFrom('channel_order')
		.where(({ eb, refTuple, selectFrom }) =>
			eb(
				refTuple('account', 'order_id'),
				'in',
				selectFrom('channel_order')
					.select(['account', 'order_id'])
					.where('updated_at', '<', ordersBefore)
					.orderBy('updated_at')
					.limit(FORGOTTEN_AT_ONCE)
					.$asTuple('account', 'order_id'),
			),
		)
		.executeTakeFirstOrThrow();
	const parcels = await db
		.deleteFrom('channel_parcel')
		.where(({ eb, refTuple, selectFrom }) =>
			eb(
				refTuple('account', 'order_id', 'reference'),
				'in',
				selectFrom('channel_parcel')
					.select(['account', 'order_id', 'reference'])
					.where('updated_at', '<', parcelsBefore)
					.orderBy('updated_at')
					.limit(FORGOTTEN_AT_ONCE)
					.$asTuple('account', 'order_id', 'reference'),
			),
		)
		.executeTakeFirstOrThrow();
	const counts = [orders, parcels].map(({ numDeletedRows }) => Number(numDeletedRows));
	return { rows: counts.reduce((sum, count) => sum + count, 0), more: counts.some((count) => count >= FORGOTTEN_AT_ONCE) };
}
