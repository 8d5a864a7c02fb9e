import { accountKey } from '../../domain/account';
import type { Order } from '../../domain/order';
import type { OrderId, SubscriptionId } from '../../domain/ids';
import { collectOrders, type CollectedOrders } from './collect';
import type { TriggerDeps } from './deps';
import { handOutOrders, type HandedOut } from './hand-out';
import type { TriggerKind } from './kind';
import { MOST_ORDERS, type Fresh } from './portion';

/** What was read longer ago than that is read anew before it is given out: the runs before it may have been slow. */
const FRESH_FOR_MS = 2 * 60_000;

/** One portion of a poll. */
export interface Polled<Shown = Order> extends HandedOut<Shown> {
	/** Whether the platform answered what was asked of it. */
	readonly answered: boolean;
	/** Nothing was given out, because as many portions are out as may be. */
	readonly full: boolean;
	/** Gives out the next portion; absent where this poll is over. What waits then is the next poll's. */
	readonly next?: () => Promise<Polled<Shown>>;
}

interface Poll<Settings> {
	readonly subscription: SubscriptionId;
	readonly settings: Settings;
	readonly atOnce: number | undefined;
}

/**
 * One poll: collects, and gives out what the inbox holds, also when the platform cannot be asked right now. What is read and
 * cannot be given out would have to be read again: nothing is collected while as many portions are out as may be.
 *
 * @param atOnce how many portions may be out at a time; left out: however many
 */
export async function pollOrders<Reading, Settings, Shown>(
	deps: TriggerDeps,
	kind: TriggerKind<Reading, Settings, Shown>,
	subscription: SubscriptionId,
	settings: Settings,
	atOnce?: number,
): Promise<Polled<Shown>> {
	const { database } = deps;
	const poll = { subscription, settings, atOnce };
	const first = async (): Promise<Polled<Shown>> =>
		await portion(deps, kind, poll, await collectOrders(deps, kind, subscription, settings));
	if (atOnce === undefined) return await first();
	const out = await database.inbox.portionsOut({ subscription, account: accountKey(kind.account) }, database.now());
	return out.portions < atOnce ? await first() : { deliveries: [], answered: false, full: true, next: first };
}

async function portion<Reading, Settings, Shown>(
	deps: TriggerDeps,
	kind: TriggerKind<Reading, Settings, Shown>,
	poll: Poll<Settings>,
	{ orders, answered, more, stopped: unread }: CollectedOrders<Reading>,
	readAt = deps.database.now(),
): Promise<Polled<Shown>> {
	const { subscription, settings } = poll;
	const handed = await handOutOrders(deps, kind, { ...poll, limit: MOST_ORDERS, answered }, orders);
	const { deliveries, full } = handed;
	const stopped = unread ?? handed.stopped;
	const waitsInInbox = full || handed.more;
	// Let go before the next ones are read.
	const kept: ReadonlyMap<OrderId, Fresh<Reading>> = waitsInInbox ? orders : new Map();
	const next = async (): Promise<Polled<Shown>> => {
		if (waitsInInbox) {
			const isFresh = deps.database.now() - readAt < FRESH_FOR_MS;
			const rest = await portion(deps, kind, poll, { orders: isFresh ? kept : new Map(), answered, more }, readAt);
			// The last one may have been all of it.
			if (!more || rest.full || rest.stopped !== undefined || rest.deliveries.length > 0) return rest;
		}
		return await portion(deps, kind, poll, await collectOrders(deps, kind, subscription, settings, true));
	};
	const goesOn = full || (handed.stopped === undefined && deliveries.length > 0 && (waitsInInbox || more));
	return { deliveries, answered, full, ...(stopped === undefined ? {} : { stopped }), ...(goesOn ? { next } : {}) };
}
