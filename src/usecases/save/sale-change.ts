import { accountKey } from '../../domain/account';
import { PASSING_REASONS, type Reason } from '../../domain/reasons';
import type { SaleChange } from '../../ports/database';
import type { SavedOrder } from '../../ports/order-sink';
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

const inStore = (saved: SavedOrder) => ({ storeOrderId: saved.id, storeOrderNumber: saved.number });

/** The store holds this version of the order. */
export const syncedChange = (deps: SaveDeps, item: OrderToSave, saved: SavedOrder, extra: Partial<SaleChange> = {}): SaleChange => ({
	...base(deps, item),
	state: 'synced',
	reason: null,
	nextAttemptAt: null,
	...inStore(saved),
	sourceUpdatedAt: item.order.updatedAt,
	fingerprint: fingerprint(deps.database, item.order),
	...extra,
});

/** It is in the store, or is not, and a person has to look; or it passes, and comes back at `dueAt` by itself. */
export function attentionChange(
	deps: SaveDeps,
	item: OrderToSave,
	reason: Reason,
	more: { readonly saved?: SavedOrder; readonly dueAt?: number } = {},
): SaleChange {
	const passing = PASSING_REASONS.includes(reason.code);
	const waiting = item.order.lines.filter((line) => line.product === undefined).map((line) => line.sku);
	return {
		...base(deps, item),
		state: passing ? 'pending' : 'error',
		reason,
		attempted: true,
		nextAttemptAt: more.dueAt === undefined ? null : iso(more.dueAt),
		...(more.saved === undefined
			? {}
			: { ...inStore(more.saved), sourceUpdatedAt: item.order.updatedAt, fingerprint: fingerprint(deps.database, item.order) }),
		...(reason.code === 'lineUnmatched' ? { waitingFor: waiting } : {}),
	};
}

export const cancelledChange = (deps: SaveDeps, item: OrderToSave, saved?: SavedOrder): SaleChange => ({
	...base(deps, item),
	state: 'cancelled',
	reason: null,
	nextAttemptAt: null,
	sourceUpdatedAt: item.order.updatedAt,
	fingerprint: fingerprint(deps.database, item.order),
	...(saved === undefined ? {} : inStore(saved)),
});
