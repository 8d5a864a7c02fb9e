import { StandInGap } from '../graphql/stand-in-gap';
import type { UserError } from '../graphql/context';
import type { FulfillmentOrderRecord } from '../store/fulfillment-records';
import type { Shop } from '../store/shop';
import { fulfillmentOrdersOf } from './fulfillment-orders';

export interface HoldInput {
	readonly reason: string;
	readonly reasonNotes?: string | null;
	readonly handle?: string | null;
	readonly fulfillmentOrderLineItems?: readonly unknown[] | null;
}

const mostHolds = 10;

function problemOf(fulfillmentOrder: FulfillmentOrderRecord, { handle }: HoldInput): UserError | undefined {
	const { holds, status } = fulfillmentOrder;
	if (status === 'CLOSED' || status === 'CANCELLED')
		return { field: ['id'], message: 'The fulfillment order is not in a state that can be held.', code: null };
	if (holds.length >= mostHolds)
		return {
			field: ['id'],
			message:
				'The maximum number of fulfillment holds for this fulfillment order has been reached for this app. An app can only have up to 10 holds on a single fulfillment order at any one time.',
			code: 'FULFILLMENT_ORDER_HOLD_LIMIT_REACHED',
		};
	if (holds.some((hold) => hold.handle === (handle ?? '')))
		return {
			field: ['fulfillmentHold', 'handle'],
			message: 'The handle provided for the fulfillment hold is already in use by this app for another hold on this fulfillment order.',
			code: 'DUPLICATE_FULFILLMENT_HOLD_HANDLE',
		};
	return undefined;
}

/** Of the whole fulfillment order; holding a part would split it, which the stand-in does not. */
export function hold(shop: Shop, fulfillmentOrder: FulfillmentOrderRecord, input: HoldInput, byApp: boolean): readonly UserError[] {
	if ((input.fulfillmentOrderLineItems ?? []).length > 0) throw new StandInGap('holds of a part of a fulfillment order');
	const problem = problemOf(fulfillmentOrder, input);
	if (problem !== undefined) return [problem];
	fulfillmentOrder.holds.push({
		id: shop.nextId('FulfillmentHold'),
		reason: input.reason,
		reasonNotes: input.reasonNotes ?? null,
		handle: input.handle ?? '',
		byApp,
	});
	fulfillmentOrder.status = 'ON_HOLD';
	fulfillmentOrder.updatedAt = shop.now();
	return [];
}

export function release(shop: Shop, fulfillmentOrder: FulfillmentOrderRecord): void {
	fulfillmentOrder.holds = [];
	fulfillmentOrder.status = fulfillmentOrder.lines.some(({ remainingQuantity, totalQuantity }) => remainingQuantity < totalQuantity)
		? 'IN_PROGRESS'
		: 'OPEN';
	fulfillmentOrder.updatedAt = shop.now();
}

/** Recorded: what may be done with one, by its state and by whether there are others beside it. */
export function supportedActions(shop: Shop, { status, orderId, id, lines }: FulfillmentOrderRecord): readonly string[] {
	if (status === 'ON_HOLD') return ['RELEASE_HOLD', 'HOLD', 'MOVE'];
	if (status === 'IN_PROGRESS') return ['CREATE_FULFILLMENT', 'REPORT_PROGRESS', 'HOLD', 'MARK_AS_OPEN'];
	if (status !== 'OPEN') return [];
	const hasOthers = fulfillmentOrdersOf(shop, orderId).some((other) => other.id !== id && other.status === 'OPEN');
	const pieces = lines.reduce((sum, { remainingQuantity }) => sum + remainingQuantity, 0);
	return ['CREATE_FULFILLMENT', 'REPORT_PROGRESS', 'MOVE', 'HOLD', ...(pieces > 1 ? ['SPLIT'] : []), ...(hasOthers ? ['MERGE'] : [])];
}
