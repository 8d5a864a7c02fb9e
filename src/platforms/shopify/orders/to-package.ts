import type { Package } from '../../../domain/order';
import type { ParcelStatus } from '../../../domain/shipment';
import type { WireFulfillment } from '../wire/order';

/** By Shopify's words for where a fulfillment is; what is not among them has left. */
const PHASES: Readonly<Record<string, ParcelStatus>> = {
	ATTEMPTED_DELIVERY: 'delayed',
	CANCELED: 'cancelled',
	CARRIER_PICKED_UP: 'inTransit',
	CONFIRMED: 'announced',
	DELAYED: 'delayed',
	DELIVERED: 'delivered',
	FAILURE: 'undeliverable',
	IN_TRANSIT: 'inTransit',
	LABEL_PRINTED: 'announced',
	LABEL_PURCHASED: 'announced',
	LABEL_VOIDED: 'cancelled',
	NOT_DELIVERED: 'undeliverable',
	OUT_FOR_DELIVERY: 'outForDelivery',
	PICKED_UP: 'delivered',
	READY_FOR_PICKUP: 'announced',
};

const WITHOUT_EFFECT: ReadonlySet<string> = new Set(['CANCELLED', 'ERROR', 'FAILURE']);

/** Not called off: its units have left, or are about to. */
export const stands = ({ status }: Pick<WireFulfillment, 'status'>): boolean => !WITHOUT_EFFECT.has(status);

/** A fulfillment is a parcel; one with several numbers is several, of which the first holds what is in it. */
export function packagesOf(fulfillment: WireFulfillment): readonly Package[] {
	const { id, displayStatus, createdAt, deliveredAt, trackingInfo, fulfillmentLineItems } = fulfillment;
	const parcels = trackingInfo.length === 0 ? [{ company: '', number: '', url: '' }] : trackingInfo;
	return parcels.map(({ company, number, url }, index): Package => ({
		id: index === 0 ? id : `${id}-${index}`,
		...(company === '' ? {} : { carrier: company }),
		...(number === '' ? {} : { trackingNumber: number }),
		...(url === '' ? {} : { trackingUrl: url }),
		...(displayStatus === '' ? {} : { status: displayStatus }),
		phase: PHASES[displayStatus] ?? 'inTransit',
		shippedAt: createdAt,
		...(deliveredAt === undefined ? {} : { deliveredAt }),
		lines: index === 0 ? fulfillmentLineItems : [],
	}));
}
