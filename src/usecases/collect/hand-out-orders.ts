import type { Order } from '../../domain/order';
import { classifyOrder, ORDER_EVENTS, type OrderEvent } from '../../domain/order-events';
import { withoutPersonalData } from '../../domain/personal-data';
import { PlatformError } from '../../domain/platform-error';
import type { HandedRow, InboxStamp } from '../../ports/database';
import type { CollectDeps } from './collect-orders';
import { logGivenUp, logUnreadable } from './log-unreadable';
import { MOST_ORDERS } from './portion';
import { readAgain } from './read-again';
import type { TriggerSettings } from './settings';

/**
 * From the poll's answer to the first node of its execution; n8n lets executions wait when it is busy, and one that is
 * given out again meanwhile begins in vain. A process that died is noticed at once.
 */
const START_WITHIN_MS = 15 * 60_000;
const LATER_MS = 60_000;
/** Ended events are kept as long as somebody may ask what became of an order. */
const KEEP_MS = 90 * 24 * 60 * 60_000;

export interface Delivery {
	readonly order: Order;
	readonly event: OrderEvent | 'retry';
	readonly stamp: InboxStamp;
}

export interface HandedOut {
	readonly deliveries: readonly Delivery[];
	/** What stopped the reading of some orders; they are given out again later. */
	readonly stopped?: PlatformError;
}

/**
 * Takes what is due out of the subscription's inbox. Orders that this poll has just read are given out as they are;
 * others (after a crash, or when a failed sale is due again) are read anew, never from memory.
 */
export async function handOutOrders(
	deps: CollectDeps,
	subscriptionId: string,
	settings: TriggerSettings,
	fresh: ReadonlyMap<string, Order>,
): Promise<HandedOut> {
	const now = deps.clock.now();
	await deps.database.sales.returnDue(subscriptionId, MOST_ORDERS, now);
	const { rows, dead } = await deps.database.inbox.handOut(subscriptionId, MOST_ORDERS, deps.owner, START_WITHIN_MS, now);
	await logGivenUp(deps, dead);
	await deps.database.inbox.prune(new Date(now - KEEP_MS).toISOString());
	const again = await readAgain(
		deps,
		rows.filter((row) => freshOf(row, fresh, settings) === undefined),
		settings,
	);
	await logUnreadable(deps, again.unreadable, subscriptionId);
	const deliveries: Delivery[] = [];
	const over: HandedRow[] = [];
	const later: HandedRow[] = [];
	for (const row of rows) {
		const order = freshOf(row, fresh, settings) ?? again.orders.get(row.orderId);
		if (order !== undefined) deliveries.push(deliver(row, order, settings));
		else (again.gone.has(row.orderId) ? over : later).push(row);
	}
	await deps.database.inbox.giveBack(later, deps.clock.now() + LATER_MS, deps.clock.now());
	await endUnseen(deps, over);
	return { deliveries, ...(again.stopped === undefined ? {} : { stopped: again.stopped }) };
}

/** They need no run: what is to be said of them stands in the log. */
async function endUnseen(deps: CollectDeps, rows: readonly HandedRow[]): Promise<void> {
	await deps.database.inbox.start(rows, deps.owner, LATER_MS, deps.clock.now());
	await deps.database.inbox.end(rows, deps.clock.now());
}

/**
 * What this poll has read of a row's order, unless it is older than the row (another trigger may have collected since),
 * or holds the platform's own object with personal data that another subscription asked for.
 */
function freshOf(row: HandedRow, fresh: ReadonlyMap<string, Order>, settings: TriggerSettings): Order | undefined {
	const order = fresh.get(row.orderId);
	if (order === undefined || row.kind === 'retry' || order.updatedAt < row.version) return undefined;
	return settings.raw && order.personalData && !settings.personalData ? undefined : order;
}

function deliver(row: HandedRow, order: Order, settings: TriggerSettings): Delivery {
	const { raw, ...plain } = order;
	return {
		order: { ...(settings.personalData ? plain : withoutPersonalData(plain)), ...(settings.raw ? { raw } : {}) },
		event: eventOf(row, order),
		stamp: { row: row.row, handOut: row.handOut },
	};
}

/** What the version was when it was collected; a newer one is what it is now. */
function eventOf(row: HandedRow, order: Order): Delivery['event'] {
	if (row.kind === 'retry') return 'retry';
	const collected = ORDER_EVENTS.find((event) => event === row.kind);
	return (order.updatedAt === row.version ? collected : undefined) ?? classifyOrder(order, true) ?? 'changed';
}
