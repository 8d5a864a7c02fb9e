import { z } from 'zod';
import { document } from '../document';
import { idOf, listed, metafield, nodes, ours, pageOf, shopMoney, text, textOrNone, time, timeOrNone, userErrors } from './fields';
import { ADDRESS, address, ATTRIBUTES, attributes, STATE, state, TRACKING, tracking } from './order-parts';

const FIELDS = `id name createdAt updatedAt ${STATE} closedAt tags
	email phone note poNumber ${ATTRIBUTES} currentTotalPriceSet { shopMoney { amount } }
	billingAddress { ${ADDRESS} } shippingAddress { ${ADDRESS} } customer { id }
	lineItems(first: 250) { nodes { id ${ATTRIBUTES} } }
	fulfillments(first: 50) { id createdAt deliveredAt ${TRACKING} }
	${ours('origin', 'facts')}`;

export type WirePersonalAddress = z.output<typeof address>;

export type WireAttributes = z.output<typeof attributes>;

const personal = z.object({
	id: idOf('Order'),
	name: text,
	createdAt: time,
	updatedAt: time,
	...state,
	closedAt: timeOrNone,
	tags: z.array(text),
	email: textOrNone,
	phone: textOrNone,
	note: textOrNone,
	poNumber: textOrNone,
	customAttributes: attributes,
	currentTotalPriceSet: shopMoney,
	billingAddress: address.nullish(),
	shippingAddress: address.nullish(),
	customer: z.object({ id: idOf('Customer') }).nullish(),
	lineItems: listed(z.object({ id: idOf('LineItem'), customAttributes: attributes })),
	fulfillments: z.array(
		z.object({
			id: idOf('Fulfillment'),
			createdAt: time,
			deliveredAt: timeOrNone,
			trackingInfo: tracking,
		}),
	),
	origin: metafield,
	facts: metafield,
});
export type WirePersonalOrder = z.output<typeof personal>;
export const personalOrderSchema = personal;

/** Unread, so that one that is odd keeps no other from being read. */
export const PERSONAL_ORDERS = document(`query PersonalOrders($ids: [ID!]!) { nodes(ids: $ids) { ... on Order { ${FIELDS} } } }`, nodes);

/** With what stands there afterwards: what Shopify did not take is seen. */
export const ERASE_ORDER = document(
	`mutation EraseOrder($input: OrderInput!) { orderUpdate(input: $input) { order { ${FIELDS} } userErrors { field message } } }`,
	z.object({ orderUpdate: z.object({ order: z.unknown(), userErrors }) }),
);

export const CUSTOMER_REMOVE = document(
	`mutation CustomerRemove($id: ID!) { orderCustomerRemove(orderId: $id) { userErrors { field message code } } }`,
	z.object({ orderCustomerRemove: z.object({ userErrors }) }),
);

const old = z.object({ id: idOf('Order'), name: text, createdAt: time, origin: metafield, facts: metafield });
export const oldOrderSchema = old;

export const OLD_ORDERS = document(
	`query OldOrders($after: String, $query: String!) {
		orders(first: 100, after: $after, query: $query, sortKey: CREATED_AT) {
			nodes {
				id name createdAt
				${ours('origin', 'facts')}
			}
			pageInfo { hasNextPage endCursor }
		}
	}`,
	z.object({ orders: pageOf(z.unknown()) }),
);
