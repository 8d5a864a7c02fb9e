import { accountKey } from '../../domain/account';
import { reason, type Reason } from '../../domain/reasons';
import { iso } from '../../domain/time';
import type { SaleChange } from '../../ports/database';
import type { SavedOrder } from '../../ports/order-sink';
import { attentionChange, saleBase, SETTLED } from '../sales/sale-change';
import { advised } from './advised';
import type { OrderToSave, SaveDeps } from './deps';
import { fingerprint } from './fingerprint';

export const base = (deps: SaveDeps, item: OrderToSave) => saleBase(item, accountKey(deps.sink.account));

export const inStore = (saved: Pick<SavedOrder, 'id' | 'number'>) => ({ targetOrderId: saved.id, targetOrderNumber: saved.number });

export const versionOf = (deps: SaveDeps, { order }: OrderToSave) => ({
	sourceUpdatedAt: order.updatedAt,
	fingerprint: fingerprint(deps.database, order),
});

/** The store holds this version of the order. */
export const syncedChange = (deps: SaveDeps, item: OrderToSave, saved: SavedOrder, extra: Partial<SaleChange> = {}): SaleChange => ({
	...base(deps, item),
	state: 'synced',
	...SETTLED,
	...(asksToCancel(item) ? { reason: advised(deps, item, reason('cancelAsked', item.order.number)) } : {}),
	...inStore(saved),
	...versionOf(deps, item),
	...extra,
});

/** As long as something of it waits for the merchant: then the log names it, for whoever decides. */
const asksToCancel = ({ order: { cancelRequested, status, fulfilledBy } }: OrderToSave): boolean =>
	cancelRequested !== undefined && fulfilledBy === 'merchant' && (status === 'unshipped' || status === 'partiallyShipped');

/** In the store, but not as it should be, and not held yet: whoever meets it next goes on from here. */
export const doubtfulChange = (deps: SaveDeps, item: OrderToSave, saved: SavedOrder, now: number): SaleChange => ({
	...base(deps, item),
	state: 'pending',
	reason: null,
	nextAttemptAt: iso(now),
	...inStore(saved),
	fingerprint: fingerprint(deps.database, item.order),
});

export const cancelledChange = (deps: SaveDeps, item: OrderToSave, saved?: SavedOrder): SaleChange => ({
	...base(deps, item),
	state: 'cancelled',
	...SETTLED,
	...versionOf(deps, item),
	...(saved === undefined ? {} : inStore(saved)),
});

/** The store's order is closed, and this version is not in it: open until it is opened again there. */
export const openChange = (deps: SaveDeps, item: OrderToSave, saved: SavedOrder, why: Reason, dueAt: number): SaleChange => ({
	...attentionChange(base(deps, item), why, dueAt),
	...inStore(saved),
});
