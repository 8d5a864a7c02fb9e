import type { IsoTime } from './time';

/** Where a parcel is, as far as its carrier or Amazon tells. */
export const PARCEL_STATUSES = [
	'announced',
	'inTransit',
	'outForDelivery',
	'delivered',
	'delayed',
	'undeliverable',
	'returned',
	'cancelled',
] as const;
export type ParcelStatus = (typeof PARCEL_STATUSES)[number];

/** A parcel of an order. No personal data. */
export interface Shipment {
	/** Unique within its order, the same at every reading. */
	readonly id: string;
	/** The carrier's name for people ("DHL", "Amazon Logistics"). */
	readonly carrier?: string;
	/** The carrier as the source spells it, e.g. AMZN_US. */
	readonly carrierCode?: string;
	readonly service?: string;
	readonly trackingNumber?: string;
	readonly trackingUrl?: string;
	readonly status: ParcelStatus;
	readonly shippedAt?: IsoTime;
	readonly estimatedArrival?: IsoTime;
	/** In the units of the order's own lines; at a warehouse, of its lines: there a unit is a listing. */
	readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
}

/** What is said of a parcel that is out of the house. */
export const LEFT: ReadonlySet<ParcelStatus> = new Set<ParcelStatus>([
	'inTransit',
	'outForDelivery',
	'delivered',
	'delayed',
	'undeliverable',
	'returned',
]);

/** One entry a line, in the order in which lines first occur. */
export function unitsByLine(lines: Shipment['lines']): Map<string, number> {
	const units = new Map<string, number>();
	for (const { lineId, quantity } of lines) units.set(lineId, (units.get(lineId) ?? 0) + quantity);
	return units;
}

/** Whether the parcel is out of the house, wherever it is by now. */
export const hasLeft = ({ status }: Shipment): boolean => LEFT.has(status);
