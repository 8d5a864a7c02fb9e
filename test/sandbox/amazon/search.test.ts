import { allData, callAmazon, day, iso, minute } from './caller';
import { ids, items, withOrders } from './search-orders';

const germany = 'A1PA6795UKMFR9';
const france = 'A13V1IB3VIYZZH';

describe('searchOrders', () => {
	it('finds by update time, oldest first, and tells its upper bound two minutes ago', async () => {
		const amazon = await withOrders(3);
		const now = amazon.sandbox.clock.now();
		const { status, body, headers } = await amazon.search({ lastUpdatedAfter: iso(now - 25 * minute) });
		expect(status).toBe(200);
		expect(ids(body)).toEqual(['2', '1']);
		expect(body.lastUpdatedBefore).toBe(iso(now - 2 * minute));
		expect(body).not.toHaveProperty('createdBefore');
		expect(body).not.toHaveProperty('pagination');
		expect(headers['x-amzn-ratelimit-limit']).toBe('0.0056');
		expect(headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/);
	});

	it('finds by creation time', async () => {
		const amazon = await withOrders(2);
		const now = amazon.sandbox.clock.now();
		const { body } = await amazon.search({ createdAfter: iso(now - day - 15 * minute) });
		expect(ids(body)).toEqual(['1']);
		expect(body.createdBefore).toBe(iso(now - 2 * minute));
	});

	it('does not show an order in its first two minutes', async () => {
		const amazon = await callAmazon();
		const { clock } = amazon.sandbox;
		const lastUpdatedAfter = iso(clock.now() - day);
		amazon.sandbox.amazon.orders.create({ items });
		expect((await amazon.search({ lastUpdatedAfter })).body.orders).toHaveLength(0);
		clock.advance(2 * minute);
		expect((await amazon.search({ lastUpdatedAfter })).body.orders).toHaveLength(1);
	});

	it.each([
		['no start', {}],
		['two starts', { createdAfter: 'start', lastUpdatedAfter: 'start' }],
		['an end without its partner', { createdAfter: 'start', lastUpdatedBefore: 'hourAgo' }],
		['an end without its partner', { lastUpdatedAfter: 'start', createdBefore: 'hourAgo' }],
		['an end less than two minutes ago', { lastUpdatedAfter: 'start', lastUpdatedBefore: 'minuteAgo' }],
		['an end before its start', { lastUpdatedAfter: 'hourAgo', lastUpdatedBefore: 'start' }],
		['a start less than two minutes ago', { lastUpdatedAfter: 'minuteAgo' }],
		['no date', { createdAfter: 'yesterday' }],
		['a date without time zone', { createdAfter: '2026-11-20T00:00:00' }],
		['an unknown status', { createdAfter: 'start', fulfillmentStatuses: 'Unshipped' }],
		['an unknown block', { createdAfter: 'start', includedData: 'BUYER,ADDRESS' }],
		['an unknown fulfiller', { createdAfter: 'start', fulfilledBy: 'FBA' }],
		['a page of 101', { createdAfter: 'start', maxResultsPerPage: '101' }],
		['a page of 0', { createdAfter: 'start', maxResultsPerPage: '0' }],
		['51 marketplaces', { createdAfter: 'start', marketplaceIds: Array.from({ length: 51 }, (_, n) => `M${n}`).join(',') }],
		['a foreign token', { createdAfter: 'start', paginationToken: 'abc' }],
	])('refuses %s', async (_name, query) => {
		const amazon = await callAmazon();
		const now = amazon.sandbox.clock.now();
		const times: Readonly<Record<string, number>> = { start: now - day, hourAgo: now - 60 * minute, minuteAgo: now - minute };
		const filled = Object.fromEntries(
			Object.entries(query).map(([name, value]) => [name, times[value] === undefined ? value : iso(times[value])]),
		);
		const { status, body } = await amazon.search(filled);
		expect(status).toBe(400);
		expect(body.errors).toEqual([{ code: 'InvalidInput', message: 'Invalid Input', details: expect.any(String) as string }]);
	});

	it('filters by comma-joined lists, whether FULFILLMENT is shown or not', async () => {
		const amazon = await callAmazon();
		const createdMs = amazon.sandbox.clock.now() - day;
		const { orders } = amazon.sandbox.amazon;
		orders.create({ orderId: 'de', createdMs, items });
		orders.create({ orderId: 'fr', createdMs, marketplaceId: france, items });
		orders.create({ orderId: 'fba', createdMs, fulfilledBy: 'AMAZON', status: 'SHIPPED', items });
		const lastUpdatedAfter = iso(createdMs);
		const found = async (query: Readonly<Record<string, string>>): Promise<string[]> =>
			(await amazon.search({ lastUpdatedAfter, ...query })).body.orders.map(({ orderId }) => orderId);
		expect(await found({ marketplaceIds: `${germany},${france}` })).toEqual(['de', 'fba', 'fr']);
		expect(await found({ marketplaceIds: france })).toEqual(['fr']);
		expect(await found({ fulfilledBy: 'AMAZON' })).toEqual(['fba']);
		expect(await found({ fulfillmentStatuses: 'UNSHIPPED,PENDING' })).toEqual(['de', 'fr']);
	});

	it('forgets orders after two years, except those of Japan, Australia and Singapore', async () => {
		const amazon = await callAmazon();
		const now = amazon.sandbox.clock.now();
		amazon.sandbox.amazon.orders.create({ orderId: 'old', createdMs: now - 800 * day, updatedMs: now - day, items });
		amazon.sandbox.amazon.orders.create({
			orderId: 'japan',
			createdMs: now - 800 * day,
			updatedMs: now - day,
			marketplaceId: 'A1VC38T7YXB528',
			items,
		});
		const { body } = await amazon.search({ lastUpdatedAfter: iso(now - 2 * day) });
		expect(body.orders.map(({ orderId }) => orderId)).toEqual(['japan']);
	});

	it('shows blocks only when asked for', async () => {
		const amazon = await callAmazon();
		amazon.sandbox.amazon.orders.create({
			orderId: 'one',
			items: [{ sku: 'MUG', quantity: 1, unitPrice: '10.00', promotionIds: ['P'], cancelReason: 'oops' }],
		});
		const bare = (await amazon.getOrder('one')).body.order;
		expect(Object.keys(bare).sort()).toEqual(['createdTime', 'lastUpdatedTime', 'orderId', 'orderItems', 'salesChannel']);
		expect(Object.keys(bare.orderItems[0] ?? {}).sort()).toEqual(['orderItemId', 'product', 'quantityOrdered']);
		const full = (await amazon.getOrder('one', { includedData: allData })).body.order;
		expect(Object.keys(full).sort()).toEqual([
			'buyer',
			'createdTime',
			'fulfillment',
			'lastUpdatedTime',
			'orderId',
			'orderItems',
			'proceeds',
			'recipient',
			'salesChannel',
		]);
		expect(Object.keys(full.orderItems[0] ?? {})).toEqual(expect.arrayContaining(['proceeds', 'promotion', 'cancellation', 'fulfillment']));
		expect((await amazon.getOrder('one', { includedData: 'FULFILLMENT' })).body.order).not.toHaveProperty('buyer');
	});
});

describe('includedData', () => {
	const order = {
		buyer: { buyerName: 'Jo' },
		recipient: { deliveryAddress: { city: 'Berlin' } },
		proceeds: {},
		payment: {},
		tax: {},
		packages: [],
		fulfillmentOrders: [{ fulfillmentOrderId: 'F' }],
	};
	const item = { expense: {}, promotion: {}, cancellation: {}, tax: {} };

	it.each([
		['BUYER', ['buyer'], []],
		['RECIPIENT', ['recipient'], []],
		['PROCEEDS', ['proceeds'], ['proceeds']],
		['EXPENSE', [], ['expense']],
		['PROMOTION', [], ['promotion']],
		['CANCELLATION', [], ['cancellation']],
		['FULFILLMENT', ['fulfillment'], ['fulfillment']],
		['PACKAGES', ['packages'], []],
		['TAX', ['tax'], ['tax']],
		['PAYMENT', ['payment'], []],
		['FULFILLMENT_ORDERS', ['fulfillmentOrders'], []],
	])('%s shows its own blocks and no others', async (name, orderBlocks, itemBlocks) => {
		const amazon = await callAmazon();
		const placed = amazon.sandbox.amazon.orders.create({ orderId: 'one', items });
		amazon.sandbox.amazon.orders.change('one', {
			...order,
			orderItems: placed.orderItems.map((placedItem) => ({ ...placedItem, ...item })),
		});
		const shown = (await amazon.getOrder('one', { includedData: name })).body.order;
		const always = ['orderId', 'createdTime', 'lastUpdatedTime', 'salesChannel', 'orderItems'];
		expect(Object.keys(shown).sort()).toEqual([...always, ...orderBlocks].sort());
		expect(Object.keys(shown.orderItems[0] ?? {}).sort()).toEqual(['orderItemId', 'product', 'quantityOrdered', ...itemBlocks].sort());
	});
});
