import { accountKey } from '../../domain/account';
import type { Reason } from '../../domain/reasons';
import type { SaleState } from '../../domain/sale-states';
import type { IsoTime } from '../../domain/time';
import type { Database, Sale } from '../../ports/database';
import type { OrderSink, OwnOrderRef, SavedOrder } from '../../ports/order-sink';
import { originOfRef } from '../order-key';
import { listSales } from './list-sales';

export interface CheckDeps {
	readonly sink: Pick<OrderSink, 'account' | 'read' | 'readMany' | 'ownOrders'>;
	readonly database: Pick<Database, 'sales' | 'claims' | 'turns' | 'streams' | 'now'>;
}

/** A sale that the store took, by what the log says. */
export type TakenSale = Sale & { readonly targetOrderId: string };

export interface CheckedSale {
	readonly sale: TakenSale;
	/**
	 * `inStore`: as the log says. `outdated`: there in an older version, or thought to be lost; it is compared anew.
	 * `underAnotherId`: there, but not where the log said; now it does. `lost`: not there, in error now, and made anew when
	 * it is retried. `openAgain`: cancelled by its channel and open in the store. `stockTaken`: there, but the store took pieces for it that are shipped from elsewhere. `unreadable`: the
	 * store's answer does not say. `parcelsLost`: an order of the store's own whose parcels it does not know of any more; the
	 * next look at the warehouse shows them once more.
	 */
	readonly found: 'inStore' | 'outdated' | 'underAnotherId' | 'lost' | 'openAgain' | 'stockTaken' | 'unreadable' | 'parcelsLost';
	readonly store?: Omit<SavedOrder, 'total'>;
	readonly reason?: Reason;
	/** It comes back by itself now and is compared with what was bought. */
	readonly due?: true;
}

/** Deleted ones are nobody's any more. */
export const TAKEN: readonly SaleState[] = ['synced', 'error', 'pending', 'cancelled'];

export const refOfSale = ({ source, orderId, targetOrderId }: TakenSale): OwnOrderRef => ({
	id: targetOrderId,
	origin: originOfRef({ account: source, id: orderId }),
});

/** Those that the store took and whose last change is not older. */
export async function takenSales({ sink, database }: CheckDeps, since: IsoTime): Promise<readonly TakenSale[]> {
	const store = accountKey(sink.account);
	const taken: TakenSale[] = [];
	for await (const sale of listSales(database, { account: store, states: TAKEN, updatedSince: since })) {
		if (sale.target === store && isTaken(sale)) taken.push(sale);
	}
	return taken;
}

export const isTaken = (sale: Sale): sale is TakenSale => sale.targetOrderId !== undefined;
