import type { Package } from '../../../domain/order';
import type { ParcelStatus } from '../../../domain/shipment';
import type { WooCommerceClient } from '../client';
import { TRACKING_ITEMS_META } from '../constants';
import { isMissingRoute } from './fulfillments';
import type { WireMeta } from '../wire/meta';
import { readTrackedItems, readTrackingNumbers } from '../wire/parcels';
import { readCarrierStates } from '../wire/plugin-parcels';
import { dayIn, packageFrom } from './parcel-presets';

/** The REST namespace of the Shipment Tracking plugin and of those that speak as it does (https://woocommerce.com/document/shipment-tracking/). */
export const TRACKING_NAMESPACE = 'wc-shipment-tracking/v3';

/** TrackShip's words for where a parcel is (https://docs.trackship.com/docs/trackship-for-woocommerce/setup/shipment-status/). */
const CARRIER_WORDS: ReadonlyMap<string, ParcelStatus> = new Map([
	['pre_transit', 'announced'],
	['in_transit', 'inTransit'],
	['available_for_pickup', 'outForDelivery'],
	['out_for_delivery', 'outForDelivery'],
	['delivered', 'delivered'],
	['failure', 'undeliverable'],
	['exception', 'delayed'],
	['on_hold', 'delayed'],
	['return_to_sender', 'returned'],
	['label_cancelled', 'cancelled'],
]);

/** The parcels that a plugin noted in the order's meta, and what TrackShip heard of them from their carriers. */
export function trackedPackages(entries: readonly WireMeta[]): readonly Package[] {
	const valueOf = (key: string): unknown => entries.find((entry) => entry.key === key)?.value;
	const states = readCarrierStates(valueOf('shipment_status'));
	const words = readCarrierStates(valueOf('ts_shipment_status'));
	return readTrackedItems(valueOf(TRACKING_ITEMS_META)).map(({ id, shippedAt, ...item }, index) => {
		const state = states.get(index) ?? words.get(index);
		const phase = CARRIER_WORDS.get(state?.status ?? '') ?? 'inTransit';
		return packageFrom({
			...item,
			id: `tracking-${id || String(index + 1)}`,
			status: state?.status ?? '',
			// Who writes a number there says that the parcel left.
			phase,
			shippedAt: dayIn(shippedAt),
			deliveredAt: phase === 'delivered' ? state?.status_date : undefined,
		});
	});
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
