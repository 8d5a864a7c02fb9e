import { type FragmentDefinitionNode, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { adminSchema } from '../../../sandbox/shopify/graphql/admin-schema';
import { queryCost } from '../../../sandbox/shopify/graphql/query-cost';

function costOf(query: string, data?: Readonly<Record<string, unknown>>): number {
	const document = parse(query);
	const operation = document.definitions.find((one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION);
	if (operation === undefined) throw new Error('no operation');
	const fragments = document.definitions.filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION);
	return queryCost(
		{ schema: adminSchema().schema, operation, fragments: new Map(fragments.map((one) => [one.name.value, one])), variables: {} },
		data,
	);
}

describe('the cost of a query', () => {
	// `extensions.cost.requestedQueryCost` as Shopify answered a development store in 2026 for selections like these.
	it.each([
		['{ products(first: 0) { nodes { id } } }', 2],
		['{ locations(first: 1) { nodes { id name } } }', 3],
		['{ locations(first: 5) { nodes { id } } }', 5],
		['{ locations(first: 10) { nodes { id name isActive } } }', 6],
		['{ locations(first: 10) { edges { cursor node { id name } } pageInfo { hasNextPage endCursor } } }', 6],
		['{ locations(first: 20) { nodes { id name isFulfillmentService } } }', 7],
		['{ products(first: 50) { nodes { id title status } } }', 9],
		['{ locations(first: 100) { nodes { id } } }', 11],
		['{ locations(first: 100) { nodes { id address { address1 city } } } }', 20],
		['{ locations(first: 250) { nodes { id name isActive } pageInfo { hasNextPage } } }', 13],
		['{ product(id: "gid://shopify/Product/1") { id variants(first: 10) { nodes { id sku position } } } }', 7],
		['{ order(id: "gid://shopify/Order/1") { id fulfillmentOrders(first: 10) { nodes { id supportedActions { action } } } } }', 11],
		['{ order(id: "gid://shopify/Order/1") { id fulfillments(first: 5) { id trackingInfo(first: 5) { number } } } }', 3],
		['{ order(id: "gid://shopify/Order/1") { id totalOutstandingSet { shopMoney { amount } } customer { id } transactions { id } } }', 3],
		['{ nodes(ids: ["gid://shopify/ProductVariant/1"]) { ... on ProductVariant { id product { id } } } }', 2],
		['{ productsCount(query: "tag:a") { count precision } }', 10],
		['{ shop { currencyCode } locations(first: 1) { nodes { id } } }', 4],
		[
			'{ order(id: "gid://shopify/Order/1") { lineItems(first: 10) { nodes { title } } shippingLines(first: 10) { nodes { title } } totalPriceSet { shopMoney { amount } } } }',
			13,
		],
		['mutation { orderCancel(orderId: "1", reason: OTHER, restock: false) { job { id done } orderCancelUserErrors { message } } }', 10],
		['mutation { fulfillmentCreate(fulfillment: {lineItemsByFulfillmentOrder: []}) { fulfillment { id trackingInfo { number } } } }', 11],
		[
			'mutation { inventorySetQuantities(input: {name: "available", reason: "correction", quantities: []}) { inventoryAdjustmentGroup { id changes { name item { id } location { id } } } userErrors { code } } }',
			13,
		],
		[
			'mutation { productVariantsBulkUpdate(productId: "1", variants: []) { product { id } productVariants { id inventoryItem { id } } userErrors { code } } }',
			11,
		],
		['mutation { productCreate(product: {}) { product { id variants(first: 1) { nodes { id inventoryItem { id } } } } } }', 14],
	])('of %s', (query, expected) => {
		expect(costOf(query)).toBe(expected);
	});

	it('is in the end what came back', () => {
		const query = '{ locations(first: 50) { nodes { id } } }';
		expect(costOf(query, { locations: { nodes: [{ id: '1' }] } })).toBe(3);
		expect(costOf(query, { locations: { nodes: [] } })).toBe(2);
		expect(costOf('{ order(id: "1") { id customer { id } } }', { order: null })).toBe(0);
		expect(
			costOf('mutation { inventorySetQuantities(input: {name: "", reason: "", quantities: []}) { inventoryAdjustmentGroup { id } } }', {
				inventorySetQuantities: null,
			}),
		).toBe(10);
	});
});
