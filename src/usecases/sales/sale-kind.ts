import { BY_HAND } from '../../domain/reasons';
import type { Sale } from '../../ports/database';

/**
 * `sale`: an order that goes somewhere, into a store or to a warehouse. `confirmation`: what a channel is told of the shipping
 * of its order: the order itself has a row of its own, with its amount.
 */
export type SaleKind = 'sale' | 'confirmation';

/** A confirmation is made of what has left already, points to the channel's order from the start, and has no amount. */
export const kindOf = ({ frozen, total, targetOrderId }: Pick<Sale, 'frozen' | 'total' | 'targetOrderId'>): SaleKind =>
	frozen && total === undefined && targetOrderId !== undefined ? 'confirmation' : 'sale';

/** A person did it: it is not made, or sent, once more, whatever changes at the source. */
export const isDoneByHand = (sale: Sale | undefined): boolean =>
	sale?.state === 'synced' && sale.targetOrderId === undefined && sale.reason?.code === BY_HAND;
