import type { SubscriptionId } from '../domain/ids';
import { iso } from '../domain/time';
import { batches, distinct } from './batches';
import type { Db } from './connection';
import { addEvents, type EventRow } from './inbox-rows';
import { appendHistory } from './sale-rows';
import { clearWaiting } from './sale-waiting';
import type { AccountId } from './schema';
import { leftDue, ownDue, pollingSince, targetsOf, type InboxId, type Polling, type WaitingSale } from './waiting-sales';

/** A trigger that has not polled for so long has no say in what happens to its sales. */
const GONE_AFTER_MS = 24 * 60 * 60_000;
/** As long as news is noted for it: while n8n was off, nobody polled. */
const MAY_COME_BACK_MS = 35 * 24 * 60 * 60_000;

/** See `Sales.returnDue`. For a caller that holds the areas `sale` and `inbox`. */
export async function returnDue(db: Db, inbox: InboxId, limit: number, now: number): Promise<number> {
	const known = await pollingSince(db, inbox.account, iso(now - MAY_COME_BACK_MS));
	const pollers = known.filter(({ last_polled_at: last }) => last >= iso(now - GONE_AFTER_MS));
	const polling = distinct([inbox.subscription, ...pollers.map(({ subscription }) => subscription)]);
	const own = await ownDue(db, inbox, limit, now);
	const left = await leftDue(db, inbox, polling, limit - own.length, now);
	const due = [...own, ...left].sort((a, b) => (a.next_attempt_at ?? '').localeCompare(b.next_attempt_at ?? '') || a.id - b.id);
	const readers = distinct([inbox.subscription, ...known.map(({ subscription }) => subscription)]);
	const around = { polling, pollers, readers, into: left.length === 0 ? new Map() : await targetsOfAll(db, inbox, readers) };
	await addEvents(
		db,
		due.flatMap((sale) => eventsOf(sale, inbox, around, now)),
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

/** Who is there beside the trigger that polls. */
interface Around {
	readonly polling: readonly SubscriptionId[];
	readonly pollers: readonly Polling[];
	/** Those who poll, and those who may again. */
	readonly readers: readonly SubscriptionId[];
	/** The targets that each has sales in. */
	readonly into: ReadonlyMap<SubscriptionId, readonly AccountId[]>;
}

async function targetsOfAll(db: Db, { account }: InboxId, readers: readonly SubscriptionId[]): Promise<Around['into']> {
	const found = new Map<SubscriptionId, readonly AccountId[]>();
	for (const subscription of readers) found.set(subscription, await targetsOf(db, { subscription, account }));
	return found;
}

/**
 * Of one that no store has taken, and no trigger that polls has given out, nobody can tell whose it is: all look at it. See unread.ts.
 * Nor of one whose trigger is gone, or that has none: several triggers may have sales in its target, each for a work of its own.
 */
function eventsOf(
	sale: WaitingSale,
	{ subscription, account }: InboxId,
	{ polling, pollers, readers, into }: Around,
	now: number,
): readonly EventRow[] {
	const event = { account, order_id: sale.order_id, order_key: sale.order_key ?? '', version: iso(now) };
	const retry = (reader: SubscriptionId): EventRow => ({ ...event, subscription: reader, topic: 'order', kind: 'retry' });
	if (sale.subscription === subscription) return [retry(subscription)];
	const { target } = sale;
	if (target !== null) {
		const isFor = (reader: SubscriptionId): boolean => reader === sale.subscription || into.get(reader)?.includes(target) === true;
		return readers.filter((reader) => onlyTells(sale) || isFor(reader)).map(retry);
	}
	// Whoever was there before has it as news; else those who were are gone, and to all others it is older than their start.
	const isNews = sale.subscription === null && pollers.some(({ starts_at: start }) => start <= sale.created_at);
	const kind = isNews ? 'unread' : 'unreadLeft';
	return polling.map((reader) => ({ ...event, subscription: reader, topic: 'unread', kind }));
}

/** The target has the order from the start, and is only told of it: nobody can make it there a second time. */
const onlyTells = ({ frozen, total, target_order_id: there }: WaitingSale): boolean => frozen === 1 && total === null && there !== null;

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

/** See `Sales.linked`. For a caller that holds the area `sale`. */
export async function makeLinkedDue(db: Db, target: AccountId, skus: readonly string[], now: number): Promise<number> {
	const ids = new Set<number>();
	for (const batch of batches(distinct(skus), 1)) {
		const waiting = await db.selectFrom('sale_waiting').select('sale_id').distinct().where('sku', 'in', batch).execute();
		for (const named of batches(waiting, 3)) {
			const rows = await db
				.selectFrom('sale')
				.select('id')
				.where(
					'id',
					'in',
					named.map((row) => row.sale_id),
				)
				.where('target', '=', target)
				.where('state', '=', 'error')
				.execute();
			for (const row of rows) ids.add(row.id);
		}
	}
	await makeDue(db, [...ids], now);
	return ids.size;
}

/** What it waits for may have come: it is looked at before its time, and its reason stands until then. */
export async function bringForward(db: Db, ids: readonly number[], now: number): Promise<void> {
	for (const batch of batches(ids, 1))
		await db
			.updateTable('sale')
			.where('id', 'in', batch)
			.set({ state: 'pending', next_attempt_at: iso(now), updated_at: iso(now) })
			.execute();
}
