import type { Package } from '../../../domain/order';
import type { WooCommerceClient } from '../client';
import { isMissingRoute } from './fulfillments';
import { integerOr, isRecord, list, text, type JsonRecord, type WireMeta } from '../wire/answers';

/** The REST namespace of the Shipment Tracking plugin and of those that speak as it does (https://woocommerce.com/document/shipment-tracking/). */
export const TRACKING_NAMESPACE = 'wc-shipment-tracking/v3';

const ITEMS_META = '_wc_shipment_tracking_items';

/** Advanced Shipment Tracking says which lines a parcel holds; the plugin it descends from does not. */
const itemLines = (item: JsonRecord): Package['lines'] =>
	(Array.isArray(item['products_list']) ? item['products_list'] : [])
		.filter(isRecord)
		.map((entry) => ({ lineId: text(entry['item_id']), quantity: integerOr(entry['qty'], 0) }))
		.filter(({ lineId, quantity }) => lineId !== '' && quantity > 0);

/** The parcels that a plugin noted in the order's meta. */
export function trackedPackages(entries: readonly WireMeta[]): readonly Package[] {
	const items = entries.find(({ key }) => key === ITEMS_META)?.value;
	return (Array.isArray(items) ? items : []).filter(isRecord).map((item, index) => {
		const carrier = text(item['custom_tracking_provider']) || text(item['tracking_provider']);
		const trackingNumber = text(item['tracking_number']);
		const seconds = Number(text(item['date_shipped']));
		return {
			id: `tracking-${text(item['tracking_id']) || String(index + 1)}`,
			...(carrier === '' ? {} : { carrier }),
			...(trackingNumber === '' ? {} : { trackingNumber }),
			...(seconds > 0 ? { shippedAt: new Date(seconds * 1000).toISOString() } : {}),
			lines: itemLines(item),
		};
	});
}

/** The tracking numbers that stand at an order; undefined where no such plugin is there. `client` speaks the plugin's namespace. */
export async function listTrackingNumbers(client: WooCommerceClient, order: string): Promise<ReadonlySet<string> | undefined> {
	const path = `orders/${order}/shipment-trackings`;
	try {
		const answer = await client.get(path);
		return client.read(
			path,
			() =>
				new Set(
					list(answer.body, path)
						.filter(isRecord)
						.map((item) => text(item['tracking_number'])),
				),
		);
	} catch (error) {
		if (isMissingRoute(error)) return undefined;
		throw error;
	}
}
