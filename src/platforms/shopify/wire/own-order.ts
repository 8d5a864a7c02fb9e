import { z } from 'zod';
import { METAFIELD, NAMESPACE } from '../constants';
import { document } from '../document';
import { count, idOf, metafield, nodes, ours, pageOf, shopMoney, text, textOrNone, time, userErrors } from './fields';
import { ADDRESS, ATTRIBUTES, attributes, STATE, state } from './order-parts';

const OWN_FIELDS = `id name createdAt ${STATE} currencyCode tags
	totalPriceSet { shopMoney { amount } } fulfillments(first: 50) { status }
	${ours('origin', 'facts')}`;

const own = z.object({
	id: idOf('Order'),
	name: text,
	createdAt: time,
	...state,
	currencyCode: text,
	tags: z.array(text),
	totalPriceSet: shopMoney,
	fulfillments: z.array(z.object({ status: text })),
	origin: metafield,
	facts: metafield,
});
export type WireOwnOrder = z.output<typeof own>;
export const ownOrderSchema = own;

/** Unread: of one that is odd its mark may be told all the same. */
export const OWN_ORDERS = document(
	`query OwnOrders($after: String, $query: String) {
		orders(first: 100, after: $after, query: $query, sortKey: ID, reverse: true) { nodes { ${OWN_FIELDS} } pageInfo { hasNextPage endCursor } }
	}`,
	z.object({ orders: pageOf(z.unknown()) }),
);

export const OWN_ORDERS_BY_ID = document(
	`query OwnOrdersById($ids: [ID!]!) { nodes(ids: $ids) { ... on Order { ${OWN_FIELDS} } } }`,
	nodes,
);

/** By the value that no two orders bear: from the shop's database, not from its index. */
export const ORDER_BY_ORIGIN = document(
	`query OrderByOrigin($value: String!) {
		orderByIdentifier(identifier: { customId: { namespace: "${NAMESPACE}", key: "${METAFIELD.origin}", value: $value } }) { ${OWN_FIELDS} }
	}`,
	z.object({ orderByIdentifier: own.nullable() }),
);

const created = own.extend({ lineItems: z.object({ nodes: z.array(z.object({ quantity: count })) }) });
export const ORDER_CREATE = document(
	`mutation OrderCreate($order: OrderCreateOrderInput!, $options: OrderCreateOptionsInput!) {
		orderCreate(order: $order, options: $options) {
			order { ${OWN_FIELDS} lineItems(first: 250) { nodes { quantity } } }
			userErrors { field message code }
		}
	}`,
	z.object({ orderCreate: z.object({ order: created.nullish(), userErrors }) }),
);
export type WireCreated = z.output<typeof created>;

export const ORDER_UPDATE = document(
	`mutation OrderUpdate($input: OrderInput!) { orderUpdate(input: $input) { order { ${OWN_FIELDS} } userErrors { field message } } }`,
	z.object({ orderUpdate: z.object({ order: own.nullish(), userErrors }) }),
);

/** The cancelling itself goes on after its answer. */
export const ORDER_CANCEL = document(
	`mutation OrderCancel($id: ID!, $restock: Boolean!, $note: String) {
		orderCancel(orderId: $id, reason: OTHER, refundMethod: { originalPaymentMethodsRefund: false }, restock: $restock, notifyCustomer: false, staffNote: $note) {
			job { id }
			orderCancelUserErrors { field message code }
		}
	}`,
	z.object({ orderCancel: z.object({ orderCancelUserErrors: userErrors }) }),
);

/** Mark and cancelling in one request, one after the other: nobody sees the second without the first. */
export const SET_ASIDE = document(
	`mutation SetAside($id: ID!, $restock: Boolean!, $metafields: [MetafieldsSetInput!]!) {
		metafieldsSet(metafields: $metafields) { userErrors { field message code } }
		orderCancel(orderId: $id, reason: OTHER, refundMethod: { originalPaymentMethodsRefund: false }, restock: $restock, notifyCustomer: false) {
			job { id }
			orderCancelUserErrors { field message code }
		}
	}`,
	z.object({ metafieldsSet: z.object({ userErrors }), orderCancel: z.object({ orderCancelUserErrors: userErrors }) }),
);

const examined = own.extend({
	hasTimelineComment: z.boolean(),
	totalRefundedSet: shopMoney,
	note: textOrNone,
	customAttributes: attributes,
	shippingAddress: z.unknown(),
	lineItems: pageOf(
		z.object({
			id: idOf('LineItem'),
			title: text,
			sku: textOrNone,
			quantity: count,
			currentQuantity: count,
			originalTotalSet: shopMoney,
			variant: z.object({ id: idOf('ProductVariant') }).nullish(),
			customAttributes: attributes,
		}),
	),
	currentTotalPriceSet: shopMoney,
});
export type WireExamined = z.output<typeof examined>;

/** One of ours with all that stands on it. */
export const EXAMINE_ORDER = document(
	`query ExamineOrder($id: ID!) {
		order(id: $id) {
			${OWN_FIELDS} hasTimelineComment note ${ATTRIBUTES} totalRefundedSet { shopMoney { amount } } currentTotalPriceSet { shopMoney { amount } }
			shippingAddress { ${ADDRESS} }
			lineItems(first: 250) {
				nodes { id title sku quantity currentQuantity originalTotalSet { shopMoney { amount } } variant { id } ${ATTRIBUTES} }
				pageInfo { hasNextPage endCursor }
			}
		}
	}`,
	z.object({ order: examined.nullable() }),
);

const session = z.object({ userErrors });
export const EDIT_BEGIN = document(
	`mutation EditBegin($id: ID!) {
		orderEditBegin(id: $id) { calculatedOrder { id lineItems(first: 250) { nodes { id } } } userErrors { field message } }
	}`,
	z.object({
		orderEditBegin: session.extend({
			calculatedOrder: z.object({ id: text, lineItems: z.object({ nodes: z.array(z.object({ id: text })) }) }).nullish(),
		}),
	}),
);
export const EDIT_QUANTITY = document(
	`mutation EditQuantity($id: ID!, $line: ID!, $quantity: Int!, $restock: Boolean!) {
		orderEditSetQuantity(id: $id, lineItemId: $line, quantity: $quantity, restock: $restock) { userErrors { field message } }
	}`,
	z.object({ orderEditSetQuantity: session }),
);
export const EDIT_COMMIT = document(
	`mutation EditCommit($id: ID!) { orderEditCommit(id: $id, notifyCustomer: false) { userErrors { field message } } }`,
	z.object({ orderEditCommit: session }),
);
