import type { AccountKey, OrderId } from '../../domain/ids';
import type { FulfilledBy, OrderStatus } from '../../domain/order';
import type { IsoTime } from '../../domain/time';
import type { Forgotten } from './forgotten';

/** An order of a channel as it was last seen there. Ids, units and keyed hashes only. */
export interface SeenOrder {
	readonly orderId: OrderId;
	/** The channel's own time of this version. */
	readonly updatedAt: IsoTime;
	readonly marketplace: string;
	readonly status: OrderStatus;
	readonly fulfilledBy: FulfilledBy;
	/** The channel's own words. */
	readonly programs: readonly string[];
	readonly purchasedAt: IsoTime;
	/** The last moment for its parcel to leave. */
	readonly shipBy?: IsoTime;
	/** None of an order that the channel ships. */
	readonly lines: readonly SeenLine[];
	/** The channel's own references of its parcels, with the keyed hash of the number where it shows one. */
	readonly packages: readonly { readonly reference: string; readonly number?: string }[];
}

export interface SeenLine {
	readonly lineId: string;
	readonly sku: string;
	readonly quantity: number;
	readonly cancelled: number;
	readonly shipped: number;
}

/**
 * `planned`: about to be told, or nobody knows. `submitted`: in a submission whose fate is open. `taken`: the channel took it and
 * has not shown it yet. `proven`: the channel shows it. `refused`: it said no. `dropped`: taken twice and never shown.
 */
export type ParcelState = 'planned' | 'submitted' | 'taken' | 'proven' | 'refused' | 'dropped';

/** In lines and units of the channel. */
export interface ParcelLine {
	readonly lineId: string;
	readonly quantity: number;
	/** Units of the line that had left in parcels of others when this one was told first. */
	readonly leftBefore?: number;
}

/** A parcel of an order of a channel, and what the channel was told of it. */
export interface ParcelRow {
	readonly orderId: OrderId;
	/** 1 for the order's first; never another parcel's. */
	readonly reference: number;
	/** Its id where it comes from; hashed where that is its number. */
	readonly parcel: string;
	readonly marketplace: string;
	/** Keyed hash of its tracking number; absent: it goes without one. */
	readonly number?: string;
	/** The channel's spelling. */
	readonly carrier?: string;
	readonly lines: readonly ParcelLine[];
	readonly shippedAt: IsoTime;
	readonly state: ParcelState;
	/** How often it was told as it is now. */
	readonly attempts: number;
	/** When it was told last; the database's own time. */
	readonly toldAt?: IsoTime;
	/** By which submission, and as which of its records: then the channel gave it a reference of its own. */
	readonly submission?: string;
	readonly place?: number;
	/** The channel's own reference of it, where that is known to be another. */
	readonly knownAs?: string;
}

/** A submission whose fate is not known yet, its parcels in the order in which they were handed in. */
export interface SubmittedParcels {
	readonly submission: string;
	readonly parcels: readonly ParcelRow[];
}

/** All that is remembered of parcels that channels are told of, and of the orders that they are of. */
export interface Shipments {
	seen(channel: AccountKey, orderIds: readonly OrderId[]): Promise<ReadonlyMap<OrderId, SeenOrder>>;
	/** Older than what is known changes nothing. */
	noteSeen(channel: AccountKey, orders: readonly SeenOrder[]): Promise<void>;
	/** By order, in the order of their references. */
	parcels(channel: AccountKey, orderIds: readonly OrderId[]): Promise<ReadonlyMap<OrderId, readonly ParcelRow[]>>;
	/** Adds or replaces, by order and reference. */
	noteParcels(channel: AccountKey, rows: readonly ParcelRow[], now: number): Promise<void>;
	/** What became of a submission. A parcel that another run has settled, and maybe told anew, since then stays as it is. */
	settleParcels(channel: AccountKey, submission: string, rows: readonly ParcelRow[], now: number): Promise<void>;
	/** Those that wait for their fate, whoever handed them in. */
	submitted(channel: AccountKey): Promise<readonly SubmittedParcels[]>;
	/** Forgets some of what was last touched before: orders, and parcels. */
	prune(ordersBefore: IsoTime, parcelsBefore: IsoTime): Promise<Forgotten>;
}
