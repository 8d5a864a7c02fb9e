import { PLANTED } from '../../fixtures/memory-platform/people';
import { CollectWorld, dies, HOUR, ids, MINUTE, WANTS } from './collect-world';

const A = 'workflow-a:trigger';
const B = 'workflow-b:trigger';

let world: CollectWorld;

beforeEach(async () => {
	world = await CollectWorld.open();
});

afterEach(async () => {
	await world.close();
});

const searches = (): number => world.channel.requests.filter((request) => request === 'search').length;

describe('a trigger', () => {
	it('starts from now, by the time of the platform', async () => {
		world.put({ id: 'before' });
		await world.clock.pass(HOUR);
		expect(await world.live(A, 30 * MINUTE)).toEqual([]);
		world.put({ id: 'after' });
		expect(ids(await world.live(A, 30 * MINUTE))).toEqual(['after']);
	});

	it('gives every version once, whatever shows up late, over many pages', async () => {
		await world.pollAndRun(A);
		for (let at = 0; at < 20; at += 1) world.put({ id: `o${at}` }, { lagMs: (at % 8) * MINUTE });
		const first = await world.live(A, HOUR);
		expect([...ids(first)].sort()).toEqual(Array.from({ length: 20 }, (_, at) => `o${at}`).sort());
		expect(first.every(({ event, order }) => event === 'toShip' && order.customer?.email === PLANTED.email)).toBe(true);
		world.put({ id: 'o3', status: 'cancelled' });
		expect((await world.live(A, HOUR)).map(({ order, event }) => [order.id, event])).toEqual([['o3', 'cancelled']]);
	});

	it('tells an order that is first met shipped as one to ship, and its version only once', async () => {
		await world.pollAndRun(A);
		world.put({ id: 'gone', status: 'shipped' });
		const settings = { ...WANTS, events: [...WANTS.events, 'changed' as const] };
		expect((await world.live(A, HOUR, settings)).map(({ order, event }) => [order.id, event])).toEqual([['gone', 'toShip']]);
	});

	it('wherever its first poll dies, what was bought from then on arrives', async () => {
		for (let step = 1; ; step += 1) {
			const fresh = await CollectWorld.open(false);
			const where = await dies(fresh, A, step);
			// Registered or not: from the moment on that the platform told a time, nothing is left out.
			const started = where === undefined || (await fresh.database.streams.subscriptions('memory:market-1')).length > 0;
			fresh.put({ id: 'soon' }, { lagMs: 0 });
			await fresh.clock.pass(2 * HOUR);
			const got = ids(await fresh.live(A, HOUR));
			if (started) expect([where, got]).toEqual([where, ['soon']]);
			await fresh.close();
			if (where === undefined) break;
		}
	});

	it('wherever a poll dies, nothing is lost and nothing that ended well comes twice', async () => {
		for (let step = 1; ; step += 1) {
			const fresh = await CollectWorld.open(false);
			await fresh.pollAndRun(A);
			for (let at = 0; at < 7; at += 1) fresh.put({ id: `o${at}` }, { lagMs: 0 });
			fresh.put({ id: 'bad' }, { lagMs: 0, unreadable: true });
			await fresh.clock.pass(10 * MINUTE);
			const where = await dies(fresh, A, step);
			await fresh.live(A, HOUR);
			expect([where, fresh.ended.get(A)?.map((text) => text.slice(0, 2)).sort()]).toEqual([where, ['o0', 'o1', 'o2', 'o3', 'o4', 'o5', 'o6']]);
			expect([where, (await fresh.logged('bad'))?.reason?.code]).toEqual([where, 'unreadable']);
			await fresh.close();
			if (where === undefined) break;
		}
	});

	it('goes on where the quota ran out in the middle of a search', async () => {
		await world.pollAndRun(A);
		for (let at = 0; at < 9; at += 1) world.put({ id: `o${at}` }, { lagMs: 0 });
		await world.clock.pass(10 * MINUTE);
		world.channel.searchesLeft = 1;
		const { deliveries, stopped } = await world.poll(A);
		expect([stopped?.details.kind, ids(deliveries)]).toEqual(['rateLimited', ['o0', 'o1', 'o2']]);
		await world.execute(A, deliveries);
		const before = searches();
		world.channel.searchesLeft = 2;
		expect(ids(await world.pollAndRun(A))).toEqual(['o3', 'o4', 'o5', 'o6', 'o7', 'o8']);
		expect(searches() - before).toBe(2);
	});

	it('begins a search anew whose token the platform forgot, or that got too old, and gets through', async () => {
		await world.pollAndRun(A);
		for (let at = 0; at < 9; at += 1) world.put({ id: `o${at}` }, { lagMs: 0 });
		await world.clock.pass(10 * MINUTE);
		world.channel.searchesLeft = 1;
		await world.execute(A, (await world.poll(A)).deliveries);
		world.channel.forgetTokens();
		world.channel.searchesLeft = 2;
		await world.execute(A, (await world.poll(A)).deliveries);
		await world.clock.pass(25 * HOUR);
		world.channel.searchesLeft = undefined;
		await world.live(A, HOUR);
		expect(world.ended.get(A)?.map((text) => text.slice(0, 2)).sort()).toEqual(['o0', 'o1', 'o2', 'o3', 'o4', 'o5', 'o6', 'o7', 'o8']);
	});

	it('catches up after the platform was silent for days', async () => {
		await world.pollAndRun(A);
		world.channel.faults.down(world.clock.now() + 72 * HOUR);
		world.put({ id: 'lonely' });
		expect((await world.poll(A)).stopped?.details.kind).toBe('unavailable');
		expect(await world.live(A, 71 * HOUR)).toEqual([]);
		expect(ids(await world.live(A, 2 * HOUR))).toEqual(['lonely']);
	});

	it('starts also when the platform failed between its first two answers', async () => {
		world.channel.searchesLeft = 1;
		await world.poll(A);
		world.put({ id: 'early' }, { lagMs: 0 });
		await world.clock.pass(3 * HOUR);
		world.channel.searchesLeft = undefined;
		expect(ids(await world.live(A, HOUR))).toEqual(['early']);
	});

	it('reads back to a date once, without giving out twice what it met', async () => {
		for (let at = 0; at < 5; at += 1) {
			world.put({ id: `old${at}` });
			await world.clock.pass(HOUR);
		}
		const settings = { ...WANTS, backfillFrom: '2026-11-21T09:30:00.000Z' };
		expect([...ids(await world.live(A, 2 * HOUR, settings))].sort()).toEqual(['old2', 'old3', 'old4']);
		expect(await world.live(A, 2 * HOUR, settings)).toEqual([]);
		// Another date is another wish.
		expect([...ids(await world.live(A, HOUR, { ...WANTS, backfillFrom: '2026-11-21T08:30:00.000Z' }))]).toEqual(['old1']);
	});
});

describe('two triggers of one account', () => {
	it('share one stream, each gets what it wants', async () => {
		await world.pollAndRun(A);
		await world.pollAndRun(B, { ...WANTS, marketplaces: ['MEMFR'] });
		world.put({ id: 'german' });
		world.put({ id: 'french', marketplace: 'MEMFR' });
		await world.clock.pass(15 * MINUTE);
		const before = searches();
		expect([...ids(await world.pollAndRun(A))].sort()).toEqual(['french', 'german']);
		const between = searches();
		expect(ids(await world.pollAndRun(B, { ...WANTS, marketplaces: ['MEMFR'] }))).toEqual(['french']);
		expect([between - before, searches() - between]).toEqual([1, 1]);
	});

	it('poll at the same moment: both get all, nobody twice', async () => {
		await world.pollAndRun(A);
		await world.pollAndRun(B);
		for (let at = 0; at < 5; at += 1) world.put({ id: `o${at}` }, { lagMs: 0 });
		await world.clock.pass(15 * MINUTE);
		const both = await world.clock.run(Promise.all([world.pollWork(A, WANTS), world.pollWork(B, WANTS)]));
		for (const { deliveries } of both) expect([...ids(deliveries)].sort()).toEqual(['o0', 'o1', 'o2', 'o3', 'o4']);
	});

	it('a new one starts where the account stands, also in the middle of a search', async () => {
		await world.pollAndRun(A);
		for (let at = 0; at < 6; at += 1) world.put({ id: `o${at}` }, { lagMs: 0 });
		await world.clock.pass(10 * MINUTE);
		world.channel.searchesLeft = 1;
		await world.execute(A, (await world.poll(A)).deliveries);
		world.channel.searchesLeft = undefined;
		// Half of what is older it would have missed; it gets none of it, and all that is newer.
		world.put({ id: 'new' }, { lagMs: 0 });
		await world.clock.pass(5 * MINUTE);
		expect(ids(await world.live(B, HOUR))).toEqual(['new']);
		await world.live(A, HOUR);
		expect(world.ended.get(A)).toHaveLength(7);
	});

	it('one without personal data gets none of it, also in the platform\'s own object', async () => {
		const bare = { ...WANTS, personalData: false, raw: true };
		await world.pollAndRun(A, { ...WANTS, raw: true });
		await world.pollAndRun(B, bare);
		world.put({ id: 'o1' }, { lagMs: 0 });
		await world.clock.pass(10 * MINUTE);
		const [own] = await world.pollAndRun(B, bare);
		const text = JSON.stringify(own);
		for (const [name, value] of Object.entries(PLANTED)) expect([name, text.includes(value)]).toEqual([name, false]);
		expect(own?.order).toMatchObject({ personalData: false, raw: { id: 'o1' } });
		const [full] = await world.pollAndRun(A, { ...WANTS, raw: true });
		expect(full?.order).toMatchObject({ customer: { email: PLANTED.email }, raw: { buyer: { email: PLANTED.email } } });
	});

	it('never gets an older version under a newer one\'s name', async () => {
		await world.pollAndRun(A);
		world.put({ id: 'o1' }, { lagMs: 0 });
		await world.clock.pass(10 * MINUTE);
		// Its poll has read the first version; before it gives it out, the other trigger collects the second.
		const process = world.pollWork(A, WANTS);
		const original = world.database.inbox.handOut.bind(world.database.inbox);
		const interrupt = jest.spyOn(world.database.inbox, 'handOut');
		interrupt.mockImplementationOnce(async (subscription, limit, owner, startWithinMs) => {
			world.put({ id: 'o1', shipping: { line1: 'Elsewhere 1', country: 'DE' } }, { lagMs: 0 });
			await world.clock.sleep(5 * MINUTE);
			await world.pollWork(B, WANTS);
			return await original(subscription, limit, owner, startWithinMs, world.clock.now());
		});
		interrupt.mockImplementation(original);
		const { deliveries } = await world.clock.run(process);
		expect(deliveries.map(({ order }) => order.shipping?.line1)).toEqual(['Elsewhere 1']);
		interrupt.mockRestore();
	});
});

describe('what was given out', () => {
	it('comes again when its run failed, died, or never began; after five times it is dead and stands in the log', async () => {
		await world.pollAndRun(A);
		world.put({ id: 'o1' }, { lagMs: 0 });
		await world.clock.pass(5 * MINUTE);
		for (const end of ['failed', 'died', 'never began', 'failed', 'died'] as const) {
			const { deliveries } = await world.poll(A);
			expect(ids(deliveries)).toEqual(['o1']);
			await world.execute(A, deliveries, end);
			await world.clock.pass(5 * MINUTE);
		}
		expect(await world.pollAndRun(A)).toEqual([]);
		expect(await world.logged('o1')).toMatchObject({ state: 'error', reason: { code: 'givenUp' } });
		expect(await world.database.sales.retry('memory:market-1', ['o1'], world.clock.now())).toBe(1);
		expect((await world.pollAndRun(A)).map(({ order, event }) => [order.id, event])).toEqual([['o1', 'retry']]);
		expect(await world.live(A, HOUR)).toEqual([]);
	});

	it('is told as given up wherever the process dies that finds it so', async () => {
		for (let step = 1; ; step += 1) {
			const fresh = await CollectWorld.open(false);
			await fresh.pollAndRun(A);
			fresh.put({ id: 'o1' }, { lagMs: 0 });
			for (let attempt = 0; attempt < 5; attempt += 1) {
				await fresh.clock.pass(5 * MINUTE);
				await fresh.execute(A, (await fresh.poll(A)).deliveries, 'failed');
			}
			await fresh.clock.pass(5 * MINUTE);
			const where = await dies(fresh, A, step);
			await fresh.live(A, HOUR);
			expect([where, (await fresh.logged('o1'))?.reason?.code]).toEqual([where, 'givenUp']);
			await fresh.close();
			if (where === undefined) break;
		}
	});

	it('is read anew when it comes again, one by one or by one search, whichever the quota allows', async () => {
		await world.pollAndRun(A);
		for (let at = 0; at < 4; at += 1) world.put({ id: `o${at}` }, { lagMs: 0 });
		await world.clock.pass(5 * MINUTE);
		await world.execute(A, (await world.poll(A)).deliveries, 'failed');
		await world.clock.pass(20 * MINUTE);
		world.channel.requests.splice(0);
		await world.execute(A, (await world.poll(A)).deliveries, 'failed');
		expect(world.channel.requests.filter((request) => request === 'get')).toHaveLength(4);
		await world.clock.pass(20 * MINUTE);
		world.channel.requests.splice(0);
		world.channel.getsLeft = 1;
		expect(ids(await world.pollAndRun(A))).toHaveLength(4);
		expect(world.channel.requests.filter((request) => request === 'get').length).toBeLessThanOrEqual(1);
	});

	it('waits for the next poll when the quota does not allow reading it, without using up its attempts', async () => {
		await world.pollAndRun(A);
		world.put({ id: 'o1' }, { lagMs: 0 });
		await world.clock.pass(5 * MINUTE);
		await world.execute(A, (await world.poll(A)).deliveries, 'failed');
		world.channel.getsLeft = 0;
		world.channel.searchesLeft = 0;
		for (let poll = 0; poll < 12; poll += 1) {
			await world.clock.pass(15 * MINUTE);
			expect(await world.pollAndRun(A)).toEqual([]);
		}
		world.channel.getsLeft = undefined;
		world.channel.searchesLeft = undefined;
		expect(ids(await world.live(A, HOUR))).toEqual(['o1']);
	});

	it('ends when the platform does not know the order any more', async () => {
		await world.pollAndRun(A);
		world.put({ id: 'o1' }, { lagMs: 0 });
		await world.clock.pass(5 * MINUTE);
		await world.execute(A, (await world.poll(A)).deliveries, 'failed');
		world.channel.forget('o1');
		await world.live(A, 2 * HOUR);
		expect(await world.database.inbox.counts('memory:market-1')).toMatchObject({ ended: 1, new: 0, handed: 0, dead: 0 });
		expect(await world.logged('o1')).toBeUndefined();
	});
});

describe('an order that cannot be read', () => {
	it('stands in the log once, is in nobody\'s way, and arrives on retry once it can be read', async () => {
		await world.pollAndRun(A);
		world.put({ id: 'bad' }, { lagMs: 0, unreadable: true });
		world.put({ id: 'good' }, { lagMs: 0 });
		expect(ids(await world.live(A, HOUR))).toEqual(['good']);
		const logged = await world.logged('bad');
		expect(logged).toMatchObject({ state: 'error', reason: { code: 'unreadable' } });
		expect(await world.database.sales.history(logged?.id ?? 0, 'memory:market-1')).toHaveLength(1);
		await world.database.sales.retry('memory:market-1', undefined, world.clock.now());
		await world.live(A, 15 * MINUTE);
		expect(await world.logged('bad')).toMatchObject({ state: 'error', reason: { code: 'unreadable' } });
		world.channel.mend('bad');
		await world.database.sales.retry('memory:market-1', ['bad'], world.clock.now());
		expect((await world.live(A, 15 * MINUTE)).map(({ order, event }) => [order.id, event])).toEqual([['bad', 'retry']]);
		// The store that takes it takes over its line in the log.
		await world.database.sales.change([{ channel: 'memory:market-1', store: 'memory:store-1', orderId: 'bad', state: 'synced' }], world.clock.now());
		expect([await world.logged('bad'), (await world.logged('bad', 'memory:store-1'))?.id]).toEqual([undefined, logged?.id]);
	});
});

describe('a sale that waits', () => {
	const pending = async (subscription?: string): Promise<void> => {
		await world.database.sales.change([{
			channel: 'memory:market-1', store: 'memory:store-1', orderId: 'o1', state: 'pending', nextAttemptAt: new Date(world.clock.now()).toISOString(),
			...(subscription === undefined ? {} : { subscription }),
		}], world.clock.now());
	};

	it('comes back to its own trigger, read anew', async () => {
		await world.pollAndRun(A);
		await world.pollAndRun(B);
		world.put({ id: 'o1', shipping: { line1: 'Elsewhere 1', country: 'DE' } }, { lagMs: 24 * HOUR });
		await pending(A);
		expect(await world.pollAndRun(B)).toEqual([]);
		expect((await world.pollAndRun(A)).map(({ order, event }) => [order.shipping?.line1, event])).toEqual([['Elsewhere 1', 'retry']]);
		expect(await world.pollAndRun(A)).toEqual([]);
	});

	it('comes back to another trigger that serves the same store when its own is gone, or never was', async () => {
		await world.pollAndRun(A);
		await world.pollAndRun(B);
		world.put({ id: 'o1' }, { lagMs: 96 * HOUR });
		const served = { channel: 'memory:market-1', orderId: 'o0', state: 'synced' as const, storeOrderId: 'order-0' };
		await world.database.sales.change([{ ...served, store: 'memory:store-1', subscription: A }, { ...served, store: 'memory:store-2', subscription: B }], world.clock.now());
		await pending('deleted-workflow:trigger');
		expect(await world.pollAndRun(B)).toEqual([]);
		expect(ids(await world.pollAndRun(A))).toEqual(['o1']);
		await world.clock.pass(MINUTE);
		await pending();
		await world.database.sales.retry('memory:market-1', ['o1'], world.clock.now());
		expect(await world.pollAndRun(B)).toEqual([]);
		expect(ids(await world.pollAndRun(A))).toEqual(['o1']);
		// As long as its own trigger lives it waits for it.
		await world.clock.pass(MINUTE);
		await pending(B);
		expect(await world.pollAndRun(A)).toEqual([]);
		expect(ids(await world.pollAndRun(B))).toEqual(['o1']);
	});
});
