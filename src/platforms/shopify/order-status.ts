import type { StatusMoment } from '../../ports/order-sink';
import type { ShippingStage } from '../../ports/shipment-sink';
import type { WireOrder } from './wire/order';

/**
 * Shopify keeps three words on an order (of payment, of fulfillment, and whether it was cancelled). Ours is the one that a
 * person would say first. The id of each is what builders choose.
 */
export const STATUS = {
	unpaid: 'unpaid',
	toShip: 'unfulfilled',
	onHold: 'on_hold',
	/** Of what is delivered later: pre-orders, and subscriptions that are paid in advance. */
	scheduled: 'scheduled',
	/** Somebody is at it: a fulfillment service, or who packs. */
	inProgress: 'in_progress',
	partlyShipped: 'partially_fulfilled',
	shipped: 'fulfilled',
	cancelled: 'cancelled',
	refunded: 'refunded',
	/** Of parcels: an order is never read with it, it can be given alone. */
	delivered: 'delivered',
	/** Beside the others, as well: nobody has anything to do with it any more. */
	archived: 'archived',
} as const;

export const STATUSES: readonly { readonly id: string; readonly name: string }[] = [
	{ id: STATUS.unpaid, name: 'Payment Pending' },
	{ id: STATUS.toShip, name: 'Unfulfilled' },
	{ id: STATUS.onHold, name: 'On Hold' },
	{ id: STATUS.scheduled, name: 'Scheduled' },
	{ id: STATUS.inProgress, name: 'In Progress' },
	{ id: STATUS.partlyShipped, name: 'Partially Fulfilled' },
	{ id: STATUS.shipped, name: 'Fulfilled' },
	{ id: STATUS.cancelled, name: 'Cancelled' },
	{ id: STATUS.refunded, name: 'Refunded' },
];

const DELIVERED = { id: STATUS.delivered, name: 'Delivered' } as const;

export const STANDARD_STATUS = { toShip: STATUS.toShip, shipped: STATUS.shipped, onHold: STATUS.onHold } as const;

/** In these an order can be made: the others come about by what is done to it. */
export const CREATABLE: ReadonlySet<string> = new Set([STATUS.unpaid, STATUS.toShip, STATUS.onHold, STATUS.shipped]);

const among = (ids: ReadonlySet<string>) => STATUSES.filter(({ id }) => ids.has(id));

/** What an order that is saved can be given: most of what it can be comes about by what is done to it. */
export const GIVEN_WHEN: Readonly<Record<StatusMoment, typeof STATUSES>> = {
	made: among(CREATABLE),
	cancelAsked: among(new Set([STATUS.onHold])),
	arrived: [...among(new Set([STATUS.shipped])), DELIVERED],
};

/** What an order of which parcels are told can be given: a part that has left makes it partially fulfilled, and nothing else. */
export const GIVEN_AT: Readonly<Record<ShippingStage, typeof STATUSES>> = {
	partlyShipped: [],
	shipped: [{ id: STATUS.archived, name: 'Archived' }],
	delivered: [DELIVERED],
};

export type Standing = Pick<WireOrder, 'cancelledAt' | 'displayFinancialStatus' | 'displayFulfillmentStatus'>;

/** All of the money was received, whatever was given back since. */
const PAID: ReadonlySet<string> = new Set(['PAID', 'PARTIALLY_REFUNDED', 'REFUNDED']);

export const isPaid = ({ displayFinancialStatus }: Pick<Standing, 'displayFinancialStatus'>): boolean => PAID.has(displayFinancialStatus);

/** Of what is paid. Whoever takes one of these for what is still to be sent sends it beside somebody else, or too early. */
const STANDING_SO: Readonly<Record<string, string>> = {
	SCHEDULED: STATUS.scheduled,
	IN_PROGRESS: STATUS.inProgress,
	PENDING_FULFILLMENT: STATUS.inProgress,
	PARTIALLY_FULFILLED: STATUS.partlyShipped,
};

export function statusOf({ cancelledAt, displayFinancialStatus, displayFulfillmentStatus }: Standing): string {
	if (cancelledAt !== undefined) return STATUS.cancelled;
	if (displayFinancialStatus === 'REFUNDED') return STATUS.refunded;
	if (displayFulfillmentStatus === 'FULFILLED') return STATUS.shipped;
	if (displayFulfillmentStatus === 'ON_HOLD') return STATUS.onHold;
	if (!PAID.has(displayFinancialStatus)) return STATUS.unpaid;
	return STANDING_SO[displayFulfillmentStatus] ?? STATUS.toShip;
}

/** Nobody works on it any more, though nothing may have left. */
export const isClosed = (status: string): boolean => status === STATUS.cancelled || status === STATUS.refunded;

/** Nothing more happens to it by itself. */
export const isOver = (status: string): boolean => status === STATUS.shipped || isClosed(status);
