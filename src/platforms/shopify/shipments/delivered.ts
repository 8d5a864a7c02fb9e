import type { ShopifyClient } from '../client';
import { assertDone } from '../order-sink/packing';
import { stands } from '../orders/to-package';
import { gid } from '../wire/fields';
import { FULFILLMENT_EVENT, type WireParcel } from '../wire/fulfillment-order';

/** Those that have left, and of which Shopify does not say yet that they arrived. */
export const onTheirWay = (parcels: readonly WireParcel[]): readonly WireParcel[] =>
	parcels.filter((parcel) => stands(parcel) && parcel.displayStatus !== 'DELIVERED');

/**
 * Shopify has no status of an order that has arrived: its fulfillments have. It may write to a customer whose mail address it has
 * ("Delivered" in the shop's notifications), which is why somebody has to choose it.
 */
export async function markDelivered(client: ShopifyClient, { id }: WireParcel): Promise<void> {
	const { fulfillmentEventCreate } = await client.mutate(FULFILLMENT_EVENT, {
		event: { fulfillmentId: gid('Fulfillment', id), status: 'DELIVERED' },
	});
	assertDone('FulfillmentEvent', fulfillmentEventCreate.userErrors);
}
