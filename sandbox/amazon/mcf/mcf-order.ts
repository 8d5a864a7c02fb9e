import type { McfOutcome } from '../inventory/fba-stock';
import type { OutboundOrderRequest } from '../outbound/outbound-wire';
import type { McfPackageStatus, McfRequest, McfRequestItem, McfStatus } from './mcf-wire';

/** A line of an MCF order. Every unit is open, reserved, shipped, cancelled or unfulfillable. */
export interface McfLine {
	readonly item: McfRequestItem;
	/** Units of the stock that wait for this line. */
	reserved: number;
	shipped: number;
	cancelled: number;
	unfulfillable: number;
}

export interface McfParcel {
	readonly packageNumber: number;
	readonly carrierCode: string;
	readonly trackingNumber: string;
	status: McfPackageStatus;
	/** Milliseconds since the epoch. */
	statusMs: number;
}

export interface McfShipment {
	readonly id: string;
	readonly facilityId: string;
	status: 'PENDING' | 'SHIPPED' | 'CANCELLED_BY_FULFILLER';
	/** When it left, or is expected to. */
	shipMs: number;
	units: readonly { readonly lineId: string; readonly sku: string; readonly quantity: number; readonly packageNumber?: number }[];
	parcels: McfParcel[];
}

/** One fulfillment order, whichever API made it. Times are milliseconds since the epoch. */
export interface McfOrder {
	readonly sellerId: string;
	readonly id: string;
	readonly marketplaceId: string;
	/** As 2020-07-01 would have asked for it. */
	request: McfRequest;
	/** What 2026-07-04 was asked for, when it was. */
	readonly outbound?: OutboundOrderRequest;
	/** The order's number in the Orders API, where it shows as NON_AMAZON. */
	readonly orderId: string;
	readonly receivedMs: number;
	/** The machine's own clock at the acceptance, for measuring. */
	readonly acceptedWallMs: number;
	/** Reads do not show the order before. */
	readonly visibleFromMs: number;
	readonly outcome?: McfOutcome;
	status: McfStatus;
	/** When the status changed last, or an order on hold was updated. */
	statusMs: number;
	lines: McfLine[];
	shipments: McfShipment[];
}

export const finalStatuses: ReadonlySet<McfStatus> = new Set(['Cancelled', 'Complete', 'CompletePartialled', 'Unfulfillable', 'Invalid']);
export const failedStatuses: ReadonlySet<McfStatus> = new Set(['Cancelled', 'Unfulfillable', 'Invalid']);

export const openUnits = ({ item, shipped, cancelled, unfulfillable }: McfLine): number =>
	item.quantity - shipped - cancelled - unfulfillable;

/** Units for which no stock was found. */
export const missingUnits = (line: McfLine): number => openUnits(line) - line.reserved;

export const isHeld = (order: McfOrder): boolean => order.request.fulfillmentAction === 'Hold' && !finalStatuses.has(order.status);
