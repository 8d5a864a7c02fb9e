import type { SubscriptionId } from '../../domain/ids';
import { collectOrders } from './collect';
import type { TriggerDeps } from './deps';
import { handOutOrders, type HandedOut } from './hand-out';
import type { TriggerKind } from './kind';
import { MOST_ORDERS } from './portion';

/** One poll: collects, and gives out what the inbox holds, also when the platform cannot be asked right now. */
export async function pollOrders<Reading, Settings>(
	deps: TriggerDeps,
	kind: TriggerKind<Reading, Settings>,
	subscription: SubscriptionId,
	settings: Settings,
): Promise<HandedOut> {
	const collected = await collectOrders(deps, kind, subscription, settings);
	const handed = await handOutOrders(deps, kind, { subscription, settings, limit: MOST_ORDERS }, collected.orders);
	const stopped = collected.stopped ?? handed.stopped;
	return { deliveries: handed.deliveries, ...(stopped === undefined ? {} : { stopped }) };
}
