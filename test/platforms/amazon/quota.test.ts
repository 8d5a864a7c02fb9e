import { createAmazon } from '../../../src/platforms/amazon';
import { OPERATIONS } from '../../../src/platforms/amazon/constants';
import { connectionTo, surroundings } from './connections';
import { failure } from './failure';
import { answering, RawServer, refusing } from './raw-server';
import { order } from './orders/wire-orders';

let server: RawServer;
beforeEach(async () => {
	server = await new RawServer().start();
	server.answers = [answering(200, { orders: [], lastUpdatedBefore: '2026-11-21T11:58:00Z', createdBefore: '2026-11-21T11:58:00Z' })];
});
afterEach(() => server.stop());

const PAGE = '2026-11-21T11:58:00.000Z token';
const search = { by: 'updated', from: '2026-11-20T00:00:00.000Z', personalData: false } as const;

function make(changes: Parameters<typeof surroundings>[0] = {}) {
	const around = surroundings(changes);
	const connection = connectionTo(server.url);
	return { connection, amazon: createAmazon(connection, around), ...around };
}

/** Makes the adapter's own bucket hold so many tokens. */
async function withTokens(tokens: number, budgetMs = 20_000) {
	const made = make({ budgetMs });
	await made.amazon.orderSource.search(search);
	await made.amazon.orderSource.get('902-1234567-1234567', { personalData: false }).catch(() => undefined);
	const bucketOf = (operation: keyof typeof OPERATIONS) => made.buckets.taken.find((name) => name.endsWith(`:${operation}`)) ?? '';
	made.buckets.set(bucketOf('searchOrders'), OPERATIONS.searchOrders.plan, tokens);
	server.received.length = 0;
	return { ...made, bucketOf };
}

it('leaves five tokens when a search begins, and comes back at once without them', async () => {
	const { amazon, clock } = await withTokens(6, 3_600_000);
	await amazon.orderSource.search(search);
	const error = await failure(amazon.orderSource.search(search));
	expect(error.details).toMatchObject({ kind: 'rateLimited', code: 'noToken' });
	expect(error.details.retryAfterMs).toBeGreaterThan(170_000);
	expect(server.calls()).toHaveLength(1);
	expect(clock.slept).toEqual([]);
});

it('lets the pages of a search under way have the reserve, but not those of a back-fill', async () => {
	const { amazon } = await withTokens(2);
	await amazon.orderSource.search({ ...search, page: PAGE });
	expect((await failure(amazon.orderSource.search({ ...search, by: 'purchased', page: PAGE }))).details.code).toBe('noToken');
	await amazon.orderSource.search({ ...search, page: PAGE });
	expect((await failure(amazon.orderSource.search({ ...search, page: PAGE }))).details.code).toBe('noToken');
	expect(server.calls()).toHaveLength(2);
});

it('tells how many reads are there right now', async () => {
	const { amazon } = await withTokens(7);
	expect(await amazon.orderSource.allowance()).toEqual({ searches: 2, gets: 29 });
	const { amazon: poor } = await withTokens(3);
	expect((await poor.orderSource.allowance()).searches).toBe(0);
});

it('waits for a getOrder within its budget and says how long it would take beyond it', async () => {
	const { amazon, buckets, clock, bucketOf } = await withTokens(20);
	server.answers = [answering(200, { order: order() })];
	buckets.set(bucketOf('getOrder'), OPERATIONS.getOrder.plan, 0);
	for (let turn = 0; turn < 10; turn += 1) await amazon.orderSource.get('902-1234567-1234567', { personalData: true });
	expect(clock.slept).toEqual(Array(10).fill(2000));
	const error = await failure(amazon.orderSource.get('902-1234567-1234567', { personalData: true }));
	expect(error.details).toMatchObject({ kind: 'rateLimited', retryAfterMs: 2000 });
});

it('stops waiting when the execution is stopped', async () => {
	const stop = new AbortController();
	const around = surroundings({ signal: stop.signal });
	const { orderSource } = createAmazon(connectionTo(server.url), around);
	server.answers = [answering(200, { order: order() })];
	await orderSource.get('902-1234567-1234567', { personalData: true });
	around.buckets.set(around.buckets.taken[0] ?? '', OPERATIONS.getOrder.plan, 0);
	stop.abort(new Error('stopped'));
	expect((await failure(orderSource.get('902-1234567-1234567', { personalData: true }))).details).toMatchObject({
		kind: 'rateLimited',
		retryAfterMs: 2000,
	});
});

it('learns the rate that Amazon really applies, and forgets what it thought after a 429', async () => {
	const { amazon, buckets } = make();
	server.answers = [
		answering(200, { orders: [], lastUpdatedBefore: '2026-11-21T11:58:00Z' }, { 'x-amzn-RateLimit-Limit': '0.0112' }),
		answering(200, { orders: [], lastUpdatedBefore: '2026-11-21T11:58:00Z' }, { 'x-amzn-RateLimit-Limit': '0.0112' }),
		refusing(429, 'QuotaExceeded'),
	];
	for (let turn = 0; turn < 2; turn += 1) await amazon.orderSource.search(search);
	await failure(amazon.orderSource.search(search));
	const bucket = buckets.taken[0] ?? '';
	expect(buckets.learnt).toEqual([{ bucket, rate: 0.0112 }]);
	expect(buckets.drained).toEqual([bucket]);
	expect((await amazon.orderSource.allowance()).searches).toBe(0);
});

it('has one bucket per application, account and operation, and writes no key into its name', async () => {
	const { amazon, buckets, connection } = make();
	await amazon.orderSource.search(search);
	await amazon.orderSource.get('902-1234567-1234567', { personalData: true }).catch(() => undefined);
	const other = createAmazon({ ...connection, sellerId: 'A2OTHER' }, surroundings());
	expect(new Set(buckets.taken).size).toBe(2);
	expect(buckets.taken[0]).toMatch(/^[0-9a-f]{16}:amazon:eu:A1SELLERTOKEN:searchOrders$/);
	expect(other.account).toEqual({ platform: 'amazon', id: 'eu:A2OTHER' });
	for (const secret of [connection.clientId, connection.clientSecret, connection.refreshToken])
		expect(buckets.taken.join()).not.toContain(secret);
});
