import { accountKey } from '../../domain/account';
import type { StoreCollectDeps } from './deps';
import { readerOf } from './collect-store-orders';
import { handOutStoreOrders, type StoreHandedOut } from './hand-out-store-orders';
import { noteOrder } from './note-order';

/** More waits for the poll: a webhook's run is there for its order. */
const MOST_AT_ONCE = 20;

/**
 * A webhook said that something happened to this order. What it said is not used: the order is read anew, so that forged
 * contents, repeats and a wrong order of deliveries change nothing. Whatever fails here is found by the next poll.
 */
export async function receiveStoreOrder(deps: StoreCollectDeps, subscriptionId: string, orderId: string): Promise<StoreHandedOut> {
	const subscriptions = await deps.database.streams.subscriptions(accountKey(deps.source.account));
	const own = subscriptions.find(({ id }) => id === subscriptionId);
	// Its first poll has not come yet: it starts with what happens after that.
	if (own === undefined) return { deliveries: [] };
	const order = await noteOrder(deps, orderId, [readerOf(own, own.lastPolledAt)], async () => await deps.source.get(orderId));
	return await handOutStoreOrders(deps, subscriptionId, MOST_AT_ONCE, new Map(order === undefined ? [] : [[orderId, order]]));
}
