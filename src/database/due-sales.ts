import type { SubscriptionId } from '../domain/ids';
import { iso } from '../domain/time';
import { batches } from './batches';
import type { Db } from './connection';
import { addEvents } from './inbox-rows';
import { appendHistory } from './sale-rows';
import { clearWaiting } from './sale-waiting';
import { leftDue, ownDue } from './waiting-sales';

/** See `Sales.returnDue`. For a caller that holds the areas `sale` and `inbox`. */
export async function returnDue(db: Db, subscription: SubscriptionId, limit: number, now: number): Promise<number> {
	const own = await ownDue(db, subscription, limit, now);
	const left = await leftDue(db, subscription, limit - own.length, now);
	const due = [...own, ...left].sort((a, b) => (a.next_attempt_at ?? '').localeCompare(b.next_attempt_at ?? '') || a.id - b.id);
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
