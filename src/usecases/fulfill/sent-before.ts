import { accountKey } from '../../domain/account';
import { reason } from '../../domain/reasons';
import type { Sale } from '../../ports/database';
import { orderRef } from '../order-key';
import type { FulfillRun, OrderToSend } from './deps';
import { hasFailed, sentOf, type Sending } from './send-order';

/**
 * What of an order that the shop has closed may be at the warehouse: its creation was begun, and nobody knows how it ended.
 * Undefined: it was never sent, or the warehouse does not have it.
 */
export async function sentBefore(run: FulfillRun, item: OrderToSend, sale: Sale | undefined): Promise<Sending | undefined> {
	const begun = (await run.database.fulfillments.ofOrder(accountKey(run.service.account), orderRef(item.order))).at(-1);
	if (begun === undefined) return undefined;
	const state = await run.service.get(begun.id);
	if (state !== undefined)
		return hasFailed(state) ? undefined : { kind: 'unchanged', fulfillment: sentOf(begun.id, begun.attempt, state.lines) };
	// An order is shown late: it counts as not made once it has settled.
	const settlesAt = sale?.nextAttemptAt === undefined ? 0 : Date.parse(sale.nextAttemptAt);
	if (settlesAt <= run.database.now()) return undefined;
	return { kind: 'later', reason: reason('mcfOutcomeUnknown', item.order.number), dueAt: settlesAt };
}
