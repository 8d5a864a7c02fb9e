import { accountKey } from '../../domain/account';
import { reason, type Reason } from '../../domain/reasons';
import type { Clock } from '../../ports/clock';
import { NO_STORE, type Database, type DeadRow, type SaleChange } from '../../ports/database';
import type { OrderSource, UnreadableOrder } from '../../ports/order-source';

export interface LogDeps {
	readonly source: Pick<OrderSource, 'account'>;
	readonly database: Database;
	readonly clock: Clock;
}

interface Entry {
	readonly orderId: string;
	readonly reason: Reason;
	/** Whose inbox it returns to when somebody retries it. */
	readonly subscription: string | undefined;
}

/** An order that cannot be read is neither lost nor in the way of the others: it stands in the log, to be retried. */
export async function logUnreadable(deps: LogDeps, orders: readonly UnreadableOrder[], subscription: string | undefined): Promise<void> {
	await log(
		deps,
		orders.map(({ orderId, text }) => ({ orderId, reason: reason('unreadable', orderId, text), subscription })),
	);
}

/** Events that were given to a run too often without an end. Noted first, then buried: a crash in between repeats it. */
export async function logGivenUp(deps: LogDeps, dead: readonly DeadRow[]): Promise<void> {
	await log(
		deps,
		dead.map(({ orderId, subscription }) => ({ orderId, reason: reason('givenUp', orderId), subscription })),
	);
	await deps.database.inbox.bury(
		dead.map(({ row }) => row),
		deps.clock.now(),
	);
}

/** Stands where the order stands in the log already, in whatever store; else at no store, until one takes it. */
async function log(deps: LogDeps, entries: readonly Entry[]): Promise<void> {
	if (entries.length === 0) return;
	const channel = accountKey(deps.source.account);
	const stores = await storesOf(
		deps,
		channel,
		entries.map(({ orderId }) => orderId),
	);
	const changes = entries.flatMap(({ orderId, reason: why, subscription }): SaleChange[] => {
		const known = stores.get(orderId);
		if (known !== undefined) return known.map((store) => ({ channel, orderId, store, state: 'error', reason: why, nextAttemptAt: null }));
		const whose = subscription === undefined ? {} : { subscription };
		return [{ channel, orderId, store: NO_STORE, orderNumber: orderId, state: 'error', reason: why, nextAttemptAt: null, ...whose }];
	});
	await deps.database.sales.change(changes, deps.clock.now());
}

async function storesOf(deps: LogDeps, channel: string, orderIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
	const sales = await deps.database.sales.list({ account: channel, orderIds, limit: Number.MAX_SAFE_INTEGER });
	const inStores = sales.filter((sale) => sale.channel === channel && sale.store !== NO_STORE && sale.state !== 'deleted');
	return new Map([...Map.groupBy(inStores, ({ orderId }) => orderId)].map(([orderId, own]) => [orderId, own.map(({ store }) => store)]));
}
