import { changeLevel, firstLocation, levelAt, levelsOf } from '../inventory/levels';
import type { FulfillmentOrderRecord, FulfillmentRecord } from '../store/fulfillment-records';
import type { LineItemRecord, OrderRecord } from '../store/order-records';
import type { Shop } from '../store/shop';

export function fulfillmentOrdersOf(shop: Shop, orderId: string): readonly FulfillmentOrderRecord[] {
	const ids = shop.state.orders.get(orderId)?.fulfillmentOrderIds ?? [];
	return ids.flatMap((id) => shop.state.fulfillmentOrders.get(id) ?? []);
}

export function fulfillmentsOf(shop: Shop, orderId: string): readonly FulfillmentRecord[] {
	const ids = shop.state.orders.get(orderId)?.fulfillmentIds ?? [];
	return ids.flatMap((id) => shop.state.fulfillments.get(id) ?? []);
}

export function lineOf(order: OrderRecord, lineItemId: string): LineItemRecord {
	const line = order.lineItems.find(({ id }) => id === lineItemId);
	if (line === undefined) throw new Error(`${order.id} has no line ${lineItemId}`);
	return line;
}

function itemOfLine(shop: Shop, { variantId }: LineItemRecord): string | undefined {
	return variantId === null ? undefined : shop.state.variants.get(variantId)?.inventoryItemId;
}

/** The first location that has enough of it, else the first that stocks it, else the first of all. */
function assignedLocation(shop: Shop, line: LineItemRecord): string {
	const itemId = itemOfLine(shop, line);
	const levels =
		itemId === undefined ? [] : levelsOf(shop, itemId).filter(({ locationId }) => shop.state.locations.get(locationId)?.isActive === true);
	const chosen = levels.find(({ available }) => available >= line.quantity) ?? levels[0];
	const location = chosen?.locationId ?? firstLocation(shop)?.id;
	if (location === undefined) throw new Error('The shop has no active location');
	return location;
}

export interface Assignment {
	readonly line: LineItemRecord;
	readonly quantity: number;
	/** Left out: Shopify's routing decides. */
	readonly locationId?: string;
	readonly committed?: number;
}

/** One fulfillment order for each location and way of delivery; what is added later joins one that is still open. */
export function assignToLocations(shop: Shop, order: OrderRecord, assignments: readonly Assignment[]): readonly FulfillmentOrderRecord[] {
	const made = new Map<string, FulfillmentOrderRecord>();
	for (const { line, quantity, locationId: given, committed = 0 } of assignments) {
		const deliveryMethod = line.requiresShipping ? order.deliveryMethod : 'NONE';
		const locationId = given ?? order.pickupLocationId ?? assignedLocation(shop, line);
		const key = `${locationId} ${deliveryMethod}`;
		const known =
			made.get(key) ??
			fulfillmentOrdersOf(shop, order.id).find(
				(one) => one.status === 'OPEN' && one.locationId === locationId && one.deliveryMethod === deliveryMethod,
			);
		const target = known ?? makeFulfillmentOrder(shop, order, locationId, deliveryMethod);
		made.set(key, target);
		target.lines.push({
			id: shop.nextId('FulfillmentOrderLineItem'),
			lineItemId: line.id,
			totalQuantity: quantity,
			remainingQuantity: quantity,
			committed,
		});
	}
	return [...made.values()];
}

function makeFulfillmentOrder(shop: Shop, order: OrderRecord, locationId: string, deliveryMethod: string): FulfillmentOrderRecord {
	const record: FulfillmentOrderRecord = {
		id: shop.nextId('FulfillmentOrder'),
		orderId: order.id,
		locationId,
		status: 'OPEN',
		requestStatus: 'UNSUBMITTED',
		deliveryMethod,
		lines: [],
		holds: [],
		fulfillAt: order.processedAt,
		fulfillBy: null,
		createdAt: shop.now(),
		updatedAt: shop.now(),
	};
	shop.state.fulfillmentOrders.set(record.id, record);
	order.fulfillmentOrderIds.push(record.id);
	return record;
}

/** Takes the pieces of an open fulfillment order out of what is available: they are committed to it. */
export function claimStock(shop: Shop, order: OrderRecord): void {
	for (const fulfillmentOrder of fulfillmentOrdersOf(shop, order.id)) {
		for (const line of fulfillmentOrder.lines) {
			const itemId = itemOfLine(shop, lineOf(order, line.lineItemId));
			const item = itemId === undefined ? undefined : shop.state.inventoryItems.get(itemId);
			const level = item?.tracked === true ? levelAt(shop, item.id, fulfillmentOrder.locationId) : undefined;
			if (level === undefined) continue;
			const claimed = line.remainingQuantity - line.committed;
			if (claimed === 0) continue;
			line.committed += claimed;
			changeLevel(shop, level, { available: level.available - claimed, committed: level.committed + claimed });
			const isAllowed = shop.state.variants.get(item?.variantId ?? '')?.inventoryPolicy === 'CONTINUE';
			if (level.available < 0 && !isAllowed) shop.noteDamage('oversell', `${order.name} took ${item?.id ?? ''} below zero`);
		}
	}
}

/** Committed pieces become available again (`restock`), or leave the house. */
export function releaseCommitted(
	shop: Shop,
	order: OrderRecord,
	fulfillmentOrder: FulfillmentOrderRecord,
	line: FulfillmentOrderRecord['lines'][number],
	quantity: number,
	restock: boolean,
): number {
	const released = Math.min(quantity, line.committed);
	const itemId = itemOfLine(shop, lineOf(order, line.lineItemId));
	const level = itemId === undefined ? undefined : levelAt(shop, itemId, fulfillmentOrder.locationId);
	line.committed -= released;
	if (level !== undefined && released > 0)
		changeLevel(shop, level, { committed: level.committed - released, available: level.available + (restock ? released : 0) });
	return released;
}

/** As the order list shows it. */
export function fulfillmentStatusOf(shop: Shop, order: OrderRecord): string {
	const orders = fulfillmentOrdersOf(shop, order.id);
	const remaining = orders.flatMap(({ lines }) => lines).reduce((sum, line) => sum + line.remainingQuantity, 0);
	const sent = fulfillmentsOf(shop, order.id)
		.filter(({ status }) => status === 'SUCCESS')
		.flatMap(({ lines }) => lines)
		.reduce((sum, { quantity }) => sum + quantity, 0);
	const open = orders.filter(({ status }) => status !== 'CLOSED' && status !== 'CANCELLED');
	// Published of each of these words: all of what is not fulfilled stands so.
	const isAll = (wanted: string): boolean => open.length > 0 && open.every(({ status }) => status === wanted);
	if (sent > 0 && (remaining === 0 || open.length === 0)) return 'FULFILLED';
	if (isAll('ON_HOLD')) return 'ON_HOLD';
	if (isAll('SCHEDULED')) return 'SCHEDULED';
	if (sent > 0) return 'PARTIALLY_FULFILLED';
	return isAll('IN_PROGRESS') ? 'IN_PROGRESS' : 'UNFULFILLED';
}
