import { startSandbox, type Sandbox } from '../../../sandbox';
import type { FaultKind } from '../../../sandbox/kernel/faults';
import type { Order } from '../../../src/domain/order';
import { createAmazon, type Amazon } from '../../../src/platforms/amazon';
import { TIMEOUTS } from '../../../src/platforms/amazon/constants';
import type { Clock } from '../../../src/ports/clock';
import { connectionTo } from './connections';
import { failure } from './failure';
import { MemoryBuckets } from './memory-buckets';

let sandbox: Sandbox;
let amazon: Amazon;
let buckets: MemoryBuckets;

const DAY = 86_400_000;

/** The sandbox's virtual clock; waiting turns it. */
const clock: Clock = {
	now: () => sandbox.clock.now(),
	sleep: (ms) => {
		sandbox.clock.advance(ms);
		return Promise.resolve();
	},
};

function connect(changes: Parameters<typeof connectionTo>[1] = {}, timeouts = TIMEOUTS): Amazon {
	const [credentials] = sandbox.amazonCredentials();
	if (credentials === undefined) throw new Error('The sandbox has no account');
	const { region, clientId, clientSecret, refreshToken, sellerId } = credentials;
	const connection = connectionTo(sandbox.urls.amazon ?? '', { region, clientId, clientSecret, refreshToken, sellerId, ...changes });
	return createAmazon(connection, { clock, buckets, budgetMs: 60_000, timeouts });
}

beforeEach(async () => {
	sandbox = await startSandbox({ clock: 'virtual' });
	buckets = new MemoryBuckets(clock);
	amazon = connect();
});
afterEach(async () => {
	expect(sandbox.damage()).toMatchObject({ amazon: [], sandbox: [] });
	await sandbox.stop();
});

async function readAll(personalData = true): Promise<Order[]> {
	const from = new Date(sandbox.clock.now() - 600 * DAY).toISOString();
	const orders: Order[] = [];
	let page: string | undefined;
	do {
		const answer = await amazon.orderSource.search({ by: 'updated', from, personalData, ...(page === undefined ? {} : { page }) });
		expect(answer.unreadable).toEqual([]);
		orders.push(...answer.orders);
		page = answer.nextPage;
	} while (page !== undefined);
	return orders;
}

it('reads a thousand orders in ten searches and one token', async () => {
	sandbox.seedMany({ orders: 1000 });
	sandbox.clock.advance(10 * 60_000);
	sandbox.resetCounts();
	const orders = await readAll();
	expect(new Set(orders.map(({ id }) => id)).size).toBe(1000);
	expect(orders.filter(({ totals }) => totals.difference !== undefined)).toEqual([]);
	expect(sandbox.counts().amazon).toMatchObject({ calls: 10, writes: 0, byOperation: { searchOrders: 10 } });
});

it('reads the demo world with sums that agree, every order the same alone as on its page', async () => {
	sandbox.seedDemo({ orders: 120 });
	sandbox.clock.advance(10 * 60_000);
	const orders = await readAll();
	expect(orders.length).toBeGreaterThan(50);
	expect(orders.filter(({ totals }) => totals.difference !== undefined).map(({ id }) => id)).toEqual([]);
	for (const order of orders.slice(0, 20)) expect(await amazon.orderSource.get(order.id, { personalData: true })).toEqual(order);
});

it.each<FaultKind>([
	'http500',
	'http503Html',
	'resetBefore',
	'resetAfter',
	'cutBody',
	'emptyBody',
	'timeoutBefore',
	'timeoutAfter',
	'splitUtf8',
])('reads on through %s', async (kind) => {
	sandbox.seedDemo({ orders: 20 });
	sandbox.clock.advance(10 * 60_000);
	const calm = await readAll();
	if (kind.startsWith('timeout')) amazon = connect({}, { idle: 1_500, total: 30_000 });
	sandbox.faults.add({ standIn: 'amazon', kind, operation: 'searchOrders', times: 1 });
	expect(await readAll()).toEqual(calm);
	expect(sandbox.faults.list().map(({ hits }) => hits)).toEqual([1]);
});

it('says what cannot be mended by repeating', async () => {
	sandbox.faults.add({ standIn: 'amazon', kind: 'html200', operation: 'searchOrders', times: 1 });
	expect((await failure(readAll())).details.kind).toBe('contract');
	sandbox.faults.add({ standIn: 'amazon', kind: 'wrongShape', operation: 'searchOrders', times: 1 });
	expect((await failure(readAll())).details.kind).toBe('contract');
	sandbox.faults.add({ standIn: 'amazon', kind: 'http429', operation: 'searchOrders', times: 1 });
	expect((await failure(readAll())).details).toMatchObject({ kind: 'rateLimited', status: 429 });
});

it('notices a revoked authorisation in the middle, and a page token that is too old', async () => {
	sandbox.seedMany({ orders: 250 });
	sandbox.clock.advance(10 * 60_000);
	const from = new Date(sandbox.clock.now() - 600 * DAY).toISOString();
	const search = { by: 'updated', from, personalData: false } as const;
	const first = await amazon.orderSource.search(search);
	sandbox.clock.advance(DAY + 60_000);
	expect((await failure(amazon.orderSource.search({ ...search, page: first.nextPage ?? '' }))).details.code).toBe('pageExpired');
	const [credentials] = sandbox.amazonCredentials();
	await sandbox.amazon.control('revoke', { refreshToken: credentials?.refreshToken });
	expect((await failure(amazon.orderSource.search(search))).details).toMatchObject({ kind: 'credential', code: 'invalid_grant' });
});

it('checks the connection', async () => {
	expect(await amazon.connectionCheck.check()).toMatchObject({ ok: true });
	const wrongRegion = await connect({ region: 'na' }).connectionCheck.check();
	expect(wrongRegion.findings.map(({ code }) => code)).toEqual(['region']);
	const wrongSecret = await connect({ clientSecret: 'wrong' }).connectionCheck.check();
	expect(wrongSecret.findings.map(({ code }) => code)).toEqual(['client']);
});
