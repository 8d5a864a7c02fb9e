import { FINAL_FULFILLMENT, type FulfillmentStatus } from '../../../domain/fulfillment';
import { unitsByLine, type ParcelStatus, type Shipment } from '../../../domain/shipment';
import { filled } from '../fields';
import { amazonPage, carrierName, carrierPage } from './carriers';

/** A parcel as both versions of the API tell of it. */
export interface Parcel {
	readonly id: string;
	readonly status: ParcelStatus;
	readonly carrierCode: string | undefined;
	/** The carrier's number. */
	readonly trackingNumber: string | undefined;
	/** Amazon's own, for its parcels and for those that others carry. */
	readonly amazonNumber: string | undefined;
	/** A page that Amazon names for the parcel. */
	readonly link: string | undefined;
	readonly shippedAt: string | undefined;
	readonly estimatedArrival: string | undefined;
	readonly lines: readonly Units[];
}

export interface Units {
	readonly lineId: string;
	readonly quantity: number;
}

export const isoTime = (time: string | undefined): string | undefined => (time === undefined ? undefined : new Date(time).toISOString());

/** Units with serial numbers come one by one. */
const linesOf = (units: readonly Units[]): Units[] =>
	[...unitsByLine(units)].filter(([, quantity]) => quantity > 0).map(([lineId, quantity]) => ({ lineId, quantity }));

/**
 * The carrier's own page comes before Amazon's: it does not change between readings, and customers know it. Amazon's
 * page also follows parcels of carriers that we do not know.
 */
export function toShipment(parcel: Parcel): Shipment {
	const { id, status, carrierCode, trackingNumber, amazonNumber, link } = parcel;
	const number = trackingNumber ?? amazonNumber;
	const page = carrierCode === undefined ? undefined : carrierPage(carrierCode, trackingNumber);
	return {
		id,
		status,
		lines: linesOf(parcel.lines),
		...filled<Omit<Shipment, 'id' | 'status' | 'lines'>>({
			carrier: carrierCode === undefined ? undefined : carrierName(carrierCode),
			carrierCode,
			service: undefined,
			trackingNumber: number,
			trackingUrl: page ?? link ?? (number === undefined ? undefined : amazonPage(amazonNumber ?? number)),
			shippedAt: isoTime(parcel.shippedAt),
			estimatedArrival: isoTime(parcel.estimatedArrival),
		}),
	};
}

/** Units of a shipment that Amazon has told no parcel of yet. */
export interface Unpacked {
	readonly shipmentId: string;
	readonly shipped: boolean;
	readonly cancelled: boolean;
	readonly shippedAt: string | undefined;
	readonly estimatedArrival: string | undefined;
	readonly lines: readonly Units[];
}

/**
 * Its id is the shipment's, while a parcel has one of its own: as long as a parcel may still come, nothing counts as
 * shipped under the id that will vanish.
 */
export function toUnpackedShipment({ shipmentId, shipped, cancelled, ...rest }: Unpacked, order: FulfillmentStatus): Shipment {
	const gone = shipped && FINAL_FULFILLMENT.includes(order);
	return toShipment({
		...rest,
		id: shipmentId,
		status: cancelled ? 'cancelled' : gone ? 'inTransit' : 'announced',
		carrierCode: undefined,
		trackingNumber: undefined,
		amazonNumber: undefined,
		link: undefined,
	});
}
