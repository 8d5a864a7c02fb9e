import { legacyId } from '../store/gid';
import type { FulfillmentRecord } from '../store/fulfillment-records';

/** A parcel as webhooks tell of it: the shape of the older REST API. Not recorded. */
export function fulfillmentPayload(fulfillment: FulfillmentRecord): Readonly<Record<string, unknown>> {
	const [first] = fulfillment.trackingInfo;
	return {
		id: Number(legacyId(fulfillment.id)),
		admin_graphql_api_id: fulfillment.id,
		order_id: Number(legacyId(fulfillment.orderId)),
		name: fulfillment.name,
		status: fulfillment.status.toLowerCase(),
		created_at: new Date(fulfillment.createdAt).toISOString(),
		updated_at: new Date(fulfillment.updatedAt).toISOString(),
		location_id: Number(legacyId(fulfillment.locationId)),
		tracking_company: first?.company ?? null,
		tracking_number: first?.number ?? null,
		tracking_numbers: fulfillment.trackingInfo.flatMap(({ number }) => number ?? []),
		tracking_urls: fulfillment.trackingInfo.flatMap(({ url }) => url ?? []),
		line_items: fulfillment.lines.map(({ lineItemId, quantity }) => ({ id: Number(legacyId(lineItemId)), quantity })),
	};
}
