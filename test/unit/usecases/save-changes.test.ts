import type { Order } from '../../../src/domain/order';
import { orderId } from '../../../src/domain/ids';
import type { InboxStamp } from '../../../src/ports/database';
import type { OrderSink } from '../../../src/ports/order-sink';
import { STATUSES, type MemoryStoreOptions } from '../../fixtures/memory-platform/memory-store';
import { order, type OrderWish } from '../../fixtures/memory-platform/orders';
import { dieEverywhere } from './die-everywhere';
import { CHANNEL_KEY, matched, SaveWorld, STORE_KEY, SUBSCRIPTION } from './save-world';

const worlds: SaveWorld[] = [];
const open = async (options?: MemoryStoreOptions): Promise<SaveWorld> => {
	const world = await SaveWorld.open(options);
	worlds.push(world);
	return world;
};

afterEach(async () => {
	for (const world of worlds.splice(0)) await world.close();
});

const NINE = '2026-11-21T09:00:00.000Z';
const TEN = '2026-11-21T10:00:00.000Z';
const tee = (wish: Partial<OrderWish> = {}): Order => matched(order({ id: 'A', ...wish }));
const elsewhere = { line1: 'Elsewhere 1', city: 'Otherville', country: 'DE' };

/** An event of the order that was given to a run, which began. */
async function begun(world: SaveWorld, version: string, kind = 'toShip'): Promise<InboxStamp> {
	await world.database.inbox.add(
		[{ subscription: SUBSCRIPTION, account: CHANNEL_KEY, orderId: orderId('A'), version, kind, topic: 'order' }],
		[{ subscription: SUBSCRIPTION, account: CHANNEL_KEY, orderId: orderId('A'), version }],
		world.clock.now(),
	);
	const { rows } = await world.database.inbox.handOut(SUBSCRIPTION, 10, 'poll', 60_000, world.clock.now());
	const [row] = rows;
	if (row === undefined) throw new Error('Nothing was given out');
	await world.database.inbox.start(rows, 'run', 60 * 60_000, world.clock.now());
	return { row: row.row, handOut: row.handOut };
}

describe('cancellations', () => {
	it('first seen as cancelled: a row in the log and nothing in the store, however often', async () => {
		const world = await open();
		const gone = tee({ status: 'cancelled' });
		expect(await world.run([gone])).toMatchObject([{ action: 'logged' }]);
		expect(await world.run([gone])).toMatchObject([{ action: 'logged' }]);
		expect([world.store.writes, (await world.sale('A'))?.state]).toEqual([[], 'cancelled']);
	});

	it('an older version that comes late does not bring it back', async () => {
		const world = await open();
		await world.run([tee({ status: 'cancelled', updatedAt: NINE })]);
		expect(await world.run([tee()])).toMatchObject([{ action: 'unchanged' }]);
		expect(world.store.orders).toEqual([]);
	});

	it('a run that is on its way with the older version does not either', async () => {
		const world = await open({ elementMs: 5_000 });
		// It looks at the shelf for a while, and meanwhile the cancellation is noted.
		const slow = world.process();
		const catalog = world.store.catalog;
		const waits = {
			...catalog,
			findBySkus: async (skus: readonly string[]) => {
				await world.clock.sleep(20_000);
				return await catalog.findBySkus(skus);
			},
		};
		jest.spyOn(world.store, 'catalog', 'get').mockReturnValueOnce(waits);
		const first = world.work([tee()], {}, slow);
		const second = (async () => {
			await world.clock.sleep(5_000);
			return await world.work([tee({ status: 'cancelled', updatedAt: NINE })]);
		})();
		expect(await world.clock.run(Promise.all([first, second]))).toMatchObject([[{ action: 'unchanged' }], [{ action: 'logged' }]]);
		expect([world.store.orders, (await world.sale('A'))?.state]).toEqual([[], 'cancelled']);
	});

	it('before the parcel left: cancelled in the store once, FBM stock comes back', async () => {
		const world = await open();
		await world.run([tee(), tee({ id: 'B', fulfilledBy: 'amazon', status: 'unshipped' })], {
			statuses: { amazon: STATUSES.toPack },
		});
		const gone = [
			tee({ status: 'cancelled', updatedAt: NINE }),
			tee({ id: 'B', fulfilledBy: 'amazon', status: 'cancelled', updatedAt: NINE }),
		];
		expect(await world.run(gone)).toMatchObject([{ action: 'cancelled' }, { action: 'cancelled' }]);
		expect(await world.run(gone)).toMatchObject([{ action: 'unchanged' }, { action: 'unchanged' }]);
		expect(world.store.requests.filter((request) => request === 'cancel')).toHaveLength(2);
		expect([world.store.shelf.pieces('p-tee'), (await world.sale('A'))?.state]).toEqual([100, 'cancelled']);
	});

	it('after the parcel left: noted once, to a person', async () => {
		const world = await open();
		await world.run([tee()]);
		const [stored] = world.store.of('A');
		if (stored !== undefined) stored.shipped = true;
		const gone = tee({ status: 'cancelled', updatedAt: NINE });
		expect(await world.run([gone])).toMatchObject([{ kind: 'attention', reason: { code: 'alreadyShipped' } }]);
		expect(await world.run([gone])).toMatchObject([{ kind: 'attention', reason: { code: 'alreadyShipped' } }]);
		expect(world.store.of('A')[0]).toMatchObject({
			status: STATUSES.toPack,
			notes: [expect.stringContaining('cancelled at Memory Market after')],
		});
	});

	it('that the store refuses stand in the log as what they are', async () => {
		const world = await open();
		await world.run([tee()]);
		world.store.faults.next('cancel', 'rejected');
		expect(await world.run([tee({ status: 'cancelled', updatedAt: NINE })])).toMatchObject([
			{ kind: 'attention', reason: { code: 'cancelBlocked' } },
		]);
	});

	it('wait for a store that does not answer', async () => {
		const world = await open();
		await world.run([tee()]);
		const gone = tee({ status: 'cancelled', updatedAt: NINE });
		world.store.faults.next('cancel', 'lostAfter');
		expect(await world.run([gone])).toMatchObject([{ kind: 'attention', reason: { code: 'storeUnreachable' } }]);
		await world.untilSettled([gone]);
		expect([world.store.of('A')[0]?.status, world.store.shelf.pieces('p-tee'), (await world.sale('A'))?.state]).toEqual([
			STATUSES.void,
			100,
			'cancelled',
		]);
		// A later version of a cancelled order meets an unreachable store: nothing breaks.
		world.store.faults.next('read', 'unavailable');
		const later = tee({ status: 'cancelled', updatedAt: TEN, lines: [{ sku: 'TEE', price: '0.00' }] });
		expect(await world.run([later])).toMatchObject([{ kind: 'attention', reason: { code: 'storeUnreachable' } }]);
		await world.untilSettled([later]);
		expect((await world.sale('A'))?.state).toBe('cancelled');
	});

	it('meet an order whose creation is still open: it is settled, then cancelled', async () => {
		const world = await open();
		world.store.faults.next('create', 'lostLate');
		await world.run([tee()]);
		const gone = tee({ status: 'cancelled', updatedAt: NINE });
		expect(await world.run([gone])).toMatchObject([{ kind: 'attention', reason: { code: 'outcomeUnknown' } }]);
		await world.untilSettled([gone]);
		expect([world.store.orders.map(({ status }) => status), (await world.sale('A'))?.state]).toEqual([[STATUSES.void], 'cancelled']);
	});
});

describe('changes of an order that is in the store', () => {
	it('before the parcel: brought in; an older version afterwards changes nothing', async () => {
		const world = await open({ editable: true });
		await world.run([tee()]);
		const moved = tee({ updatedAt: TEN, shipping: elsewhere });
		expect(await world.run([moved])).toMatchObject([{ action: 'updated' }]);
		expect(await world.run([tee({ updatedAt: NINE })])).toMatchObject([{ action: 'unchanged' }]);
		expect([world.store.of('A')[0]?.order.shipping?.line1, (await world.sale('A'))?.sourceUpdatedAt]).toEqual(['Elsewhere 1', TEN]);
	});

	it('by two runs at once, of which the one with the older version is slow: the newest stands', async () => {
		const world = await open({ editable: true });
		await world.run([tee()]);
		const version = (updatedAt: string): Order => tee({ updatedAt, shipping: { ...elsewhere, line1: updatedAt } });
		const { sink } = world.store;
		const slow: OrderSink = {
			...sink,
			update: async (...args) => {
				await world.clock.sleep(8_000);
				return await sink.update(...args);
			},
		};
		jest.spyOn(world.store, 'sink', 'get').mockReturnValueOnce(slow);
		const first = world.work([version(NINE)]);
		const second = (async () => {
			await world.clock.sleep(2_000);
			return await world.work([version(TEN)]);
		})();
		expect(await world.clock.run(Promise.all([first, second]))).toMatchObject([[{ action: 'updated' }], [{ action: 'updated' }]]);
		expect([world.store.of('A')[0]?.order.shipping?.line1, (await world.sale('A'))?.sourceUpdatedAt]).toEqual([TEN, TEN]);
	});

	it('from the first parcel on: noted once, not applied', async () => {
		const world = await open({ editable: true });
		await world.run([tee()]);
		const [stored] = world.store.of('A');
		if (stored !== undefined) stored.shipped = true;
		const moved = tee({ updatedAt: NINE, shipping: elsewhere });
		expect(await world.run([moved])).toMatchObject([{ action: 'noted' }]);
		expect(await world.run([moved])).toMatchObject([{ action: 'unchanged' }]);
		expect(world.store.of('A')[0]).toMatchObject({
			order: { updatedAt: tee().updatedAt },
			notes: [expect.stringContaining('after its first shipment')],
		});
		expect(await world.sale('A')).toMatchObject({ state: 'synced', frozen: true });
	});

	it('from the first parcel on: the note comes later when the store does not take it now, and not again when its answer is lost', async () => {
		const world = await open({ editable: true });
		await world.run([tee(), tee({ id: 'B' })]);
		for (const stored of world.store.orders) stored.shipped = true;
		const moved = { updatedAt: NINE, shipping: elsewhere };
		world.store.faults.next('addNote', 'unavailable');
		world.store.faults.next('addNote', 'lostAfter');
		const outcomes = await world.run([tee(moved), tee({ id: 'B', ...moved })]);
		expect(outcomes).toMatchObject([{ kind: 'attention', reason: { code: 'storeUnreachable' } }, { action: 'noted' }]);
		await world.untilSettled([tee(moved), tee({ id: 'B', ...moved })]);
		expect(world.store.orders.map(({ notes }) => notes.length)).toEqual([1, 1]);
	});

	it('that the store does not let in: to a person, and tried again on retry', async () => {
		const world = await open();
		await world.run([tee()]);
		const moved = tee({ updatedAt: NINE, shipping: elsewhere });
		expect(await world.run([moved])).toMatchObject([{ kind: 'attention', reason: { code: 'storeRejected' } }]);
		expect(await world.database.sales.retry(STORE_KEY, [orderId('A')], world.clock.now())).toBe(1);
		expect(await world.run([moved])).toMatchObject([{ kind: 'attention', reason: { code: 'storeRejected' } }]);
		expect(world.store.requests.filter((request) => request === 'update')).toHaveLength(2);
	});

	it('that could not be brought in come back by themselves, also when an older version passes meanwhile', async () => {
		const world = await open({ editable: true });
		await world.run([tee()]);
		const moved = tee({ updatedAt: NINE, shipping: elsewhere });
		world.store.faults.next('update', 'unavailable');
		expect(await world.run([moved])).toMatchObject([{ kind: 'attention', reason: { code: 'storeUnreachable' } }]);
		await world.run([tee()]);
		expect(await world.sale('A')).toMatchObject({ state: 'pending', nextAttemptAt: expect.any(String) });
		await world.untilSettled([moved]);
		expect(world.store.of('A')[0]?.order.shipping?.line1).toBe('Elsewhere 1');
	});

	it('a wish of the buyer to cancel is noted once, also on an order that is new', async () => {
		const world = await open({ editable: true });
		await world.run([tee()]);
		const wish = { cancelRequested: { reason: 'ORDERED_BY_MISTAKE' } };
		await world.run([tee({ updatedAt: NINE, ...wish }), tee({ id: 'B', ...wish })]);
		await world.run([tee({ updatedAt: TEN, shipping: elsewhere, ...wish }), tee({ id: 'B', ...wish })]);
		const notes = world.store.orders.map((stored) => stored.notes.filter((note) => note.includes('asked Memory Market to cancel')).length);
		expect(notes).toEqual([1, 1]);
	});

	it('somebody deleted it in the store: it is not made again, and the log knows an end', async () => {
		const world = await open({ editable: true });
		await world.run([tee()]);
		world.store.orders.splice(0);
		const moved = tee({ updatedAt: NINE, shipping: elsewhere });
		expect(await world.run([moved])).toMatchObject([{ action: 'unchanged' }]);
		const requests = world.store.requests.length;
		await world.run([moved]);
		expect([world.store.orders, world.store.requests.length, (await world.sale('A'))?.state]).toEqual([[], requests, 'synced']);
	});

	it('somebody cancelled it in the store: it stays so', async () => {
		const world = await open({ editable: true });
		await world.run([tee()]);
		const [stored] = world.store.of('A');
		if (stored !== undefined) stored.status = STATUSES.void;
		expect(await world.run([tee({ updatedAt: NINE, shipping: elsewhere })])).toMatchObject([{ action: 'unchanged' }]);
		expect(world.store.requests).not.toContain('update');
	});
});

describe('wherever the process dies', () => {
	const saved = async (world: SaveWorld): Promise<void> => {
		await world.run([tee()]);
	};

	it('a change is brought in, with one note at most of a wish to cancel', async () => {
		const moved = tee({ updatedAt: NINE, shipping: elsewhere, cancelRequested: {} });
		const steps = await dieEverywhere({
			options: { editable: true },
			prepare: saved,
			items: [moved],
			check: async (world, where) => {
				const [stored] = world.store.of('A');
				expect([where, stored?.order.shipping?.line1, (await world.sale('A'))?.sourceUpdatedAt, world.store.orders.length]).toEqual([
					where,
					'Elsewhere 1',
					NINE,
					1,
				]);
				expect(stored?.notes.length).toBeLessThanOrEqual(1);
			},
		});
		expect(steps).toBeGreaterThan(15);
	});

	it('a cancellation happens, and the pieces come back once', async () => {
		await dieEverywhere({
			prepare: saved,
			items: [tee({ status: 'cancelled', updatedAt: NINE })],
			check: async (world, where) => {
				expect([where, world.store.of('A')[0]?.status, world.store.shelf.pieces('p-tee'), (await world.sale('A'))?.state]).toEqual([
					where,
					STATUSES.void,
					100,
					'cancelled',
				]);
			},
		});
	});

	it('a cancellation that comes first leaves nothing in the store', async () => {
		await dieEverywhere({
			items: [tee({ status: 'cancelled' })],
			check: async (world, where) => {
				expect([where, world.store.orders, (await world.sale('A'))?.state]).toEqual([where, [], 'cancelled']);
			},
		});
	});

	it('a change after the parcel is noted at most once, and never brought in', async () => {
		await dieEverywhere({
			options: { editable: true },
			items: [tee({ updatedAt: NINE, shipping: elsewhere })],
			prepare: async (world) => {
				await saved(world);
				for (const stored of world.store.of('A')) stored.shipped = true;
			},
			check: async (world, where) => {
				const [stored] = world.store.of('A');
				expect([where, stored?.order.updatedAt, (await world.sale('A'))?.frozen]).toEqual([where, tee().updatedAt, true]);
				expect(stored?.notes.length).toBeLessThanOrEqual(1);
			},
		});
	});
});

describe('data of an old run', () => {
	it('is read anew instead of being written', async () => {
		const world = await open();
		const old = await begun(world, NINE);
		await world.database.inbox.fail([old], world.clock.now(), world.clock.now());
		const outcomes = await world.run([{ order: tee(), stamp: old, subscription: SUBSCRIPTION }]);
		expect(outcomes).toMatchObject([{ kind: 'attention', reason: { code: 'staleData' } }]);
		expect([world.store.orders, (await world.sale('A'))?.state]).toEqual([[], 'pending']);
		expect(await world.database.sales.returnDue(SUBSCRIPTION, 10, world.clock.now())).toBe(1);
	});

	it('stands as long as its run waits, until something newer is known', async () => {
		const world = await open();
		const stamp = await begun(world, NINE);
		await world.database.inbox.end([stamp], world.clock.now());
		expect(await world.run([{ order: tee(), stamp, subscription: SUBSCRIPTION }])).toMatchObject([{ action: 'created' }]);
		await begun(world, TEN);
		const outcomes = await world.run([
			{ order: tee({ id: 'A', updatedAt: NINE, shipping: elsewhere }), stamp, subscription: SUBSCRIPTION },
		]);
		expect(outcomes).toMatchObject([{ kind: 'attention', reason: { code: 'staleData' } }]);
	});

	it('of a cancelled sale breaks nothing', async () => {
		const world = await open();
		await world.run([tee({ status: 'cancelled', updatedAt: NINE })]);
		const outcomes = await world.run([{ order: tee(), stamp: { row: 1, handOut: 'x-1' }, subscription: SUBSCRIPTION }, tee({ id: 'B' })]);
		expect(outcomes).toMatchObject([{ kind: 'attention', reason: { code: 'staleData' } }, { action: 'created' }]);
		expect(await world.run([tee({ status: 'cancelled', updatedAt: NINE })])).toMatchObject([{ action: 'logged' }]);
		expect((await world.sale('A'))?.state).toBe('cancelled');
	});

	it('of a sale that a person took off the list is left alone', async () => {
		const world = await open();
		await world.run([tee({ status: 'cancelled', updatedAt: NINE })]);
		const key = { source: CHANNEL_KEY, orderId: orderId('A'), target: STORE_KEY };
		await world.database.sales.change([{ ...key, state: 'deleted' }], world.clock.now());
		expect(await world.run([tee({ updatedAt: TEN }), tee({ id: 'B' })])).toMatchObject([{ action: 'unchanged' }, { action: 'created' }]);
		expect((await world.sale('A'))?.state).toBe('deleted');
	});
});

describe('what another run left open', () => {
	it('is not forgotten when the order is met in the store meanwhile', async () => {
		const world = await open({ editable: true });
		world.store.faults.next('create', 'lostAfter');
		await world.run([tee()]);
		const moved = tee({ updatedAt: NINE, shipping: elsewhere });
		expect(await world.run([moved])).toMatchObject([{ kind: 'attention', reason: { code: 'outcomeUnknown' } }]);
		await world.clock.pass(60_000);
		// Another order's run finds it in the store first.
		await world.run([tee({ id: 'B' })]);
		expect(await world.sale('A')).toMatchObject({
			state: 'pending',
			targetOrderId: world.store.of('A')[0]?.id,
			nextAttemptAt: expect.any(String),
		});
		await world.untilSettled([moved]);
		expect([world.store.of('A').length, world.store.of('A')[0]?.order.shipping?.line1]).toEqual([1, 'Elsewhere 1']);
	});
});
