import type { Package } from '../../../domain/order';
import type { WooCommerceClient } from '../client';
import { TRACKING_ITEMS_META } from '../constants';
import { isMissingRoute } from './fulfillments';
import type { WireMeta } from '../wire/meta';
import { readTrackedItems, readTrackingNumbers } from '../wire/parcels';

/** The REST namespace of the Shipment Tracking plugin and of those that speak as it does (https://woocommerce.com/document/shipment-tracking/). */
export const TRACKING_NAMESPACE = 'wc-shipment-tracking/v3';

/** In seconds since 1970. Whoever counts further counts in something else. */
const YEAR_10000 = 253_402_300_800;

/** The parcels that a plugin noted in the order's meta. */
export function trackedPackages(entries: readonly WireMeta[]): readonly Package[] {
	const items = readTrackedItems(entries.find(({ key }) => key === TRACKING_ITEMS_META)?.value);
	return items.map(({ id, carrier, number: trackingNumber, shippedAt: seconds, lines }, index) => ({
		id: `tracking-${id || String(index + 1)}`,
		...(carrier === '' ? {} : { carrier }),
		...(trackingNumber === '' ? {} : { trackingNumber }),
		...(seconds > 0 && seconds < YEAR_10000 ? { shippedAt: new Date(seconds * 1000).toISOString() } : {}),
		lines,
	}));
}

/** The tracking numbers that stand at an order; undefined where no such plugin is there. `client` speaks the plugin's namespace. */
export async function listTrackingNumbers(client: WooCommerceClient, order: string): Promise<ReadonlySet<string> | undefined> {
	const path = `orders/${order}/shipment-trackings`;
	try {
		const answer = await client.get(path);
		return client.read(path, () => readTrackingNumbers(answer.body));
	} catch (error) {
		if (isMissingRoute(error)) return undefined;
		throw error;
	}
}
