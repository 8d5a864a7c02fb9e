import { accountKey, type Account } from '../../domain/account';
import { orderId, type AccountKey, type OrderId, type SubscriptionId } from '../../domain/ids';
import { reason, type Reason } from '../../domain/reasons';
import type { DeadRow, SaleChange } from '../../ports/database';
import type { UnreadableOrder } from '../../ports/order-source';
import type { TriggerDeps } from './deps';

type LogDeps = Pick<TriggerDeps, 'database'>;

interface Entry {
	readonly orderId: OrderId;
	readonly orderKey?: string;
	readonly reason: Reason;
	/** Whose inbox it returns to when somebody retries it. */
	readonly subscription: SubscriptionId | undefined;
}

/** An order that cannot be read is neither lost nor in the way of the others: it stands in the log, to be retried. */
export async function logUnreadable(
	deps: LogDeps,
	account: Account,
	orders: readonly UnreadableOrder[],
	subscription: SubscriptionId | undefined,
): Promise<void> {
	await log(
		deps,
		accountKey(account),
		orders.map(({ orderId: id, text }) => ({ orderId: orderId(id), reason: reason('unreadable', id, text), subscription })),
	);
}

/** Events that were given to a run too often without an end. Noted first, then buried: a crash in between repeats it. */
export async function logGivenUp(deps: LogDeps, dead: readonly DeadRow[]): Promise<void> {
	for (const [account, own] of Map.groupBy(dead, (row) => row.account)) {
		await log(
			deps,
			account,
			own.map(({ orderId: id, orderKey, subscription }) => ({
				orderId: id,
				...(orderKey === undefined ? {} : { orderKey }),
				reason: reason('givenUp', id),
				subscription,
			})),
		);
	}
	await deps.database.inbox.bury(
		dead.map(({ row }) => row),
		deps.database.now(),
	);
}

/** Stands where the order stands in the log already, whatever its target; else without one, until one takes it. */
async function log(deps: LogDeps, source: AccountKey, entries: readonly Entry[]): Promise<void> {
	if (entries.length === 0) return;
	const targets = await targetsOf(
		deps,
		source,
		entries.map((entry) => entry.orderId),
	);
	const changes = entries.flatMap(({ orderId: id, orderKey, reason: why, subscription }): SaleChange[] => {
		const key = orderKey === undefined ? {} : { orderKey };
		const entry = { source, orderId: id, ...key, state: 'error', reason: why, nextAttemptAt: null } as const;
		const known = targets.get(id);
		if (known !== undefined) return known.map((target) => ({ ...entry, target }));
		return [{ ...entry, orderNumber: id, ...(subscription === undefined ? {} : { subscription }) }];
	});
	await deps.database.sales.change(changes, deps.database.now());
}

async function targetsOf(
	{ database }: LogDeps,
	source: AccountKey,
	orderIds: readonly OrderId[],
): Promise<ReadonlyMap<OrderId, readonly AccountKey[]>> {
	const sales = await database.sales.list({ account: source, orderIds, limit: Number.MAX_SAFE_INTEGER });
	const open = sales.flatMap((sale) =>
		sale.source === source && sale.target !== undefined && sale.state !== 'deleted' ? [{ id: sale.orderId, target: sale.target }] : [],
	);
	return new Map([...Map.groupBy(open, ({ id }) => id)].map(([id, own]) => [id, own.map(({ target }) => target)]));
}
