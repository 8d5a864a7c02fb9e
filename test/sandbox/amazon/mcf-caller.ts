import type { ErrorList } from '../../../sandbox/amazon/orders/order-wire';
import type { McfRequest, WireMcfOrder, WireMcfResult } from '../../../sandbox/amazon/mcf/mcf-wire';
import type { OutboundOrder, OutboundOrderRequest } from '../../../sandbox/amazon/outbound/outbound-wire';
import type { SandboxOptions } from '../../../sandbox/index';
import { callAmazon, euHost, type AmazonCaller, type Called } from './caller';

export const outbound2020 = '/fba/outbound/2020-07-01';
export const outbound2026 = '/fulfillment/outbound/2026-07-04';
export const germany = 'A1PA6795UKMFR9';

export interface McfCaller extends AmazonCaller {
	send<Body>(method: string, path: string, body?: unknown): Promise<Called<Body & Partial<ErrorList>>>;
	get(id: string): Promise<Called<{ payload: WireMcfResult } & Partial<ErrorList>>>;
	list(
		query?: Readonly<Record<string, string>>,
	): Promise<Called<{ payload: { fulfillmentOrders: WireMcfOrder[]; nextToken?: string } } & Partial<ErrorList>>>;
	create(request?: Partial<McfRequest>): Promise<Called<Partial<ErrorList>>>;
	getOutbound(id: string): Promise<Called<{ order: OutboundOrder } & Partial<ErrorList>>>;
}

/** A request that Amazon accepts. */
export const mcfRequest = (change: Partial<McfRequest> = {}): McfRequest => ({
	sellerFulfillmentOrderId: 'ab12-1001-1',
	displayableOrderId: '1001',
	displayableOrderDate: '2026-11-21T11:00:00Z',
	displayableOrderComment: 'Thank you',
	shippingSpeedCategory: 'Standard',
	destinationAddress: { name: 'Jo Example', addressLine1: 'Beispielstrasse 1', city: 'Berlin', postalCode: '10115', countryCode: 'DE' },
	items: [{ sellerSku: 'KNIFE-CHEF', sellerFulfillmentOrderItemId: '7', quantity: 2 }],
	...change,
});

export const outboundRequest = (change: Partial<OutboundOrderRequest> = {}): OutboundOrderRequest => ({
	orderId: 'ab12-1002-1',
	destination: {
		deliveryAddress: { name: 'Jo Example', addressLine1: 'Beispielstrasse 1', city: 'Berlin', postalCode: '10115', countryCode: 'DE' },
	},
	lineItems: [{ lineItemId: '7', product: { productIdentifier: { amazonSku: 'KNIFE-CHEF' } }, amount: { unit: 'EACHES', value: '2.0' } }],
	...change,
});

/** The American one of the ready-made accounts. */
export const american = { host: 'sellingpartnerapi-na.amazon.com', refreshToken: 'Atzr|sandbox-na' } as const;

/** The Amazon stand-in with one seller logged in, the European one as a rule, its fulfillment operations at hand. */
export async function callMcf(
	options: SandboxOptions = {},
	account: { readonly host: string; readonly refreshToken?: string } = { host: euHost },
): Promise<McfCaller> {
	const amazon = await callAmazon(options);
	const send = async <Body>(method: string, path: string, body?: unknown): Promise<Called<Body & Partial<ErrorList>>> => {
		// Tests let days pass; a token lives an hour.
		const { body: login } = await amazon.logIn(account.refreshToken === undefined ? {} : { refresh_token: account.refreshToken });
		const headers = { host: account.host, 'content-type': 'application/json', 'x-amz-access-token': login.access_token ?? '' };
		const answer = await amazon.sandbox.request('amazon', { method, url: path, headers, ...(body === undefined ? {} : { body }) });
		return { status: answer.status, headers: answer.headers, body: JSON.parse(answer.body.toString('utf8')) as Body & Partial<ErrorList> };
	};
	return {
		...amazon,
		send,
		async search(query) {
			await amazon.logIn();
			return await amazon.search(query);
		},
		get: async (id) => await send('GET', `${outbound2020}/fulfillmentOrders/${encodeURIComponent(id)}`),
		list: async (query = {}) => await send('GET', `${outbound2020}/fulfillmentOrders?${new URLSearchParams(query).toString()}`),
		create: async (request = {}) => await send('POST', `${outbound2020}/fulfillmentOrders`, mcfRequest(request)),
		getOutbound: async (id) => await send('GET', `${outbound2026}/orders/${encodeURIComponent(id)}`),
	};
}
