import { accountKey } from '../../../../src/domain/account';
import { orderId, type SubscriptionId } from '../../../../src/domain/ids';
import { iso } from '../../../../src/domain/time';
import { A, B, DAY, eventsOf, HOUR, idsOf, MINUTE, type TriggerWorld } from './trigger-world';

const STORE = accountKey({ platform: 'memory', id: 'store-1' });
const SEVEN = ['o0', 'o1', 'o2', 'o3', 'o4', 'o5', 'o6'];

/** What the machine promises to the triggers of every kind. `logs`: what comes to nothing stands in the log of sales. */
export function machineBattery<Reading, Settings, Shown extends { readonly id: string }>(
	create: () => TriggerWorld<Reading, Settings, Shown>,
	logs = true,
): void {
	type World = TriggerWorld<Reading, Settings, Shown>;
	let world: World;
	const ofLog = (name: string, story: () => Promise<void>): void => {
		if (logs) it(name, story);
	};

	beforeEach(async () => {
		world = await create().open();
	});

	afterEach(async () => {
		await world.close();
	});

	/** Each story in a world of its own, with a death at its first step, at its second, and so on until one lives through. */
	const dyingEverywhere = async (
		prepare: (fresh: World) => Promise<void>,
		story: (fresh: World, step: number) => Promise<string | undefined>,
		check: (fresh: World, where: string | undefined) => Promise<void>,
	): Promise<void> => {
		for (let step = 1; ; step += 1) {
			const fresh = await create().open();
			await prepare(fresh);
			const where = await story(fresh, step);
			await check(fresh, where);
			await fresh.close();
			if (where === undefined) return;
		}
	};

	/** Its trigger has begun, and these were bought since. */
	const begun = async (fresh: World, ids: readonly string[]): Promise<void> => {
		await fresh.pollAndRun(A);
		await fresh.clock.pass(MINUTE);
		for (const id of ids) fresh.buy(id);
		await fresh.clock.pass(5 * MINUTE);
	};

	const waiting = async (subscription: SubscriptionId, id: string): Promise<void> => {
		await world.database.sales.change(
			[
				{
					source: world.account,
					target: STORE,
					orderId: orderId(id),
					state: 'pending',
					nextAttemptAt: iso(world.clock.now()),
					subscription,
				},
			],
			world.clock.now(),
		);
	};

	it('starts from now, and gives each order once, over many pages', async () => {
		world.buy('before');
		await world.clock.pass(HOUR);
		await begun(world, SEVEN);
		expect([...idsOf(await world.live(A, HOUR))].sort()).toEqual(SEVEN);
		world.change('o3');
		await world.clock.pass(5 * MINUTE);
		expect(idsOf(await world.live(A, HOUR))).toEqual(['o3']);
	});

	it('wherever its first poll dies, what is bought from then on arrives', async () => {
		await dyingEverywhere(
			async () => {
				await Promise.resolve();
			},
			async (fresh, step) => await fresh.dies(A, step),
			async (fresh, where) => {
				const isKnown = (await fresh.database.subscriptions.of(fresh.account)).length > 0;
				await fresh.clock.pass(MINUTE);
				fresh.buy('soon');
				await fresh.clock.pass(2 * HOUR);
				const got = idsOf(await fresh.live(A, HOUR));
				if (isKnown) expect([where, got]).toEqual([where, ['soon']]);
			},
		);
	});

	it('wherever a poll dies, nothing is lost and nothing that ended well comes twice', async () => {
		await dyingEverywhere(
			async (fresh) => {
				await begun(fresh, SEVEN);
			},
			async (fresh, step) => await fresh.dies(A, step),
			async (fresh, where) => {
				await fresh.live(A, HOUR);
				expect([where, [...fresh.toldOf(A)].map((told) => told.split(' ')[0]).sort()]).toEqual([where, SEVEN]);
			},
		);
	});

	ofLog('gives an order again when its run failed, died, or never began; after five runs it is dead and stands in the log', async () => {
		await begun(world, ['o1']);
		for (const end of ['failed', 'died', 'never began', 'failed', 'died', 'failed'] as const) {
			const { deliveries } = await world.poll(A);
			expect(idsOf(deliveries)).toEqual(['o1']);
			await world.execute(A, deliveries, end);
			await world.clock.pass(20 * MINUTE);
		}
		expect(await world.pollAndRun(A)).toEqual([]);
		expect(await world.logged('o1')).toMatchObject({ state: 'error', reason: { code: 'givenUp' } });
		expect(await world.database.sales.retry(world.account, [orderId('o1')], world.clock.now())).toBe(1);
		expect(eventsOf(await world.pollAndRun(A))).toEqual(['o1 retry']);
		expect(await world.live(A, HOUR)).toEqual([]);
	});

	ofLog('tells an order as given up wherever the process dies that finds it so', async () => {
		await dyingEverywhere(
			async (fresh) => {
				await begun(fresh, ['o1']);
				for (let attempt = 0; attempt < 5; attempt += 1) {
					await fresh.execute(A, (await fresh.poll(A)).deliveries, 'failed');
					await fresh.clock.pass(5 * MINUTE);
				}
			},
			async (fresh, step) => await fresh.dies(A, step),
			async (fresh, where) => {
				await fresh.live(A, HOUR);
				expect([where, (await fresh.logged('o1'))?.reason?.code]).toEqual([where, 'givenUp']);
			},
		);
	});

	it.each([6, 20, 40])('lets each order begin once when executions begin %i minutes after their poll', async (late) => {
		await begun(world, SEVEN);
		const executions: { readonly at: number; readonly deliveries: Awaited<ReturnType<World['poll']>>['deliveries'] }[] = [];
		const began: string[] = [];
		for (let minute = 0; minute < 180; minute += 1) {
			if (minute % 5 === 0) executions.push({ at: minute + late, deliveries: (await world.poll(A)).deliveries });
			for (const { deliveries } of executions.filter(({ at }) => at === minute)) began.push(...idsOf(await world.execute(A, deliveries)));
			await world.clock.pass(MINUTE);
		}
		expect(began.sort()).toEqual(SEVEN);
	});

	it('waits for the next poll while the platform does not answer, without using up attempts', async () => {
		await begun(world, ['o1']);
		await world.execute(A, (await world.poll(A)).deliveries, 'failed');
		world.takeDown(world.clock.now() + 3 * HOUR);
		for (let poll = 0; poll < 11; poll += 1) {
			await world.clock.pass(15 * MINUTE);
			expect(await world.pollAndRun(A)).toEqual([]);
		}
		await world.clock.pass(30 * MINUTE);
		expect(idsOf(await world.live(A, HOUR))).toEqual(['o1']);
	});

	ofLog('notes what the platform does not show any more, asks for it some more times, and lets go', async () => {
		await begun(world, ['o1']);
		await world.execute(A, (await world.poll(A)).deliveries, 'failed');
		world.forget('o1');
		expect(await world.live(A, 10 * MINUTE)).toEqual([]);
		expect(await world.database.inbox.counts(world.account)).toMatchObject({ new: 1, ended: 0 });
		expect(await world.logged('o1')).toMatchObject({ state: 'error', reason: { code: 'orderVanished' } });
		expect(await world.live(A, 12 * HOUR)).toEqual([]);
		expect(await world.database.inbox.counts(world.account)).toEqual({ new: 0, handed: 0, started: 0, ended: 0, dead: 1 });
		expect(await world.logged('o1')).toMatchObject({ state: 'error', reason: { code: 'orderVanished' } });
	});

	ofLog('brings a sale that waits back to its own trigger, once, and the order’s own events as well', async () => {
		await begun(world, ['o1']);
		await world.pollAndRun(B);
		expect(idsOf(await world.pollAndRun(A))).toEqual(['o1']);
		await world.clock.pass(MINUTE);
		await waiting(A, 'o1');
		expect(await world.pollAndRun(B)).toEqual([]);
		expect(eventsOf(await world.pollAndRun(A))).toEqual(['o1 retry']);
		expect(await world.live(A, HOUR)).toEqual([]);
		world.change('o1');
		await world.clock.pass(5 * MINUTE);
		expect(idsOf(await world.live(A, HOUR))).toEqual(['o1']);
	});

	ofLog('notes a sale whose order the platform does not have any more', async () => {
		await begun(world, ['o1']);
		await world.pollAndRun(A);
		world.forget('o1');
		await world.clock.pass(MINUTE);
		await waiting(A, 'o1');
		expect(await world.pollAndRun(A)).toEqual([]);
		const [sale] = await world.database.sales.list({ account: world.account, orderIds: [orderId('o1')], limit: 10 });
		expect(sale).toMatchObject({
			state: 'error',
			reason: { code: 'orderVanished', text: expect.stringContaining('o1') },
		});
	});

	it('gives two triggers that poll at the same moment all orders, none twice', async () => {
		await begun(world, []);
		await world.pollAndRun(B);
		await world.clock.pass(MINUTE);
		for (const id of SEVEN) world.buy(id);
		await world.clock.pass(15 * MINUTE);
		const both = await world.clock.run(Promise.all([world.pollWork(A), world.pollWork(B)]));
		expect(both.map(({ deliveries }) => [...idsOf(deliveries)].sort())).toEqual([SEVEN, SEVEN]);
		for (const [index, { deliveries }] of both.entries()) await world.execute(index === 0 ? A : B, deliveries);
		expect([await world.live(A, HOUR), await world.live(B, HOUR)]).toEqual([[], []]);
	});

	it('forgets ended events, and what it remembers of orders, after 90 days', async () => {
		await begun(world, ['o1']);
		await world.pollAndRun(A);
		const remembered = async () => (await world.database.memories.of(A, world.account, [orderId('o1')])).size;
		const ended = async () => (await world.database.inbox.counts(world.account)).ended;
		await world.clock.pass(89 * DAY);
		await world.pollAndRun(A);
		expect([await ended(), await remembered()]).toEqual([1, 1]);
		await world.clock.pass(2 * DAY);
		await world.pollAndRun(A);
		expect([await ended(), await remembered()]).toEqual([0, 0]);
	});
}
