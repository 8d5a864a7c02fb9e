import type { SubscriptionId } from '../../domain/ids';
import { collectOrders } from './collect';
import type { TriggerDeps } from './deps';
import { handOutOrders, type HandedOut } from './hand-out';
import type { TriggerKind } from './kind';
import { MOST_ORDERS } from './portion';

export interface Polled extends HandedOut {
	/** Whether the platform answered what was asked of it. */
	readonly answered: boolean;
}

/** One poll: collects, and gives out what the inbox holds, also when the platform cannot be asked right now. */
export async function pollOrders<Reading, Settings>(
	deps: TriggerDeps,
	kind: TriggerKind<Reading, Settings>,
	subscription: SubscriptionId,
	settings: Settings,
): Promise<Polled> {
	const collected = await collectOrders(deps, kind, subscription, settings);
	const { orders, answered } = collected;
	const handed = await handOutOrders(deps, kind, { subscription, settings, limit: MOST_ORDERS, answered }, orders);
	const stopped = collected.stopped ?? handed.stopped;
	return { deliveries: handed.deliveries, answered, ...(stopped === undefined ? {} : { stopped }) };
}
