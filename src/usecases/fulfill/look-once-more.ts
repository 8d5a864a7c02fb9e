import { accountKey } from '../../domain/account';
import { PlatformError } from '../../domain/platform-error';
import type { StoreOrder } from '../../ports/store-orders';
import { isSameOrder, orderRef } from '../order-key';
import { saleOf } from '../sales/sales-of';
import { follow, refundedBefore } from './called-off';
import type { FulfillDeps, SendOutcome } from './deps';

/**
 * Right after a warehouse took an order: who cancelled or refunded it in the shop meanwhile shall not have it shipped. What
 * cannot be found out or done now, the looks of Get Updates do.
 */
export async function lookOnceMore(deps: FulfillDeps, sent: StoreOrder, outcome: SendOutcome): Promise<SendOutcome> {
	if (outcome.kind !== 'done' || outcome.action !== 'sent') return outcome;
	const order = orderRef(sent.order);
	await refundedBefore(deps, order, sent.refunded);
	try {
		const stored = await deps.source.get(order.id);
		if (stored === undefined || !isSameOrder(sent.order, stored.order)) return outcome;
		const { status } = stored.order;
		const state = status === 'cancelled' || status === 'refunded' ? status : 'open';
		const sale = await saleOf(deps, accountKey(deps.service.account), sent.order);
		const standing = { state, status: stored.storeStatus, refunded: stored.refunded } as const;
		const ended = sale === undefined ? undefined : await follow(deps, sale, standing);
		if (ended === undefined || ended === 'later') return outcome;
		const { fulfillment, notSent } = outcome;
		const rest = { ...(fulfillment === undefined ? {} : { fulfillment }), ...(notSent === undefined ? {} : { notSent }) };
		return ended.kind === 'attention'
			? { kind: 'attention', reason: ended.reason, ...rest }
			: { kind: 'done', action: 'skipped', reason: ended.reason, ...rest };
	} catch (error) {
		if (error instanceof PlatformError) return outcome;
		throw error;
	}
}
