import type { IsoTime } from '../domain/time';
import type { Forgotten } from '../ports/database';
import { FORGOTTEN_AT_ONCE } from './batches';
import type { Db } from './connection';

/** See `StockMemory.prune`. */
export async function forgetOldStock(db: Db, before: IsoTime): Promise<Forgotten> {
	const pushes = await db
		.deleteFrom('stock_push')
		.where(({ eb, refTuple, selectFrom }) =>
			eb(
				refTuple('account', 'item'),
				'in',
				selectFrom('stock_push')
					.select(['account', 'item'])
					.where('pushed_at', '<', before)
					.orderBy('pushed_at')
					.limit(FORGOTTEN_AT_ONCE)
					.$asTuple('account', 'item'),
			),
		)
		.executeTakeFirstOrThrow();
	const facts = await db
		.deleteFrom('stock_fact')
		.where(({ eb, refTuple, selectFrom }) =>
			eb(
				refTuple('account', 'sku'),
				'in',
				selectFrom('stock_fact')
					.select(['account', 'sku'])
					.where('as_of', '<', before)
					.orderBy('as_of')
					.limit(FORGOTTEN_AT_ONCE)
					.$asTuple('account', 'sku'),
			),
		)
		.executeTakeFirstOrThrow();
	const seen = await db
		.deleteFrom('stock_seen')
		.where(({ eb, refTuple, selectFrom }) =>
			eb(
				refTuple('account', 'product_id'),
				'in',
				selectFrom('stock_seen')
					.select(['account', 'product_id'])
					.where('seen_at', '<', before)
					.orderBy('seen_at')
					.limit(FORGOTTEN_AT_ONCE)
					.$asTuple('account', 'product_id'),
			),
		)
		.executeTakeFirstOrThrow();
	const counts = [pushes, facts, seen].map(({ numDeletedRows }) => Number(numDeletedRows));
	return { rows: counts.reduce((sum, count) => sum + count, 0), more: counts.some((count) => count >= FORGOTTEN_AT_ONCE) };
}
