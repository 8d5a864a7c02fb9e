import { createAmazon } from '../../../../src/platforms/amazon';
import { connectionTo, surroundings } from '../connections';
import { failure } from '../failure';
import { answering, RawServer, refusing } from '../raw-server';
import { item, order } from './wire-orders';

let server: RawServer;
beforeEach(async () => {
	server = await new RawServer().start();
});
afterEach(() => server.stop());

const pageOf = (...orders: readonly unknown[]) => ({ orders, lastUpdatedBefore: '2026-11-21T11:58:00Z' });
const search = { by: 'updated', from: '2026-11-20T00:00:00.000Z', personalData: true } as const;
describe('searchOrders', () => {
	it('reads a page of canonical orders of all marketplaces in one stream', async () => {
		server.answers = [answering(200, pageOf(order(), order({ orderId: '902-2' })))];
		const { orderSource } = createAmazon(connectionTo(server.url), surroundings());
		const page = await orderSource.search(search);
		expect(page.orders.map(({ id }) => id)).toEqual(['902-1234567-1234567', '902-2']);
		expect(page.orders[0]?.customer?.name).toBe('Jürgen Groß');
		expect(page).toMatchObject({ unreadable: [], upTo: '2026-11-21T11:58:00.000Z' });
		expect(page.nextPage).toBeUndefined();

		const [call] = server.calls();
		expect(call).toMatchObject({ method: 'GET', path: '/orders/2026-01-01/orders', host: 'sellingpartnerapi-eu.amazon.com' });
		expect(call?.headers['x-amz-access-token']).toBe('Atza|token-1');
		expect(Object.fromEntries(call?.query ?? [])).toEqual({
			lastUpdatedAfter: search.from,
			maxResultsPerPage: '100',
			includedData: 'BUYER,RECIPIENT,PROCEEDS,PROMOTION,CANCELLATION,FULFILLMENT,PACKAGES,TAX',
		});
	});

	it('asks for those alone that wait for the merchant, where these are wanted', async () => {
		server.answers = [answering(200, pageOf())];
		const { orderSource } = createAmazon(connectionTo(server.url), surroundings());
		await orderSource.search({ ...search, by: 'purchased', open: true });
		const { query } = server.calls()[0] ?? {};
		expect([query?.get('fulfilledBy'), query?.get('fulfillmentStatuses')]).toEqual([
			'MERCHANT',
			'PENDING_AVAILABILITY,PENDING,UNSHIPPED,PARTIALLY_SHIPPED',
		]);
	});

	it('asks for no personal data when it is not wanted, and gives none away', async () => {
		const gift = item({
			fulfillment: { packing: { giftOption: { giftMessage: 'Für Oma', giftWrapLevel: 'BOX' } } },
			product: { sellerSku: 'TEE-1', customization: { customizedUrl: 'https://example.com/x' } },
		});
		server.answers = [answering(200, pageOf(order({ orderItems: [gift] })))];
		const { orderSource } = createAmazon(connectionTo(server.url), surroundings());
		const { orders } = await orderSource.search({ ...search, personalData: false, raw: true });
		expect(server.calls()[0]?.query.get('includedData')).toBe('PROCEEDS,PROMOTION,CANCELLATION,FULFILLMENT,PACKAGES,TAX');
		const text = JSON.stringify(orders);
		for (const personal of ['Jürgen', 'Hauptstraße', 'marketplace.amazon.de', 'Für Oma', 'example.com'])
			expect(text).not.toContain(personal);
		expect(orders[0]).toMatchObject({
			personalData: false,
			lines: [{ gift: { wrapLevel: 'BOX' } }],
			raw: { orderId: '902-1234567-1234567' },
		});
	});

	it('reads back-fills by purchase, with an upper bound', async () => {
		server.answers = [answering(200, { orders: [], createdBefore: '2026-10-01T00:00:00Z' })];
		const { orderSource } = createAmazon(connectionTo(server.url), surroundings());
		const page = await orderSource.search({ ...search, by: 'purchased', to: '2026-10-01T00:00:00.000Z' });
		expect(page.upTo).toBe('2026-10-01T00:00:00.000Z');
		expect(server.calls()[0]?.query.get('createdAfter')).toBe(search.from);
		expect(server.calls()[0]?.query.get('createdBefore')).toBe('2026-10-01T00:00:00.000Z');
	});

	it("keeps the first page's upper bound on later pages, and their other parameters", async () => {
		server.answers = [
			answering(200, { ...pageOf(order()), pagination: { nextToken: 'a b/c+d=' } }),
			answering(200, { orders: [order({ orderId: '902-2' })], lastUpdatedBefore: '2026-11-21T12:30:00Z' }),
		];
		const { orderSource } = createAmazon(connectionTo(server.url), surroundings());
		const first = await orderSource.search(search);
		const second = await orderSource.search({ ...search, page: first.nextPage ?? '' });
		expect(second.upTo).toBe(first.upTo);
		expect(second.nextPage).toBeUndefined();
		const [one, two] = server.calls().map(({ query }) => Object.fromEntries(query));
		expect(two).toEqual({ ...one, paginationToken: 'a b/c+d=' });
	});

	it('says pageExpired when Amazon no longer takes the page token', async () => {
		server.answers = [refusing(400, 'InvalidInput')];
		const { orderSource } = createAmazon(connectionTo(server.url), surroundings());
		const old = await failure(orderSource.search({ ...search, page: '2026-11-21T11:58:00.000Z token' }));
		expect(old.details).toMatchObject({ kind: 'conflict', code: 'pageExpired' });
		const first = await failure(orderSource.search(search));
		expect(first.details).toMatchObject({ kind: 'rejected', status: 400, code: 'InvalidInput' });
		const foreign = await failure(orderSource.search({ ...search, page: 'not ours' }));
		expect(foreign.details.code).toBe('pageExpired');
	});

	it('takes the answer’s own clock, minus what Amazon leaves out, when no bound is told', async () => {
		server.answers = [answering(200, { orders: [] }, { date: 'Sat, 21 Nov 2026 12:00:00 GMT' })];
		const { orderSource } = createAmazon(connectionTo(server.url), surroundings());
		expect((await orderSource.search(search)).upTo).toBe('2026-11-21T11:57:00.000Z');
	});

	it('sets an unreadable order aside and goes on', async () => {
		const broken = { ...order({ orderId: '902-9' }), orderItems: [item({ quantityOrdered: 'Jürgen Groß' })] };
		const nameless = { ...order(), orderId: undefined };
		const mixed = order({ orderId: '902-8', proceeds: { grandTotal: { amount: '1.00', currencyCode: 'USD' } } });
		server.answers = [answering(200, pageOf(broken, order(), nameless, mixed))];
		const { orderSource } = createAmazon(connectionTo(server.url), surroundings());
		const { orders, unreadable } = await orderSource.search(search);
		expect(orders.map(({ id }) => id)).toEqual(['902-1234567-1234567']);
		expect(unreadable).toHaveLength(3);
		expect(unreadable[0]).toMatchObject({ orderId: '902-9', updatedAt: '2026-11-20T08:30:00.000Z' });
		expect(unreadable[0]?.text).toMatch(/^Amazon searchOrders: .*orderItems\.0\.quantityOrdered/);
		expect(unreadable[1]?.orderId).toBe('(without id)');
		expect(unreadable[2]?.text).toContain('EUR, USD');
		expect(JSON.stringify(unreadable)).not.toContain('Jürgen');
	});

	it('names platform, operation and path when the page itself is not what the API promises', async () => {
		server.answers = [answering(200, { payload: { Orders: [] } })];
		const { orderSource } = createAmazon(connectionTo(server.url), surroundings());
		const error = await failure(orderSource.search(search));
		expect(error.details.kind).toBe('contract');
		expect(error.message).toMatch(/^Amazon searchOrders: .*orders /);
	});
});

describe('getOrder', () => {
	it('reads one order with what the page has', async () => {
		server.answers = [answering(200, { order: order() })];
		const { orderSource } = createAmazon(connectionTo(server.url), surroundings());
		expect(await orderSource.get('902-1234567-1234567', { personalData: true })).toMatchObject({
			id: '902-1234567-1234567',
			status: 'unshipped',
		});
		expect(server.calls()[0]?.path).toBe('/orders/2026-01-01/orders/902-1234567-1234567');
		expect(server.calls()[0]?.query.get('includedData')).toContain('RECIPIENT');
	});

	it('answers undefined for an order that Amazon does not know', async () => {
		server.answers = [refusing(404, 'NotFound')];
		const { orderSource } = createAmazon(connectionTo(server.url), surroundings());
		expect(await orderSource.get('902-0', { personalData: false })).toBeUndefined();
	});

	it('throws a contract error for an order that cannot be read', async () => {
		server.answers = [answering(200, { order: { ...order(), fulfillment: undefined } })];
		const { orderSource } = createAmazon(connectionTo(server.url), surroundings());
		const error = await failure(orderSource.get('902-1', { personalData: true }));
		expect(error.details).toMatchObject({ kind: 'contract', platform: 'amazon', operation: 'getOrder' });
		expect(error.message).toContain('fulfillment');
	});
});
