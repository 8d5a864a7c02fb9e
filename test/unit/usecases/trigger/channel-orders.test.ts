import { accountKey } from '../../../../src/domain/account';
import { orderId } from '../../../../src/domain/ids';
import { iso } from '../../../../src/domain/time';
import { PLANTED } from '../../../fixtures/memory-platform/people';
import { ChannelWorld, WANTS } from './channel-world';
import { A, B, DAY, eventsOf, HOUR, idsOf, MINUTE } from './trigger-world';

const STORE = accountKey({ platform: 'memory', id: 'store-1' });

let world: ChannelWorld;

beforeEach(async () => {
	world = await new ChannelWorld().open();
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
		expect(idsOf(await world.live(A, 30 * MINUTE))).toEqual(['after']);
	});

	it('gives every version once, whatever shows up late, over many pages', async () => {
		await world.pollAndRun(A);
		for (let at = 0; at < 20; at += 1) world.put({ id: `o${at}` }, { lagMs: (at % 8) * MINUTE });
		const first = await world.live(A, HOUR);
		expect([...idsOf(first)].sort()).toEqual(Array.from({ length: 20 }, (_, at) => `o${at}`).sort());
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

	it('wherever a poll dies, nothing is lost and nothing that ended well comes twice', async () => {
		for (let step = 1; ; step += 1) {
			const fresh = await new ChannelWorld().open();
			await fresh.pollAndRun(A);
			for (let at = 0; at < 7; at += 1) fresh.put({ id: `o${at}` }, { lagMs: 0 });
			fresh.put({ id: 'bad' }, { lagMs: 0, unreadable: true });
			await fresh.clock.pass(10 * MINUTE);
			const where = await fresh.dies(A, step);
			await fresh.live(A, HOUR);
			expect([
				where,
				fresh.ended
					.get(A)
					?.map((text) => text.slice(0, 2))
					.sort(),
			]).toEqual([where, ['o0', 'o1', 'o2', 'o3', 'o4', 'o5', 'o6']]);
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
		expect([stopped?.details.kind, idsOf(deliveries)]).toEqual(['rateLimited', ['o0', 'o1', 'o2']]);
		await world.execute(A, deliveries);
		const before = searches();
		world.channel.searchesLeft = 2;
		expect(idsOf(await world.pollAndRun(A))).toEqual(['o3', 'o4', 'o5', 'o6', 'o7', 'o8']);
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
		expect(
			world.ended
				.get(A)
				?.map((text) => text.slice(0, 2))
				.sort(),
		).toEqual(['o0', 'o1', 'o2', 'o3', 'o4', 'o5', 'o6', 'o7', 'o8']);
	});

	it('catches up after the platform was silent for days', async () => {
		await world.pollAndRun(A);
		world.channel.faults.down(world.clock.now() + 72 * HOUR);
		world.put({ id: 'lonely' });
		expect((await world.poll(A)).stopped?.details.kind).toBe('unavailable');
		expect(await world.live(A, 71 * HOUR)).toEqual([]);
		expect(idsOf(await world.live(A, 2 * HOUR))).toEqual(['lonely']);
	});

	it('starts also when the platform failed between its first two answers', async () => {
		world.channel.searchesLeft = 1;
		await world.poll(A);
		world.put({ id: 'early' }, { lagMs: 0 });
		await world.clock.pass(3 * HOUR);
		world.channel.searchesLeft = undefined;
		expect(idsOf(await world.live(A, HOUR))).toEqual(['early']);
	});

	it('reads back to a date once, without giving out twice what it met', async () => {
		for (let at = 0; at < 5; at += 1) {
			world.put({ id: `old${at}` });
			await world.clock.pass(HOUR);
		}
		const settings = { ...WANTS, backfillFrom: '2026-11-21T09:30:00.000Z' };
		expect([...idsOf(await world.live(A, 2 * HOUR, settings))].sort()).toEqual(['old2', 'old3', 'old4']);
		expect(await world.live(A, 2 * HOUR, settings)).toEqual([]);
		// Another date is another wish.
		expect([...idsOf(await world.live(A, HOUR, { ...WANTS, backfillFrom: '2026-11-21T08:30:00.000Z' }))]).toEqual(['old1']);
	});
});

describe('what a trigger has met', () => {
	const all = { ...WANTS, events: [...WANTS.events, 'changed' as const] };

	it('stays known when it was read back, however long ago it changed', async () => {
		world.put({ id: 'old' });
		await world.clock.pass(100 * DAY);
		const settings = { ...all, backfillFrom: '2026-11-21T00:00:00.000Z' };
		expect(eventsOf(await world.live(A, HOUR, settings))).toEqual(['old toShip']);
		world.put({ id: 'old', status: 'shipped' });
		expect(eventsOf(await world.live(A, HOUR, settings))).toEqual(['old changed']);
	});

	it('is known by a retry too, and its own version is told all the same', async () => {
		await world.pollAndRun(A, all);
		world.put({ id: 'o1' }, { lagMs: 8 * MINUTE });
		const sale = { source: world.account, target: STORE, orderId: orderId('o1'), state: 'pending', subscription: A } as const;
		await world.database.sales.change([{ ...sale, nextAttemptAt: iso(world.clock.now()) }], world.clock.now());
		expect(eventsOf(await world.pollAndRun(A, all))).toEqual(['o1 retry']);
		expect(eventsOf(await world.live(A, 2 * HOUR, all))).toEqual(['o1 toShip']);
		world.put({ id: 'o1', status: 'shipped' });
		expect(eventsOf(await world.live(A, HOUR, all))).toEqual(['o1 changed']);
	});

	it('is known, as what it is, by a retry of an order that could not be read before', async () => {
		await world.pollAndRun(A, all);
		world.put({ id: 'o1' }, { lagMs: 0, unreadable: true });
		expect(await world.live(A, HOUR, all)).toEqual([]);
		world.channel.mend('o1');
		await world.database.sales.retry(world.account, [orderId('o1')], world.clock.now());
		expect(eventsOf(await world.live(A, HOUR, all))).toEqual(['o1 toShip']);
		world.put({ id: 'o1', status: 'shipped' });
		expect(eventsOf(await world.live(A, HOUR, all))).toEqual(['o1 changed']);
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
		expect([...idsOf(await world.pollAndRun(A))].sort()).toEqual(['french', 'german']);
		const between = searches();
		expect(idsOf(await world.pollAndRun(B, { ...WANTS, marketplaces: ['MEMFR'] }))).toEqual(['french']);
		expect([between - before, searches() - between]).toEqual([1, 0]);
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
		expect(idsOf(await world.live(B, HOUR))).toEqual(['new']);
		await world.live(A, HOUR);
		expect(world.ended.get(A)).toHaveLength(7);
	});

	it("one without personal data gets none of it, also in the platform's own object", async () => {
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

	it("never gets an older version under a newer one's name", async () => {
		await world.pollAndRun(A);
		world.put({ id: 'o1' }, { lagMs: 0 });
		await world.clock.pass(10 * MINUTE);
		// Its poll has read the first version; before it gives it out, the other trigger collects the second.
		const { deliveries } = await world.pollHeldUp(A, async () => {
			world.put({ id: 'o1', shipping: { line1: 'Elsewhere 1', country: 'DE' } }, { lagMs: 0 });
			await world.clock.sleep(5 * MINUTE);
			await world.pollWork(B, WANTS);
		});
		expect(deliveries.map(({ order }) => order.shipping?.line1)).toEqual(['Elsewhere 1']);
	});
});
