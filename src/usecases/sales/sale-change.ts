import { accountKey } from '../../domain/account';
import type { AccountKey } from '../../domain/ids';
import { PASSING_REASONS, type Reason } from '../../domain/reasons';
import { iso } from '../../domain/time';
import type { FulfillmentRow, Sale, SaleChange } from '../../ports/database';
import type { OrderItem } from './order-item';

/** Which sale: of whom, of what, into where. */
export type SaleKey = Pick<SaleChange, 'source' | 'orderId' | 'orderKey' | 'target'>;

export const keyOfSale = ({ source, orderId, orderKey, target }: Sale): SaleKey => ({
	source,
	orderId,
	...(orderKey === undefined ? {} : { orderKey }),
	...(target === undefined ? {} : { target }),
});

/** Of the order that was sent. */
export const keyOfSending = ({ order, warehouse }: FulfillmentRow): SaleKey => ({
	source: order.account,
	orderId: order.id,
	...(order.key === undefined ? {} : { orderKey: order.key }),
	target: warehouse,
});

/** What the log says of an order, whatever becomes of it; no target where none is known yet. */
export const saleBase = ({ order, subscription }: OrderItem, target?: AccountKey) => ({
	source: accountKey(order.account),
	orderId: order.id,
	...(target === undefined ? {} : { target }),
	orderNumber: order.number,
	...(order.key === undefined ? {} : { orderKey: order.key }),
	...(order.createdAt === undefined ? {} : { orderCreatedAt: order.createdAt }),
	marketplace: order.marketplaceName ?? order.marketplace,
	currency: order.currency,
	total: (order.totals.grand ?? order.totals.computed).amount,
	purchasedAt: order.purchasedAt,
	...(order.status === 'shipped' ? { shippedAt: order.updatedAt } : {}),
	...(subscription === undefined ? {} : { subscription }),
});

/** It is as it should be, and nothing is due. */
export const SETTLED = { reason: null, nextAttemptAt: null } as const;

/** A person has to look; or it passes, and comes back at `dueAt` by itself. */
export const attentionChange = (base: SaleKey & Partial<SaleChange>, why: Reason, dueAt?: number): SaleChange => ({
	...base,
	state: PASSING_REASONS.includes(why.code) ? 'pending' : 'error',
	reason: why,
	attempted: true,
	nextAttemptAt: dueAt === undefined ? null : iso(dueAt),
});
