import { type Kernel, startKernel } from '../../../sandbox/kernel/kernel';
import { createShopify, defaultApp, type ShopifyOptions, type ShopifyStandIn } from '../../../sandbox/shopify';

export interface WireError {
	readonly message: string;
	readonly path?: readonly (string | number)[];
	readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface Answer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly data: Readonly<Record<string, unknown>> | null | undefined;
	readonly errors: readonly WireError[];
	readonly cost:
		{ readonly requestedQueryCost: number; readonly actualQueryCost: number | null; readonly throttleStatus: unknown } | undefined;
}

export interface TestShop {
	readonly kernel: Kernel;
	readonly stand: ShopifyStandIn;
	/** One request, answered as it is. */
	graphql(query: string, variables?: unknown, token?: string): Promise<Answer>;
	/** The data of an answer without errors. */
	data(query: string, variables?: unknown): Promise<Readonly<Record<string, unknown>>>;
}

/** A shop on a virtual clock, without HTTP. */
export async function openShop(options: Partial<ShopifyOptions> = {}): Promise<TestShop> {
	const kernel = await startKernel(
		{ shopify: ({ clock, random }) => createShopify({ clock, random, ...options }) },
		{ clock: 'virtual', http: false },
	);
	const graphql = async (query: string, variables: unknown = {}, token: string = defaultApp.accessToken): Promise<Answer> => {
		const { status, headers, body } = await kernel.request('shopify', {
			method: 'POST',
			url: '/admin/api/2026-10/graphql.json',
			headers: { 'content-type': 'application/json', 'x-shopify-access-token': token },
			body: { query, variables },
		});
		const text = body.toString('utf8');
		if (!text.startsWith('{')) throw new Error(text);
		const { data, errors, extensions } = JSON.parse(text) as {
			data?: Answer['data'];
			errors?: Answer['errors'];
			extensions?: { cost: NonNullable<Answer['cost']> };
		};
		return { status, headers, data, errors: errors ?? [], cost: extensions?.cost };
	};
	return {
		kernel,
		stand: kernel.standIns['shopify'] as ShopifyStandIn,
		graphql,
		async data(query, variables) {
			const { data, errors } = await graphql(query, variables);
			if (data === undefined || data === null || errors.length > 0) throw new Error(JSON.stringify(errors));
			return data;
		},
	};
}
