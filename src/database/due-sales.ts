import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { SubscriptionId } from '../domain/ids';
import { iso } from '../domain/time';
import { batches } from './batches';
import type { Db } from './connection';
import { addEvents } from './inbox-rows';
import { appendHistory } from './sale-rows';
import { clearWaiting } from './sale-waiting';
import type { AccountId, Schema } from './schema';

/** A trigger that has not polled for so long has no say in what happens to its sales. */
const GONE_AFTER_MS = 24 * 60 * 60_000;

type Sales = ExpressionBuilder<Schema, 'sale'>;

/** A client sees the sales of its own account, on either side. */
export const ofAccount =
	(account: AccountId) =>
	(sale: Sales): Expression<SqlBool> =>
		sale.or([sale('source', '=', account), sale('target', '=', account)]);

/** See `Sales.returnDue`. For a caller that holds the areas `sale` and `inbox`. */
export async function returnDue(db: Db, subscription: SubscriptionId, limit: number, now: number): Promise<number> {
	const due = await db
		.selectFrom('sale')
		.select(['id', 'source', 'order_id', 'order_key'])
		.where((sale) => sale.or([sale('subscription', '=', subscription), orphaned(sale, subscription, now)]))
		.where('next_attempt_at', 'is not', null)
		.where('next_attempt_at', '<=', iso(now))
		.where('state', 'in', ['pending', 'synced'])
		.orderBy('next_attempt_at')
		.orderBy('id')
		.limit(limit)
		.execute();
	await addEvents(
		db,
		due.map(({ source, order_id, order_key }) => ({
			subscription,
			account: source,
			order_id,
			order_key: order_key ?? '',
			topic: 'order',
			kind: 'retry',
			version: iso(now),
		})),
		now,
	);
	for (const batch of batches(
		due.map(({ id }) => id),
		1,
	)) {
		await db.updateTable('sale').where('id', 'in', batch).set({ next_attempt_at: null }).execute();
	}
	return due.length;
}

/**
 * Of a trigger that is gone (its workflow was imported anew, say), or of none: they come back to another trigger of the
 * account whose orders go into the same target, as its own sales there show. Never to one of another target.
 */
const orphaned = (sale: Sales, subscription: SubscriptionId, now: number): Expression<SqlBool> =>
	sale.and([
		sale('sale.source', '=', sale.selectFrom('subscription').select('account').where('subscription.subscription', '=', subscription)),
		sale.not(
			sale.exists(
				sale
					.selectFrom('subscription as own')
					.select('own.subscription')
					.whereRef('own.subscription', '=', 'sale.subscription')
					.where('own.last_polled_at', '>=', iso(now - GONE_AFTER_MS)),
			),
		),
		sale.exists(
			sale
				.selectFrom('sale as other')
				.select('other.id')
				.where('other.subscription', '=', subscription)
				.where('other.target_order_id', 'is not', null)
				.whereRef('other.source', '=', 'sale.source')
				.whereRef('other.target', '=', 'sale.target'),
		),
	]);

/** Why it stood there no longer holds: it is looked at anew. */
export async function makeDue(db: Db, ids: readonly number[], now: number): Promise<void> {
	for (const batch of batches(ids, 1)) {
		await db
			.updateTable('sale')
			.where('id', 'in', batch)
			.set({
				state: 'pending',
				reason_code: null,
				reason_text: null,
				reason_advice: null,
				next_attempt_at: iso(now),
				updated_at: iso(now),
			})
			.execute();
	}
	await clearWaiting(db, ids);
	await appendHistory(
		db,
		ids.map((sale_id) => ({ sale_id, state: 'pending', reason_code: null, reason_text: null })),
		iso(now),
	);
}
