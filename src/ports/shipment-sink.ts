import type { Account } from '../domain/account';
import type { Shipment } from '../domain/shipment';

/** How a store shows parcels: core order fulfilments, the Shipment Tracking routes, or a note to the customer. */
export type ShipmentWay = 'fulfillment' | 'trackingItem' | 'customerNote';

export interface ShipmentWrite {
	readonly shipment: Shipment;
	/** `unchanged`: it stood there already. */
	readonly outcome: 'written' | 'updated' | 'unchanged';
	readonly way: ShipmentWay;
}

export interface ShipmentOptions {
	/** Whether the store mails the customer about it; never for orders of Amazon origin. */
	readonly notifyCustomer: boolean;
	/** Guests have no "View order" page: mail them once. */
	readonly notifyGuests: boolean;
	/** Set the order completed once every line is shipped and its stock was deducted or is not counted. */
	readonly completeWhenShipped: boolean;
}

/** A store that is told about parcels. Line ids of the shipments are the store's own line ids. */
export interface ShipmentSink {
	readonly account: Account;
	/**
	 * Brings the order's parcels to what is given: looks first, writes only what is missing or changed. Writing twice
	 * changes nothing, but a lost answer may repeat a customer note: claim per parcel first.
	 */
	write(
		orderId: string,
		shipments: readonly Shipment[],
		options: ShipmentOptions,
	): Promise<{ readonly writes: readonly ShipmentWrite[]; readonly completed: boolean }>;
	/** The phase of each line at the warehouse, for the admin, in the lines' meta. Idempotent. */
	markLines(
		orderId: string,
		lines: readonly { readonly lineId: string; readonly phase: string; readonly units: number; readonly tracking?: string }[],
	): Promise<void>;
	/** A private note, never mailed. Claim first. */
	addNote(orderId: string, text: string): Promise<void>;
}
