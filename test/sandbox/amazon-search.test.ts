import fc from 'fast-check';
import { allData, callAmazon, day, iso, minute, type AmazonCaller } from './amazon-caller';

const germany = 'A1PA6795UKMFR9';
const france = 'A13V1IB3VIYZZH';
const items = [{ sku: 'MUG', quantity: 1, unitPrice: '10.00' }];

/** Orders updated 10, 20, 30 … minutes ago. */
const withOrders = async (count: number): Promise<AmazonCaller> => {
	const amazon = await callAmazon();
	const now = amazon.sandbox.clock.now();
	for (let position = 1; position <= count; position += 1) {
		const time = now - position * 10 * minute;
		amazon.sandbox.amazon.orders.create({ orderId: `902-0000000-000000${position}`, createdMs: time - day, updatedMs: time, items });
	}
	return amazon;
};

const ids = (body: { orders: readonly { orderId: string }[] }): string[] => body.orders.map(({ orderId }) => orderId.slice(-1));

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

describe('paging', () => {
	it('goes on where it stopped, with another page size and other blocks if wanted', async () => {
		const amazon = await withOrders(5);
		const query = { lastUpdatedAfter: iso(amazon.sandbox.clock.now() - day) };
		const first = await amazon.search({ ...query, maxResultsPerPage: '2' });
		expect(ids(first.body)).toEqual(['5', '4']);
		amazon.sandbox.clock.advance(23 * 3_600_000);
		await amazon.logIn();
		const second = await amazon.search({ ...query, paginationToken: first.body.pagination?.nextToken ?? '', includedData: 'BUYER' });
		expect(ids(second.body)).toEqual(['3', '2', '1']);
		expect(second.body.pagination).toBeUndefined();
		expect(second.body.lastUpdatedBefore).toBe(first.body.lastUpdatedBefore);
	});

	it('refuses a token after 24 hours and with other parameters', async () => {
		const amazon = await withOrders(3);
		const query = { lastUpdatedAfter: iso(amazon.sandbox.clock.now() - day), maxResultsPerPage: '1' };
		const paginationToken = (await amazon.search(query)).body.pagination?.nextToken ?? '';
		expect((await amazon.search({ ...query, paginationToken, fulfilledBy: 'MERCHANT' })).status).toBe(400);
		expect((await amazon.search({ paginationToken })).status).toBe(400);
		amazon.sandbox.clock.advance(day + 1);
		await amazon.logIn();
		expect((await amazon.search({ ...query, paginationToken })).body.errors[0]?.details).toMatch(/expired/);
	});

	it('an order updated meanwhile leaves the later pages and comes in the next search, no other is lost or doubled', async () => {
		const amazon = await withOrders(4);
		const query = { lastUpdatedAfter: iso(amazon.sandbox.clock.now() - day), maxResultsPerPage: '2' };
		const first = await amazon.search(query);
		expect(ids(first.body)).toEqual(['4', '3']);
		amazon.sandbox.amazon.orders.touch('902-0000000-0000002');
		amazon.sandbox.clock.advance(5 * minute);
		const second = await amazon.search({ ...query, paginationToken: first.body.pagination?.nextToken ?? '' });
		expect(ids(second.body)).toEqual(['1']);
		const next = await amazon.search({ lastUpdatedAfter: first.body.lastUpdatedBefore ?? '' });
		expect(ids(next.body)).toEqual(['2']);
	});

	it('shows every order exactly once over the pages and the next search, whatever is updated in between', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.integer({ min: 3, max: 60 }), { minLength: 1, maxLength: 12 }),
				fc.integer({ min: 1, max: 4 }),
				fc.array(fc.nat(11), { maxLength: 6 }),
				async (minutesAgo, pageSize, touched) => {
					const amazon = await callAmazon({ planFactor: 1e6, validate: false });
					const { orders } = amazon.sandbox.amazon;
					const start = amazon.sandbox.clock.now();
					const placed = minutesAgo.map(
						(ago, position) => orders.create({ orderId: `o${position}`, createdMs: start - ago * minute, items }).orderId,
					);
					const query = { lastUpdatedAfter: iso(start - day), maxResultsPerPage: String(pageSize) };
					const seen = new Map<string, string[]>();
					const collect = async (more: Readonly<Record<string, string>>): Promise<{ next: string | undefined; before: string }> => {
						const { body } = await amazon.search(more);
						for (const { orderId, lastUpdatedTime } of body.orders) seen.set(orderId, [...(seen.get(orderId) ?? []), lastUpdatedTime]);
						return { next: body.pagination?.nextToken, before: body.lastUpdatedBefore ?? '' };
					};
					const toTouch = [...touched];
					let { next, before } = await collect(query);
					while (next !== undefined) {
						const orderId = placed[toTouch.pop() ?? -1];
						amazon.sandbox.clock.advance(1000);
						if (orderId !== undefined) orders.touch(orderId);
						({ next, before } = await collect({ ...query, paginationToken: next }));
					}
					amazon.sandbox.clock.advance(10 * minute);
					await collect({ lastUpdatedAfter: iso(Date.parse(before) + 1) });
					expect([...seen.keys()].sort()).toEqual([...placed].sort());
					for (const [orderId, times] of seen) {
						expect(new Set(times).size).toBe(times.length);
						expect(times.at(-1)).toBe(orders.get(orderId).lastUpdatedTime);
					}
				},
			),
			{ numRuns: 60 },
		);
	});
});
