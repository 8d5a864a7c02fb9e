import type { Account } from '../domain/account';
import type { OrderId } from '../domain/ids';
import type { Order } from '../domain/order';
import type { IsoTime } from '../domain/time';
import type { SubmissionProgress } from './submissions';

/** How a channel names a carrier: a code of its own list, or "other" with the carrier's name. */
export interface ChannelCarrier {
	/** Exact, case-sensitive. */
	readonly code: string;
	/** Only where the code stands for all that are not on the list. */
	readonly name?: string;
	/** On the channel's list. One that is not counts against a seller's rate of valid tracking. */
	readonly listed: boolean;
}

/** A parcel as a channel is told of it. No personal data. */
export interface ChannelParcel {
	readonly orderId: OrderId;
	/** The channel's id of the marketplace where the order was bought. */
	readonly marketplace: string;
	/** A positive whole number as text, unique within the order: telling it again changes that parcel, another number is another parcel. */
	readonly reference: string;
	/** Left out: it goes without a carrier and without a number, by a submission only. */
	readonly carrier?: ChannelCarrier;
	readonly service?: string;
	readonly trackingNumber?: string;
	/** Not before the order, not in the future. */
	readonly shippedAt: IsoTime;
	/** Lines and units of the channel. At least one. */
	readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
}

/**
 * Why a channel did not take a parcel. `notOpen`: the order is cancelled, or its line is gone. `shippedBefore`: it counts as
 * fulfilled already, or the parcel that was to be changed is unknown. `tooMany`: more units than are open. `carrier`: not one of
 * the channel's. `number`: used before, or blocked. `edits`: it may not be changed any more. `shipsItself`: the channel sells the
 * label and confirms by itself. `other`: see `said`.
 */
export type ParcelRefusal = 'notOpen' | 'shippedBefore' | 'tooMany' | 'carrier' | 'number' | 'edits' | 'shipsItself' | 'other';

/** What became of one parcel. `taken` is no proof: a channel may drop what it took, so that the order has to be read. */
export type ParcelTold =
	| { readonly outcome: 'taken' }
	| { readonly outcome: 'refused'; readonly why: ParcelRefusal; readonly said: string }
	/** Nobody can say: it may stand there, now or later. */
	| { readonly outcome: 'unknown' }
	/** Surely not sent; it goes with the next run. */
	| { readonly outcome: 'notSent' }
	/** On its way in a submission, whose fate is asked for later. */
	| { readonly outcome: 'submitted'; readonly submission: string };

/** Why the seller cancels an order. */
export const CANCEL_REASONS = [
	'buyerCancelled',
	'noInventory',
	'undeliverableAddress',
	'customerExchange',
	'pricingError',
	'generalAdjustment',
] as const;
export type CancelReason = (typeof CANCEL_REASONS)[number];

export interface ChannelCancellation {
	readonly orderId: OrderId;
	readonly marketplace: string;
	/** Lines and units to cancel; left out: the whole order. */
	readonly lines?: readonly { readonly lineId: string; readonly quantity: number }[];
	readonly reason: CancelReason;
}

/** A channel, whose orders the merchant ships: it is told that a parcel left, or that none will. */
export interface ChannelShipments {
	readonly account: Account;
	readonly traits: {
		/** How long after being given up, or handed in, a parcel may still take effect, ms. */
		readonly settleMs: number;
		/** Up to so many parcels are told one by one; more go in one submission. */
		readonly oneByOneAtMost: number;
		/** How long a taken parcel may take to be seen in the order, ms. Not seen by then, it was dropped. */
		readonly shownWithinMs: number;
	};
	/** Whether the channel ships this order's parcels, or sells their labels, and so confirms them without being told. Pure. */
	confirmsItself(order: Pick<Order, 'programs'>): boolean;
	/** The channel's spelling of a carrier that a store, an aggregator or a person names. Pure; `own`: what the user mapped, by the name given (case and spaces do not matter). */
	carrierFor(
		given: { readonly name?: string; readonly code?: string },
		marketplace: string,
		own: ReadonlyMap<string, string>,
	): ChannelCarrier;
	/**
	 * Tells parcels; one outcome for each, in order. `edits`: references (order id + reference) that the channel holds already and that
	 * are changed: always one by one. Untracked ones always in a submission. A fault of one is that one's; one that concerns all
	 * (`PlatformError.concernsAll`) is thrown before the first was told, afterwards the rest is `notSent`.
	 */
	tell(parcels: readonly ChannelParcel[], edits: ReadonlySet<ChannelParcel>): Promise<readonly ParcelTold[]>;
	/** What became of the parcels of a submission, in the order in which they were given to `tell`. Waits for it as long as the run has time. */
	checkParcels(submission: string, parcels: readonly ChannelParcel[]): Promise<SubmissionProgress<ParcelTold>>;
	/** Hands cancellations in. Each gets `submitted`, `notSent` or `unknown`. */
	cancel(orders: readonly ChannelCancellation[]): Promise<readonly ParcelTold[]>;
	checkCancellations(submission: string, orders: readonly ChannelCancellation[]): Promise<SubmissionProgress<ParcelTold>>;
	/**
	 * Where a parcel of the channel's own carrier is, by its number; undefined where the channel does not know it or may not say
	 * (it is not asked again then). One number a request.
	 */
	whereIs?(trackingNumber: string, carrierCode?: string): Promise<{ readonly deliveredAt?: IsoTime } | undefined>;
}
