import { accountKey } from '../../domain/account';
import type { AccountKey, OrderId, SubscriptionId } from '../../domain/ids';
import { reason, type Reason, type ReasonCode } from '../../domain/reasons';
import type { DeadRow, Sale, SaleChange } from '../../ports/database';
import type { TriggerDeps } from './deps';
import type { TriggerKind } from './kind';

type LogDeps = Pick<TriggerDeps, 'database'>;

/** Of the kind: only orders have lines in the log. */
type Told = Pick<TriggerKind<unknown, never, unknown>, 'account' | 'about'>;

/** An order that came to nothing so far. */
export interface LogEntry {
	readonly orderId: OrderId;
	readonly orderKey?: string;
	readonly reason: Reason;
	/** Whose inbox it returns to when somebody retries it; nobody's: before all who may want it. */
	readonly subscription?: SubscriptionId;
}

/** Reasons that say more than that it was given up. */
const NOT_READ: readonly ReasonCode[] = ['unreadable', 'orderVanished'];

/** An order that cannot be read is neither lost nor in the way of the others: it stands in the log, to be retried. */
export async function logUnreadable(deps: LogDeps, { account, about }: Told, entries: readonly LogEntry[]): Promise<void> {
	if (about !== 'order') return;
	// What it said first stays: the same order may be met in a list, and be asked for by itself.
	await log(deps, accountKey(account), entries, ({ state, reason: known }, { code }) => state === 'error' && known?.code === code);
}

/** Events that were given to a run too often without an end. Noted first, then buried: a crash in between repeats it. */
export async function logGivenUp(deps: LogDeps, { about }: Told, dead: readonly DeadRow[]): Promise<void> {
	for (const [account, own] of Map.groupBy(about === 'order' ? dead : [], (row) => row.account)) {
		const entries = own.map(({ orderId: id, orderKey, subscription }): LogEntry => ({
			orderId: id,
			...(orderKey === undefined ? {} : { orderKey }),
			reason: reason('givenUp', id),
			subscription,
		}));
		await log(
			deps,
			account,
			entries,
			({ state, reason: known }) => state === 'error' && known !== undefined && NOT_READ.includes(known.code),
		);
	}
	await deps.database.inbox.bury(
		dead.map(({ row }) => row),
		deps.database.now(),
	);
}

/** Stands where the order stands in the log already, whatever its target; else without one, until one takes it. */
async function log(
	deps: LogDeps,
	source: AccountKey,
	entries: readonly LogEntry[],
	isToldAlready: (sale: Sale, why: Reason) => boolean,
): Promise<void> {
	if (entries.length === 0) return;
	const known = await salesOf(
		deps,
		source,
		entries.map((entry) => entry.orderId),
	);
	const changes = entries.flatMap(({ orderId: id, orderKey, reason: why, subscription }): SaleChange[] => {
		const sales = known.get(id) ?? [];
		if (sales.some((sale) => isToldAlready(sale, why))) return [];
		const key = orderKey === undefined ? {} : { orderKey };
		const entry = { source, orderId: id, ...key, state: 'error', reason: why, nextAttemptAt: null } as const;
		const targets = sales.flatMap(({ target }) => target ?? []);
		if (targets.length > 0) return targets.map((target) => ({ ...entry, target }));
		return [{ ...entry, orderNumber: id, ...(subscription === undefined ? {} : { subscription }) }];
	});
	await deps.database.sales.change(changes, deps.database.now());
}

async function salesOf(
	{ database }: LogDeps,
	source: AccountKey,
	orderIds: readonly OrderId[],
): Promise<ReadonlyMap<OrderId, readonly Sale[]>> {
	const sales = await database.sales.list({ account: source, orderIds, limit: Number.MAX_SAFE_INTEGER });
	return Map.groupBy(
		sales.filter((sale) => sale.source === source && sale.state !== 'deleted'),
		({ orderId: id }) => id,
	);
}
