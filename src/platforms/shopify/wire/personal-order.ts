import { z } from 'zod';
import { METAFIELD, NAMESPACE } from '../constants';
import { document } from '../document';
import { idOf, listed, metafield, nodes, pageOf, shopMoney, text, textOrNone, time, timeOrNone, userErrors } from './fields';

const ADDRESS = '{ firstName lastName company address1 address2 city zip provinceCode countryCodeV2 phone }';
const FIELDS = `id name createdAt updatedAt cancelledAt closedAt displayFinancialStatus displayFulfillmentStatus tags
	email phone note poNumber customAttributes { key value } currentTotalPriceSet { shopMoney { amount } }
	billingAddress ${ADDRESS} shippingAddress ${ADDRESS} customer { id }
	lineItems(first: 250) { nodes { id customAttributes { key value } } }
	fulfillments(first: 50) { id createdAt deliveredAt trackingInfo(first: 10) { company number url } }
	origin: metafield(namespace: "${NAMESPACE}", key: "${METAFIELD.origin}") { value }
	facts: metafield(namespace: "${NAMESPACE}", key: "${METAFIELD.facts}") { value }`;

const address = z.object({
	firstName: textOrNone,
	lastName: textOrNone,
	company: textOrNone,
	address1: textOrNone,
	address2: textOrNone,
	city: textOrNone,
	zip: textOrNone,
	provinceCode: textOrNone,
	countryCodeV2: textOrNone,
	phone: textOrNone,
});
export type WirePersonalAddress = z.output<typeof address>;

const attributes = z.array(z.object({ key: text, value: textOrNone }));
export type WireAttributes = z.output<typeof attributes>;

const personal = z.object({
	id: idOf('Order'),
	name: text,
	createdAt: time,
	updatedAt: time,
	cancelledAt: timeOrNone,
	closedAt: timeOrNone,
	displayFinancialStatus: textOrNone,
	displayFulfillmentStatus: text,
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
			trackingInfo: z.array(z.object({ company: textOrNone, number: textOrNone, url: textOrNone })),
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
				origin: metafield(namespace: "${NAMESPACE}", key: "${METAFIELD.origin}") { value }
				facts: metafield(namespace: "${NAMESPACE}", key: "${METAFIELD.facts}") { value }
			}
			pageInfo { hasNextPage endCursor }
		}
	}`,
	z.object({ orders: pageOf(z.unknown()) }),
);
