import type { Account } from '../domain/account';
import type { OrderRef } from '../domain/ids';
import type { Money } from '../domain/money';
import type { LinePhase } from '../domain/order-shipments';
import type { Shipment } from '../domain/shipment';
import type { Words } from '../domain/texts/language';

/** How a store shows parcels: fulfillments of its orders, the tracking of a plugin, a note to the customer, or one for the owner alone. */
export type ShipmentWay = 'fulfillment' | 'trackingItem' | 'customerNote' | 'privateNote';

export interface ShipmentWrite {
	readonly shipment: Shipment;
	/** `unchanged`: it stood there already. */
	readonly outcome: 'written' | 'updated' | 'unchanged';
	readonly way: ShipmentWay;
}

/** The status that an order gets at a stage; a stage that is left out changes none. Never back, and none of a closed order. */
export interface StatusesBack {
	readonly partlyShipped?: string;
	readonly shipped?: string;
	readonly delivered?: string;
}

/** How far an order is on its way. */
export type ShippingStage = keyof StatusesBack;

export interface ShipmentOptions {
	/** Whether the store mails the customer about it; never for orders that were bought elsewhere. */
	readonly notifyCustomer: boolean;
	/** Guests have no "View order" page: mail them once. */
	readonly notifyGuests: boolean;
	/** Set the order completed once every line is shipped and its stock was deducted or is not counted. */
	readonly completeWhenShipped: boolean;
	/** Which statuses of the store stand for the stages; left out: none, but that of an order that is completed. */
	readonly statuses?: StatusesBack;
	/** Whose memory holds the claims: of two that know nothing of each other, one alone tells a parcel. */
	readonly teller: string;
	/** Ids of parcels that were told before: nothing is written of them, whatever stands there. They count as shipped. */
	readonly told?: ReadonlySet<string>;
}

export interface ShipmentsWritten {
	readonly writes: readonly ShipmentWrite[];
	/** It has the status of an order of which all has left. */
	readonly completed: boolean;
	/** The status that it was given now. */
	readonly status?: string;
	/** The order's status where it is cancelled, refunded or in the trash: then its owner alone was told. */
	readonly closed?: string;
}

/** What became of an order in its store. */
export interface OrderStanding {
	/** `cancelled`: in the trash, too. `refunded`: all of it. */
	readonly state: 'open' | 'cancelled' | 'refunded';
	/** The store's own word. */
	readonly status: string;
	/** What was given back to the customer so far. */
	readonly refunded: Money;
}

/** Whose parcels they are. An order that got the same id later has another key, or was made at another time. */
export type MeantOrder = Pick<OrderRef, 'id' | 'key' | 'createdAt'>;

/** A copy of an order that was bought elsewhere, of which no key is known, is told from another by the mark that it was saved with. */
export interface AskedOrder extends MeantOrder {
	/** `OrderDraft.origin`. */
	readonly origin?: string;
}

/**
 * A platform that is told about the parcels of its orders. Line ids of the shipments are its own, quantities in its units.
 * Each call reads the order right before it writes, and throws PlatformError `notFound` where there is none under the id,
 * or another than the one that is meant: then nothing was written.
 */
export interface ShipmentSink {
	readonly account: Account;
	/** False where an order shows by itself that all of it has left: then it is ended only by choice. */
	readonly completesUnasked: boolean;
	/** The statuses that an order may be given at that stage, the store's custom ones included. */
	statuses(stage: ShippingStage): Promise<readonly { readonly id: string; readonly name: string }[]>;
	/** Reads something that belongs to no order: while that works, what an order is refused with is its own matter. */
	reach(): Promise<void>;
	/**
	 * Brings the order's parcels to what is given: looks first, writes only what is missing or changed. Writing twice
	 * changes nothing, but a lost answer may repeat a customer note: claim per parcel first. Throws PlatformError `conflict`
	 * while another teller is at the same parcels.
	 */
	write(order: MeantOrder, shipments: readonly Shipment[], options: ShipmentOptions): Promise<ShipmentsWritten>;
	/**
	 * Which of these parcels, that were written once, the platform does not know of any more: it was restored to before. None
	 * of an order that is gone, or that cannot be read. Answers one by one, in order.
	 */
	lostParcels(
		told: readonly { readonly order: MeantOrder; readonly parcels: readonly string[] }[],
	): Promise<readonly (readonly string[])[]>;
	/**
	 * What became of these orders, many a request; undefined for one that is gone, that is another by now, or that cannot be
	 * read. Answers one by one, in order.
	 */
	standings(orders: readonly AskedOrder[]): Promise<readonly (OrderStanding | undefined)[]>;
	/** Where each line stands, for the admin, where the platform has room for it. Idempotent. */
	markLines?(order: MeantOrder, lines: readonly LinePhase[]): Promise<void>;
	/** A private note, never mailed, where the platform has such; not a second one of the same words, in whichever language. Claim first. */
	addNote?(order: MeantOrder, text: Words): Promise<void>;
}
