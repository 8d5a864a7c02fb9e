import { accountKey } from '../../domain/account';
import type { OrderId } from '../../domain/ids';
import { classifyOrder, wants, type OrderEvent } from '../../domain/order-events';
import type { Order } from '../../domain/order';
import { reason, type Reason, type ReasonCode } from '../../domain/reasons';
import type { Database, OrderMemory, Subscription } from '../../ports/database';
import type { OrderSource } from '../../ports/order-source';
import { channelOrders, type ChannelSettings } from '../trigger';

export type Takers = readonly Subscription[];

/** Why an order of a channel stands in no row of the log. */
export interface NoSale {
	readonly found: 'ignored' | 'waiting' | 'missing';
	readonly reason?: Reason;
}

interface Deps {
	readonly source: OrderSource;
	readonly database: Pick<Database, 'memories' | 'now' | 'hmac' | 'shipments' | 'sales'>;
}

/** What changed less long ago may be on its way through a poll and a run. */
const ON_ITS_WAY_MS = 30 * 60_000;

interface Taker {
	readonly subscription: Subscription;
	readonly settings: ChannelSettings;
	readonly met: ReadonlyMap<OrderId, OrderMemory>;
}

export async function whyNoSale(
	{ source, database }: Deps,
	takers: Takers,
	orders: readonly Order[],
): Promise<ReadonlyMap<OrderId, NoSale>> {
	if (orders.length === 0) return new Map();
	const ids = orders.map(({ id }) => id);
	const kind = channelOrders(source, database);
	const readers: Taker[] = [];
	for (const subscription of takers) {
		const met = await database.memories.of(subscription.id, accountKey(source.account), ids);
		readers.push({ subscription, settings: kind.readSettings(subscription.settings), met });
	}
	return new Map(orders.map((order) => [order.id, whyOne(order, readers, database.now())]));
}

const ignored = (code: ReasonCode, { number }: Order): NoSale => ({ found: 'ignored', reason: reason(code, number) });

function whyOne(order: Order, takers: readonly Taker[], now: number): NoSale {
	if (order.origin !== order.platform) return ignored('soldElsewhere', order);
	const event = classifyOrder(order, false);
	if (event === undefined) return ignored('notPaid', order);
	// What was never in the store needs not be cancelled there.
	if (event === 'cancelled') return ignored('cancelledBefore', order);
	const willing = takers.filter((taker) => takes(taker, order, event));
	if (takers.length > 0 && willing.length === 0) {
		return ignored(order.fulfilledBy === 'amazon' && order.status !== 'shipped' ? 'notShippedYet' : 'notTaken', order);
	}
	const inTime = willing.filter((taker) => isSince(taker, order));
	if (willing.length > 0 && inTime.length === 0) return ignored('boughtBefore', order);
	if (inTime.length > 0 && Date.parse(order.updatedAt) > now - ON_ITS_WAY_MS) return { found: 'waiting' };
	const isSeen = inTime.some(({ met }) => met.has(order.id));
	return { found: 'missing', reason: reason(isSeen ? 'neverSaved' : 'neverSeen', order.number) };
}

const takes = ({ settings: { marketplaces, events } }: Taker, { marketplace }: Order, event: OrderEvent): boolean =>
	wants(events, event) && (marketplaces.length === 0 || marketplaces.includes(marketplace));

const isSince = ({ subscription: { startsAt }, settings: { backfillFrom }, met }: Taker, { id, updatedAt, purchasedAt }: Order): boolean =>
	met.has(id) || updatedAt >= startsAt || (backfillFrom !== undefined && purchasedAt >= backfillFrom);
