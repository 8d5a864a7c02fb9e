import type { InboxEvent } from '../ports/database';
import { batches, iso } from './batches';
import type { Db } from './connection';

/** Adds events that are not known yet and answers how many were new. For a caller that holds the area `inbox`. */
export async function addEvents(db: Db, events: readonly InboxEvent[], now: number): Promise<number> {
	let added = 0n;
	const due_at = iso(now);
	for (const batch of batches(events, 10)) {
		const result = await db
			.insertInto('inbox')
			.values(
				batch.map((event) => ({
					subscription: event.subscription,
					account: event.account,
					order_id: event.orderId,
					version: event.version,
					kind: event.kind,
					...(event.silent === true ? { state: 'ended', closed_at: due_at } : { state: 'new', closed_at: null }),
					attempts: 0,
					due_at,
				})),
			)
			.onConflict((conflict) => conflict.columns(['subscription', 'order_id', 'version', 'kind']).doNothing())
			.executeTakeFirst();
		added += result.numInsertedOrUpdatedRows ?? 0n;
	}
	return Number(added);
}
