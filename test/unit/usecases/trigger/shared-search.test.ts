import { subscriptionId } from '../../../../src/domain/ids';
import { channelOrders, pollOrders } from '../../../../src/usecases/trigger';
import { ChannelWorld, WANTS } from './channel-world';
import { StoreWorld } from './store-world';
import { A, B, HOUR, idsOf, MINUTE } from './trigger-world';

describe('workflows that share an account whose searches are dear', () => {
	let world: ChannelWorld;
	beforeEach(async () => {
		world = await new ChannelWorld().open();
		await world.pollAndRun(A);
		await world.pollAndRun(B);
		await world.clock.pass(10 * MINUTE);
	});
	afterEach(async () => {
		await world.close();
	});

	const searchesOf = async (work: () => Promise<unknown>): Promise<number> => {
		const searches = (): number => world.channel.requests.filter((request) => request === 'search').length;
		const before = searches();
		await work();
		return searches() - before;
	};
	const polls = async (id: typeof A): Promise<number> => await searchesOf(async () => await world.pollAndRun(id));

	it('count as read for all what one of them read less than two minutes ago', async () => {
		world.put({ id: 'o1' }, { lagMs: 0 });
		await world.clock.pass(3 * MINUTE);
		expect(await polls(A)).toBe(1);
		await world.clock.pass(2 * MINUTE - 1);
		expect(await searchesOf(async () => expect(idsOf(await world.pollAndRun(B))).toEqual(['o1']))).toBe(0);
		await world.clock.pass(1);
		expect(await polls(B)).toBe(1);
	});

	it('search where the last one of another has only read the end of what is old', async () => {
		for (let at = 0; at < 9; at += 1) world.put({ id: `o${at}` }, { lagMs: 0 });
		await world.clock.pass(3 * MINUTE);
		world.channel.searchesLeft = 1;
		await world.pollAndRun(A);
		world.channel.searchesLeft = undefined;
		await world.clock.pass(HOUR);
		await world.pollAndRun(A);
		expect(await polls(B)).toBeGreaterThan(0);
	});

	it('do not rest on a search of their own: one alone searches at each poll', async () => {
		for (let minute = 0; minute < 5; minute += 1) {
			expect(await polls(A)).toBe(1);
			await world.clock.pass(MINUTE);
		}
	});

	it('lose nothing and get nothing twice, whoever of them searches', async () => {
		for (let poll = 0; poll < 24; poll += 1) {
			world.put({ id: `o${poll}` }, { lagMs: (poll % 9) * MINUTE });
			await world.pollAndRun(poll % 2 === 0 ? A : B);
			await world.clock.pass(MINUTE);
			if (poll % 5 === 0) await world.pollAndRun(B);
		}
		await world.live(A, HOUR);
		await world.live(B, HOUR);
		const all = Array.from({ length: 24 }, (_, at) => `o${at}`).sort();
		for (const id of [A, B])
			expect(
				world
					.toldOf(id)
					.map((text) => text.split(' ')[0])
					.sort(),
			).toEqual(all);
	});

	it('search with other settings than before, or when they are new', async () => {
		await world.pollAndRun(A);
		await world.clock.pass(MINUTE);
		expect(await searchesOf(async () => await world.pollAndRun(B, { ...WANTS, personalData: false }))).toBe(1);
		await world.pollAndRun(A);
		await world.clock.pass(MINUTE);
		expect(await polls(subscriptionId('workflow-c', 'trigger'))).toBe(1);
	});

	it('count as alive while they rest', async () => {
		for (let minute = 0; minute < 30 * 60; minute += 30) {
			await world.pollAndRun(A);
			await world.clock.pass(MINUTE);
			expect(await polls(B)).toBe(0);
			await world.clock.pass(29 * MINUTE);
		}
		const [, b] = await world.database.subscriptions.of(world.account);
		expect(world.clock.now() - Date.parse(b?.lastPolledAt ?? '')).toBeLessThanOrEqual(2 * HOUR);
	});

	it('search once when n8n starts all of them at the same moment', async () => {
		const { database, clock } = world;
		const kind = channelOrders(world.channel.source, database);
		const together = [A, B, A, B].map(async (id, at) => await pollOrders({ database, clock, owner: `host|1|1|${at}` }, kind, id, WANTS));
		expect(await searchesOf(async () => await clock.run(Promise.all(together)))).toBeLessThanOrEqual(2);
	});

	it('wait for nobody whose process dies while the platform answers', async () => {
		world.put({ id: 'o1' }, { lagMs: 0 });
		await world.clock.pass(3 * MINUTE);
		for (let step = 1; ; step += 1) {
			const where = await world.dies(A, step);
			if (where?.includes('channel.search') !== true) {
				expect(step).toBeLessThan(60);
				continue;
			}
			const before = world.clock.now();
			expect(idsOf(await world.pollAndRun(B))).toEqual(['o1']);
			expect(world.clock.now()).toBe(before);
			return;
		}
	});
});

describe('workflows that share a store', () => {
	it('read it at each of their polls: a paid order waits for none but its own', async () => {
		const world = await new StoreWorld().open();
		await world.pollAndRun(A);
		await world.pollAndRun(B);
		await world.clock.pass(10 * MINUTE);
		await world.pollAndRun(A);
		await world.clock.pass(MINUTE / 2);
		world.buy('1');
		await world.clock.pass(MINUTE / 4);
		expect(idsOf(await world.pollAndRun(B))).toEqual(['1']);
		await world.close();
	});
});
