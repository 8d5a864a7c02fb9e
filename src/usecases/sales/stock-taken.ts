import { reason, type Reason } from '../../domain/reasons';
import type { StoreOrderState } from '../../ports/order-sink';

/** Pieces that the store took off its shelf for an order that was to leave them there; undefined as a rule. */
export function stockTaken({ wronglyTaken }: StoreOrderState, orderNumber: string): Reason | undefined {
	if (wronglyTaken.length === 0) return undefined;
	return reason('stockTaken', orderNumber, wronglyTaken.map(({ product, pieces }) => `"${product}": ${pieces}`).join(', '));
}
