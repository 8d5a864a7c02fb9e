import type { Address } from './order';
import type { IsoTime } from './time';
import type { Shipment } from './shipment';

export type ShippingSpeed = 'standard' | 'expedited' | 'priority';

/**
 * fillOrKill: all or nothing (the default). fillAll: ship what is there, the rest when it comes. fillAllAvailable:
 * ship what is there, cancel the rest.
 */
export type FulfillmentPolicy = 'fillOrKill' | 'fillAll' | 'fillAllAvailable';

/** What a warehouse is asked to ship for a shop. */
export interface FulfillmentRequest {
	/** Seller fulfillment order id: at most 40 characters of letters, digits, `-`; unique for ever in the account. */
	readonly id: string;
	/** The number the customer knows; at most 40 characters. */
	readonly displayId: string;
	readonly displayAt: IsoTime;
	/** Printed on the packing slip; at most 750 characters. */
	readonly comment?: string;
	readonly address: Address;
	readonly lines: readonly FulfillmentLine[];
	readonly speed: ShippingSpeed;
	readonly policy: FulfillmentPolicy;
	/** Stock is reserved and nothing ships until it is released; a warehouse does not wait for ever (Amazon: 14 days). */
	readonly hold: boolean;
	readonly blankBox: boolean;
	readonly blockAmazonLogistics: boolean;
	/** Marketplace whose stock is used; left out: the account's own. */
	readonly marketplace?: string;
	/** The warehouse's own mails go here; empty as a rule. */
	readonly notify: readonly string[];
}

export interface FulfillmentLine {
	/** The shop's line, and how many of its units a listing is; at most 50 characters. */
	readonly id: string;
	/** The exact SKU of the warehouse's listing. */
	readonly sku: string;
	readonly quantity: number;
	readonly giftMessage?: string;
}

export type FulfillmentStatus =
	'held' | 'received' | 'planning' | 'processing' | 'complete' | 'completePartial' | 'cancelled' | 'unfulfillable' | 'invalid';

/** A fulfillment order as it stands at the warehouse, in units of its listings. No address, no name. */
export interface FulfillmentState {
	readonly id: string;
	readonly status: FulfillmentStatus;
	readonly lines: readonly {
		readonly id: string;
		readonly sku: string;
		readonly quantity: number;
		readonly cancelled: number;
		readonly unfulfillable: number;
	}[];
	readonly shipments: readonly Shipment[];
	readonly receivedAt?: IsoTime;
	readonly updatedAt?: IsoTime;
}

/** Statuses after which nothing more happens by itself. */
export const FINAL_FULFILLMENT: readonly FulfillmentStatus[] = ['complete', 'completePartial', 'cancelled', 'unfulfillable', 'invalid'];

/** Statuses in which the warehouse gave up: with no unit shipped, the order may be sent again under a new attempt. */
export const FAILED_FULFILLMENT: readonly FulfillmentStatus[] = ['cancelled', 'unfulfillable', 'invalid'];
