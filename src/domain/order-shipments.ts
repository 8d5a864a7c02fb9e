import type { FulfillmentStatus } from './fulfillment';
import type { AccountKey, OrderRef } from './ids';
import type { ParcelStatus, Shipment } from './shipment';

/**
 * Parcels of one order, whoever packed them: a warehouse, or somebody who typed a number into a sheet. All that it takes
 * to tell the order's platform about them.
 */
export interface OrderShipments {
	readonly order: OrderRef;
	/** The number people know. */
	readonly number: string;
	/** Lines are the order's own, in its units. */
	readonly shipments: readonly Shipment[];
	/** Where each line stands, for the admin, if anybody follows it. */
	readonly linePhases?: readonly LinePhase[];
	readonly shippedBy?: ShippedBy;
}

/** Where a line of an order is on its way out of a warehouse. */
export interface LinePhase {
	readonly lineId: string;
	readonly phase: FulfillmentStatus | ParcelStatus;
	readonly units: number;
	readonly tracking?: string;
}

/** The fulfillment that the parcels are of, as it stood. */
export interface ShippedBy {
	readonly warehouse: AccountKey;
	/** Its id at the warehouse. */
	readonly fulfillment: string;
	/** Keyed hash of its state and parcels: what the order's platform knows once it is told of these shipments. */
	readonly mark: string;
}
