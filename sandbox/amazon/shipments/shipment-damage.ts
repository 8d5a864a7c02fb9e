import type { Damage } from '../../kernel/contract';
import type { Order } from '../orders/order-wire';
import { plainNumber } from './parcel';
import type { ToldEntry } from './shipment-journal';
import type { ShipmentFacts } from './shipment-truth';

/** A search shows a change two minutes later, and nobody searches more often than every few: who asks before it cannot know. */
const knownAfterMs = 10 * 60_000;

const packedUnits = ({ packages = [] }: Order): ReadonlyMap<string, number> => {
	const units = new Map<string, number>();
	for (const { packageStatus, packageItems = [] } of packages) {
		if (packageStatus?.status === 'CANCELLED') continue;
		for (const { orderItemId, quantity } of packageItems) units.set(orderItemId, (units.get(orderItemId) ?? 0) + quantity);
	}
	return units;
};

const twice = (order: Order): readonly Damage[] => {
	const units = packedUnits(order);
	return order.orderItems.flatMap(({ orderItemId, quantityOrdered }): readonly Damage[] => {
		const packed = units.get(orderItemId) ?? 0;
		if (quantityOrdered === 0 || packed <= quantityOrdered) return [];
		return [
			{ kind: 'confirmedTwice', detail: `${order.orderId}: ${packed} units of ${orderItemId} in packages for ${quantityOrdered} ordered` },
		];
	});
};

const entryDamage = (entry: ToldEntry, wanted: ReadonlyMap<string, string>): readonly Damage[] => {
	const { orderId, what, outcome, at, why, shippedMs = at, cancelledMs, placedMs = shippedMs } = entry;
	const found: Damage[] = [];
	if (what === 'cancellation') {
		if (outcome !== 'taken') return [];
		if (!wanted.has(orderId))
			found.push({ kind: 'cancelledUnasked', detail: `${orderId} was cancelled at Amazon and nobody asked for it` });
		if (why === 'confirmed')
			found.push({ kind: 'confirmedCancelled', detail: `${orderId} was cancelled while its confirmation was under way` });
		return found;
	}
	if (cancelledMs !== undefined && at - cancelledMs > knownAfterMs)
		found.push({
			kind: 'cancelledConfirmed',
			detail: `${orderId} had been cancelled for ${Math.floor((at - cancelledMs) / 60_000)} minutes`,
		});
	if (outcome === 'refused') return found;
	if (shippedMs > at) found.push({ kind: 'futureShipDate', detail: `${orderId} was told to be shipped in the future` });
	if (shippedMs < placedMs) found.push({ kind: 'shippedBeforeOrdered', detail: `${orderId} was told to be shipped before it was placed` });
	return found;
};

/** Orders with the tracking number of another one that is not known to go in the same parcel. */
const sharedNumbers = (orders: readonly Order[], joined: ShipmentFacts['joined']): readonly Damage[] => {
	const first = new Map<string, string>();
	return orders.flatMap(({ orderId, packages = [] }) =>
		packages.flatMap(({ trackingNumber }): readonly Damage[] => {
			if (trackingNumber === undefined) return [];
			const owner = first.get(plainNumber(trackingNumber));
			if (owner === undefined) first.set(plainNumber(trackingNumber), orderId);
			if (owner === undefined || owner === orderId) return [];
			if (joined.some((group) => group.includes(owner) && group.includes(orderId))) return [];
			return [{ kind: 'otherOrdersTracking', detail: `${orderId} was confirmed with the tracking number of ${owner}` }];
		}),
	);
};

/**
 * What confirmations and cancellations broke: units confirmed twice, another order's tracking number, a ship date in the future or
 * before the order, a confirmation of an order that had been cancelled long enough to know, a cancellation of what was confirmed, and
 * one that nobody asked for.
 */
export function shipmentDamage({ book, journal, joined, wanted }: ShipmentFacts): readonly Damage[] {
	const entries = journal.all();
	const ids = [...new Set(entries.map(({ orderId }) => orderId))];
	const known = new Map(book.all().map((stored) => [stored.orderId, stored]));
	const orders = ids.flatMap((orderId) => known.get(orderId)?.load() ?? []);
	return [...orders.flatMap(twice), ...sharedNumbers(orders, joined), ...entries.flatMap((entry) => entryDamage(entry, wanted))];
}
