import { z } from 'zod';
import { document } from '../document';
import {
	count,
	idOf,
	metafield,
	nodes,
	ours,
	pageOf,
	readableList,
	shopMoney,
	shopMoneyOrNone,
	text,
	textOrNone,
	time,
	timeOrNone,
} from './fields';
import { ADDRESS, address, ATTRIBUTES, attributes, STATE, state, TRACKING, tracking } from './order-parts';

const MONEY = '{ shopMoney { amount } }';
const TAXES = `{ priceSet ${MONEY} channelLiable }`;
const ADDRESS_AS_WRITTEN = `{ ${ADDRESS} province }`;

const LINE_FIELDS = `id title variantTitle sku quantity currentQuantity unfulfilledQuantity requiresShipping
	originalTotalSet ${MONEY} discountAllocations { allocatedAmountSet ${MONEY} } taxLines ${TAXES}
	variant { id } ${ATTRIBUTES}`;

/** So many of an order are answered, and so many lines of each. */
export const MOST_PARCELS = 20;
export const MOST_LINES_OF_PARCEL = 100;

/** Parcels of an order, each with what is in it. */
const FULFILLMENT_FIELDS = `id status displayStatus createdAt deliveredAt
	${TRACKING}
	fulfillmentLineItems(first: ${MOST_LINES_OF_PARCEL}) { nodes { quantity lineItem { id } } }`;

const ORDER_FIELDS = `id name createdAt updatedAt processedAt ${STATE} closedAt
	email phone note tags taxesIncluded currencyCode sourceName test
	totalPriceSet ${MONEY} totalRefundedSet ${MONEY} totalTipReceivedSet ${MONEY} originalTotalDutiesSet ${MONEY}
	totalCashRoundingAdjustment { paymentSet ${MONEY} }
	customer { id } billingAddress ${ADDRESS_AS_WRITTEN} shippingAddress ${ADDRESS_AS_WRITTEN}
	shippingLines(first: 10) { nodes { title code originalPriceSet ${MONEY} discountedPriceSet ${MONEY} taxLines ${TAXES} } }
	transactions(first: 20) { kind status processedAt }
	refunds(first: 20) { totalRefundedSet ${MONEY} refundLineItems(first: 100) { nodes { quantity lineItem { id } } } }
	fulfillments(first: ${MOST_PARCELS}) { ${FULFILLMENT_FIELDS} }
	fulfillmentOrders(first: 5) { nodes { status deliveryMethod { methodType } } }
	${ours('origin', 'facts')}
	lineItems(first: 50) { nodes { ${LINE_FIELDS} } pageInfo { hasNextPage endCursor } }`;

const taxLines = z.array(z.object({ priceSet: shopMoney, channelLiable: z.boolean().nullish() }));

const addressAsWritten = address.extend({ province: textOrNone }).nullish();

const line = z.object({
	id: idOf('LineItem'),
	title: text,
	variantTitle: textOrNone,
	sku: textOrNone,
	quantity: count,
	currentQuantity: count,
	unfulfilledQuantity: count,
	requiresShipping: z.boolean(),
	originalTotalSet: shopMoney,
	discountAllocations: z.array(z.object({ allocatedAmountSet: shopMoney })),
	taxLines,
	variant: z.object({ id: idOf('ProductVariant') }).nullish(),
	customAttributes: attributes,
});
export type WireLine = z.output<typeof line>;

const itemsOfLines = z
	.object({ nodes: z.array(z.object({ quantity: count.nullish(), lineItem: z.object({ id: idOf('LineItem') }) })) })
	.transform(({ nodes }) => nodes.map(({ quantity, lineItem }) => ({ lineId: lineItem.id, quantity: quantity ?? 0 })));

const fulfillment = z.object({
	id: idOf('Fulfillment'),
	status: text,
	displayStatus: textOrNone,
	createdAt: time,
	deliveredAt: timeOrNone,
	trackingInfo: tracking,
	fulfillmentLineItems: itemsOfLines,
});
export type WireFulfillment = z.output<typeof fulfillment>;

const order = z.object({
	id: idOf('Order'),
	name: text,
	createdAt: time,
	updatedAt: time,
	processedAt: time,
	...state,
	closedAt: timeOrNone,
	email: textOrNone,
	phone: textOrNone,
	note: textOrNone,
	tags: z.array(text),
	taxesIncluded: z.boolean(),
	currencyCode: text,
	sourceName: textOrNone,
	test: z.boolean(),
	totalPriceSet: shopMoney,
	totalRefundedSet: shopMoney,
	totalTipReceivedSet: shopMoney,
	originalTotalDutiesSet: shopMoneyOrNone,
	totalCashRoundingAdjustment: z.object({ paymentSet: shopMoney }),
	customer: z.object({ id: idOf('Customer') }).nullish(),
	billingAddress: addressAsWritten,
	shippingAddress: addressAsWritten,
	shippingLines: z
		.object({
			nodes: z.array(z.object({ title: text, code: textOrNone, originalPriceSet: shopMoney, discountedPriceSet: shopMoney, taxLines })),
		})
		.transform(({ nodes }) => nodes),
	transactions: z.array(z.object({ kind: text, status: text, processedAt: timeOrNone })),
	refunds: z.array(z.object({ totalRefundedSet: shopMoney, refundLineItems: itemsOfLines })),
	fulfillments: z.array(fulfillment),
	// Those of parcels are for apps with a scope of their own.
	fulfillmentOrders: z
		.object({ nodes: z.array(z.object({ status: text, deliveryMethod: z.object({ methodType: text }).nullish() })) })
		.nullish()
		.transform((found) => found?.nodes ?? []),
	origin: metafield,
	facts: metafield,
	lineItems: pageOf(line),
});
export type WireOrder = z.output<typeof order>;
export type WireAddress = NonNullable<WireOrder['shippingAddress']>;
export const orderSchema = order;

/** Unread, so that one that is odd keeps no other from being read. */
export const ORDERS_CHANGED = document(
	`query OrdersChanged($first: Int!, $after: String, $query: String!, $reverse: Boolean!) {
		orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT, reverse: $reverse) {
			nodes { ${ORDER_FIELDS} }
			pageInfo { hasNextPage endCursor }
		}
	}`,
	z.object({ orders: pageOf(z.unknown()) }),
);

export const ORDERS_BY_ID = document(`query OrdersById($ids: [ID!]!) { nodes(ids: $ids) { ... on Order { ${ORDER_FIELDS} } } }`, nodes);

/** Whether the app is shown orders at all. */
export const ORDERS_SHOWN = document(
	'query OrdersShown { orders(first: 1) { nodes { id } } }',
	z.object({ orders: z.object({ nodes: z.array(z.unknown()) }) }),
);

export const ORDER_LINES = document(
	`query OrderLines($id: ID!, $after: String!) {
		order(id: $id) { lineItems(first: 100, after: $after) { nodes { ${LINE_FIELDS} } pageInfo { hasNextPage endCursor } } }
	}`,
	z.object({ order: z.object({ lineItems: pageOf(line) }).nullable() }),
);

/** Whether one customer has paid before. */
export const ORDERS_OF_CUSTOMER = document(
	`query OrdersOfCustomer($query: String!) {
		orders(first: 20, query: $query, sortKey: CREATED_AT, reverse: true) { nodes { id createdAt displayFinancialStatus email customer { id } } }
	}`,
	z.object({
		orders: z.object({
			nodes: readableList(
				z.object({
					id: idOf('Order'),
					createdAt: time,
					displayFinancialStatus: textOrNone,
					email: textOrNone,
					customer: z.object({ id: idOf('Customer') }).nullish(),
				}),
			),
		}),
	}),
);

export const CUSTOMER_EMAIL = document(
	`query CustomerEmail($id: ID!) { customer(id: $id) { defaultEmailAddress { emailAddress } } }`,
	z.object({ customer: z.object({ defaultEmailAddress: z.object({ emailAddress: textOrNone }).nullish() }).nullish() }),
);
