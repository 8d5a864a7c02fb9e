import type { OrderDraft } from '../../ports/order-sink';
import { originOf } from '../order-key';
import { hold, initialStatus } from './check-order';
import type { OrderToSave, SaveRun } from './deps';
import { versionMark } from './fingerprint';

/** The order as it shall stand in the store. */
export async function draftOf(run: SaveRun, item: OrderToSave, customerId?: string): Promise<OrderDraft> {
	const { order } = item;
	const held = hold(order, run.settings);
	const weight = run.weights.get(item);
	return {
		origin: originOf(order),
		order: weight === undefined ? order : { ...order, weight },
		status: held === undefined ? initialStatus(order, run.settings, run.sink.standardStatus) : run.sink.standardStatus.onHold,
		stock: order.fulfilledBy === 'amazon' ? 'leave' : 'reduce',
		...(customerId === undefined ? {} : { customerId }),
		marketplaceTax: run.settings.marketplaceTax,
		textLines: order.lines.filter((line) => line.product === undefined).map((line) => line.id),
		foreignCurrency: order.currency !== (await run.sink.currency()),
		fingerprint: versionMark(run.database, order),
	};
}
