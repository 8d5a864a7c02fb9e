import type { UserError } from '../graphql/context';
import { changeLevel, levelAt } from '../inventory/levels';
import { legacyId } from '../store/gid';
import type { FulfillmentOrderRecord, FulfillmentRecord } from '../store/fulfillment-records';
import type { OrderRecord } from '../store/order-records';
import type { Shop } from '../store/shop';
import { fulfillmentOrdersOf, fulfillmentStatusOf, lineOf, releaseCommitted } from './fulfillment-orders';
import { fulfillmentPayload } from './fulfillment-payload';

export interface TrackingInput {
	readonly company?: string | null;
	readonly number?: string | null;
	readonly numbers?: readonly string[] | null;
	readonly url?: string | null;
	readonly urls?: readonly string[] | null;
}

export interface FulfillmentInput {
	readonly lineItemsByFulfillmentOrder: readonly {
		readonly fulfillmentOrderId: string;
		readonly fulfillmentOrderLineItems?: readonly { readonly id: string; readonly quantity: number }[] | null;
	}[];
	readonly trackingInfo?: TrackingInput | null;
	readonly notifyCustomer?: boolean | null;
}

export interface FulfillmentResult {
	readonly fulfillment: FulfillmentRecord | null;
	readonly userErrors: readonly UserError[];
}

type Part = {
	readonly fulfillmentOrder: FulfillmentOrderRecord;
	readonly line: FulfillmentOrderRecord['lines'][number];
	readonly quantity: number;
};

function trackingOf({ company, number, numbers, url, urls }: TrackingInput): FulfillmentRecord['trackingInfo'] {
	const all = [...(number ? [number] : []), ...(numbers ?? [])];
	const links = [...(url ? [url] : []), ...(urls ?? [])];
	return all.length === 0 && company
		? [{ company, number: null, url: links[0] ?? null }]
		: all.map((one, at) => ({ company: company ?? null, number: one, url: links[at] ?? null }));
}

const refusal = (message: string, field: readonly string[] = ['fulfillment']): FulfillmentResult => ({
	fulfillment: null,
	userErrors: [{ field, message }],
});

const numbers = (ids: Iterable<string>): string => [...new Set(ids)].map(legacyId).join(', ');

/** The pieces that an input means, or why it is refused; all words recorded. */
function partsOf(shop: Shop, input: FulfillmentInput): readonly Part[] | FulfillmentResult {
	const wrong = input.lineItemsByFulfillmentOrder.flatMap(({ fulfillmentOrderLineItems }, group) =>
		(fulfillmentOrderLineItems ?? []).flatMap(({ quantity }, at) =>
			quantity > 0
				? []
				: [['fulfillment', 'lineItemsByFulfillmentOrder', String(group), 'fulfillmentOrderLineItems', String(at), 'quantity']],
		),
	)[0];
	if (wrong !== undefined) return refusal('Quantity must be greater than 0', wrong);
	const orders = input.lineItemsByFulfillmentOrder.map(({ fulfillmentOrderId }) => shop.state.fulfillmentOrders.get(fulfillmentOrderId));
	const known = orders.flatMap((one) => one ?? []);
	if (known.length < orders.length) return refusal('Fulfillment order does not exist.');
	const closed = known.find(({ status }) => status !== 'OPEN' && status !== 'IN_PROGRESS');
	if (closed !== undefined)
		return refusal(`Fulfillment order ${legacyId(closed.id)} has an unfulfillable status= ${closed.status.toLowerCase()}.`);
	if (new Set(known.map(({ orderId }) => orderId)).size > 1)
		return refusal(
			`All fulfillment orders must belong to the same order. Multiple orders with ids [${numbers(known.map(({ orderId }) => orderId))}] were found.`,
		);
	if (new Set(known.map(({ locationId }) => locationId)).size > 1)
		return refusal(
			`All fulfillment orders must be assigned to a single location. Multiple locations with ids [${numbers(known.map(({ locationId }) => locationId))}] were found.`,
		);
	const parts: Part[] = [];
	for (const [at, fulfillmentOrder] of known.entries()) {
		const wanted = input.lineItemsByFulfillmentOrder[at]?.fulfillmentOrderLineItems ?? [];
		const all = fulfillmentOrder.lines
			.filter(({ remainingQuantity }) => remainingQuantity > 0)
			.map(({ id, remainingQuantity }) => ({ id, quantity: remainingQuantity }));
		for (const { id, quantity } of wanted.length === 0 ? all : wanted) {
			const line = fulfillmentOrder.lines.find((one) => one.id === id);
			if (line === undefined) return refusal('Fulfillment order line item does not exist.');
			if (quantity > line.remainingQuantity) return refusal('Invalid fulfillment order line item quantity requested.');
			parts.push({ fulfillmentOrder, line, quantity });
		}
	}
	return parts;
}

/** Shopify's mail names the parcel's numbers. */
function mail(shop: Shop, order: OrderRecord, { trackingInfo }: FulfillmentRecord, subject: string): void {
	const text = [`Your order ${order.name}`, ...trackingInfo.map(({ company, number }) => [company, number].filter(Boolean).join(' '))];
	shop.mailBuyer({ to: order.email, subject, text: text.join('\n'), orderId: order.id }, true);
}

/** What whoever saves the order afterwards has to tell. */
export interface Sent extends FulfillmentResult {
	readonly order?: OrderRecord;
	readonly topics: readonly string[];
}

/** Makes a parcel; the order itself is saved by the caller. */
export function createFulfillment(shop: Shop, input: FulfillmentInput, isOfClient: boolean): Sent {
	const parts = partsOf(shop, input);
	if (!Array.isArray(parts)) return { ...(parts as FulfillmentResult), topics: [] };
	const [first] = parts as readonly Part[];
	const order = first === undefined ? undefined : shop.state.orders.get(first.fulfillmentOrder.orderId);
	if (first === undefined || order === undefined)
		return { ...refusal('Invalid fulfillment order line item quantity requested.'), topics: [] };
	const earlier = order.fulfillmentIds.length;
	const fulfillment: FulfillmentRecord = {
		id: shop.nextId('Fulfillment'),
		orderId: order.id,
		name: `${order.name}-F${earlier + 1}`,
		locationId: first.fulfillmentOrder.locationId,
		status: 'SUCCESS',
		trackingInfo: trackingOf(input.trackingInfo ?? {}),
		lines: (parts as readonly Part[]).map(({ fulfillmentOrder, line, quantity }) => {
			line.remainingQuantity -= quantity;
			const wasCommitted = releaseCommitted(shop, order, fulfillmentOrder, line, quantity, false);
			closeIfDone(shop, fulfillmentOrder);
			return {
				id: shop.nextId('FulfillmentLineItem'),
				lineItemId: line.lineItemId,
				fulfillmentOrderId: fulfillmentOrder.id,
				fulfillmentOrderLineId: line.id,
				quantity,
				wasCommitted,
			};
		}),
		isOfClient,
		deliveredAt: null,
		createdAt: shop.now(),
		updatedAt: shop.now(),
	};
	shop.state.fulfillments.set(fulfillment.id, fulfillment);
	order.fulfillmentIds.push(fulfillment.id);
	shop.webhooks.fire({ topic: 'FULFILLMENTS_CREATE', payload: fulfillmentPayload(fulfillment) });
	shop.tell(`parcel ${fulfillment.name} noted`, { order: order.id });
	if (input.notifyCustomer === true) mail(shop, order, fulfillment, `A shipment from order ${order.name} is on the way`);
	const isDone = fulfillmentStatusOf(shop, order) === 'FULFILLED';
	return { fulfillment, userErrors: [], order, topics: [isDone ? 'ORDERS_FULFILLED' : 'ORDERS_PARTIALLY_FULFILLED'] };
}

/** Fully sent is closed; a part sent is in progress, as Shopify names it. */
function closeIfDone(shop: Shop, fulfillmentOrder: FulfillmentOrderRecord): void {
	const isDone = fulfillmentOrder.lines.every(({ remainingQuantity }) => remainingQuantity === 0);
	fulfillmentOrder.status = isDone ? 'CLOSED' : 'IN_PROGRESS';
	fulfillmentOrder.updatedAt = shop.now();
}

/** Everything that is left of an order, one parcel for each location. */
export function fulfillAll(shop: Shop, order: OrderRecord, parts: Pick<FulfillmentInput, 'trackingInfo' | 'notifyCustomer'>): void {
	for (const { id } of fulfillmentOrdersOf(shop, order.id))
		createFulfillment(shop, { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: id }], ...parts }, order.isOfClient);
}

export function updateTracking(
	shop: Shop,
	fulfillment: FulfillmentRecord,
	input: TrackingInput,
	notifyCustomer: boolean,
): OrderRecord | undefined {
	fulfillment.trackingInfo = trackingOf(input);
	fulfillment.updatedAt = shop.now();
	shop.webhooks.fire({ topic: 'FULFILLMENTS_UPDATE', payload: fulfillmentPayload(fulfillment) });
	const order = shop.state.orders.get(fulfillment.orderId);
	if (notifyCustomer && order !== undefined) mail(shop, order, fulfillment, `Shipping update for order ${order.name}`);
	return order;
}

/** The pieces are to be sent again: a fulfillment order that was closed by it is open. Cancelling twice is no error (recorded). */
export function cancelFulfillment(shop: Shop, fulfillment: FulfillmentRecord): OrderRecord | undefined {
	const order = shop.state.orders.get(fulfillment.orderId);
	if (fulfillment.status === 'CANCELLED' || order === undefined) return order;
	fulfillment.status = 'CANCELLED';
	fulfillment.updatedAt = shop.now();
	for (const { fulfillmentOrderId, fulfillmentOrderLineId, quantity, wasCommitted } of fulfillment.lines) {
		const fulfillmentOrder = shop.state.fulfillmentOrders.get(fulfillmentOrderId);
		const line = fulfillmentOrder?.lines.find(({ id }) => id === fulfillmentOrderLineId);
		if (fulfillmentOrder === undefined || line === undefined) continue;
		line.remainingQuantity += quantity;
		line.committed += wasCommitted;
		recommit(shop, order, fulfillmentOrder, line.lineItemId, wasCommitted);
		fulfillmentOrder.status = 'OPEN';
		fulfillmentOrder.updatedAt = shop.now();
	}
	shop.webhooks.fire({ topic: 'FULFILLMENTS_UPDATE', payload: fulfillmentPayload(fulfillment) });
	return order;
}

function recommit(shop: Shop, order: OrderRecord, { locationId }: FulfillmentOrderRecord, lineItemId: string, quantity: number): void {
	const { variantId } = lineOf(order, lineItemId);
	const itemId = shop.state.variants.get(variantId ?? '')?.inventoryItemId;
	const level = itemId === undefined ? undefined : levelAt(shop, itemId, locationId);
	if (level !== undefined && quantity > 0) changeLevel(shop, level, { committed: level.committed + quantity });
}
