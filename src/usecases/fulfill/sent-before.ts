import { accountKey } from '../../domain/account';
import { reason } from '../../domain/reasons';
import type { Sale } from '../../ports/database';
import type { StoreOrder } from '../../ports/store-orders';
import { orderRef } from '../order-key';
import type { FulfillRun, OrderToSend } from './deps';
import { fbaLines } from './fba-lines';
import { hasFailed, sentOf, type Sending } from './send-order';

/**
 * What of an order that is not sent now may be at the warehouse: it was sent, or its creation was begun and nobody knows how that
 * ended. Undefined: it was never sent, the warehouse does not have it, or it lacks what is `wanted`.
 */
export async function sentBefore(
	run: FulfillRun,
	item: OrderToSend,
	sale: Sale | undefined,
	wanted: StoreOrder | undefined,
): Promise<Sending | undefined> {
	const begun = (await run.database.fulfillments.ofOrder(accountKey(run.service.account), orderRef(item.order))).at(-1);
	if (begun === undefined) return undefined;
	const state = await run.service.get(begun.id);
	if (state !== undefined) {
		if (hasFailed(state)) return undefined;
		const fulfillment = sentOf(begun.id, begun.attempt, state.lines);
		const there = new Set(fulfillment.lines.map(({ lineId }) => lineId));
		const isMissing = wanted !== undefined && (await fbaLines(run, wanted, there)).lines.length > 0;
		return isMissing ? undefined : { kind: 'unchanged', fulfillment };
	}
	// An order is shown late: it counts as not made once it has settled.
	const { nextAttemptAt } = sale?.reason?.code === 'mcfOutcomeUnknown' ? sale : {};
	const settlesAt = nextAttemptAt === undefined ? 0 : Date.parse(nextAttemptAt);
	if (settlesAt <= run.database.now()) return undefined;
	return { kind: 'later', reason: reason('mcfOutcomeUnknown', item.order.number), dueAt: settlesAt };
}
