import type { Account } from '../domain/account';
import type { OrderId } from '../domain/ids';
import type { LinePhase } from '../domain/order-shipments';
import type { Shipment } from '../domain/shipment';

/** How a store shows parcels: fulfillments of its orders, the tracking of a plugin, or a note to the customer. */
export type ShipmentWay = 'fulfillment' | 'trackingItem' | 'customerNote';

export interface ShipmentWrite {
	readonly shipment: Shipment;
	/** `unchanged`: it stood there already. */
	readonly outcome: 'written' | 'updated' | 'unchanged';
	readonly way: ShipmentWay;
}

export interface ShipmentOptions {
	/** Whether the store mails the customer about it; never for orders that were bought elsewhere. */
	readonly notifyCustomer: boolean;
	/** Guests have no "View order" page: mail them once. */
	readonly notifyGuests: boolean;
	/** Set the order completed once every line is shipped and its stock was deducted or is not counted. */
	readonly completeWhenShipped: boolean;
}

/** A platform that is told about the parcels of its orders. Line ids of the shipments are its own, quantities in its units. */
export interface ShipmentSink {
	readonly account: Account;
	/**
	 * Brings the order's parcels to what is given: looks first, writes only what is missing or changed. Writing twice
	 * changes nothing, but a lost answer may repeat a customer note: claim per parcel first.
	 */
	write(
		orderId: OrderId,
		shipments: readonly Shipment[],
		options: ShipmentOptions,
	): Promise<{ readonly writes: readonly ShipmentWrite[]; readonly completed: boolean }>;
	/** Where each line stands, for the admin, where the platform has room for it. Idempotent. */
	markLines?(orderId: OrderId, lines: readonly LinePhase[]): Promise<void>;
	/** A private note, never mailed, where the platform has such. Claim first. */
	addNote?(orderId: OrderId, text: string): Promise<void>;
}
