import { marketplaces } from '../../../sandbox/amazon/access/marketplaces';
import { quotaSeconds } from '../../../sandbox/amazon/access/usage-plans';
import { allData, callAmazon, day, iso, type AmazonCaller } from './caller';

const participations = '/sellers/v1/marketplaceParticipations';

describe('Login with Amazon', () => {
	it('gives a token for an hour', async () => {
		const amazon = await callAmazon();
		const { body } = await amazon.logIn();
		expect(body).toMatchObject({ token_type: 'bearer', expires_in: 3600 });
		amazon.sandbox.clock.advance(3_599_000);
		expect((await amazon.call(participations)).status).toBe(200);
		amazon.sandbox.clock.advance(1000);
		const expired = await amazon.call<{ errors: { details: string }[] }>(participations);
		expect(expired.status).toBe(403);
		expect(expired.body.errors).toEqual([
			{ code: 'Unauthorized', message: 'Access to requested resource is denied.', details: 'The access token you provided has expired.' },
		]);
	});

	it.each([
		['an unknown application', { client_id: 'nobody' }, 401, 'invalid_client'],
		['a wrong secret', { client_secret: 'wrong' }, 401, 'invalid_client'],
		['an unknown refresh token', { refresh_token: 'Atzr|nobody' }, 400, 'invalid_grant'],
		['a missing refresh token', { refresh_token: '' }, 400, 'invalid_request'],
		['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
	])('refuses %s', async (_name, fields, status, error) => {
		const amazon = await callAmazon();
		const answer = await amazon.logIn(fields);
		expect(answer.status).toBe(status);
		expect(answer.body.error).toBe(error);
	});

	it('refuses a refresh token of another application, and a revoked one; its access tokens die with it', async () => {
		const amazon = await callAmazon();
		const { accounts } = amazon.sandbox.amazon;
		accounts.addApplication({ clientId: 'other', clientSecret: 'secret' });
		expect((await amazon.logIn({ client_id: 'other', client_secret: 'secret' })).body.error).toBe('unauthorized_client');
		await amazon.sandbox.amazon.control('revoke', { refreshToken: 'Atzr|sandbox-eu' });
		expect((await amazon.logIn()).body.error).toBe('invalid_grant');
		expect((await amazon.call<{ errors: { details: string }[] }>(participations)).body.errors[0]?.details).toMatch(/revoked/);
	});
});

describe('the API', () => {
	it.each([
		['without a token', { 'x-amz-access-token': '' }],
		['with an unknown token', { 'x-amz-access-token': 'Atza|nobody' }],
		['at the host of another region', { host: 'sellingpartnerapi-na.amazon.com' }],
		['at a host of its own making', { host: 'sellingpartnerapi.amazon.com' }],
	])('denies access %s', async (_name, headers) => {
		const amazon = await callAmazon();
		expect((await amazon.call(participations, {}, headers)).status).toBe(403);
	});

	it('denies access without any role and for unknown paths', async () => {
		const amazon = await callAmazon();
		expect((await amazon.call('/orders/2026-01-01/nothing')).status).toBe(403);
		await amazon.sandbox.amazon.control('roles', { clientId: 'amzn1.application-oa2-client.sandbox', roles: [] });
		expect((await amazon.call(participations)).status).toBe(403);
	});

	it('shows all marketplaces of the region and one id that is none', async () => {
		const amazon = await callAmazon();
		const { body } = await amazon.call<{ payload: { marketplace: { id: string } }[] }>(participations);
		const ids = body.payload.map(({ marketplace }) => marketplace.id);
		expect(ids).toHaveLength(17);
		expect(ids.filter((id) => !marketplaces.some((marketplace) => marketplace.id === id))).toEqual(['A38D8NSA03LJTC']);
		expect(marketplaces).toHaveLength(23);
		expect((await amazon.call<{ payload: { sellingPlan: string } }>('/sellers/v1/account')).body.payload.sellingPlan).toBe('PROFESSIONAL');
	});

	it('does not know the orders of another account', async () => {
		const amazon = await callAmazon();
		amazon.sandbox.amazon.orders.create({
			orderId: 'american',
			sellerId: 'A1SANDBOXNA',
			marketplaceId: 'ATVPDKIKX0DER',
			items: [{ sku: 'A', quantity: 1, unitPrice: '1.00' }],
		});
		expect((await amazon.getOrder('american')).status).toBe(404);
	});

	it('reports calls of the deprecated orders API', async () => {
		const amazon = await callAmazon();
		await amazon.call('/orders/v0/orders');
		await amazon.call('/orders/v0/orders/902-1/orderItems/buyerInfo');
		await amazon.call('/orders/v0/orders/902-1/regulatedInfo');
		expect(amazon.sandbox.damage()['amazon']).toEqual([
			{ kind: 'deprecatedCall', detail: 'GET /orders/v0/orders' },
			{ kind: 'deprecatedCall', detail: 'GET /orders/v0/orders/902-1/orderItems/buyerInfo' },
		]);
	});
});

describe('usage plans', () => {
	const drain = async (amazon: AmazonCaller): Promise<number> => {
		const query = { lastUpdatedAfter: iso(amazon.sandbox.clock.now() - day) };
		let granted = 0;
		while ((await amazon.search(query)).status === 200) granted += 1;
		return granted;
	};

	it('grant the burst, then one request per 1/rate seconds', async () => {
		const amazon = await callAmazon();
		expect(await drain(amazon)).toBe(20);
		const refused = await amazon.search({ lastUpdatedAfter: iso(amazon.sandbox.clock.now() - day) });
		expect(refused.status).toBe(429);
		expect(refused.body.errors[0]).toMatchObject({ code: 'QuotaExceeded', message: 'You exceeded your quota for the requested resource.' });
		expect(refused.headers).not.toHaveProperty('x-amzn-ratelimit-limit');
		amazon.sandbox.clock.advance(178_000);
		expect(await drain(amazon)).toBe(0);
		amazon.sandbox.clock.advance(1_000);
		expect(await drain(amazon)).toBe(1);
		// Other operations have buckets of their own.
		expect((await amazon.call(participations)).status).toBe(200);
	});

	it('refill faster by the plan factor, and say so', async () => {
		const amazon = await callAmazon({ planFactor: 100 });
		await drain(amazon);
		amazon.sandbox.clock.advance(1_800);
		const { headers } = await amazon.search({ lastUpdatedAfter: iso(amazon.sandbox.clock.now() - day) });
		expect(headers['x-amzn-ratelimit-limit']).toBe('0.56');
	});

	it('count calls and tokens apart, and tell the seconds they take at the published plan', async () => {
		const amazon = await callAmazon();
		await drain(amazon);
		expect(amazon.sandbox.counts()['amazon']).toEqual({
			calls: 21,
			writes: 0,
			tokens: 1,
			polls: 0,
			transfers: 0,
			byOperation: { token: 1, searchOrders: 21 },
		});
		expect(amazon.sandbox.quotaSeconds()).toBeCloseTo(1 / 0.0056);
		expect(quotaSeconds({ searchOrders: 20, getOrder: 90, token: 500 })).toBe(120);
	});
});

describe('personal data', () => {
	const clientId = 'amzn1.application-oa2-client.sandbox';
	const items = [{ sku: 'MUG', quantity: 1, unitPrice: '10.00', gift: { message: 'For you', wrapLevel: 'Classic' } }];

	const seen = async (roles: readonly string[], order: Readonly<Record<string, unknown>> = {}) => {
		const amazon = await callAmazon();
		await amazon.sandbox.amazon.control('roles', { clientId, roles });
		amazon.sandbox.amazon.orders.create({ orderId: 'one', items, ...order });
		const { status, body } = await amazon.getOrder('one', { includedData: allData });
		expect(status).toBe(200);
		return { order: body.order, amazon };
	};

	it('is complete for FBM with the shipping role', async () => {
		const { order } = await seen(['Direct-to-Consumer Shipping']);
		expect(order.buyer).toEqual({ buyerName: 'Jo Example', buyerEmail: 'jo-example@marketplace.amazon.de' });
		expect(order.recipient?.deliveryAddress).toMatchObject({
			name: 'Jo Example',
			addressLine1: 'Beispielstrasse 1',
			phone: '+49 30 0000000',
		});
		expect(order.orderItems[0]?.fulfillment?.packing?.giftOption).toEqual({ giftMessage: 'For you', giftWrapLevel: 'Classic' });
	});

	it('is absent without the role, and nothing fails', async () => {
		const { order } = await seen(['Inventory and Order Tracking']);
		expect(order.buyer).toEqual({});
		expect(order.recipient?.deliveryAddress).toEqual({ city: 'Berlin', countryCode: 'DE', addressType: 'RESIDENTIAL' });
		expect(order.orderItems[0]?.fulfillment?.packing?.giftOption).toEqual({ giftWrapLevel: 'Classic' });
	});

	it('is the name alone with a tax role', async () => {
		const { order } = await seen(['Tax Invoicing']);
		expect(order.buyer).toEqual({ buyerName: 'Jo Example' });
	});

	it('is not there for FBA and for pending orders', async () => {
		const given = { buyer: { buyerEmail: 'x@marketplace.amazon.de' }, recipient: { deliveryAddress: { name: 'Jo' } } };
		const fba = await seen(['Direct-to-Consumer Shipping'], { ...given, fulfilledBy: 'AMAZON', status: 'SHIPPED' });
		expect(fba.order).not.toHaveProperty('recipient');
		expect(fba.order.buyer).toEqual({});
		const pending = await seen(['Direct-to-Consumer Shipping'], { ...given, status: 'PENDING' });
		expect(pending.order).not.toHaveProperty('recipient');
		expect(pending.order).not.toHaveProperty('buyer');
	});

	it('loses the phone after the latest delivery date', async () => {
		const { amazon } = await seen(['Direct-to-Consumer Shipping']);
		amazon.sandbox.clock.advance(7 * day);
		await amazon.logIn();
		const { body } = await amazon.getOrder('one', { includedData: allData });
		expect(body.order.recipient?.deliveryAddress).not.toHaveProperty('phone');
	});
});
