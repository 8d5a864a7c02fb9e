import fc from 'fast-check';
import { callAmazon, day, iso, minute } from './caller';
import { ids, items, withOrders } from './search-orders';

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
