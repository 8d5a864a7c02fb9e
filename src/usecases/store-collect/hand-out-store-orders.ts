import type { Order } from '../../domain/order';
import { PlatformError } from '../../domain/platform-error';
import { orderIdOf, STORE_EVENTS, type StoreEvent } from '../../domain/store-order-events';
import type { HandedRow, InboxStamp } from '../../ports/database';
import type { StoreOrder } from '../../ports/store-orders';
import { logGivenUp, logUnreadable } from '../collect/log-unreadable';
import type { StoreCollectDeps } from './deps';

/** From the answer of a poll or webhook to the first node of its execution; n8n queues executions when it is busy. */
const START_WITHIN_MS = 2 * 60_000;
const LATER_MS = 60_000;
/** Ended events, and with them what is remembered of an order. */
const KEEP_MS = 90 * 24 * 60 * 60_000;

export interface StoreDelivery {
	readonly order: Order;
	readonly event: StoreEvent | 'retry';
	readonly stamp: InboxStamp;
}

export interface StoreHandedOut {
	readonly deliveries: readonly StoreDelivery[];
	/** What stopped the reading of some orders; they are given out again later. */
	readonly stopped?: PlatformError;
}

/** Takes what is due out of the subscription's inbox. Orders are read anew, but for those that were read this moment. */
export async function handOutStoreOrders(
	deps: StoreCollectDeps,
	subscription: string,
	limit: number,
	fresh: ReadonlyMap<string, StoreOrder> = new Map(),
): Promise<StoreHandedOut> {
	const now = deps.clock.now();
	await deps.database.sales.returnDue(subscription, limit, now);
	const { rows, dead } = await deps.database.inbox.handOut(subscription, limit, deps.owner, START_WITHIN_MS, now);
	await logGivenUp(
		deps,
		dead.map((row) => ({ ...row, orderId: orderIdOf(row.orderId) })),
	);
	await deps.database.inbox.prune(new Date(now - KEEP_MS).toISOString());
	const orders = new Map(fresh);
	const deliveries: StoreDelivery[] = [];
	const over: HandedRow[] = [];
	const later: HandedRow[] = [];
	let stopped: PlatformError | undefined;
	for (const row of rows) {
		const id = orderIdOf(row.orderId);
		try {
			const order = orders.get(id) ?? (stopped === undefined ? await deps.source.get(id) : undefined);
			if (order === undefined) {
				(stopped === undefined ? over : later).push(row);
				continue;
			}
			orders.set(id, order);
			const event = STORE_EVENTS.find((kind) => kind === row.kind) ?? 'retry';
			deliveries.push({ order: order.order, event, stamp: { row: row.row, handOut: row.handOut } });
		} catch (error) {
			if (!(error instanceof PlatformError)) throw error;
			if (error.details.kind === 'contract') {
				await logUnreadable(deps, [{ orderId: id, text: error.message }], subscription);
				over.push(row);
			} else {
				stopped = error;
				later.push(row);
			}
		}
	}
	await deps.database.inbox.giveBack(later, deps.clock.now() + LATER_MS, deps.clock.now());
	await endUnseen(deps, over, subscription);
	return { deliveries, ...(stopped === undefined ? {} : { stopped }) };
}

/** Orders that are gone, or stand in the log as unreadable, need no run. A sale that waits for one would wait for ever. */
async function endUnseen(deps: StoreCollectDeps, rows: readonly HandedRow[], subscription: string): Promise<void> {
	const waiting = rows
		.filter(({ kind }) => kind === 'retry')
		.map(({ orderId }) => ({ orderId, text: 'the store does not have it any more' }));
	await logUnreadable(deps, waiting, subscription);
	await deps.database.inbox.start(rows, deps.owner, LATER_MS, deps.clock.now());
	await deps.database.inbox.end(rows, deps.clock.now());
}
