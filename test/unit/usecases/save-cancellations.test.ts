import { STATUSES } from '../../fixtures/memory-platform/memory-store';
import { dieEverywhere } from './die-everywhere';
import { NINE, saveWorlds, tee, TEN, type SaveWorld } from './save-world';

const open = saveWorlds();

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
		// Its buyer is forgotten like others', though Amazon never calls it shipped.
		expect(await world.sale('A')).toMatchObject({ agesFrom: NINE });
		expect(world.store.of('A')[0]).toMatchObject({
			status: STATUSES.toPack,
			notes: [expect.stringContaining('cancelled at Memory Market after')],
		});
	});

	/** The store calls an order of the channel's own warehouse shipped from the beginning. */
	it("of an order that the channel ships: cancelled, unless the channel's own parcel left", async () => {
		for (const [quantityShipped, action] of [
			[0, 'cancelled'],
			[1, undefined],
		] as const) {
			const world = await open();
			await world.run([tee({ fulfilledBy: 'amazon' })]);
			const [stored] = world.store.of('A');
			if (stored !== undefined) stored.shipped = true;
			const gone = tee({ fulfilledBy: 'amazon', status: 'cancelled', updatedAt: NINE });
			const [outcome] = await world.run([{ ...gone, lines: gone.lines.map((line) => ({ ...line, quantityShipped })) }]);
			expect(outcome).toMatchObject(action === undefined ? { kind: 'attention', reason: { code: 'alreadyShipped' } } : { action });
			expect(world.store.shelf.pieces('p-tee')).toBe(100);
		}
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

describe('wherever the process dies', () => {
	const saved = async (world: SaveWorld): Promise<void> => {
		await world.run([tee()]);
	};

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
});
