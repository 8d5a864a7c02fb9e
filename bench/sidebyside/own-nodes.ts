import type { CredentialReference, WorkflowJson, WorkflowNode } from '../../demo/n8n-session';
import type { AmazonConnection } from '../../src/platforms/amazon';
import { INCLUDED } from '../orders/own-nodes-amazon';

type Parameters = WorkflowNode['parameters'];

const pair = (name: string, value: string): Parameters => ({ name, value });

/** As the guide of Amazon says it: https://developer-docs.amazon.com/sp-api/docs/connect-to-the-selling-partner-api */
const tokenOf = ({ endpoint = '', clientId, clientSecret, refreshToken }: AmazonConnection): Parameters => ({
	method: 'POST',
	url: `${endpoint}/auth/o2/token`,
	sendBody: true,
	contentType: 'form-urlencoded',
	bodyParameters: {
		parameters: [
			pair('grant_type', 'refresh_token'),
			pair('refresh_token', refreshToken),
			pair('client_id', clientId),
			pair('client_secret', clientSecret),
		],
	},
	options: {},
});

const ordersOf = ({ endpoint = '' }: AmazonConnection): Parameters => ({
	url: `${endpoint}/orders/2026-01-01/orders`,
	sendQuery: true,
	queryParameters: {
		parameters: [
			pair('lastUpdatedAfter', '={{ $now.toUTC().minus({ days: 1 }).toISO() }}'),
			pair('fulfillmentStatuses', 'UNSHIPPED'),
			pair('includedData', INCLUDED),
			pair('maxResultsPerPage', '100'),
		],
	},
	sendHeaders: true,
	headerParameters: { parameters: [pair('x-amz-access-token', '={{ $json.access_token }}')] },
	options: {
		pagination: {
			pagination: {
				paginationMode: 'updateAParameterInEachRequest',
				parameters: { parameters: [{ type: 'qs', name: 'paginationToken', value: '={{ $response.body?.pagination?.nextToken }}' }] },
				paginationCompleteWhen: 'other',
				completeExpression: '={{ !$response.body.pagination?.nextToken }}',
			},
		},
	},
});

const address = (more: Parameters): Parameters => ({
	firstName: '={{ $json.recipient.deliveryAddress.name }}',
	address_1: '={{ $json.recipient.deliveryAddress.addressLine1 }}',
	city: '={{ $json.recipient.deliveryAddress.city }}',
	postcode: '={{ $json.recipient.deliveryAddress.postalCode }}',
	country: '={{ $json.recipient.deliveryAddress.countryCode }}',
	...more,
});

/** WooCommerce finds the product by the line's SKU, so that none is looked up. It is n8n's node that hands the field through. */
const lines = `={{ { lineItemsValues: $json.orderItems.map((item) => ({
	sku: item.product.sellerSku, name: item.product.title, quantity: item.quantityOrdered,
	total: item.proceeds.breakdowns.find(({ type }) => type === 'ITEM').subtotal.amount })) } }}`;

const shipping = `={{ $json.orderItems.flatMap((item) => item.proceeds.breakdowns).filter(({ type }) => type === 'SHIPPING')
	.reduce((sum, { subtotal }) => sum + Number(subtotal.amount), 0).toFixed(2) }}`;

const CREATE: Parameters = {
	resource: 'order',
	operation: 'create',
	additionalFields: {
		currency: '={{ $json.proceeds.grandTotal.currencyCode }}',
		paymentMethodTitle: '=Amazon {{ $json.orderId }}',
		setPaid: true,
		status: 'processing',
		transactionID: '={{ $json.orderId }}',
	},
	billingUi: { billingValues: address({ email: '={{ $json.buyer.buyerEmail }}' }) },
	shippingUi: { shippingValues: address({}) },
	lineItemsUi: lines,
	shippingLinesUi: { shippingLinesValues: [{ methodTitle: 'Amazon', 'method ID': 'flat_rate', total: shipping }] },
};

/**
 * What a builder joins from n8n's own nodes to save Amazon's orders, with as few calls as n8n's node for the store allows: it
 * creates one order a call. Nothing keeps an order from being made twice: they remember nothing of what the store has.
 */
export function ownNodesWorkflow(amazon: AmazonConnection, store: CredentialReference): WorkflowJson {
	const nodes: readonly (readonly [string, string, number, Parameters])[] = [
		['Every five minutes', 'scheduleTrigger', 1.2, {}],
		['Access token', 'httpRequest', 4.2, tokenOf(amazon)],
		['Orders of Amazon', 'httpRequest', 4.2, ordersOf(amazon)],
		['Each order', 'splitOut', 1, { fieldToSplitOut: 'orders', options: {} }],
		['Create order', 'wooCommerce', 1, CREATE],
	];
	const next = (index: number): Parameters => ({ main: [[{ node: nodes[index + 1]?.[0], type: 'main', index: 0 }]] });
	return {
		id: 'sidebysideownnod',
		name: "Amazon orders by n8n's own nodes",
		nodes: nodes.map(([name, type, typeVersion, parameters], index) => ({
			id: `own-${index}`,
			name,
			type: `n8n-nodes-base.${type}`,
			typeVersion,
			position: [index * 240, 0],
			parameters,
			...(type === 'wooCommerce' ? { credentials: { [store.type]: { id: store.id, name: store.name } } } : {}),
		})),
		connections: Object.fromEntries(nodes.slice(0, -1).map(([name], index) => [name, next(index)])),
		settings: { executionOrder: 'v1' },
	};
}
