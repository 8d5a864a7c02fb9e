import { orderId, type SubscriptionId } from '../../domain/ids';
import type { TriggerDeps } from './deps';
import { handOutOrders, type HandedOut } from './hand-out';
import type { TriggerKind } from './kind';
import { noteInTurn } from './note';
import { readerOf, subscriptionsOf } from './subscriptions';

/** More waits for the poll: a webhook's run is there for its order. */
const MOST_AT_ONCE = 20;

/**
 * A webhook said that something happened to this order. What it said is not used: the order is read anew, so that forged
 * contents, repeats and a wrong order of deliveries change nothing. Whatever fails here is found by the next poll.
 */
export async function receiveOrder<Reading, Settings, Shown>(
	deps: TriggerDeps,
	kind: TriggerKind<Reading, Settings, Shown>,
	subscription: SubscriptionId,
	told: string,
): Promise<HandedOut<Shown>> {
	const all = await subscriptionsOf(deps, kind);
	const own = all.find(({ id }) => id === subscription);
	// Its first poll has not come yet: it starts with what happens after that.
	if (own === undefined) return { deliveries: [] };
	const reader = readerOf(kind, own, own.lastPolledAt);
	const { settings } = reader;
	const noted = await noteInTurn(deps, kind, orderId(told), [reader], subscription, async (id) => await kind.get(id, settings));
	const fresh = new Map(noted?.fresh === undefined ? [] : [[kind.refOf(noted.fresh.reading).id, noted.fresh]]);
	return await handOutOrders(deps, kind, { subscription, settings, limit: MOST_AT_ONCE, answered: noted !== undefined }, fresh);
}
