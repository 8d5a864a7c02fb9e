import { allScopes, defaultApp } from '../../../sandbox/shopify';
import { openShop, type TestShop } from './shop';

let shop: TestShop;

beforeEach(async () => {
	shop = await openShop({ products: [{ title: 'Mug', sku: 'MUG' }] });
});

const shopName = '{ shop { name } }';

const send = async (parts: {
	readonly url: string;
	readonly headers?: Record<string, string>;
	readonly body?: unknown;
	readonly method?: string;
}) => {
	const { status, headers, body } = await shop.kernel.request('shopify', { method: 'POST', ...parts });
	return { status, headers, body: JSON.parse(body.toString('utf8')) as Record<string, unknown> };
};

describe('the door', () => {
	it('wants a token that is known', async () => {
		const refused = { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' };
		const url = '/admin/api/2026-10/graphql.json';
		expect(await send({ url, body: { query: shopName } })).toMatchObject({ status: 401, body: refused });
		expect(await send({ url, body: { query: shopName }, headers: { 'x-shopify-access-token': 'other' } })).toMatchObject({ status: 401 });
		expect(await shop.data(shopName)).toEqual({ shop: { name: 'Sandbox Shop' } });
	});

	it('answers a past version with the one it has and says so, and knows none that is to come', async () => {
		const headers = { 'x-shopify-access-token': defaultApp.accessToken };
		const old = await send({ url: '/admin/api/2025-01/graphql.json', headers, body: { query: shopName } });
		expect([old.status, old.headers['x-shopify-api-version']]).toEqual([200, '2026-10']);
		for (const version of ['2027-01', '2026-05', 'latest'])
			expect(await send({ url: `/admin/api/${version}/graphql.json`, headers, body: { query: shopName } })).toMatchObject({ status: 404 });
		expect(await send({ url: '/admin/api/2026-10/orders.json', headers })).toMatchObject({ status: 404 });
	});

	it.each([
		['frozen', 402],
		['forbidden', 403],
		['gone', 404],
		['locked', 423],
		['tooManyRequests', 429],
		['rejected', 430],
	] as const)('of a shop that is %s answers %i', async (condition, status) => {
		shop.stand.setCondition(condition);
		const answer = await send({ url: '/admin/api/2026-10/graphql.json', body: { query: shopName } });
		expect(answer).toMatchObject({ status, body: { errors: expect.any(String) as string } });
		if (condition === 'tooManyRequests') expect(answer.headers['retry-after']).toBe('2.0');
	});

	it('gives tokens of 24 hours for client id and secret, as form and as JSON', async () => {
		const { clientId, clientSecret } = defaultApp;
		const fields = { client_id: clientId, client_secret: clientSecret, grant_type: 'client_credentials' };
		const url = '/admin/oauth/access_token';
		const form = await send({
			url,
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body: new URLSearchParams(fields).toString(),
		});
		expect(form).toMatchObject({ status: 200, body: { scope: allScopes.join(','), expires_in: 86_399 } });
		const json = await send({ url, headers: { 'content-type': 'application/json' }, body: fields });
		const tokens = [form.body['access_token'], json.body['access_token']].map(String);
		expect(new Set(tokens).size).toBe(2);
		for (const token of tokens) expect((await shop.graphql(shopName, {}, token)).data).toEqual({ shop: { name: 'Sandbox Shop' } });

		shop.kernel.clock.advance(86_400_000);
		expect((await shop.graphql(shopName, {}, tokens[0])).status).toBe(401);
		expect((await shop.graphql(shopName)).status).toBe(200);
		expect(shop.kernel.counts()['shopify']).toMatchObject({ tokens: 2, writes: 0 });
	});

	it('is not told in the log of the sandbox', async () => {
		const fields = { client_id: defaultApp.clientId, client_secret: defaultApp.clientSecret, grant_type: 'client_credentials' };
		await send({ url: '/admin/oauth/access_token', headers: { 'content-type': 'application/json' }, body: fields });
		await send({ url: '/admin/oauth/access_token', body: new URLSearchParams(fields).toString() });
		await shop.data(shopName);
		const log = JSON.stringify(shop.kernel.log.entries());
		expect(log).toContain(defaultApp.clientId);
		expect(log).not.toContain(defaultApp.clientSecret);
		expect(log).not.toContain(defaultApp.accessToken);
	});

	it('gives none for a wrong secret or an app that is not there', async () => {
		const url = '/admin/oauth/access_token';
		const headers = { 'content-type': 'application/json' };
		const fields = { client_id: defaultApp.clientId, client_secret: 'wrong', grant_type: 'client_credentials' };
		expect(await send({ url, headers, body: fields })).toMatchObject({ status: 400, body: { error: 'invalid_client' } });
		expect(await send({ url, headers, body: { ...fields, client_id: 'other' } })).toMatchObject({
			status: 400,
			body: { error: 'app_not_installed' },
		});
	});
});

describe('what a document must be', () => {
	it('is checked against the schema first, at no cost', async () => {
		const unknown = await shop.graphql('query Odd { orders(first: 1) { nodes { definitelyNot } } }');
		expect(unknown).toMatchObject({ data: undefined, cost: undefined });
		expect(unknown.errors).toEqual([
			{
				message: "Field 'definitelyNot' doesn't exist on type 'Order'",
				locations: [{ line: 1, column: 40 }],
				path: ['query Odd', 'orders', 'nodes', 'definitelyNot'],
				extensions: { code: 'undefinedField', typeName: 'Order', fieldName: 'definitelyNot' },
			},
		]);
		expect((await shop.graphql('{ order { id } }')).errors[0]).toMatchObject({
			message: "Field 'order' is missing required arguments: id",
			extensions: { code: 'missingRequiredArguments', className: 'Field', name: 'order', arguments: 'id' },
		});
		expect((await shop.graphql('{ shop { name')).errors[0]?.message).toBe('syntax error, unexpected end of file at [1, 14]');
	});

	it('has variables that fit', async () => {
		const query = 'mutation Make($order: OrderCreateOrderInput!) { orderCreate(order: $order) { order { id } } }';
		expect((await shop.graphql(query, { order: { lineItems: [], odd: 1 } })).errors).toEqual([
			{
				message:
					'Variable $order of type OrderCreateOrderInput! was provided invalid value for odd (Field is not defined on OrderCreateOrderInput)',
				locations: [{ line: 1, column: 15 }],
				extensions: {
					code: 'INVALID_VARIABLE',
					value: { lineItems: [], odd: 1 },
					problems: [{ path: ['odd'], explanation: 'Field is not defined on OrderCreateOrderInput' }],
				},
			},
		]);
		expect((await shop.graphql(query, {})).errors[0]).toMatchObject({
			message: 'Variable $order of type OrderCreateOrderInput! was provided invalid value',
			extensions: { problems: [{ path: [], explanation: 'Expected value to not be null' }] },
		});
	});

	it('asks for nothing that the stand-in lacks: it breaks, and never answers null', async () => {
		const told = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
		await expect(shop.graphql('{ orders(first: 1) { nodes { risk { recommendation } } } }')).rejects.toThrow('The sandbox itself failed');
		await expect(shop.graphql('{ giftCards(first: 1) { nodes { id } } }')).rejects.toThrow('The sandbox itself failed');
		await expect(shop.graphql('{ orders(first: 1, query: "gateway:paypal") { nodes { id } } }')).rejects.toThrow();
		expect(told.mock.calls.flat().join('')).toContain('The stand-in has no Order.risk yet');
		told.mockRestore();
		expect(shop.kernel.damage()['sandbox']).toHaveLength(3);
	});

	it('gives no argument or input that the stand-in would leave out silently', async () => {
		const told = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
		await expect(shop.graphql('{ orders(first: 1, savedSearchId: "gid://shopify/SavedSearch/1") { nodes { id } } }')).rejects.toThrow();
		const create = 'mutation ($order: OrderCreateOrderInput!) { orderCreate(order: $order) { order { id } } }';
		const order = { lineItems: [{ title: 'Thing', quantity: 1 }], userId: 'gid://shopify/StaffMember/1' };
		await expect(shop.graphql(create, { order })).rejects.toThrow();
		const words = told.mock.calls.flat().join('');
		expect(words).toContain('The stand-in has no argument savedSearchId of QueryRoot.orders yet');
		expect(words).toContain('The stand-in has no OrderCreateOrderInput.userId yet');
		told.mockRestore();
		expect(shop.stand.orders()).toHaveLength(0);
	});

	it('names a page of at most 250', async () => {
		expect((await shop.graphql('{ orders { nodes { id } } }')).errors).toMatchObject([
			{ message: 'you must provide one of first or last', path: ['orders'], extensions: { code: 'BAD_REQUEST' } },
		]);
		expect((await shop.graphql('{ orders(first: 251) { nodes { id } } }')).errors).toHaveLength(1);
	});
});

describe('costs', () => {
	it('are taken from a bucket that fills again, and given back where less came', async () => {
		const query = '{ productVariants(first: 250) { nodes { id inventoryItem { id } } } }';
		const { cost } = await shop.graphql(query);
		expect(cost).toEqual({
			requestedQueryCost: 24,
			actualQueryCost: 4,
			throttleStatus: { maximumAvailable: 1000, currentlyAvailable: 996, restoreRate: 50 },
		});
		shop.stand.emptyBucket();
		const throttled = await shop.graphql(query);
		expect(throttled).toMatchObject({
			status: 200,
			data: undefined,
			errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
			cost: { requestedQueryCost: 24, actualQueryCost: null, throttleStatus: { currentlyAvailable: 0 } },
		});
		shop.kernel.clock.advance(480);
		expect((await shop.graphql(query)).errors).toEqual([]);
	});

	it('above 1000 are refused whatever there is', async () => {
		const query =
			'{ orders(first: 250) { nodes { lineItems(first: 250) { nodes { id variant { id inventoryItem { inventoryLevels(first: 50) { nodes { id location { id } } } } } } } } } }';
		expect((await shop.graphql(query)).errors[0]).toMatchObject({ extensions: { code: 'MAX_COST_EXCEEDED', maxCost: 1000 } });
		expect((await shop.graphql(shopName)).cost).toMatchObject({ throttleStatus: { currentlyAvailable: 999 } });
	});
});

describe('what a token may do', () => {
	it('is refused field by field, with what else was asked for', async () => {
		shop.stand.setScopes(['read_orders', 'read_products']);
		shop.stand.act('placeOrder', { lines: [{ sku: 'MUG' }], email: 'ada@example.com' });
		const answer = await shop.graphql('{ orders(first: 1) { nodes { name customer { id } } } }');
		expect(answer.data).toEqual({ orders: { nodes: [{ name: '#1001', customer: null }] } });
		expect(answer.errors).toEqual([
			{
				message: 'Access denied for customer field. Required access: `read_customers` access scope.',
				locations: [{ line: 1, column: 35 }],
				path: ['orders', 'nodes', 0, 'customer'],
				extensions: {
					code: 'ACCESS_DENIED',
					documentation: 'https://shopify.dev/api/usage/access-scopes',
					requiredAccess: '`read_customers` access scope.',
				},
			},
		]);
		shop.stand.setScopes(['write_products']);
		expect(await shop.graphql('{ orders(first: 1) { nodes { id } } }')).toMatchObject({
			data: null,
			errors: [{ extensions: { code: 'ACCESS_DENIED' } }],
		});
		expect(await shop.data('{ products(first: 1) { nodes { title } } }')).toEqual({ products: { nodes: [{ title: 'Mug' }] } });
		expect(await shop.data('{ currentAppInstallation { accessScopes { handle } } }')).toEqual({
			currentAppInstallation: { accessScopes: [{ handle: 'write_products' }] },
		});
	});

	it('does not show a customer where the plan hides one', async () => {
		const shippingAddress = { firstName: 'Ada', address1: 'Road 1', city: 'Berlin', countryCode: 'DE' };
		shop.stand.act('placeOrder', { lines: [{ sku: 'MUG' }], email: 'ada@example.com', shippingAddress });
		shop.stand.setSettings({ plan: 'Basic' });
		const query = '{ orders(first: 1) { nodes { name email shippingAddress { firstName address1 city } } } }';
		const hidden = await shop.graphql(query);
		expect(hidden.data).toEqual({
			orders: { nodes: [{ name: '#1001', email: null, shippingAddress: { firstName: null, address1: null, city: 'Berlin' } }] },
		});
		expect(hidden.errors.map(({ path, extensions }) => [path?.at(-1), extensions?.['code']])).toEqual([
			['email', 'ACCESS_DENIED'],
			['firstName', 'ACCESS_DENIED'],
			['address1', 'ACCESS_DENIED'],
		]);
		shop.stand.setSettings({ customerData: 'refused' });
		expect((await shop.graphql(query)).errors[0]?.message).toContain('This app is not approved to access the Order object.');
	});

	it('shows no record of a protected type by its id either: the others stand at their places', async () => {
		const order = shop.stand.act('placeOrder', { lines: [{ sku: 'MUG' }] });
		const [variant] = shop.stand.shop.state.variants.keys();
		const query = 'query($ids: [ID!]!, $id: ID!) { nodes(ids: $ids) { id } node(id: $id) { id } }';
		const ids = [variant, order.id, 'gid://shopify/Order/1'];
		shop.stand.setSettings({ customerData: 'refused' });
		const refused = await shop.graphql(query, { ids, id: order.id });
		expect(refused.data).toEqual({ nodes: [{ id: variant }, null, null], node: null });
		expect(refused.errors.map(({ path, extensions }) => [path, extensions?.['code']])).toEqual([
			[['nodes', 1], 'ACCESS_DENIED'],
			[['node'], 'ACCESS_DENIED'],
		]);
		expect(refused.errors[0]?.message).toContain('This app is not approved to access the Order object.');

		shop.stand.setSettings({ customerData: 'granted' });
		shop.stand.setScopes(['read_products']);
		const unasked = await shop.graphql(query, { ids, id: order.id });
		expect(unasked.data).toEqual(refused.data);
		expect(unasked.errors.map(({ extensions }) => extensions?.['requiredAccess'])).toEqual([
			expect.stringContaining('read_orders'),
			expect.stringContaining('read_orders'),
		]);
	});
});
