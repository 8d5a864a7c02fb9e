import { z } from 'zod';
import { METAFIELD, NAMESPACE } from '../constants';
import { document } from '../document';
import { count, idOf, listed, metafield, nodes, ours, pageOf, shopMoney, text, textOrNone, time, userErrors } from './fields';
import { STATE, state, TRACKING, tracking } from './order-parts';

const itemsToShip = pageOf(
	z.object({ id: idOf('FulfillmentOrderLineItem'), remainingQuantity: count, lineItem: z.object({ id: idOf('LineItem') }) }),
);
const ITEMS_TO_SHIP = '{ nodes { id remainingQuantity lineItem { id } } pageInfo { hasNextPage endCursor } }';

const fulfillmentOrder = z.object({
	id: idOf('FulfillmentOrder'),
	status: text,
	supportedActions: z.array(z.object({ action: text })),
	assignedLocation: z.object({ location: z.object({ id: idOf('Location') }).nullish() }),
	fulfillmentHolds: z.array(z.object({ id: idOf('FulfillmentHold') })),
	lineItems: itemsToShip,
});
export type WireFulfillmentOrder = z.output<typeof fulfillmentOrder>;

const fulfillment = z.object({
	id: idOf('Fulfillment'),
	status: text,
	displayStatus: textOrNone,
	trackingInfo: tracking,
	fulfillmentLineItems: listed(z.object({ quantity: count.nullish(), lineItem: z.object({ id: idOf('LineItem') }) })),
});
export type WireParcel = z.output<typeof fulfillment>;

const shipping = z.object({
	id: idOf('Order'),
	name: text,
	createdAt: time,
	...state,
	currencyCode: text,
	totalRefundedSet: shopMoney,
	email: textOrNone,
	tags: z.array(text),
	origin: metafield,
	facts: metafield,
	parcels: z.object({ value: z.string(), compareDigest: z.string() }).nullish(),
	note: textOrNone,
	closed: z.boolean(),
	fulfillments: z.array(fulfillment),
	fulfillmentOrders: listed(fulfillmentOrder),
});
export type WireShipping = z.output<typeof shipping>;

/** An order with its parcels, and what is still to be packed at which location. */
export const ORDER_TO_SHIP = document(
	`query OrderToShip($id: ID!) {
		order(id: $id) {
			id name createdAt ${STATE} currencyCode email tags
			totalRefundedSet { shopMoney { amount } }
			${ours('origin', 'facts')}
			parcels: metafield(namespace: "${NAMESPACE}", key: "${METAFIELD.parcels}") { value compareDigest }
			note closed
			fulfillments(first: 100) {
				id status displayStatus ${TRACKING}
				fulfillmentLineItems(first: 100) { nodes { quantity lineItem { id } } }
			}
			fulfillmentOrders(first: 50) {
				nodes {
					id status supportedActions { action } assignedLocation { location { id } } fulfillmentHolds { id }
					lineItems(first: 100) ${ITEMS_TO_SHIP}
				}
			}
		}
	}`,
	z.object({ order: shipping.nullable() }),
);

/** What a part of an order has beside what the answer about the order holds. */
export const MORE_TO_SHIP = document(
	`query MoreToShip($id: ID!, $after: String!) { fulfillmentOrder(id: $id) { lineItems(first: 250, after: $after) ${ITEMS_TO_SHIP} } }`,
	z.object({ fulfillmentOrder: z.object({ lineItems: itemsToShip }).nullable() }),
);

const outcome = z.object({ userErrors });

export const FULFILLMENT_CREATE = document(
	`mutation FulfillmentCreate($fulfillment: FulfillmentInput!) {
		fulfillmentCreate(fulfillment: $fulfillment) { fulfillment { id } userErrors { field message } }
	}`,
	z.object({ fulfillmentCreate: outcome.extend({ fulfillment: z.object({ id: idOf('Fulfillment') }).nullish() }) }),
);

export const TRACKING_UPDATE = document(
	`mutation TrackingUpdate($id: ID!, $tracking: FulfillmentTrackingInput!, $notify: Boolean!) {
		fulfillmentTrackingInfoUpdate(fulfillmentId: $id, trackingInfoInput: $tracking, notifyCustomer: $notify) { userErrors { field message } }
	}`,
	z.object({ fulfillmentTrackingInfoUpdate: outcome }),
);

export const FULFILLMENT_EVENT = document(
	`mutation FulfillmentEvent($event: FulfillmentEventInput!) {
		fulfillmentEventCreate(fulfillmentEvent: $event) { userErrors { field message } }
	}`,
	z.object({ fulfillmentEventCreate: outcome }),
);

export const HOLD = document(
	`mutation Hold($id: ID!, $hold: FulfillmentOrderHoldInput!) {
		fulfillmentOrderHold(id: $id, fulfillmentHold: $hold) { userErrors { field message code } }
	}`,
	z.object({ fulfillmentOrderHold: outcome }),
);

export const RELEASE_HOLD = document(
	`mutation ReleaseHold($id: ID!) { fulfillmentOrderReleaseHold(id: $id) { userErrors { field message code } } }`,
	z.object({ fulfillmentOrderReleaseHold: outcome }),
);

export const STANDINGS = document(
	`query Standings($ids: [ID!]!) {
		nodes(ids: $ids) {
			... on Order { id createdAt ${STATE} currencyCode totalRefundedSet { shopMoney { amount } }
				${ours('origin', 'parcels')} }
		}
	}`,
	nodes,
);

export const standing = z.object({
	id: idOf('Order'),
	createdAt: time,
	...state,
	currencyCode: text,
	totalRefundedSet: shopMoney,
	origin: metafield,
	parcels: metafield,
});
export type WireStanding = z.output<typeof standing>;

export const ORDER_CLOSE = document(
	`mutation OrderClose($input: OrderCloseInput!) { orderClose(input: $input) { userErrors { field message } } }`,
	z.object({ orderClose: outcome }),
);
