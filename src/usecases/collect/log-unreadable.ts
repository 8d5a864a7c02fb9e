import { accountKey } from '../../domain/account';
import { reason } from '../../domain/reasons';
import type { Clock } from '../../ports/clock';
import type { Database, InboxEvent } from '../../ports/database';
import type { OrderSource, UnreadableOrder } from '../../ports/order-source';

/** Sales that no store was chosen for yet stand in the log under this account. */
export const NO_STORE = '';

export interface LogDeps {
	readonly source: OrderSource;
	readonly database: Database;
	readonly clock: Clock;
}

/** An order that cannot be read is neither lost nor in the way of the others: it stands in the log, to be retried. */
export async function logUnreadable(
	deps: LogDeps,
	orders: readonly UnreadableOrder[],
	subscription: string | undefined,
): Promise<void> {
	if (orders.length === 0) return;
	await deps.database.sales.change(
		orders.map(({ orderId, text }) => ({
			channel: accountKey(deps.source.account),
			orderId,
			store: NO_STORE,
			orderNumber: orderId,
			state: 'error' as const,
			reason: reason('unreadable', orderId, text),
			attempted: true,
			...(subscription === undefined ? {} : { subscription }),
		})),
		deps.clock.now(),
	);
}

/** Events that were given to a run too often without an end. */
export async function logGivenUp(deps: LogDeps, events: readonly InboxEvent[]): Promise<void> {
	if (events.length === 0) return;
	await deps.database.sales.change(
		events.map(({ orderId, subscription }) => ({
			channel: accountKey(deps.source.account),
			orderId,
			store: NO_STORE,
			orderNumber: orderId,
			state: 'error' as const,
			reason: reason('givenUp', orderId),
			subscription,
		})),
		deps.clock.now(),
	);
}
