import type { OrderPackage } from '../orders/order-wire';

/** By which way a parcel was told: confirmShipment, or a feed of fulfillments. */
export type ToldBy = 'call' | 'feed';

/** A parcel as a merchant tells it. Times are milliseconds since the epoch. */
export interface Parcel {
	readonly orderId: string;
	/** The merchant's own number; a feed has none. */
	readonly reference?: string;
	readonly carrierCode?: string;
	readonly carrierName?: string;
	readonly service?: string;
	/** Left out for what goes untracked. */
	readonly trackingNumber?: string;
	readonly shippedMs: number;
	/** Left out: everything that is not shipped yet. */
	readonly items?: readonly { readonly orderItemId: string; readonly quantity: number; readonly transparencyCodes?: readonly string[] }[];
}

/**
 * Why Amazon does not take a parcel. `noOrder`: unknown, or of another seller. `cancelled`: its items are gone. `noItem`: not an item
 * of this order, or a cancelled one. `state`: it is not the merchant who confirms this order, or not now. `fulfilled`: nothing is open
 * and no such package is there. `tooMany`: more units than are open. `edits`: it was changed too often. `number`: a tracking number
 * that is blocked or used before.
 */
export type ParcelRefusalKind = 'noOrder' | 'cancelled' | 'noItem' | 'state' | 'fulfilled' | 'tooMany' | 'edits' | 'blocked' | 'duplicate';

export class ParcelRefused extends Error {
	readonly kind: ParcelRefusalKind;
	/** The item concerned, or the state. */
	readonly about: string;

	constructor(kind: ParcelRefusalKind, about = '') {
		super(kind);
		this.name = 'ParcelRefused';
		this.kind = kind;
		this.about = about;
	}
}

export type PackageStatus = NonNullable<OrderPackage['packageStatus']>['status'];

/** As carriers' numbers are compared: spaces, dashes and case do not matter. */
export const plainNumber = (trackingNumber: string): string => trackingNumber.replace(/[^0-9a-z]/gi, '').toUpperCase();
