import { itemsOf } from '../fulfillments/fulfillment-items';
import { fulfillmentsOf } from '../fulfillments/fulfillment-writing';
import { sortedNotes } from '../orders/order-notes';
import { statusName } from '../orders/status-names';
import { shownTracking, trackingItems } from '../shipment-tracking/tracking-items';
import { metaValue } from '../store/meta';
import type { OrderRecord } from '../store/records';
import type { Store } from '../store/store';
import { toText } from '../wordpress/php-values';
import { money } from '../wordpress/rounding';
import { gmtText } from '../wordpress/site-time';

/**
 * What the customer reads about an order on "My account > Orders > View". A guest has no such page (`available` is
 * false); the rest then says what it would show. Meta with an underscore is not shown, but for what the page knows.
 */
export function viewOrder(store: Store, order: OrderRecord): Record<string, unknown> {
	const nameOf = (lineId: number): string => order.lines.find((line) => line.id === lineId)?.name ?? '';
	return {
		available: order.customerId !== 0,
		number: String(order.id),
		status: order.status,
		statusName: statusName(order.status, store.state.customStatuses),
		total: money(order.total, store.state.settings.decimals),
		lines: order.lines.map((line) => ({
			id: line.id,
			name: line.name,
			quantity: line.quantity,
			details: line.meta.filter(({ key }) => !key.startsWith('_')).map(({ key, value }) => ({ key, value })),
		})),
		fulfillments: !store.state.settings.fulfillments
			? []
			: fulfillmentsOf(store, order).map((fulfillment) => ({
					id: fulfillment.id,
					status: fulfillment.status,
					items: itemsOf(fulfillment).map(({ itemId, quantity }) => ({ name: nameOf(itemId), lineId: itemId, quantity })),
					trackingNumber: toText(metaValue(fulfillment.meta, '_tracking_number')),
					provider: toText(metaValue(fulfillment.meta, '_shipment_provider')),
					trackingUrl: toText(metaValue(fulfillment.meta, '_tracking_url')),
					details: fulfillment.meta.filter(({ key }) => !key.startsWith('_')).map(({ key, value }) => ({ key, value })),
				})),
		trackingItems: store.state.settings.shipmentTracking === 'off' ? [] : trackingItems(order).map((item) => shownTracking(order, item)),
		customerNotes: sortedNotes(order)
			.filter((note) => note.customerNote)
			.map((note) => ({ at: `${gmtText(note.createdAt)}Z`, text: note.note })),
	};
}
