import { accountKey } from '../../domain/account';
import { PASSING_REASONS, type Reason } from '../../domain/reasons';
import type { SaleChange } from '../../ports/database';
import type { SavedOrder } from '../../ports/order-sink';
import type { AttentionDetails } from './attention';
import type { OrderToSave, SaveDeps } from './deps';
import { fingerprint } from './fingerprint';

const iso = (ms: number): string => new Date(ms).toISOString();

const base = (deps: SaveDeps, item: OrderToSave) => ({
	channel: accountKey(item.order.account),
	orderId: item.order.id,
	store: accountKey(deps.sink.account),
	orderNumber: item.order.number,
	currency: item.order.currency,
	total: (item.order.totals.grand ?? item.order.totals.computed).amount,
	purchasedAt: item.order.purchasedAt,
	...(item.subscription === undefined ? {} : { subscription: item.subscription }),
});

const inStore = (saved: Pick<SavedOrder, 'id' | 'number'>) => ({ storeOrderId: saved.id, storeOrderNumber: saved.number });

const versionOf = (deps: SaveDeps, { order }: OrderToSave) => ({
	sourceUpdatedAt: order.updatedAt,
	fingerprint: fingerprint(deps.database, order),
});

const SETTLED = { reason: null, nextAttemptAt: null } as const;

/** The store holds this version of the order. */
export const syncedChange = (deps: SaveDeps, item: OrderToSave, saved: SavedOrder, extra: Partial<SaleChange> = {}): SaleChange => ({
	...base(deps, item),
	state: 'synced',
	...SETTLED,
	...inStore(saved),
	...versionOf(deps, item),
	...extra,
});

/** In the store, but not as it should be, and not held yet: whoever meets it next goes on from here. */
export const doubtfulChange = (deps: SaveDeps, item: OrderToSave, saved: SavedOrder, now: number): SaleChange => ({
	...base(deps, item),
	state: 'pending',
	reason: null,
	nextAttemptAt: iso(now),
	...inStore(saved),
	fingerprint: fingerprint(deps.database, item.order),
});

/** It is in the store, or is not, and a person has to look; or it passes, and comes back at `dueAt` by itself. */
export function attentionChange(deps: SaveDeps, item: OrderToSave, reason: Reason, more: AttentionDetails): SaleChange {
	const unmatched = item.order.lines.filter((line) => line.product === undefined).map((line) => line.sku);
	return {
		...base(deps, item),
		state: PASSING_REASONS.includes(reason.code) ? 'pending' : 'error',
		reason,
		attempted: true,
		nextAttemptAt: more.dueAt === undefined ? null : iso(more.dueAt),
		...(more.saved === undefined ? {} : inStore(more.saved)),
		...(more.written === true ? versionOf(deps, item) : {}),
		...(reason.code === 'lineUnmatched' ? { waitingFor: more.waitingFor ?? unmatched } : {}),
	};
}

export const cancelledChange = (deps: SaveDeps, item: OrderToSave, saved?: SavedOrder): SaleChange => ({
	...base(deps, item),
	state: 'cancelled',
	...SETTLED,
	...versionOf(deps, item),
	...(saved === undefined ? {} : inStore(saved)),
});

/** Somebody deleted it in the store; it is not made again. */
export const deletedInStoreChange = (deps: SaveDeps, item: OrderToSave, storeOrderId: string): SaleChange => ({
	...base(deps, item),
	state: item.order.status === 'cancelled' ? 'cancelled' : 'synced',
	...SETTLED,
	...versionOf(deps, item),
	storeOrderId,
	frozen: true,
});
