import { AmazonClient } from '../../../../src/platforms/amazon/client';
import { connectionTo, surroundings } from '../connections';
import { failure } from '../failure';
import { answering, json, page, RawServer, refusing, type Answer } from '../raw-server';

/** Each trap of amazon-sp-api 1.2.1 that client.ts closes, against a server that springs it. */
let server: RawServer;
beforeEach(async () => {
	server = await new RawServer().start();
});
afterEach(() => server.stop());

const getOrder = { operation: 'getOrder', path: { orderId: '902-1' } } as const;
const make = (changes: Parameters<typeof surroundings>[0] = {}, connection: Parameters<typeof connectionTo>[1] = {}) => {
	const around = surroundings(changes);
	return { client: new AmazonClient(connectionTo(server.url, connection), around), ...around };
};
const hangingUp: Answer = (_request, _response, socket) => socket.destroy();

it('asks for the version it means, not for the oldest one', async () => {
	server.answers = [answering(200, {})];
	const { client } = make();
	await client.call(getOrder);
	await client.call({ operation: 'searchOrders' });
	await client.call({ operation: 'searchListingsItems', path: { sellerId: 'A1' } });
	expect(server.calls().map(({ path }) => path)).toEqual([
		'/orders/2026-01-01/orders/902-1',
		'/orders/2026-01-01/orders',
		'/listings/2021-08-01/items/A1',
	]);
});

it.each([
	['na', 'sellingpartnerapi-na.amazon.com'],
	['eu', 'sellingpartnerapi-eu.amazon.com'],
	['fe', 'sellingpartnerapi-fe.amazon.com'],
] as const)('goes to the endpoint and still names the host of region %s', async (region, host) => {
	server.answers = [answering(200, {})];
	const { client } = make({}, { region });
	await client.call(getOrder);
	expect(server.received.map((request) => request.host)).toEqual(['api.amazon.com', host]);
	expect(server.calls()[0]?.headers['user-agent']).toMatch(/^Storebridge\//);
});

it('takes the credential it was given, never one from the environment', async () => {
	server.answers = [answering(200, {})];
	process.env.SELLING_PARTNER_APP_CLIENT_ID = 'from-the-environment';
	process.env.SELLING_PARTNER_APP_CLIENT_SECRET = 'from-the-environment';
	try {
		const connection = connectionTo(server.url);
		await new AmazonClient(connection, surroundings()).call(getOrder);
		expect(JSON.parse(server.tokens()[0]?.body ?? '')).toEqual({
			grant_type: 'refresh_token',
			client_id: connection.clientId,
			client_secret: connection.clientSecret,
			refresh_token: connection.refreshToken,
		});
	} finally {
		delete process.env.SELLING_PARTNER_APP_CLIENT_ID;
		delete process.env.SELLING_PARTNER_APP_CLIENT_SECRET;
	}
});

describe('retries', () => {
	it('ends after four attempts when the connection breaks, with growing pauses', async () => {
		server.answers = [hangingUp];
		const { client, clock } = make();
		const error = await failure(client.call(getOrder));
		expect(error.details).toMatchObject({ kind: 'unreachable', code: 'ECONNRESET' });
		expect(server.calls()).toHaveLength(4);
		expect(clock.slept).toHaveLength(3);
		clock.slept.forEach((ms, index) => {
			expect(ms).toBeGreaterThanOrEqual(250 * 2 ** index);
			expect(ms).toBeLessThanOrEqual(500 * 2 ** index);
		});
	});

	it('goes on when the trouble passes', async () => {
		server.answers = [hangingUp, answering(503, { message: 'busy' }), answering(200, { order: 1 })];
		expect((await make().client.call(getOrder)).body).toEqual({ order: 1 });
	});

	it('does not begin a pause that the budget does not hold', async () => {
		server.answers = [refusing(503, 'ServiceUnavailable')];
		const { client, clock } = make({ budgetMs: 100 });
		expect((await failure(client.call(getOrder))).details).toMatchObject({ kind: 'unavailable', status: 503 });
		expect(server.calls()).toHaveLength(1);
		expect(clock.slept).toEqual([]);
	});

	it('obeys Retry-After', async () => {
		server.answers = [answering(503, {}, { 'retry-after': '7' }), answering(200, {})];
		const { client, clock } = make();
		await client.call(getOrder);
		expect(clock.slept).toEqual([7000]);
	});

	it.each([400, 403, 404, 413, 415])('does not repeat what Amazon refuses with %d', async (status) => {
		server.answers = [refusing(status, 'SomeCode')];
		const error = await failure(make().client.call(getOrder));
		expect(error.details).toMatchObject({ status, code: 'SomeCode' });
		expect(error.passing).toBe(false);
		expect(server.calls()).toHaveLength(1);
	});
});

describe('429', () => {
	it('comes back at once where the next token is minutes away', async () => {
		server.answers = [refusing(429, 'QuotaExceeded')];
		const { client, clock, buckets } = make({ budgetMs: 3_600_000 });
		const error = await failure(client.call({ operation: 'searchOrders' }));
		expect(error.details).toMatchObject({ kind: 'rateLimited', status: 429, code: 'QuotaExceeded', retryAfterMs: 178_572 });
		expect(server.calls()).toHaveLength(1);
		expect(clock.slept).toEqual([]);
		expect(buckets.drained).toHaveLength(1);
	});

	it('waits for the next token where that is soon', async () => {
		server.answers = [refusing(429, 'QuotaExceeded'), answering(200, { order: 1 })];
		const { client, clock } = make();
		expect((await client.call(getOrder)).body).toEqual({ order: 1 });
		expect(clock.slept).toEqual([2000]);
	});
});

describe('answers that are none', () => {
	it('does not take a 503 with JSON for a success', async () => {
		server.answers = [answering(503, { message: 'Service Unavailable' })];
		expect((await failure(make({ budgetMs: 0 }).client.call(getOrder))).details).toMatchObject({ kind: 'unavailable', status: 503 });
	});

	it('says so when a web page comes instead of data', async () => {
		server.answers = [page(200)];
		const error = await failure(make().client.call(getOrder));
		expect(error.details.kind).toBe('contract');
		expect(error.message).toContain('web page');
		expect(error.message).not.toContain('sign in');
		expect(server.calls()).toHaveLength(1);
	});

	it('takes a web page with a 5xx as an outage', async () => {
		server.answers = [page(502)];
		expect((await failure(make({ budgetMs: 0 }).client.call(getOrder))).details).toMatchObject({ kind: 'unavailable', status: 502 });
	});

	it('tries again when the answer is empty or not whole JSON', async () => {
		const short: Answer = (_, response) => response.end('{"order": {"orderId": "90');
		const empty: Answer = (_, response) => response.end();
		server.answers = [empty, short, answering(200, { order: 1 })];
		expect((await make().client.call(getOrder)).body).toEqual({ order: 1 });
		server.answers = [short];
		expect((await failure(make({ budgetMs: 0 }).client.call(getOrder))).details.kind).toBe('unavailable');
	});

	it('does not follow a redirect', async () => {
		server.answers = [answering(302, {}, { location: `${server.url}/elsewhere` })];
		expect((await failure(make().client.call(getOrder))).details).toMatchObject({ kind: 'contract', status: 302 });
		expect(server.calls()).toHaveLength(1);
	});

	it('names errors that come with status 200', async () => {
		server.answers = [refusing(200, 'InvalidInput')];
		expect((await failure(make().client.call(getOrder))).details).toMatchObject({ kind: 'rejected', code: 'InvalidInput' });
	});

	it('notices a body that is cut off, which the SDK waits for for ever', async () => {
		const cut: Answer = (_, response, socket) => {
			response.writeHead(200, { 'content-length': '500' });
			response.write('{"order":', () => socket.destroy());
		};
		server.answers = [cut, answering(200, { order: 1 })];
		expect((await make().client.call(getOrder)).body).toEqual({ order: 1 });
		server.answers = [cut];
		expect((await failure(make({ budgetMs: 0 }).client.call(getOrder))).details).toMatchObject({ kind: 'unreachable', code: 'cutOff' });
	});

	it('gives up an answer that never comes, and one that never ends', async () => {
		const silent: Answer = () => undefined;
		const endless: Answer = (_, response, socket) => {
			response.writeHead(200);
			const dripping = setInterval(() => response.write(' '), 5);
			socket.once('close', () => clearInterval(dripping));
		};
		server.answers = [silent];
		const idle = make({ budgetMs: 0, timeouts: { idle: 100, total: 60_000 } });
		expect((await failure(idle.client.call(getOrder))).details).toMatchObject({ kind: 'unreachable', code: 'timeout' });
		server.answers = [endless];
		const total = make({ budgetMs: 0, timeouts: { idle: 30_000, total: 300 } });
		expect((await failure(total.client.call(getOrder))).details).toMatchObject({ kind: 'unreachable', code: 'timeout' });
	});
});

it('keeps characters whole that arrive in two pieces', async () => {
	const body = Buffer.from(JSON.stringify({ name: 'Jürgen 株式会社' }));
	const middleOfU = body.indexOf(Buffer.from('ü')) + 1;
	server.answers = [
		(_, response) => {
			response.writeHead(200, { 'content-type': 'application/json' });
			response.write(body.subarray(0, middleOfU), () => setImmediate(() => response.end(body.subarray(middleOfU))));
		},
	];
	expect((await make().client.call(getOrder)).body).toEqual({ name: 'Jürgen 株式会社' });
});

it('leaves the request as it was, so that it may be used twice', async () => {
	server.answers = [answering(200, {})];
	const call = {
		operation: 'getOrder',
		path: Object.freeze({ orderId: 'a b/ü' }),
		query: Object.freeze({ includedData: Object.freeze(['TAX', 'BUYER']) }),
	} as const;
	const { client } = make();
	await client.call(call);
	await client.call(call);
	expect(server.calls().map(({ url }) => url)).toEqual(Array(2).fill('/orders/2026-01-01/orders/a%20b%2F%C3%BC?includedData=TAX%2CBUYER'));
	expect(call.path.orderId).toBe('a b/ü');
});

it('stops a request whose execution was stopped', async () => {
	const stop = new AbortController();
	server.answers = [() => stop.abort(new Error('stopped'))];
	const { client } = make({ signal: stop.signal });
	expect((await failure(client.call(getOrder))).details).toMatchObject({ kind: 'unreachable', code: 'aborted' });
	expect((await failure(client.call(getOrder))).details.code).toBe('aborted');
	expect(server.calls()).toHaveLength(1);
});

it('reads the request id for Amazon’s support, unless it is not one', async () => {
	server.answers = [(_, response) => json(response, 404, { errors: [{ code: 'NotFound' }] }, { 'x-amzn-requestid': '1b2c-3d' })];
	expect((await failure(make().client.call(getOrder))).details.requestId).toBe('1b2c-3d');
	server.answers = [(_, response) => json(response, 404, { errors: [] }, { 'x-amzn-requestid': 'Mrs. Name, Street 1' })];
	expect((await failure(make().client.call(getOrder))).details.requestId).toBeUndefined();
});
