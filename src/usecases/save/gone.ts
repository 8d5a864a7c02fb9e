import { reason } from '../../domain/reasons';
import { say } from '../../domain/texts/say';
import type { OwnOrderRef, SavedOrder } from '../../ports/order-sink';
import { originOf } from '../order-key';
import { attention } from './attention';
import type { OrderToSave, SaveRun } from './deps';

/** The order of the store that this item became, with the mark that it has to carry. */
export const refOf = ({ order }: OrderToSave, storeOrderId: string): OwnOrderRef => ({ id: storeOrderId, origin: originOf(order) });

/**
 * What stands under the id in the store is not ours (any more): somebody deleted it, or the store was restored from a
 * backup and gave the id to another order. Nothing is written to that, and a person decides.
 */
export async function orderGone(run: SaveRun, item: OrderToSave, store: Pick<SavedOrder, 'id' | 'number'>): Promise<void> {
	const detail = say('othersOrder', { number: store.number });
	await attention(run, item, reason('orderGone', item.order.number, detail), { lost: store });
}
