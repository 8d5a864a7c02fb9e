import { STATUSES, type StoreOrder } from '../../fixtures/memory-platform/memory-store';
import { order } from '../../fixtures/memory-platform/orders';
import { CHANNEL_KEY, elsewhere, matched, saveWorldsBeside, STORE_KEY, SUBSCRIPTION, tee, TEN, type SaveWorld } from './save-world';

const open = saveWorldsBeside();

const A = tee();
const B = matched(order({ id: 'B', lines: [{ sku: 'TEE', quantity: 3 }] }));
const C = matched(order({ id: 'C' }));
/** The store settles within forty seconds; a search shows an order after fifteen. */
const SETTLED_MS = 90_000;

const isOpen = ({ status, trashed }: StoreOrder): boolean => !trashed && status !== STATUSES.void;

/** For each order of the channel those of the store that somebody may still work on. */
const openOf = ({ store }: SaveWorld, ...ids: readonly string[]): readonly (readonly string[])[] =>
	ids.map((id) =>
		store
			.of(id)
			.filter(isOpen)
			.map((stored) => stored.id),
	);

const lowest = ({ store }: SaveWorld, id: string): string | undefined =>
	store.of(id).toSorted((one, other) => one.position - other.position)[0]?.id;

/** Both save the same orders at the same moment. */
const together = async (worlds: readonly SaveWorld[], items: Parameters<SaveWorld['work']>[0]): Promise<void> => {
	const [first] = worlds;
	await first?.clock.run(Promise.all(worlds.map(async (world) => await world.work(items))));
};

/** What comes back by itself comes back. */
const later = async (world: SaveWorld, ...items: Parameters<SaveWorld['work']>[0]): Promise<void> => {
	await world.clock.pass(SETTLED_MS);
	await world.run(items);
};

describe('two memories on one store', () => {
	it.each([0, 15_000])('leave one order each, whoever sees the other first (search shows after %i ms)', async (searchLagMs) => {
		const worlds = await open(2, { searchLagMs });
		const [one, other] = worlds as [SaveWorld, SaveWorld];
		await together(worlds, [A, B, C]);
		await later(one, A);
		await later(other, A);
		expect(openOf(one, 'A', 'B', 'C')).toEqual(['A', 'B', 'C'].map((id) => [lowest(one, id)]));
		expect(one.store.shelf.pieces('p-tee')).toBe(95);
		const twins = one.store.orders.filter((stored) => !isOpen(stored));
		expect(twins.length).toBeGreaterThan(0);
		for (const twin of twins) expect(twin.duplicateOf).toBe(lowest(one, twin.order.id));
		for (const world of worlds) {
			for (const id of ['A', 'B', 'C']) expect(await world.sale(id)).toMatchObject({ state: 'synced', targetOrderId: lowest(one, id) });
		}
		const told = await Promise.all(worlds.map(async (world) => (await world.sale('C'))?.reason?.code));
		expect(told).toContain('duplicateCancelled');
	});

	it('go on with the one that stays', async () => {
		const worlds = await open(2, { editable: true });
		const [one, other] = worlds as [SaveWorld, SaveWorld];
		await together(worlds, [A]);
		await later(one, A);
		const moved = tee({ updatedAt: TEN, shipping: elsewhere });
		for (const world of worlds) await world.run([moved]);
		expect(openOf(one, 'A')).toEqual([[lowest(one, 'A')]]);
		expect(one.store.of('A').find(isOpen)?.order.shipping?.line1).toBe(elsewhere.line1);
		const cancelled = tee({ updatedAt: '2026-11-21T11:00:00.000Z', status: 'cancelled' });
		for (const world of worlds) await world.run([cancelled]);
		expect([openOf(one, 'A'), one.store.shelf.pieces('p-tee')]).toEqual([[[]], 100]);
		expect([(await one.sale('A'))?.state, (await other.sale('A'))?.state]).toEqual(['cancelled', 'cancelled']);
	});

	it('follow a mark that the other has set, though nobody looks for twins any more', async () => {
		const worlds = await open(2, { editable: true });
		const [one, other] = worlds as [SaveWorld, SaveWorld];
		await together(worlds, [A]);
		const twin = one.store.of('A').toSorted((a, b) => b.position - a.position)[0];
		const behind = (await one.sale('A'))?.targetOrderId === twin?.id ? one : other;
		Object.assign(twin ?? {}, { status: STATUSES.void, duplicateOf: lowest(one, 'A') });
		await behind.database.positions.looked(STORE_KEY, Date.parse('2027-01-01'));
		await behind.run([tee({ updatedAt: TEN, shipping: elsewhere })]);
		expect(await behind.sale('A')).toMatchObject({ state: 'synced', targetOrderId: lowest(one, 'A') });
		expect(one.store.of('A').find(isOpen)?.order.shipping?.line1).toBe(elsewhere.line1);
	});

	it('leave the shelf as it is for what the channel ships itself', async () => {
		const worlds = await open(2, { searchLagMs: 0 });
		const [one] = worlds as [SaveWorld];
		const D = tee({ fulfilledBy: 'amazon', status: 'shipped' });
		await together(worlds, [D]);
		await later(one, D);
		expect([openOf(one, 'A'), one.store.of('A').length, one.store.shelf.pieces('p-tee')]).toEqual([[[lowest(one, 'A')]], 2, 100]);
	});

	it.each([
		['has a note of theirs, a refund or a parcel', (twin: StoreOrder) => Object.assign(twin, { workedOn: true })],
		['was packed by hand', (twin: StoreOrder) => Object.assign(twin, { status: STATUSES.done })],
		[
			'has another address',
			(twin: StoreOrder) => Object.assign(twin, { order: { ...twin.order, shipping: { line1: 'By hand 1', country: 'DE' } } }),
		],
	])('hold the second one for a person if it %s, once, and tell', async (_, touch) => {
		const worlds = await open(2);
		const [one, other] = worlds as [SaveWorld, SaveWorld];
		await together(worlds, [A]);
		const twin = one.store.of('A').toSorted((a, b) => b.position - a.position)[0];
		if (twin === undefined) throw new Error('There is one');
		touch(twin);
		for (const world of worlds) await later(world, A);
		expect([twin.status, twin.duplicateOf, one.store.shelf.pieces('p-tee')]).toEqual([STATUSES.waiting, lowest(one, 'A'), 98]);
		for (const world of worlds) {
			expect(await world.sale('A')).toMatchObject({ state: 'error', reason: { code: 'duplicateHeld' }, targetOrderId: lowest(one, 'A') });
		}
		// A person decides for it, and nobody takes it back.
		twin.status = STATUSES.toPack;
		for (const world of [one, other]) await later(world, A, C);
		expect(twin.status).toBe(STATUSES.toPack);
	});

	it('hold both where a parcel of the second one has left', async () => {
		const worlds = await open(2);
		const [one] = worlds as [SaveWorld];
		await together(worlds, [A]);
		const twin = one.store.of('A').toSorted((a, b) => b.position - a.position)[0];
		if (twin !== undefined) twin.shipped = true;
		if (twin !== undefined) twin.workedOn = true;
		await later(one, A);
		expect(one.store.of('A').map(({ status }) => status)).toEqual([STATUSES.waiting, STATUSES.waiting]);
	});

	it('do no harm when both see the twins in the same moment', async () => {
		const worlds = await open(2);
		const [one] = worlds as [SaveWorld];
		await together(worlds, [A, B]);
		await one.clock.pass(SETTLED_MS);
		await together(worlds, [A, B]);
		expect(openOf(one, 'A', 'B')).toEqual([[lowest(one, 'A')], [lowest(one, 'B')]]);
		expect(one.store.shelf.pieces('p-tee')).toBe(96);
	});
});

describe('a store that finishes late', () => {
	it.each([60_000, 6 * 60_000])('leaves one order (%i ms after it was asked)', async (lateMs) => {
		const [world] = (await open(1)) as [SaveWorld];
		world.store.lateMs = lateMs;
		world.store.faults.next('create', 'lostLate');
		await world.run([A]);
		for (let minute = 0; minute < 20; minute += 1) {
			await world.clock.pass(60_000);
			const sale = await world.sale('A');
			if (sale?.nextAttemptAt !== undefined && Date.parse(sale.nextAttemptAt) <= world.clock.now()) {
				await world.database.sales.returnDue({ subscription: SUBSCRIPTION, account: CHANNEL_KEY }, 10, world.database.now());
				await world.run([A]);
			}
		}
		expect([world.store.of('A').length, openOf(world, 'A'), world.store.shelf.pieces('p-tee')]).toEqual([2, [[lowest(world, 'A')]], 99]);
		expect(await world.sale('A')).toMatchObject({
			state: 'synced',
			targetOrderId: lowest(world, 'A'),
			reason: { code: 'duplicateCancelled' },
		});
	});
});

describe('the look for twins', () => {
	it('comes once after the store has settled, though no other order comes, and then no more', async () => {
		const [world] = (await open(1)) as [SaveWorld];
		await world.run([A, B]);
		const due = [await world.sale('A'), await world.sale('B')].filter((sale) => sale?.nextAttemptAt !== undefined);
		expect(due).toMatchObject([{ state: 'synced', orderId: 'B' }]);
		await world.clock.pass(SETTLED_MS);
		expect(await world.database.sales.returnDue({ subscription: SUBSCRIPTION, account: CHANNEL_KEY }, 10, world.database.now())).toBe(1);
		world.store.requests.splice(0);
		expect(await world.run([B])).toMatchObject([{ kind: 'saved', action: 'unchanged' }]);
		expect(world.store.requests).toEqual(['ownOrders', 'ownOrders']);
		await world.clock.pass(SETTLED_MS);
		expect(await world.database.sales.returnDue({ subscription: SUBSCRIPTION, account: CHANNEL_KEY }, 10, world.database.now())).toBe(0);
		world.store.requests.splice(0);
		await world.run([A, B]);
		expect(world.store.requests).toEqual([]);
	});

	it('comes again where the store could not be asked', async () => {
		const worlds = await open(2);
		const [one] = worlds as [SaveWorld];
		await together(worlds, [A]);
		await one.clock.pass(SETTLED_MS);
		one.store.faults.next('examine', 'unreachable');
		await one.run([A]);
		expect(openOf(one, 'A')[0]).toHaveLength(2);
		expect((await one.sale('A'))?.nextAttemptAt).toBeDefined();
		await later(one, A);
		expect(openOf(one, 'A')).toEqual([[lowest(one, 'A')]]);
	});
});

describe('an order that was made twice', () => {
	it('is made anew by Retry when the one that stayed is gone, also by the memory that had made the other', async () => {
		const worlds = await open(2, { editable: true });
		const [one, other] = worlds as [SaveWorld, SaveWorld];
		await together(worlds, [A]);
		for (const world of worlds) await later(world, A);
		expect(openOf(one, 'A')).toEqual([[lowest(one, 'A')]]);
		const at = one.store.orders.findIndex(({ id }) => id === lowest(one, 'A'));
		one.store.orders.splice(at, 1);
		for (const world of [one, other]) {
			await world.check();
			await world.retry('A');
		}
		await later(other, A);
		await later(one, A);
		expect(openOf(one, 'A')[0]).toHaveLength(1);
		for (const world of worlds) expect(await world.sale('A')).toMatchObject({ state: 'synced', targetOrderId: openOf(one, 'A')[0]?.[0] });
	});

	it('is held, not cancelled, where the second one came long after: somebody copied it with its mark', async () => {
		const [world] = (await open(1)) as [SaveWorld];
		await world.run([A]);
		await later(world, A);
		const [first] = world.store.of('A');
		if (first === undefined) throw new Error('It is there');
		await world.clock.pass(3 * 24 * 60 * 60_000);
		world.store.orders.push({ ...structuredClone(first), id: '900', position: 900, madeAt: world.clock.now() });
		await world.clock.pass(SETTLED_MS);
		await world.run([C]);
		const copy = world.store.of('A').find(({ id }) => id === '900');
		expect([first.status, copy?.status, copy?.duplicateOf]).toEqual([STATUSES.toPack, STATUSES.waiting, first.id]);
		expect(await world.sale('A')).toMatchObject({ state: 'error', reason: { code: 'duplicateHeld' }, targetOrderId: first.id });
	});
});
