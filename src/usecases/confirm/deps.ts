import type { OrderId, SubscriptionId } from '../../domain/ids';
import type { Order } from '../../domain/order';
import type { Reason } from '../../domain/reasons';
import type { ParcelStatus } from '../../domain/shipment';
import type { IsoTime } from '../../domain/time';
import type { ChannelShipments } from '../../ports/channel-shipments';
import type { Clock } from '../../ports/clock';
import type { Database, InboxStamp, Owner } from '../../ports/database';
import type { OrderSource } from '../../ports/order-source';

export interface ConfirmDeps {
	readonly shipments: ChannelShipments;
	/** Of the same account. */
	readonly orders: OrderSource;
	readonly database: Database;
	readonly clock: Clock;
	readonly owner: Owner;
}

export interface ConfirmSettings {
	/** `announced`: as soon as there is a label. `inTransit`: once the carrier has the parcel. */
	readonly when: 'announced' | 'inTransit';
	/** The channel's codes by the names that are given. */
	readonly carriers: ReadonlyMap<string, string>;
	/** Of a parcel that names none. */
	readonly carrier?: string;
	readonly service?: string;
	/** A parcel without a number is told without one. */
	readonly untracked: boolean;
	/** Looks and says what it would tell; writes nothing. */
	readonly dry: boolean;
}

/** A parcel as whoever packed it tells of it. */
export interface PackedParcel {
	/** Where it comes from, the same at every reading. */
	readonly id: string;
	readonly carrier?: string;
	readonly carrierCode?: string;
	readonly service?: string;
	readonly trackingNumber?: string;
	/** Absent: nobody tells of its carrier. */
	readonly phase?: ParcelStatus;
	readonly shippedAt?: IsoTime;
	/** None: nobody said what is in it. */
	readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
}

/** A line of a store's order as a part of a channel's line. */
export interface StoreLine {
	readonly lineId: string;
	readonly sku: string;
	/** Pieces that were ordered and not called off. */
	readonly quantity: number;
	/** The line of the channel. */
	readonly of: string;
	/** Which product of a set it is. Several lines may be one product, where a store has a price of its own for each. */
	readonly part?: number;
	/** How many pieces one unit of that line is, where it was noted. */
	readonly pieces?: number;
}

/** Parcels of one order of a channel. */
export interface OrderToConfirm {
	/** The channel's. */
	readonly orderId: OrderId;
	readonly parcels: readonly PackedParcel[];
	/** These are all there are: one that was told and is not among them was taken back. */
	readonly complete: boolean;
	/** Where the parcels' lines are a store's; left out: they are the channel's own. */
	readonly storeLines?: readonly StoreLine[];
	/** The store's order is cancelled or refunded. */
	readonly closed?: boolean;
	/** The store's order that it is: what became of it stands there in the log. */
	readonly sold?: SoldOrder;
}

export interface SoldOrder {
	readonly order: Pick<Order, 'account' | 'id' | 'key' | 'createdAt' | 'number' | 'purchasedAt' | 'updatedAt'>;
	/** All of it has arrived, by what the store says of its parcels. */
	readonly arrivedAt?: IsoTime;
	readonly stamp?: InboxStamp;
	readonly subscription?: SubscriptionId;
}

/** A parcel as the channel is told of it. */
export interface ToldParcel {
	readonly reference: string;
	readonly state: 'told' | 'corrected' | 'again' | 'proven' | 'waiting' | 'refused';
	readonly carrier?: string;
	/** The carrier's name, where the channel does not list it. */
	readonly unlisted?: string;
	readonly trackingNumber?: string;
	readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
}

/**
 * confirmed: told now. proven: the channel shows it now. unchanged: nothing to tell. waiting: see `reason`. skipped: none of the
 * merchant's parcels. planned: a dry run would tell it.
 */
export type ConfirmAction = 'confirmed' | 'proven' | 'unchanged' | 'waiting' | 'skipped' | 'planned';

export type ConfirmOutcome =
	| { readonly kind: 'confirmed'; readonly action: ConfirmAction; readonly reason?: Reason; readonly parcels: readonly ToldParcel[] }
	| { readonly kind: 'attention'; readonly reason: Reason; readonly parcels: readonly ToldParcel[] };
