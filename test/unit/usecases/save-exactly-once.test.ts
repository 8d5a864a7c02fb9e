import { orderId } from '../../../src/domain/ids';
import { STATUSES } from '../../fixtures/memory-platform/memory-store';
import { order } from '../../fixtures/memory-platform/orders';
import { dieEverywhere } from './die-everywhere';
import { CHANNEL_KEY, matched, saveWorlds, SUBSCRIPTION, type SaveWorld } from './save-world';

const open = saveWorlds();

const A = matched(order({ id: 'A' }));
const B = matched(order({ id: 'B', lines: [{ sku: 'TEE', quantity: 3 }] }));
const C = matched(order({ id: 'C' }));

const each = (world: SaveWorld): readonly string[] => world.store.orders.map(({ order: { id } }) => id).sort();

describe('an order is saved exactly once', () => {
	it('by a run that nothing disturbs, and not again by a second one', async () => {
		const world = await open();
		const first = await world.run([A, B]);
		expect(first).toMatchObject([
			{ kind: 'saved', action: 'created' },
			{ kind: 'saved', action: 'created' },
		]);
		const writes = world.store.writes.length;
		expect(await world.run([A, B])).toMatchObject([
			{ kind: 'saved', action: 'unchanged' },
			{ kind: 'saved', action: 'unchanged' },
		]);
		expect(world.store.writes.length).toBe(writes);
		expect(each(world)).toEqual(['A', 'B']);
		expect(await world.sale('A')).toMatchObject({
			state: 'synced',
			targetOrderId: world.store.of('A')[0]?.id,
			fingerprint: expect.any(String),
		});
		expect(world.store.shelf.pieces('p-tee')).toBe(96);
	});

	it('wherever the process dies', async () => {
		const steps = await dieEverywhere({
			items: [A, B],
			check: async (world, where) => {
				expect([where, each(world)]).toEqual([where, ['A', 'B']]);
				expect([where, (await world.sale('A'))?.state, (await world.sale('B'))?.state]).toEqual([where, 'synced', 'synced']);
				expect([where, world.store.shelf.pieces('p-tee')]).toEqual([where, 96]);
			},
		});
		expect(steps).toBeGreaterThan(40);
	});

	it('wherever the process dies, although it takes the last pieces', async () => {
		await dieEverywhere({
			items: [A, B],
			prepare: async (world) => {
				await Promise.resolve();
				const [tee] = world.store.shelf.products;
				if (tee !== undefined) tee.places = { north: 4 };
			},
			check: async (world, where) => {
				expect([where, each(world), world.store.shelf.pieces('p-tee')]).toEqual([where, ['A', 'B'], 0]);
				expect([where, (await world.sale('A'))?.state, (await world.sale('B'))?.state]).toEqual([where, 'synced', 'synced']);
			},
		});
	});

	it('wherever the process dies, and what needs a person still does', async () => {
		const noAddress = matched(order({ id: 'A' }));
		const { shipping: _shipping, ...lost } = noAddress;
		await dieEverywhere({
			items: [lost],
			check: async (world, where) => {
				expect([where, each(world)]).toEqual([where, ['A']]);
				expect([where, (await world.sale('A'))?.state, (await world.sale('A'))?.reason?.code]).toEqual([where, 'error', 'addressMissing']);
				expect([where, world.store.of('A')[0]?.status]).toEqual([where, STATUSES.waiting]);
				// A note that was on its way when the process died is not repeated; never two.
				expect(world.store.of('A')[0]?.notes.length).toBeLessThanOrEqual(1);
			},
		});
	});

	it('wherever the process dies, and a store that reckons otherwise is held', async () => {
		await dieEverywhere({
			items: [A],
			prepare: async (world) => {
				await Promise.resolve();
				world.store.surcharge = '1.00';
			},
			check: async (world, where) => {
				expect([where, each(world)]).toEqual([where, ['A']]);
				expect([where, (await world.sale('A'))?.state, (await world.sale('A'))?.reason?.code]).toEqual([where, 'error', 'totalDiffers']);
				expect([where, world.store.of('A')[0]?.status]).toEqual([where, STATUSES.waiting]);
			},
		});
	});

	it.each(['lostBefore', 'lostAfter', 'lostLate'] as const)('when the answer is lost (%s)', async (fault) => {
		const world = await open();
		world.store.faults.next('create', fault);
		const [first, second] = await world.run([A, B]);
		expect(first).toMatchObject({ kind: 'attention', reason: { code: 'outcomeUnknown' } });
		expect(second).toMatchObject({ kind: 'attention', reason: { code: 'storeUnreachable' } });
		expect(await world.sale('A')).toMatchObject({ state: 'pending', nextAttemptAt: expect.any(String), subscription: expect.any(String) });
		const soon = await world.run([A, B]);
		expect(soon[0]).toMatchObject({ kind: 'attention', reason: { code: 'outcomeUnknown' } });
		await world.untilSettled([A, B]);
		expect(each(world)).toEqual(['A', 'B']);
		expect(world.store.shelf.pieces('p-tee')).toBe(96);
	});

	it('when the answer is lost and the process dies, both', async () => {
		await dieEverywhere({
			items: [A, B],
			prepare: async (world) => {
				await Promise.resolve();
				world.store.faults.next('create', 'lostLate');
			},
			check: async (world, where) => {
				await Promise.resolve();
				expect([where, each(world)]).toEqual([where, ['A', 'B']]);
			},
		});
	});

	it('by two workers at once', async () => {
		const world = await open();
		const both = await world.clock.run(Promise.all([world.work([A, B, C]), world.work([C, B, A])]));
		expect(each(world)).toEqual(['A', 'B', 'C']);
		for (const outcomes of both) for (const outcome of outcomes) expect(outcome.kind).toBe('saved');
		const created = both.flat().filter((outcome) => outcome.kind === 'saved' && outcome.action === 'created');
		expect(created).toHaveLength(3);
	});

	it('by two workers of which one dies in the middle of its request', async () => {
		const world = await open();
		const process = world.process();
		const first = world.work([A], {}, process).catch((error: unknown) => error);
		const second = (async () => {
			await world.clock.sleep(1_000);
			return await world.work([A]);
		})();
		expect(await world.clock.run(Promise.all([first, second]))).toHaveLength(2);
		await world.untilSettled([A]);
		expect(each(world)).toEqual(['A']);
	});

	it('by a database that was restored from a backup', async () => {
		const world = await open();
		await world.run([A]);
		const restore = await world.backup();
		await world.run([B, C]);
		await world.clock.pass(60 * 60_000);
		await restore();
		const writes = world.store.writes.length;
		expect(await world.run([A, B, C])).toMatchObject([{ action: 'unchanged' }, { action: 'unchanged' }, { action: 'unchanged' }]);
		expect([each(world), world.store.writes.length]).toEqual([['A', 'B', 'C'], writes]);
		expect(await world.sale('C')).toMatchObject({ state: 'synced', targetOrderId: world.store.of('C')[0]?.id });
	});

	it.each([false, true])('by a new database on a store that has the orders (store forgets our marks: %s)', async (forgetful) => {
		const world = await open({ forgetful });
		await world.run([A, B, C]);
		await world.clock.pass(60 * 60_000);
		await world.forgetAll();
		const creates = world.store.requests.filter((request) => request === 'create').length;
		const D = matched(order({ id: 'D' }));
		const outcomes = await world.run([A, B, C, D]);
		expect(outcomes).toMatchObject([{ action: 'unchanged' }, { action: 'unchanged' }, { action: 'unchanged' }, { action: 'created' }]);
		expect(each(world)).toEqual(['A', 'B', 'C', 'D']);
		expect(world.store.requests.filter((request) => request === 'create').length).toBe(creates + 1);
	});

	it('also when somebody moved it to the trash', async () => {
		const world = await open();
		await world.run([A]);
		const [stored] = world.store.of('A');
		if (stored !== undefined) stored.trashed = true;
		await world.clock.pass(60 * 60_000);
		await world.forgetAll();
		await world.run([A]);
		expect(each(world)).toEqual(['A']);
	});

	it('when the same order comes twice in one run, and then as its newest version', async () => {
		const world = await open();
		const newer = matched(order({ id: 'A', updatedAt: '2026-11-21T09:00:00.000Z', shipping: { line1: 'Elsewhere 1', country: 'DE' } }));
		const outcomes = await world.run([A, newer]);
		expect(outcomes.map(({ kind }) => kind)).toEqual(['saved', 'saved']);
		expect(each(world)).toEqual(['A']);
		expect(world.store.of('A')[0]?.order.shipping?.line1).toBe('Elsewhere 1');
	});

	it('after a long silence of the store, by itself', async () => {
		const world = await open();
		const until = world.clock.now() + 6 * 60 * 60_000;
		world.store.faults.down(until);
		expect(await world.run([A, B])).toMatchObject([
			{ kind: 'attention', reason: { code: 'storeUnreachable' } },
			{ kind: 'attention', reason: { code: 'storeUnreachable' } },
		]);
		let runs = 0;
		while (world.clock.now() < until + 2 * 60 * 60_000) {
			await world.clock.pass(5 * 60_000);
			await world.database.sales.returnDue({ subscription: SUBSCRIPTION, account: CHANNEL_KEY }, 200, world.clock.now());
			const { rows } = await world.database.inbox.handOut(
				{ subscription: SUBSCRIPTION, account: CHANNEL_KEY },
				200,
				'poll',
				60_000,
				world.clock.now(),
			);
			if (rows.length === 0) continue;
			runs += 1;
			await world.database.inbox.start(rows, 'run', 60_000, world.clock.now());
			await world.run(
				rows.map((row) => ({
					order: row.orderId === 'A' ? A : B,
					subscription: SUBSCRIPTION,
					stamp: { row: row.row, handOut: row.handOut },
				})),
			);
			await world.database.inbox.end(rows, world.clock.now());
		}
		expect(each(world)).toEqual(['A', 'B']);
		expect((await world.sale('A'))?.state).toBe('synced');
		// Every half hour in the end, not every poll.
		expect(runs).toBeLessThan(24);
	});

	it('never in a dry run, which writes nothing at all', async () => {
		const world = await open();
		const [row] = (await handed(world, 'A')).rows;
		const stale = row === undefined ? [] : [{ order: C, stamp: { row: row.row, handOut: 'old' }, subscription: SUBSCRIPTION }];
		const outcomes = await world.run([A, matched(order({ id: 'X', lines: [{ sku: 'UNKNOWN' }] })), ...stale], { dryRun: true });
		expect(outcomes[0]).toMatchObject({ kind: 'saved', action: 'planned' });
		expect(outcomes[1]).toMatchObject({ kind: 'attention', reason: { code: 'lineUnmatched' } });
		expect(world.store.writes).toEqual([]);
		expect([await world.sale('A'), await world.sale('X'), await world.sale('C')]).toEqual([undefined, undefined, undefined]);
		world.store.faults.down(world.clock.now() + 60_000);
		await world.run([A], { dryRun: true });
		expect(await world.sale('A')).toBeUndefined();
	});
});

async function handed(world: SaveWorld, id: string) {
	const event = {
		subscription: SUBSCRIPTION,
		account: CHANNEL_KEY,
		orderId: orderId(id),
		version: '2026-11-21T08:00:00.000Z',
		kind: 'toShip',
		topic: 'order',
	};
	await world.database.inbox.add([event], [], world.clock.now());
	return await world.database.inbox.handOut({ subscription: SUBSCRIPTION, account: CHANNEL_KEY }, 10, 'poll', 60_000, world.clock.now());
}
