import { accountKey } from '../../domain/account';
import { orderId } from '../../domain/ids';
import type { Order } from '../../domain/order';
import { reason } from '../../domain/reasons';
import { say } from '../../domain/texts/say';
import type { Gone, StoreOrderState } from '../../ports/order-sink';
import { endOfCancelled } from '../cancel/rows';
import { attention } from './attention';
import type { OrderToSave, SaveRun } from './deps';
import { refOf } from './gone';
import { noteOnOrder } from './notes';
import { cancelledChange } from './sale-change';

/** The store calls it shipped from the beginning: whether it left only the channel knows, which ships it. */
export const neverLeft = ({ fulfilledBy, lines }: Order): boolean =>
	fulfilledBy === 'amazon' && lines.every(({ quantityShipped }) => quantityShipped === 0);

export async function cancel(run: SaveRun, item: OrderToSave, state: StoreOrderState): Promise<Gone | undefined> {
	const { number, platform } = item.order;
	if (state.shipped && !neverLeft(item.order)) {
		const text = say('cancelledAfterShipment', { number, channel: run.wordsOf(platform).title });
		if ((await noteOnOrder(run, item, state.saved.id, { name: 'cancelledAfterShipment', text, kind: 'asks' })) === 'gone') return 'gone';
		await attention(run, item, reason('alreadyShipped', number), { saved: state.saved, written: true });
		return undefined;
	}
	const saved = state.cancelled ? state.saved : await run.sink.cancel(refOf(item, state.saved.id));
	if (saved === 'gone') return saved;
	await run.database.sales.change([cancelledChange(run, item, saved)], run.database.now());
	const between = { channel: accountKey(item.order.account), store: accountKey(run.sink.account) };
	await endOfCancelled(run, between, orderId(saved.id));
	run.outcomes.set(item, { kind: 'saved', action: saved.status === state.saved.status ? 'unchanged' : 'cancelled', store: saved });
	return undefined;
}
