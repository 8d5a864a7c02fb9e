import type { WooCommerceClient } from '../client';
import { FULFILLMENT_STATUS_META } from '../constants';
import { FULFILLMENT_META, listFulfillments, type Fulfillment } from '../shipments/fulfillments';
import { metaValue, type WireMeta } from '../wire/meta';
import type { WirePersonalOrder } from '../wire/personal-order';
import { holdsSomething } from './personal-meta';
import { namesThem } from './personal-words';

const NUMBERS: ReadonlySet<string> = new Set([FULFILLMENT_META.trackingNumber, FULFILLMENT_META.trackingUrl]);
/** A carrier's page shows under a number where the parcel went; which parcel of ours it was, and what was in it, stays. */
const STAYS: ReadonlySet<string> = new Set([FULFILLMENT_META.items, FULFILLMENT_META.parcel]);

const isPersonal =
	(order: WirePersonalOrder) =>
	({ key, value }: WireMeta): boolean =>
		holdsSomething(value) &&
		!STAYS.has(key) &&
		(NUMBERS.has(key) || namesThem(order)(typeof value === 'string' ? value : JSON.stringify(value)));

/** Fulfillments of the order that tell more than that a parcel left. */
export async function personalParcels(client: WooCommerceClient, order: WirePersonalOrder): Promise<readonly Fulfillment[]> {
	if (metaValue(order.meta, FULFILLMENT_STATUS_META) === undefined) return [];
	const all = (await listFulfillments(client, String(order.id))) ?? [];
	return all.filter(({ meta }) => meta.some(isPersonal(order)));
}

/** What is left out of the write is removed by the store; all else is repeated, the date of the shipment too. */
export async function bareParcels(client: WooCommerceClient, order: WirePersonalOrder, parcels: readonly Fulfillment[]): Promise<void> {
	for (const { id, fulfilled, meta } of parcels) {
		const kept = meta.filter((entry) => !isPersonal(order)(entry)).map(({ key, value }) => ({ key, value }));
		await client.put(`orders/${order.id}/fulfillments/${id}`, {
			status: fulfilled ? 'fulfilled' : 'unfulfilled',
			is_fulfilled: fulfilled,
			meta_data: kept,
		});
	}
}
