import type { IsoTime } from './time';

/** What a builder can trigger on at a store. */
export const STORE_EVENTS = ['paid', 'shipped', 'cancelled', 'refunded', 'changed'] as const;
export type StoreEvent = (typeof STORE_EVENTS)[number];

/** What is remembered of an order: enough to tell which events lie between two readings of it. Ids and keyed hashes only. */
export interface StoreFacts {
	/** Money was received. Stays once it was so. */
	readonly paid: boolean;
	/** Somebody noted a parcel. Stays once it was so. */
	readonly shipped: boolean;
	readonly cancelled: boolean;
	/** The most that was ever refunded, in thousandths of the currency. */
	readonly refunded: number;
	/** Keyed hash of what a person can change: lines, addresses, totals, status. Own notes, meta and parcels leave it as it is. */
	readonly print: string;
	/** Keyed hash of what is said of its parcels: numbers, carriers, lines, whether they left and arrived. Empty where there is none. */
	readonly parcels: string;
}

/** An order as it is now, with the dates that tell old events from new ones when it is met for the first time. */
export interface StoreReading {
	readonly facts: StoreFacts;
	/** Another platform sold it; it is a copy of ours. */
	readonly boughtElsewhere: boolean;
	readonly purchasedAt: IsoTime;
	readonly paidAt?: IsoTime;
	/** Where the store says it. */
	readonly shippedAt?: IsoTime;
}

/** From when on an event is new in an order that was never met. */
export interface Freshness {
	/** Of dated events. */
	readonly since: IsoTime;
	/** Events without a date are new in orders bought since then. */
	readonly boughtSince: IsoTime;
}

/**
 * The events between what is remembered and what is read now. Paid and shipped happen once in an order's life, cancelled
 * once per cancellation, refunded once per amount. Where another channel has to be told of parcels, an order is shipped anew with
 * every parcel, number or correction, and with a label as well. `changed` is any change that is none of these, also a new order that
 * nobody has paid yet. Orders bought elsewhere were paid there, and their changes are our own writes.
 */
export function eventsBetween(before: StoreFacts | undefined, now: StoreReading, fresh: Freshness): readonly StoreEvent[] {
	const { facts, boughtElsewhere } = now;
	const undated = now.purchasedAt >= fresh.boughtSince;
	const events: StoreEvent[] = [];
	const hasParcels = boughtElsewhere && facts.parcels !== '';
	if (before === undefined) {
		if (facts.paid && (now.paidAt ?? '') >= fresh.since) events.push('paid');
		if ((facts.shipped || hasParcels) && (now.shippedAt === undefined ? undated : now.shippedAt >= fresh.since)) events.push('shipped');
		if (facts.cancelled && undated) events.push('cancelled');
		if (facts.refunded > 0 && undated) events.push('refunded');
	} else {
		if (facts.paid && !before.paid) events.push('paid');
		if ((facts.shipped && !before.shipped) || (hasParcels && facts.parcels !== before.parcels)) events.push('shipped');
		if (facts.cancelled && !before.cancelled) events.push('cancelled');
		if (facts.refunded > before.refunded) events.push('refunded');
	}
	if (events.length === 0 && before?.print !== facts.print) events.push('changed');
	return boughtElsewhere ? events.filter((event) => event !== 'paid' && event !== 'changed') : events;
}

/** What is remembered from now on. */
export const remember = (before: StoreFacts | undefined, now: StoreFacts): StoreFacts => ({
	...now,
	paid: now.paid || before?.paid === true,
	shipped: now.shipped || before?.shipped === true,
	refunded: Math.max(now.refunded, before?.refunded ?? 0),
});

export const sameFacts = (one: StoreFacts, other: StoreFacts): boolean =>
	one.paid === other.paid &&
	one.shipped === other.shipped &&
	one.cancelled === other.cancelled &&
	one.refunded === other.refunded &&
	one.print === other.print &&
	one.parcels === other.parcels;
