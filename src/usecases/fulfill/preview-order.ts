import { reason } from '../../domain/reasons';
import type { StoreOrder } from '../../ports/store-orders';
import type { FulfillRun, SendOutcome } from './deps';
import { fbaLines } from './fba-lines';
import { orderRef } from '../order-key';
import { requestOf } from './request';
import { idsOfAttempts } from './sendings';

/** What would be sent of an order as it stands in the shop, and what the warehouse says about it. */
export async function previewOrder(run: FulfillRun, stored: StoreOrder, comment: string | undefined): Promise<SendOutcome> {
	const { order } = stored;
	const { lines, notSent, fault } = await fbaLines(run, stored, new Set());
	const rest = notSent.length === 0 ? {} : { notSent };
	if (lines.length === 0) {
		if (fault !== undefined) return { kind: 'attention', reason: fault, ...rest };
		const code = notSent.length === 0 ? 'mcfNothingOpen' : 'mcfNoFbaLine';
		return { kind: 'done', action: 'skipped', reason: reason(code, order.number), ...rest };
	}
	const id = (await idsOfAttempts(run, orderRef(order)))(1);
	const request = requestOf(stored, id, lines, run.settings, comment);
	const why = run.service.check(request);
	if (why !== undefined) return { kind: 'attention', reason: why, ...rest };
	const fulfillment = {
		id,
		attempt: 1,
		speed: request.speed,
		held: request.hold,
		lines: lines.map(({ id: lineId, sku, quantity }) => ({ lineId, sku, quantity })),
	};
	return { kind: 'done', action: 'planned', fulfillment, previews: await run.service.preview(request), ...rest };
}
