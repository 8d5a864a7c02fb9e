import fc from 'fast-check';
import { ProcessDied } from '../../../fixtures/memory-platform/mortal-process';
import { ChannelWorld } from './channel-world';
import { A, HOUR, idsOf, MINUTE, type Emit, type End } from './trigger-world';

/** More than three portions: a page of the channel holds three orders, and a poll reads ten pages at once. */
const MANY = 100;
const SECOND = 1_000;

interface Run {
	/** How long it waits in n8n before its first step. */
	readonly queuedMs: number;
	readonly lastsMs: number;
	readonly end: End;
}

const RUN: Run = { queuedMs: SECOND, lastsMs: 10 * SECOND, end: 'well' };

/** n8n as far as portions go: it starts each execution after a while, on whatever worker, and says when it is over. */
class Executions {
	/** Out at each moment a portion came, itself included. */
	readonly out: number[] = [];
	readonly sizes: number[] = [];
	private atWork = 0;
	private left: readonly Run[];

	constructor(
		private readonly world: ChannelWorld,
		runs: readonly Run[] = [],
	) {
		this.left = runs;
	}

	readonly emit: Emit = (deliveries, over) => {
		const [run = RUN, ...left] = this.left;
		this.left = left;
		this.atWork += 1;
		this.out.push(this.atWork);
		this.sizes.push(deliveries.length);
		this.world.clock.at(this.world.clock.now() + run.queuedMs, () => {
			void this.work(deliveries, run, over);
		});
	};

	private async work(deliveries: Parameters<Emit>[0], { end, lastsMs }: Run, over: Parameters<Emit>[1]): Promise<void> {
		await this.world.execute(A, deliveries, end, lastsMs);
		this.atWork -= 1;
		over(true);
	}
}

async function waitingWorld(orders = MANY): Promise<ChannelWorld> {
	const world = await new ChannelWorld().open();
	await world.pollAndRun(A);
	await world.clock.pass(MINUTE);
	for (let at = 0; at < orders; at += 1) world.buy(`o${String(at).padStart(3, '0')}`);
	await world.clock.pass(10 * MINUTE);
	return world;
}

const toldIds = (world: ChannelWorld): readonly string[] => world.toldOf(A).map((told) => told.split(' ')[0] ?? '');
const ids = (orders = MANY): readonly string[] => Array.from({ length: orders }, (_, at) => `o${String(at).padStart(3, '0')}`);

/** All is well from now on. */
async function drain(world: ChannelWorld): Promise<void> {
	await world.clock.pass(HOUR);
	for (let round = 0; round < 6; round += 1) {
		await world.pollOn(A, { atOnce: 2, emit: new Executions(world).emit });
		await world.clock.pass(5 * MINUTE);
	}
}

describe('what a poll goes on with', () => {
	let world: ChannelWorld;
	beforeEach(async () => {
		world = await waitingWorld();
	});
	afterEach(async () => {
		await world.close();
	});

	it.each([1, 2, 3])('gives out all that waits, portion by portion, %i at a time, and reads each order once', async (atOnce) => {
		world.channel.requests.splice(0);
		const n8n = new Executions(world);
		await world.pollOn(A, { atOnce, emit: n8n.emit });
		await world.clock.pass(MINUTE);
		expect(n8n.sizes).toEqual([30, 30, 30, 10]);
		expect(Math.max(...n8n.out)).toBe(atOnce);
		expect([...toldIds(world)].sort()).toEqual(ids());
		expect(world.channel.requests.filter((request) => request === 'search')).toHaveLength(34);
		expect(world.channel.requests).not.toContain('get');
	});

	it('lets the next portion follow when the last one has begun, though n8n has room', async () => {
		const began = world.clock.now();
		const at: number[] = [];
		const slow = new Executions(world, [{ ...RUN, queuedMs: MINUTE }]);
		await world.pollOn(A, {
			atOnce: 3,
			emit: (...args) => {
				at.push((world.clock.now() - began) / SECOND);
				slow.emit(...args);
			},
		});
		expect(at[0]).toBe(0);
		expect(at[1]).toBeGreaterThanOrEqual(60);
		expect(at[1]).toBeLessThan(63);
	});

	it('reads anew what it read long ago, where the runs before it were slow', async () => {
		for (let at = MANY; at < 240; at += 1) world.buy(`o${at}`);
		await world.clock.pass(10 * MINUTE);
		// Seven portions wait in n8n for longer than their deadline: all of them are due beside what is read then.
		for (let poll = 0; poll < 7; poll += 1) await world.pollWork(A);
		await world.clock.pass(20 * MINUTE);
		const n8n = new Executions(world, [{ ...RUN, queuedMs: 10 * MINUTE }]);
		world.clock.at(world.clock.now() + 9 * MINUTE, () => {
			world.change('o211');
		});
		await world.pollOn(A, { atOnce: 2, emit: n8n.emit });
		await world.clock.pass(MINUTE);
		const { updatedAt } = world.channel.all.find(({ id }) => id === 'o211') ?? {};
		expect(n8n.sizes[0]).toBe(200);
		expect(world.toldOf(A).filter((told) => told.startsWith('o211'))).toEqual([`o211 ${updatedAt ?? ''}`]);
	});

	it('goes on where quota came back, not before', async () => {
		world.channel.searchesLeft = 15;
		const n8n = new Executions(world);
		await world.pollOn(A, { atOnce: 2, emit: n8n.emit });
		expect(n8n.sizes).toEqual([30, 15]);
		world.channel.searchesLeft = undefined;
		await world.clock.pass(5 * MINUTE);
		await world.pollOn(A, { atOnce: 2, emit: n8n.emit });
		expect(n8n.sizes).toEqual([30, 15, 30, 25]);
		await world.clock.pass(MINUTE);
		expect([...toldIds(world)].sort()).toEqual(ids());
	});

	it('holds no more than may be out while another process of n8n gives out as well', async () => {
		const n8n = new Executions(world);
		await Promise.all([world.pollOn(A, { atOnce: 2, emit: n8n.emit }), world.pollOn(A, { atOnce: 2, emit: n8n.emit })]);
		await world.clock.pass(HOUR);
		expect(Math.max(...n8n.out)).toBe(2);
		await drain(world);
		expect([...toldIds(world)].sort()).toEqual(ids());
	});

	it('collects nothing while as many portions are out as may be', async () => {
		const first = await world.pollWork(A, undefined, undefined, 1);
		expect(first.deliveries).toHaveLength(30);
		world.channel.requests.splice(0);
		expect(await world.pollWork(A, undefined, undefined, 1)).toMatchObject({ deliveries: [], full: true });
		expect(world.channel.requests).toEqual([]);
		await world.execute(A, first.deliveries);
		expect((await world.pollWork(A, undefined, undefined, 1)).deliveries).toHaveLength(30);
	});

	it.each(['never queued', 'over before its first step'])('gives back what n8n did not begin, and goes on no further: %s', async (why) => {
		const given: (readonly string[])[] = [];
		const refuse: Emit = (deliveries, over) => {
			given.push(idsOf(deliveries));
			over(why !== 'never queued');
		};
		await world.pollOn(A, { atOnce: 1, emit: refuse });
		expect(given).toEqual([ids().slice(0, 30)]);
		await world.pollOn(A, { atOnce: 1, emit: refuse });
		expect(given[1]).toEqual(ids().slice(0, 60));
		await world.pollOn(A, { atOnce: 1, emit: new Executions(world).emit });
		await drain(world);
		expect([...toldIds(world)].sort()).toEqual(ids());
	});

	it('names in the log what n8n never begins', async () => {
		for (let poll = 1; poll <= 5; poll += 1) {
			await world.pollOn(A, {
				atOnce: 1,
				emit: (_, over) => {
					over(true);
				},
			});
			expect(await world.logged('o000')).toBeUndefined();
		}
		await drain(world);
		expect(await world.logged('o000')).toMatchObject({ state: 'error', reason: { code: 'givenUp' } });
		expect(toldIds(world)).not.toContain('o000');
		expect(await world.database.inbox.counts(world.account)).toMatchObject({ new: 0, handed: 0, started: 0 });
	});

	it('gives again what a worker had begun when it died, as soon as n8n says so', async () => {
		const given: string[] = [];
		await world.pollOn(A, {
			atOnce: 4,
			emit: (deliveries, over) => {
				given.push(...idsOf(deliveries));
				void world.execute(A, deliveries, 'frozen').then(() => {
					over(true);
				});
			},
		});
		expect(given).toHaveLength(MANY);
		expect(await world.database.inbox.counts(world.account)).toMatchObject({ new: MANY, started: 0 });
		await world.clock.pass(2 * MINUTE);
		await drain(world);
		expect([...toldIds(world)].sort()).toEqual(ids());
	});
});

it('wherever n8n dies while portions go out, nothing is lost and nothing that ended well comes twice', async () => {
	const places: (string | undefined)[] = [];
	for (let step = 1; ; step += 7) {
		const world = await waitingWorld(40);
		let where: string | undefined;
		try {
			await world.pollOn(A, { atOnce: 2, emit: new Executions(world).emit }, step);
		} catch (error) {
			if (!(error instanceof ProcessDied)) throw error;
			where = error.where;
		}
		await drain(world);
		expect([where, [...toldIds(world)].sort()]).toEqual([where, ids(40)]);
		await world.close();
		places.push(where);
		if (where === undefined) break;
	}
	expect(places).toContain('during channel.search');
});

it('whatever becomes of the executions, never more portions are out than may be, nothing is lost and nothing comes twice', async () => {
	const run = fc.record({
		queuedMs: fc.constantFrom(0, SECOND, 5 * MINUTE, 20 * MINUTE),
		lastsMs: fc.constantFrom(0, SECOND, 3 * MINUTE),
		end: fc.constantFrom<End>('well', 'well', 'failed', 'died', 'never began'),
	});
	const input = fc.record({
		atOnce: fc.integer({ min: 1, max: 3 }),
		runs: fc.array(run, { maxLength: 8 }),
		diesAt: fc.option(fc.integer({ min: 1, max: 500 }), { nil: undefined }),
	});
	await fc.assert(
		fc.asyncProperty(input, async ({ atOnce, runs, diesAt }) => {
			const world = await waitingWorld(70);
			try {
				const n8n = new Executions(world, runs);
				await world.pollOn(A, { atOnce, emit: n8n.emit }, diesAt).catch((error: unknown) => {
					if (!(error instanceof ProcessDied)) throw error;
				});
				// Whoever waits in n8n for longer than its deadline counts no more: others may have its orders.
				if (runs.every(({ queuedMs }) => queuedMs < 15 * MINUTE)) expect(Math.max(0, ...n8n.out)).toBeLessThanOrEqual(atOnce);
				await drain(world);
				expect([...toldIds(world)].sort()).toEqual(ids(70));
			} finally {
				await world.close();
			}
		}),
		{ numRuns: 25 },
	);
});
