import { startSandbox, type Sandbox, type SandboxOptions } from '../../../sandbox/index';
import type { ErrorList, GetOrderResponse, SearchOrdersResponse } from '../../../sandbox/amazon/orders/order-wire';

/** An answer with its JSON body. */
export interface Called<Body> {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Body;
}

/** Calls the Amazon stand-in in this process, as a client with one seller's token. */
export interface AmazonCaller {
	readonly sandbox: Sandbox;
	call<Body>(path: string, query?: Readonly<Record<string, string>>, headers?: Readonly<Record<string, string>>): Promise<Called<Body>>;
	search(query: Readonly<Record<string, string>>): Promise<Called<SearchOrdersResponse & ErrorList>>;
	getOrder(orderId: string, query?: Readonly<Record<string, string>>): Promise<Called<GetOrderResponse & ErrorList>>;
	/** Gets a token (again). */
	logIn(fields?: Readonly<Record<string, string>>): Promise<Called<{ access_token?: string; error?: string; error_description?: string }>>;
}

export const euHost = 'sellingpartnerapi-eu.amazon.com';
export const allData = 'BUYER,RECIPIENT,PROCEEDS,EXPENSE,PROMOTION,CANCELLATION,FULFILLMENT,PACKAGES,TAX,PAYMENT,FULFILLMENT_ORDERS';
export const minute = 60_000;
export const day = 86_400_000;

export const iso = (ms: number): string => new Date(ms).toISOString();

export async function callAmazon(options: SandboxOptions = {}): Promise<AmazonCaller> {
	const sandbox = await startSandbox({ clock: 'virtual', http: false, ...options });
	let token = '';

	const call = async <Body>(
		path: string,
		query: Readonly<Record<string, string>> = {},
		headers: Readonly<Record<string, string>> = {},
	): Promise<Called<Body>> => {
		const search = new URLSearchParams(query).toString();
		const answer = await sandbox.request('amazon', {
			method: 'GET',
			url: search === '' ? path : `${path}?${search}`,
			headers: { host: euHost, 'x-amz-access-token': token, ...headers },
		});
		return { status: answer.status, headers: answer.headers, body: JSON.parse(answer.body.toString('utf8')) as Body };
	};

	const caller: AmazonCaller = {
		sandbox,
		call,
		search: async (query) => await call('/orders/2026-01-01/orders', query),
		getOrder: async (orderId, query = {}) => await call(`/orders/2026-01-01/orders/${orderId}`, query),
		async logIn(fields = {}) {
			const credentials = sandbox.amazonCredentials()[0];
			const body = new URLSearchParams({
				grant_type: 'refresh_token',
				client_id: credentials?.clientId ?? '',
				client_secret: credentials?.clientSecret ?? '',
				refresh_token: credentials?.refreshToken ?? '',
				...fields,
			}).toString();
			const answer = await sandbox.request('amazon', {
				method: 'POST',
				url: '/auth/o2/token',
				headers: { host: 'api.amazon.com', 'content-type': 'application/x-www-form-urlencoded' },
				body,
			});
			const parsed = JSON.parse(answer.body.toString('utf8')) as { access_token?: string };
			token = parsed.access_token ?? token;
			return { status: answer.status, headers: answer.headers, body: parsed };
		},
	};
	await caller.logIn();
	return caller;
}
