import type { StoreOrder } from '../../ports/store-orders';
import type { FulfillRun, SendOutcome } from './deps';
import { fbaLines } from './fba-lines';
import { orderRef } from '../order-key';
import { requestOf } from './request';
import { sentOf, whyNothing } from './send-order';
import { idsOfAttempts } from './sendings';

/** What would be sent of an order as it stands in the shop, and what the warehouse says about it. */
export async function previewOrder(run: FulfillRun, stored: StoreOrder, comment: string | undefined): Promise<SendOutcome> {
	const wanted = await fbaLines(run, stored, new Set());
	const { lines, notSent } = wanted;
	const rest = notSent.length === 0 ? {} : { notSent };
	if (lines.length === 0) {
		const { reason, isFault } = whyNothing(stored, wanted);
		return isFault ? { kind: 'attention', reason, ...rest } : { kind: 'done', action: 'skipped', reason, ...rest };
	}
	const id = (await idsOfAttempts(run, orderRef(stored.order)))(1);
	const request = requestOf(stored, id, lines, run.settings, comment);
	const why = run.service.check(request);
	if (why !== undefined) return { kind: 'attention', reason: why, ...rest };
	const fulfillment = { ...sentOf(id, 1, lines), speed: request.speed, held: request.hold };
	return { kind: 'done', action: 'planned', fulfillment, previews: await run.service.preview(request), ...rest };
}
