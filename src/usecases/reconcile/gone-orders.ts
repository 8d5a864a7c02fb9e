import { accountKey } from '../../domain/account';
import { PlatformError } from '../../domain/platform-error';
import { reason, type Reason } from '../../domain/reasons';
import { say } from '../../domain/texts/say';
import type { Sale } from '../../ports/database';
import type { OrderSink } from '../../ports/order-sink';
import { isTaken, refOfSale, type TakenSale } from '../log/taken-sales';

export type AskedStore = Pick<OrderSink, 'account' | 'read' | 'readMany'>;

/** Which of these, as far as they are in this store by the log, it has no more; why, by the sale's id. Changes nothing. */
export async function findGone(sink: AskedStore, sales: readonly Sale[]): Promise<ReadonlyMap<number, Reason>> {
	const store = accountKey(sink.account);
	const taken = sales.filter((sale): sale is TakenSale => sale.state === 'synced' && sale.target === store && isTaken(sale));
	if (taken.length === 0) return new Map();
	const states = await sink.readMany(taken.map(refOfSale));
	const gone = new Map<number, Reason>();
	for (const [index, sale] of taken.entries()) {
		// A list may leave something out; that an order is gone is believed only of the order itself.
		if (states[index] !== 'gone' || (await askItself(sink, sale)) !== 'gone') continue;
		const there = say('orderThere', { number: sale.targetOrderNumber ?? sale.targetOrderId });
		gone.set(sale.id, reason('orderMissingThere', sale.orderNumber, there));
	}
	return gone;
}

async function askItself(sink: AskedStore, sale: TakenSale): Promise<unknown> {
	try {
		return await sink.read(refOfSale(sale));
	} catch (error) {
		if (error instanceof PlatformError && error.details.kind === 'contract') return undefined;
		throw error;
	}
}
