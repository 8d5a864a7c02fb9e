import { inspect } from 'node:util';
import type { FulfillmentRequest, FulfillmentState } from '../../../../src/domain/fulfillment';
import { createAmazon, type McfApi } from '../../../../src/platforms/amazon';
import type { FulfillmentService } from '../../../../src/ports/fulfillment-service';
import { connectionTo, surroundings } from '../connections';
import { failure } from '../failure';
import { answering, page, RawServer, refusing, type Answer } from '../raw-server';
import { address, line, PEOPLE, request } from './requests';
import { listed2020, order2020, order2026, parcel2020, shipment2020, shipment2026, tracking2020 } from './wire-states';

let server: RawServer;
beforeEach(async () => {
	server = await new RawServer().start();
});
afterEach(() => server.stop());

const serve = (api: McfApi, changes: Parameters<typeof surroundings>[0] = {}, endpoint = server.url): FulfillmentService =>
	createAmazon(connectionTo(endpoint), surroundings(changes), { mcfApi: api }).fulfillment();

const hangingUp: Answer = (_request, _response, socket) => socket.destroy();
const cut: Answer = (_request, response, socket) => {
	response.writeHead(200, { 'content-length': '5000' });
	response.write('{"errors":', () => socket.destroy());
};
const creates = () => server.calls().filter(({ method }) => method === 'POST');
const unknownOrder = refusing(404, 'NotFound');
const all = async (ids: readonly string[]): Promise<ReadonlySet<string>> => await Promise.resolve(new Set(ids));

describe.each([
	{ api: '2020-07-01', done: answering(200, {}), known: answering(200, order2020()), path: '/fba/outbound/2020-07-01/fulfillmentOrders' },
	{
		api: '2026-07-04',
		done: answering(202, { orderId: 'a1b2c3-1001-1', status: 'PROCESSING' }),
		known: answering(200, order2026()),
		path: '/fulfillment/outbound/2026-07-04/orders',
	},
] as const)('create by $api', ({ api, done, known, path }) => {
	it('is one request', async () => {
		server.answers = [done];
		expect(await serve(api).create(request())).toEqual({ kind: 'accepted' });
		expect(server.calls().map(({ method, path: where }) => [method, where])).toEqual([['POST', path]]);
	});

	it.each<[string, Answer]>([
		['a reset', hangingUp],
		['a cut answer', cut],
		['an empty answer', (_, response) => response.writeHead(200).end()],
		['a 500', answering(500, { errors: [{ code: 'InternalFailure', message: 'x' }] })],
		['a 503', answering(503, { message: 'busy' })],
		['a 504 page', page(504)],
		['a page', page(200)],
		['a redirect', (_, response) => response.writeHead(302, { location: 'https://example.com/' }).end()],
	])('does not repeat what may have been done: %s', async (_, answer) => {
		server.answers = [answer];
		const outcome = await serve(api).create(request());
		expect(outcome).toMatchObject({ kind: 'unknown', error: { details: { platform: 'amazon' } } });
		expect(creates()).toHaveLength(1);
	});

	it('does not repeat it either when the answer does not come', async () => {
		server.answers = [() => undefined];
		expect(await serve(api, { timeouts: { idle: 300, total: 20_000 } }).create(request())).toMatchObject({
			kind: 'unknown',
			error: { details: { code: 'timeout' } },
		});
		expect(creates()).toHaveLength(1);
	});

	it('repeats it after a 429, which nothing came of', async () => {
		server.answers = [refusing(429, 'QuotaExceeded'), done];
		expect(await serve(api).create(request())).toEqual({ kind: 'accepted' });
		expect(creates()).toHaveLength(2);
		server.answers = [refusing(429, 'QuotaExceeded')];
		expect((await failure(serve(api, { budgetMs: 0 }).create(request()))).details).toMatchObject({ kind: 'rateLimited', status: 429 });
	});

	it('repeats it with a new token when the old one was not accepted', async () => {
		server.answers = [done, refusing(403, 'Unauthorized', 'The access token you provided has expired.'), done];
		const service = serve(api);
		await service.create(request());
		expect(await service.create(request())).toEqual({ kind: 'accepted' });
		expect(creates()).toHaveLength(3);
	});

	it('throws where it was surely not sent: no connection, no token, no role', async () => {
		const closed = await new RawServer().start();
		const url = closed.url;
		await closed.stop();
		expect((await failure(serve(api, { budgetMs: 0 }, url).create(request()))).details).toMatchObject({
			kind: 'unreachable',
			code: 'ECONNREFUSED',
		});
		server.token = answering(503, {});
		expect((await failure(serve(api, { budgetMs: 0 }).create(request()))).passing).toBe(true);
		expect(creates()).toEqual([]);
	});

	it('throws where the application lacks the role', async () => {
		server.answers = [refusing(403, 'Unauthorized', 'Access to requested resource is denied.')];
		expect((await failure(serve(api).create(request()))).details.kind).toBe('permission');
	});

	const exists = refusing(400, 'InvalidInput', 'A fulfillment order with the SellerFulfillmentOrderId a1b2c3-1001-1 already exists.');

	it('says that it exists where this very order stands under the id, whatever the words', async () => {
		for (const words of [exists, refusing(400, 'InvalidInput', 'Something else')]) {
			server.answers = [words, known];
			expect(await serve(api).create(request())).toMatchObject({ kind: 'exists', state: { id: 'a1b2c3-1001-1' } });
		}
	});

	it.each<[string, Partial<FulfillmentRequest>]>([
		['other units', { lines: [line({ quantity: 1 })] }],
		['another SKU', { lines: [line({ sku: 'MUG-BLUE' })] }],
		['a line that was not asked for', { lines: [line({ id: '18' })] }],
		['another destination', { address: address({ postcode: '10115' }) }],
		['another country', { address: address({ country: 'AT' }) }],
	])('says that the id is taken where an order of %s stands under it', async (_, changes) => {
		server.answers = [exists, known];
		expect(await serve(api).create(request(changes))).toEqual({ kind: 'taken' });
		server.answers = [known];
		expect(await serve(api).find(request(changes))).toBe('another');
	});

	it.each(['already exists', 'Duplicate request', 'the id is in use'])('does not call sent what it is only told of: %s', async (words) => {
		server.answers = [refusing(400, 'InvalidInput', words), unknownOrder];
		expect(await serve(api).create(request())).toEqual({ kind: 'taken' });
	});

	it('does not call refused what it could not read back', async () => {
		server.answers = [refusing(400, 'InvalidInput', 'Something else'), refusing(503, 'ServiceUnavailable')];
		expect(await serve(api, { budgetMs: 0 }).create(request())).toMatchObject({ kind: 'unknown', error: { details: { status: 503 } } });
	});

	it.each([
		['the SellerSKU for Item Id: 17 is invalid.', 'mcfSkuUnknown', '(SKU "TEE-RED-M")'],
		['The product MUG-BLUE is not known', 'mcfSkuUnknown', '(SKU "MUG-BLUE")'],
		['There is not enough quantity of item MUG-BLUE', 'mcfNoStock', '(SKU "MUG-BLUE")'],
		['Insufficient inventory', 'mcfNoStock', 'units'],
		['Value for parameter postalCode is invalid. Reason: InvalidValue.', 'mcfAddress', 'Amazon does not accept the postcode'],
		["Value null at 'destinationAddress.city' failed to satisfy constraint", 'mcfAddress', 'Amazon does not accept the city'],
		['Value for parameter name is invalid', 'mcfAddress', 'Amazon does not accept the name'],
		['Delivery address is undeliverable', 'mcfAddress', 'Amazon does not accept the address'],
		['Value for parameter shippingSpeedCategory is invalid', 'mcfRejected', 'field shippingSpeedCategory, InvalidInput, status 400'],
		['Something nobody knows', 'mcfRejected', '(InvalidInput, status 400)'],
	])('names what Amazon refused: %s', async (message, code, detail) => {
		server.answers = [
			answering(400, { errors: [{ code: 'InvalidInput', message: `${message} ${PEOPLE.join(' ')}`, details: '' }] }),
			unknownOrder,
		];
		const outcome = await serve(api).create(request());
		expect(outcome).toMatchObject({ kind: 'refused', reason: { code } });
		expect(inspect(outcome, { depth: null })).toContain(detail);
		for (const name of PEOPLE) expect(inspect(outcome, { depth: null, showHidden: true })).not.toContain(name);
	});

	it('does not send what its own check refuses', async () => {
		expect(await serve(api).create(request({ address: address({ postcode: '' }) }))).toMatchObject({
			kind: 'refused',
			reason: { code: 'mcfAddress' },
		});
		expect(server.received).toEqual([]);
	});

	it('shows nobody in any error', async () => {
		const people = PEOPLE.join(' ');
		for (const status of [200, 302, 400, 401, 403, 404, 409, 422, 429, 500, 503]) {
			server.answers = [answering(status, { errors: [{ code: people, message: people, details: people }] }, { 'x-amzn-requestid': 'r-1' })];
			const service = serve(api, { budgetMs: 0 });
			const outcomes = await Promise.allSettled([
				service.create(request()),
				service.get('a1'),
				service.cancel('a1'),
				service.release('a1'),
				service.preview(request()),
				(async () => {
					for await (const page of service.changedSince('2026-11-20T00:00:00.000Z', all)) void page;
				})(),
			]);
			for (const name of PEOPLE) expect(inspect(outcomes, { depth: null, showHidden: true })).not.toContain(name);
		}
	});
});

describe('reading', () => {
	const states = async (service: FulfillmentService, wanted = all): Promise<FulfillmentState[]> => {
		const found: FulfillmentState[] = [];
		for await (const page of service.changedSince('2026-11-20T00:00:00.000Z', wanted)) found.push(...page.states);
		return found;
	};
	const asked = () =>
		server
			.calls()
			.map(
				({ path, query }) => `${path.split('/').slice(-2).join('/')}?${[...query].map(([name, value]) => `${name}=${value}`).join('&')}`,
			);

	it.each<[string, Answer]>([
		['404', unknownOrder],
		['400', refusing(400, 'InvalidInput', 'The fulfillment order does not exist.')],
	])('knows an id that Amazon does not know by its %s', async (_, answer) => {
		server.answers = [answer];
		expect(await serve('2020-07-01').get('a1')).toBeUndefined();
		expect(await serve('2026-07-04').get('a1')).toBeUndefined();
	});

	it('2020-07-01: one call, and one for each parcel under way', async () => {
		const shipment = shipment2020({ fulfillmentShipmentPackage: [parcel2020(), parcel2020({ packageNumber: 2 })] });
		server.answers = [
			answering(200, order2020({}, [shipment])),
			answering(200, tracking2020({ currentStatus: 'DELIVERED' })),
			unknownOrder,
		];
		const state = await serve('2020-07-01').get('a1b2c3-1001-1');
		expect(state?.shipments.map(({ status }) => status)).toEqual(['delivered', 'inTransit']);
		expect(asked()).toEqual([
			'fulfillmentOrders/a1b2c3-1001-1?',
			'2020-07-01/tracking?packageNumber=1',
			'2020-07-01/tracking?packageNumber=2',
		]);
	});

	it('2020-07-01: says so when the quota is used up, which concerns all, rather than calling a parcel less delivered than it was', async () => {
		server.answers = [answering(200, order2020({}, [shipment2020()])), refusing(429, 'QuotaExceeded')];
		expect((await failure(serve('2020-07-01', { budgetMs: 0 }).get('a1'))).details.kind).toBe('rateLimited');
	});

	it('2020-07-01: reads each order of the list on its own, page after page', async () => {
		const listed = (id: string) => listed2020({ sellerFulfillmentOrderId: id });
		server.answers = [
			answering(200, { payload: { fulfillmentOrders: [listed('a1'), listed('a2')], nextToken: 'next' } }),
			answering(200, order2020({ sellerFulfillmentOrderId: 'a1', fulfillmentAction: 'Hold', fulfillmentOrderStatus: 'Received' })),
			unknownOrder,
			answering(200, { payload: { fulfillmentOrders: [listed('a3')] } }),
			answering(200, order2020({ sellerFulfillmentOrderId: 'a3' })),
		];
		expect((await states(serve('2020-07-01'))).map(({ id, status }) => [id, status])).toEqual([
			['a1', 'held'],
			['a3', 'processing'],
		]);
		expect(asked()).toEqual([
			'2020-07-01/fulfillmentOrders?queryStartDate=2026-11-20T00:00:00.000Z',
			'fulfillmentOrders/a1?',
			'fulfillmentOrders/a2?',
			'2020-07-01/fulfillmentOrders?nextToken=next&queryStartDate=2026-11-20T00:00:00.000Z',
			'fulfillmentOrders/a3?',
		]);
	});

	it('2026-07-04: has all in one call, and in one call a page', async () => {
		server.answers = [answering(200, order2026({ shipments: [shipment2026()] }))];
		expect((await serve('2026-07-04').get('a1b2c3-1001-1'))?.shipments).toMatchObject([{ status: 'inTransit' }]);
		const { order } = order2026({ shipments: [shipment2026()] });
		server.answers = [answering(200, { orders: [order], pagination: { nextToken: 'next' } }), answering(200, { orders: [order] })];
		expect(await states(serve('2026-07-04'))).toHaveLength(2);
		expect(asked()).toEqual([
			'orders/a1b2c3-1001-1?shipments=INCLUDE',
			'2026-07-04/orders?shipments=INCLUDE&updatedAfter=2026-11-20T00:00:00.000Z',
			'2026-07-04/orders?pageToken=next&shipments=INCLUDE&updatedAfter=2026-11-20T00:00:00.000Z',
		]);
	});

	it('says what is wrong with an answer without its content', async () => {
		server.answers = [answering(200, order2020({ sellerFulfillmentOrderId: 7, receivedDate: 'Plantedname' }))];
		const error = await failure(serve('2020-07-01').get('a1'));
		expect(error.details.kind).toBe('contract');
		expect(error.message).toContain('receivedDate is not a time');
		expect(error.message).not.toContain('Plantedname');
	});
});

describe.each([
	{
		api: '2020-07-01',
		done: answering(200, {}),
		state: (fulfillmentOrderStatus: string, fulfillmentAction = 'Ship') =>
			answering(200, order2020({ fulfillmentOrderStatus, fulfillmentAction })),
	},
	{
		api: '2026-07-04',
		done: answering(202, {}),
		state: (status: string, action = 'Ship') =>
			answering(200, order2026({ status: status.toUpperCase(), fulfillmentConfiguration: { action: action.toUpperCase() } })),
	},
] as const)('changing by $api', ({ api, done, state }) => {
	const tooLate = refusing(400, 'InvalidInput', 'The order cannot be cancelled.');

	it('cancels, also twice, also through a lost answer', async () => {
		server.answers = [done, state('Cancelled')];
		expect(await serve(api).cancel('a1')).toBe('cancelled');
		server.answers = [tooLate, state('Cancelled')];
		expect(await serve(api).cancel('a1')).toBe('cancelled');
		server.answers = [hangingUp, tooLate, state('Cancelled')];
		expect(await serve(api).cancel('a1')).toBe('cancelled');
	});

	it('tries again what Amazon does not cancel yet', async () => {
		server.answers = [tooLate, api === '2020-07-01' ? state('New') : state('Processing')];
		expect((await failure(serve(api).cancel('a1'))).details).toMatchObject({ kind: 'unavailable', code: 'notYet' });
	});

	it('says that it is too late', async () => {
		server.answers = [
			tooLate,
			answering(200, api === '2020-07-01' ? order2020({}, [shipment2020()]) : order2026({ shipments: [shipment2026()] })),
		];
		expect(await serve(api).cancel('a1')).toMatchObject({
			code: 'mcfTooLate',
			text: expect.stringContaining('Order a1: It is too late') as string,
		});
		server.answers = [done, state('Complete')];
		expect(await serve(api).cancel('a1')).toMatchObject({ code: 'mcfTooLate' });
		server.answers = [unknownOrder];
		expect(await serve(api).cancel('a1')).toMatchObject({
			code: 'mcfRejected',
			text: expect.stringContaining('Amazon does not know it') as string,
		});
	});

	it('releases, also twice', async () => {
		server.answers = [done];
		expect(await serve(api).release('a1')).toBe('released');
		expect(server.calls().map(({ method, body }) => [method, JSON.parse(body) as unknown])).toEqual([
			['PUT', api === '2020-07-01' ? { fulfillmentAction: 'Ship' } : { fulfillmentConfiguration: { action: 'SHIP' } }],
		]);
		server.answers = [refusing(400, 'InvalidInput', 'not on hold'), state('Processing')];
		expect(await serve(api).release('a1')).toBe('released');
		server.answers = [refusing(400, 'InvalidInput', 'no'), state('Cancelled', 'Hold')];
		expect(await serve(api).release('a1')).toMatchObject({ code: 'mcfFailed' });
	});
});

it('names how long a lost create may still take effect', () => {
	expect(serve('2020-07-01').settleMs).toBe(150_000);
	expect(serve('2020-07-01', { timeouts: { idle: 1, total: 10_000 } }).settleMs).toBe(70_000);
});
