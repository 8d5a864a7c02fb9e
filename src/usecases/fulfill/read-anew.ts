import { reason, type Reason } from '../../domain/reasons';
import type { Sale } from '../../ports/database';
import type { StoreOrder } from '../../ports/store-orders';
import { isSameOrder } from '../order-key';
import { closed, refuse, skip } from './check-order';
import type { FulfillRun, OrderToSend } from './deps';
import { concernsWarehouse } from './fba-lines';
import { heldBy } from './holds';
import { ofShop } from './shop-fault';
import { partOfOther } from './suborder';

/** An order as it stands in the shop now. `closed`: nothing of it is wanted any more. */
export type Read = { readonly kind: 'open'; readonly stored: StoreOrder } | NotOpen;

/** skipped, closed: none of the warehouse's business, or nothing of it is wanted any more. refused: it waits, or needs a person. */
export interface NotOpen {
	readonly kind: 'skipped' | 'closed' | 'refused';
	readonly reason: Reason;
	/** Present where something of it is still wanted. */
	readonly stored?: StoreOrder;
	/** The shop calls it cancelled. */
	readonly cancelled?: boolean;
}

/** Reads the order from the shop and says whether it goes on. Throws ShopFault when the shop could not be asked. */
export async function readAnew(run: FulfillRun, item: OrderToSend, sale: Sale | undefined): Promise<Read> {
	const found = await ofShop(async () => await run.source.get(item.order.id));
	if (found === undefined || !isSameOrder(item.order, found.order))
		return { kind: 'refused', reason: reason('mcfOrderGone', item.order.number) };
	const { key = found.order.key } = item.order;
	const stored = { ...found, order: { ...found.order, ...(key === undefined ? {} : { key }) } };
	const skipped = skip(stored);
	if (skipped !== undefined) return { kind: 'skipped', reason: skipped };
	const over = closed(stored, sale);
	if (over !== undefined) return { kind: 'closed', reason: over, cancelled: stored.order.status === 'cancelled' };
	const part = await ofShop(async () => await partOfOther(stored, run.source, run.parents));
	if (part?.kind === 'skip') return { kind: 'skipped', reason: part.reason };
	const { readyStatuses: ready = [run.source.toShipStatus] } = run.settings;
	const why = refuse(stored, ready) ?? part?.reason ?? (await heldBy(run, stored, sale));
	if (why === undefined) return { kind: 'open', stored };
	// What waits may become the warehouse's meanwhile.
	if (why.code === 'mcfNotReady' || (await concernsWarehouse(run, stored))) return { kind: 'refused', reason: why, stored };
	return { kind: 'skipped', reason: reason('mcfNoFbaLine', stored.order.number) };
}
