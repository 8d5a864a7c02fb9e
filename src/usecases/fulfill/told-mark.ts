import type { FulfillmentState } from '../../domain/fulfillment';
import type { Database } from '../../ports/database';

/** Keyed hash of all of a fulfillment that its shop shows. */
export function toldMark(database: Pick<Database, 'hmac'>, { id, status, shipments }: FulfillmentState): string {
	const parcels = shipments.map((parcel) => [
		parcel.id,
		parcel.status,
		parcel.carrier,
		parcel.trackingNumber,
		parcel.trackingUrl,
		parcel.lines.map(({ lineId, quantity }) => [lineId, quantity]),
	]);
	return database.hmac(JSON.stringify([id, status, parcels])).slice(0, 16);
}
