import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { SubscriptionId } from '../domain/ids';
import { LONGEST_WAIT_MS } from '../domain/sale-states';
import { iso } from '../domain/time';
import { batches, distinct } from './batches';
import type { Db } from './connection';
import { addEvents, type EventRow } from './inbox-rows';
import { appendHistory, type SaleRow } from './sale-rows';
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

interface Whose {
	readonly subscription: SubscriptionId;
	readonly account: AccountId;
}

/** See `Sales.returnDue`. For a caller that holds the areas `sale` and `inbox`. */
export async function returnDue(db: Db, inbox: Whose, limit: number, now: number): Promise<number> {
	const { subscription, account } = inbox;
	const targets = await servedBy(db, inbox);
	const due = await db
		.selectFrom('sale')
		.select(['id', 'source', 'order_id', 'order_key', 'target', 'subscription'])
		.where('source', '=', account)
		.where((sale) => sale.or([sale('subscription', '=', subscription), leftTo(sale, targets, now)]))
		.where('next_attempt_at', 'is not', null)
		.where((sale) => sale.or([sale('next_attempt_at', '<=', iso(now)), sale('next_attempt_at', '>', iso(now + LONGEST_WAIT_MS))]))
		.where('state', '=', 'pending')
		.orderBy('next_attempt_at')
		.orderBy('id')
		.limit(limit)
		.execute();
	const readers = due.some(isNobodys(subscription)) ? await pollingNow(db, inbox, now) : [];
	const eventsOf = (sale: (typeof due)[number]): readonly EventRow[] => {
		const event = { account, order_id: sale.order_id, order_key: sale.order_key ?? '', version: iso(now) };
		if (!isNobodys(subscription)(sale)) return [{ ...event, subscription, topic: 'order', kind: 'retry' }];
		return readers.map((reader) => ({ ...event, subscription: reader, topic: 'unread', kind: 'unread' }));
	};
	await addEvents(db, due.flatMap(eventsOf), now);
	for (const batch of batches(
		due.map(({ id }) => id),
		1,
	)) {
		await db.updateTable('sale').where('id', 'in', batch).set({ next_attempt_at: null }).execute();
	}
	return due.length;
}

/** Whether nobody can tell whom it is for: no store has taken it, and no trigger of the account that polls has given it out. */
const isNobodys =
	(subscription: SubscriptionId) =>
	(sale: Pick<SaleRow, 'target' | 'subscription'>): boolean =>
		sale.target === null && sale.subscription !== subscription;

/** Where the orders of this trigger go, as its sales show. One step of the index for each: nothing here grows with them. */
async function servedBy(db: Db, { subscription, account }: Whose): Promise<readonly AccountId[]> {
	const targets: AccountId[] = [];
	for (;;) {
		const next = await db
			.selectFrom('sale')
			.select('target')
			.where('subscription', '=', subscription)
			.where('source', '=', account)
			.where('target_order_id', 'is not', null)
			.where('target', '>', targets.at(-1) ?? ('' as AccountId))
			.orderBy('target')
			.limit(1)
			.executeTakeFirst();
		if (next?.target == null) return targets;
		targets.push(next.target);
	}
}

/** All triggers that poll the account, this one among them. */
async function pollingNow(db: Db, { subscription, account }: Whose, now: number): Promise<readonly SubscriptionId[]> {
	const rows = await db
		.selectFrom('subscription')
		.select('subscription')
		.where('account', '=', account)
		.where('last_polled_at', '>=', iso(now - GONE_AFTER_MS))
		.execute();
	return distinct([subscription, ...rows.map((row) => row.subscription)]);
}

/**
 * Of a trigger that does not poll the account any more (its workflow was imported anew, its credential is another one), or
 * of none: they come back to another trigger of the account whose orders go into the same target. Never to one of another
 * target.
 */
const leftTo = (sale: Sales, targets: readonly AccountId[], now: number): Expression<SqlBool> =>
	sale.and([
		targets.length === 0 ? sale('target', 'is', null) : sale.or([sale('target', 'is', null), sale('target', 'in', targets)]),
		sale.not(
			sale.exists(
				sale
					.selectFrom('subscription as own')
					.select('own.subscription')
					.whereRef('own.subscription', '=', 'sale.subscription')
					.whereRef('own.account', '=', 'sale.source')
					.where('own.last_polled_at', '>=', iso(now - GONE_AFTER_MS)),
			),
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
