import type { OrderId } from '../domain/ids';
import type { FulfilledBy, OrderStatus } from '../domain/order';
import type { ParcelState } from '../ports/database';
import type { AccountId } from './account-id';

/** The tables of what channels are told of parcels; see `schema.ts`. */
export interface ShipmentSchema {
	channel_order: ChannelOrderTable;
	channel_parcel: ChannelParcelTable;
}

export interface ChannelOrderTable {
	account: AccountId;
	order_id: OrderId;
	/** The channel's own time. */
	updated_at: string;
	marketplace: string;
	status: OrderStatus;
	fulfilled_by: FulfilledBy;
	purchased_at: string;
	ship_by: string | null;
	/** Of SeenOrder, as JSON. */
	programs: string;
	lines: string;
	packages: string;
}

export interface ChannelParcelTable {
	account: AccountId;
	order_id: OrderId;
	reference: number;
	parcel: string;
	marketplace: string;
	/** Keyed hash. */
	number: string | null;
	carrier: string | null;
	/** Of ParcelRow, as JSON. */
	lines: string;
	shipped_at: string;
	state: ParcelState;
	attempts: number;
	told_at: string | null;
	submission: string | null;
	place: number | null;
	known_as: string | null;
	updated_at: string;
}
