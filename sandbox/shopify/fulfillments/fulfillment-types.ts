import { isGranted } from '../graphql/access';
import { pageOf } from '../graphql/connections';
import { type AdminContext, adminType, dateTime, dateTimeOrNull, fieldError, payloadType } from '../graphql/context';
import { postalNames } from '../customers/addresses';
import { lineOfOrder } from '../orders/order-part-types';
import { orderSaved } from '../orders/order-saving';
import { legacyId } from '../store/gid';
import type { FulfillmentOrderRecord, FulfillmentRecord } from '../store/fulfillment-records';
import type { OrderRecord } from '../store/order-records';
import type { Shop } from '../store/shop';
import { fulfillmentsOf } from './fulfillment-orders';
import { createEvent, type EventInput } from './fulfillment-events';
import { cancelFulfillment, createFulfillment, type FulfillmentInput, type TrackingInput, updateTracking } from './fulfillment-writing';
import { hold, type HoldInput, release, supportedActions } from './holds';

const byId = { idOf: ({ id }: { readonly id: string }) => id };

function orderOf(shop: Shop, { orderId }: { readonly orderId: string }): OrderRecord {
	const order = shop.state.orders.get(orderId);
	if (order === undefined) throw new Error(`There is no ${orderId}`);
	return order;
}

type LineOfFulfillmentOrder = FulfillmentOrderRecord['lines'][number] & { readonly order: OrderRecord };
type LineOfFulfillment = FulfillmentRecord['lines'][number] & { readonly order: OrderRecord };

const writeScopes = [
	'write_assigned_fulfillment_orders',
	'write_merchant_managed_fulfillment_orders',
	'write_third_party_fulfillment_orders',
];

/** The schema says no scope of cancelling; it is that of making parcels. */
function mayWrite(context: AdminContext, field: string): void {
	if (!writeScopes.some((scope) => isGranted(context.caller.scopes, scope)))
		context.mustHave(writeScopes, field, writeScopes.map((scope) => `\`${scope}\` access scope`).join(' or '));
}

function withFulfillment(shop: Shop, id: string, field: string, run: (fulfillment: FulfillmentRecord) => OrderRecord | undefined): unknown {
	const fulfillment = shop.state.fulfillments.get(id);
	if (fulfillment === undefined) {
		const message = field === 'id' ? 'Fulfillment not found.' : 'Fulfillment does not exist.';
		return { fulfillment: null, userErrors: [{ field: [field], message }] };
	}
	const order = run(fulfillment);
	if (order !== undefined) orderSaved(shop, order);
	return { fulfillment, userErrors: [] };
}

function fulfillmentOrder(shop: Shop, id: string): FulfillmentOrderRecord {
	const record = shop.state.fulfillmentOrders.get(id);
	if (record === undefined) throw fieldError(`Invalid id: ${id}`, 'RESOURCE_NOT_FOUND');
	return record;
}

export const fulfillmentTypes = [
	adminType<FulfillmentOrderRecord>('FulfillmentOrder', {
		own: ['id', 'orderId', 'status', 'requestStatus'],
		fields: {
			createdAt: ({ createdAt }) => dateTime(createdAt),
			updatedAt: ({ updatedAt }) => dateTime(updatedAt),
			fulfillAt: ({ fulfillAt }) => dateTimeOrNull(fulfillAt),
			fulfillBy: ({ fulfillBy }) => dateTimeOrNull(fulfillBy),
			order: (record, _, { shop }) => orderOf(shop, record),
			orderName: (record, _, { shop }) => orderOf(shop, record).name,
			orderProcessedAt: (record, _, { shop }) => dateTime(orderOf(shop, record).processedAt),
			assignedLocation: ({ locationId }, _, { shop }) => shop.state.locations.get(locationId),
			destination: (record, _, { shop }) => {
				const order = orderOf(shop, record);
				return order.shippingAddress === null ? null : { ...order.shippingAddress, email: order.email };
			},
			deliveryMethod: ({ id, deliveryMethod }) => ({ id: id.replace('FulfillmentOrder', 'DeliveryMethod'), methodType: deliveryMethod }),
			lineItems: (record, args, { shop }) => {
				const order = orderOf(shop, record);
				return pageOf(
					record.lines.filter(({ totalQuantity }) => totalQuantity > 0).map((line) => ({ ...line, order })),
					args,
					byId,
				);
			},
			fulfillments: ({ id, orderId }, args, { shop }) =>
				pageOf(
					fulfillmentsOf(shop, orderId).filter(({ lines }) => lines.some(({ fulfillmentOrderId }) => fulfillmentOrderId === id)),
					args,
					byId,
				),
			fulfillmentHolds: ({ holds }) => holds,
			supportedActions: (record, _, { shop }) => supportedActions(shop, record).map((action) => ({ action, externalUrl: null })),
			channelId: () => null,
		},
	}),
	payloadType('FulfillmentOrderSupportedAction', 'action', 'externalUrl'),
	adminType<FulfillmentOrderRecord['holds'][number]>('FulfillmentHold', {
		own: ['id', 'reason', 'reasonNotes', 'handle'],
		fields: {
			displayReason: ({ reason }) => reason.charAt(0) + reason.slice(1).toLowerCase().replaceAll('_', ' '),
			heldByRequestingApp: ({ byApp }) => byApp,
		},
	}),
	payloadType('DeliveryMethod', 'id', 'methodType'),
	adminType<{ readonly id: string; readonly name: string; readonly address: Readonly<Record<string, unknown>> }>(
		'FulfillmentOrderAssignedLocation',
		{
			own: ['name'],
			fields: {
				location: (location) => location,
				countryCode: ({ address }) => address['countryCode'],
				address1: ({ address }) => address['address1'],
				city: ({ address }) => address['city'],
				zip: ({ address }) => address['zip'],
			},
		},
	),
	payloadType('FulfillmentOrderDestination', 'id', ...postalNames, 'email'),
	adminType<LineOfFulfillmentOrder>('FulfillmentOrderLineItem', {
		own: ['id', 'totalQuantity', 'remainingQuantity'],
		fields: {
			lineItem: ({ order, lineItemId }) => lineOfOrder(order, lineItemId),
			sku: ({ order, lineItemId }) => lineOfOrder(order, lineItemId).line.sku,
			productTitle: ({ order, lineItemId }) => lineOfOrder(order, lineItemId).line.title,
			variantTitle: ({ order, lineItemId }) => lineOfOrder(order, lineItemId).line.variantTitle,
			requiresShipping: ({ order, lineItemId }) => lineOfOrder(order, lineItemId).line.requiresShipping,
			variant: ({ order, lineItemId }, _, { shop }) => shop.state.variants.get(lineOfOrder(order, lineItemId).line.variantId ?? '') ?? null,
			inventoryItemId: ({ order, lineItemId }, _, { shop }) =>
				shop.state.variants.get(lineOfOrder(order, lineItemId).line.variantId ?? '')?.inventoryItemId ?? null,
		},
	}),
	adminType<FulfillmentRecord>('Fulfillment', {
		own: ['id', 'name', 'status'],
		fields: {
			legacyResourceId: ({ id }) => legacyId(id),
			createdAt: ({ createdAt }) => dateTime(createdAt),
			updatedAt: ({ updatedAt }) => dateTime(updatedAt),
			deliveredAt: ({ deliveredAt }) => dateTimeOrNull(deliveredAt),
			inTransitAt: () => null,
			estimatedDeliveryAt: () => null,
			displayStatus: ({ status, deliveredAt }) => (status === 'CANCELLED' ? 'CANCELED' : deliveredAt === null ? 'FULFILLED' : 'DELIVERED'),
			trackingInfo: ({ trackingInfo }, { first }) => trackingInfo.slice(0, typeof first === 'number' ? first : undefined),
			location: ({ locationId }, _, { shop }) => shop.state.locations.get(locationId) ?? null,
			order: (record, _, { shop }) => orderOf(shop, record),
			totalQuantity: ({ lines }) => lines.reduce((sum, { quantity }) => sum + quantity, 0),
			requiresShipping: () => true,
			fulfillmentLineItems: (record, args, { shop }) => {
				const order = orderOf(shop, record);
				return pageOf(
					record.lines.map((line) => ({ ...line, order })),
					args,
					byId,
				);
			},
			fulfillmentOrders: ({ lines }, args, { shop }) => {
				const ids = new Set(lines.map(({ fulfillmentOrderId }) => fulfillmentOrderId));
				return pageOf(
					[...ids].flatMap((id) => shop.state.fulfillmentOrders.get(id) ?? []),
					args,
					byId,
				);
			},
		},
	}),
	payloadType('FulfillmentTrackingInfo', 'company', 'number', 'url'),
	adminType<LineOfFulfillment>('FulfillmentLineItem', {
		own: ['id', 'quantity'],
		fields: { lineItem: ({ order, lineItemId }) => lineOfOrder(order, lineItemId) },
	}),
	adminType<unknown>('QueryRoot', {
		fields: {
			fulfillment: (_, { id }, { shop }) => shop.state.fulfillments.get(String(id)) ?? null,
			fulfillmentOrder: (_, { id }, { shop }) => shop.state.fulfillmentOrders.get(String(id)) ?? null,
		},
	}),
	adminType<unknown>('Mutation', {
		fields: {
			fulfillmentCreate: (_, args, { shop }) => {
				const { fulfillment: input } = args as unknown as { fulfillment: FulfillmentInput };
				const { fulfillment, userErrors, order, topics } = createFulfillment(shop, input, true);
				if (order !== undefined) orderSaved(shop, order, ...topics);
				return { fulfillment, userErrors };
			},
			fulfillmentCancel: (_, { id }, context) => {
				mayWrite(context, 'fulfillmentCancel');
				return withFulfillment(context.shop, String(id), 'id', (fulfillment) => cancelFulfillment(context.shop, fulfillment));
			},
			fulfillmentTrackingInfoUpdate: (_, args, { shop }) => {
				const { fulfillmentId, trackingInfoInput, notifyCustomer } = args as unknown as {
					fulfillmentId: string;
					trackingInfoInput: TrackingInput;
					notifyCustomer?: boolean | null;
				};
				return withFulfillment(shop, fulfillmentId, 'fulfillmentId', (fulfillment) =>
					updateTracking(shop, fulfillment, trackingInfoInput, notifyCustomer === true),
				);
			},
			fulfillmentEventCreate: (_, args, { shop }) =>
				createEvent(shop, (args as unknown as { fulfillmentEvent: EventInput }).fulfillmentEvent),
			fulfillmentOrderHold: (_, args, { shop }) => {
				const { id, fulfillmentHold: input } = args as unknown as { id: string; fulfillmentHold: HoldInput };
				const record = fulfillmentOrder(shop, id);
				const userErrors = hold(shop, record, input, true);
				if (userErrors.length === 0) orderSaved(shop, orderOf(shop, record));
				const made = userErrors.length === 0 ? (record.holds.at(-1) ?? null) : null;
				return { fulfillmentHold: made, fulfillmentOrder: record, remainingFulfillmentOrder: null, userErrors };
			},
			fulfillmentOrderReleaseHold: (_, { id }, { shop }) => {
				const record = fulfillmentOrder(shop, String(id));
				release(shop, record);
				orderSaved(shop, orderOf(shop, record));
				return { fulfillmentOrder: record, userErrors: [] };
			},
		},
	}),
	payloadType('FulfillmentCreatePayload', 'fulfillment', 'userErrors'),
	payloadType('FulfillmentEventCreatePayload', 'fulfillmentEvent', 'userErrors'),
	payloadType('FulfillmentEvent', 'id', 'status', 'happenedAt'),
	payloadType('FulfillmentCancelPayload', 'fulfillment', 'userErrors'),
	payloadType('FulfillmentTrackingInfoUpdatePayload', 'fulfillment', 'userErrors'),
	payloadType('FulfillmentOrderHoldPayload', 'fulfillmentHold', 'fulfillmentOrder', 'remainingFulfillmentOrder', 'userErrors'),
	payloadType('FulfillmentOrderReleaseHoldPayload', 'fulfillmentOrder', 'userErrors'),
];
