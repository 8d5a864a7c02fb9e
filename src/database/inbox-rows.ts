import type { Selectable } from 'kysely';
import type { AccountKey } from '../domain/ids';
import { iso } from '../domain/time';
import type { InboxEvent } from '../ports/database';
import { batches } from './batches';
import type { Db } from './connection';
import type { AccountId, InboxTable } from './schema';

export type InboxRow = Selectable<InboxTable>;

/** An event as its row has it. */
export type EventRow = Pick<InboxRow, 'subscription' | 'account' | 'order_id' | 'order_key' | 'topic' | 'kind' | 'version'> &
	Partial<Pick<InboxRow, 'due_at'>>;

export const rowOf = (event: InboxEvent, idOf: (account: AccountKey) => AccountId): EventRow => ({
	subscription: event.subscription,
	account: idOf(event.account),
	order_id: event.orderId,
	order_key: event.orderKey ?? '',
	topic: event.topic,
	kind: event.kind,
	version: event.version,
	...(event.notBefore === undefined ? {} : { due_at: event.notBefore }),
});

export const eventOf = (row: EventRow, keyOf: (account: AccountId) => AccountKey): InboxEvent => ({
	subscription: row.subscription,
	account: keyOf(row.account),
	orderId: row.order_id,
	...(row.order_key !== '' && { orderKey: row.order_key }),
	topic: row.topic,
	kind: row.kind,
	version: row.version,
});

/** Adds events that are not known yet and answers how many were new. For a caller that holds the area `inbox`. */
export async function addEvents(db: Db, events: readonly EventRow[], now: number): Promise<number> {
	let added = 0n;
	const due_at = iso(now);
	for (const batch of batches(events, 11)) {
		const result = await db
			.insertInto('inbox')
			.values(batch.map((event) => ({ due_at, ...event, state: 'new', closed_at: null, attempts: 0 })))
			.onConflict((conflict) =>
				conflict.columns(['subscription', 'order_id', 'account', 'order_key', 'topic', 'kind', 'version']).doNothing(),
			)
			.executeTakeFirst();
		added += result.numInsertedOrUpdatedRows ?? 0n;
	}
	return Number(added);
}
