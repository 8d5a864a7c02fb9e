import { STATUSES } from '../../fixtures/memory-platform/memory-store';
import { orderId } from '../../../src/domain/ids';
import type { Order } from '../../../src/domain/order';
import type { OrderSink } from '../../../src/ports/order-sink';
import { dieEverywhere } from './die-everywhere';
import type { OrderWish } from '../../fixtures/memory-platform/orders';
import { elsewhere, NINE, saveWorlds, STORE_KEY, tee, TEN, type SaveWorld } from './save-world';

const open = saveWorlds();

describe('changes of an order that is in the store', () => {
	it('before the parcel: brought in; an older version afterwards changes nothing', async () => {
		const world = await open({ editable: true });
		await world.run([tee()]);
		const moved = tee({ updatedAt: TEN, shipping: elsewhere });
		expect(await world.run([moved])).toMatchObject([{ action: 'updated' }]);
		expect(await world.run([tee({ updatedAt: NINE })])).toMatchObject([{ action: 'unchanged' }]);
		expect([world.store.of('A')[0]?.order.shipping?.line1, (await world.sale('A'))?.sourceUpdatedAt]).toEqual(['Elsewhere 1', TEN]);
	});

	describe('of every kind', () => {
		const two = (wish: Partial<OrderWish> = {}): Order => tee({ lines: [{ sku: 'TEE', quantity: 2 }, { sku: 'TEE' }], ...wish });
		const KINDS: readonly (readonly [string, (order: Order) => Order])[] = [
			['its address', (order) => ({ ...order, shipping: elsewhere })],
			['a quantity', (order) => ({ ...order, lines: order.lines.map((line, index) => (index === 0 ? { ...line, quantity: 1 } : line)) })],
			[
				'a cancelled line',
				(order) => ({
					...order,
					lines: order.lines.map((line, index) => (index === 1 ? { ...line, quantityCancelled: line.quantity } : line)),
				}),
			],
			['the day to ship by', (order) => ({ ...order, shipBy: { to: TEN } })],
			['the delivery service', (order) => ({ ...order, delivery: { ...order.delivery, service: 'NEXT_DAY' } })],
		];

		it.each(KINDS)('%s: brought in before the first parcel', async (_, change) => {
			const world = await open({ editable: true });
			await world.run([two()]);
			const changed = change(two({ updatedAt: TEN }));
			expect(await world.run([changed])).toMatchObject([{ action: 'updated' }]);
			const { shipping, lines, shipBy, delivery } = changed;
			expect(world.store.of('A')[0]?.order).toMatchObject({ shipping, lines, ...(shipBy === undefined ? {} : { shipBy }), delivery });
		});

		it.each(KINDS)('%s: noted from the first parcel on, and not brought in', async (_, change) => {
			const world = await open({ editable: true });
			await world.run([two()]);
			const [stored] = world.store.of('A');
			if (stored !== undefined) stored.shipped = true;
			const before = structuredClone(stored?.order);
			expect(await world.run([change(two({ updatedAt: TEN }))])).toMatchObject([{ action: 'noted' }]);
			expect(world.store.of('A')[0]).toMatchObject({ order: before, notes: [expect.stringContaining('after its first shipment')] });
		});
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

	it('pieces that were cancelled as the rest left, outside of the store: the note says that they still stand here', async () => {
		const world = await open({ editable: true });
		const three = (id: string, wish: Partial<OrderWish> = {}) => tee({ id, lines: [{ sku: 'TEE', quantity: 3 }], ...wish });
		await world.run([three('A'), three('B')]);
		const left = (id: string, quantityCancelled: number): Order => {
			const order = three(id, { status: 'shipped', updatedAt: NINE });
			return { ...order, lines: order.lines.map((line) => ({ ...line, quantityCancelled })) };
		};
		for (let time = 0; time < 2; time += 1) await world.run([left('A', 1), left('B', 0)]);
		expect(world.store.of('A')[0]?.notes).toEqual([expect.stringMatching(/as shipped.*changed.*not applied here/)]);
		expect(world.store.of('B')[0]?.notes).toEqual([expect.stringMatching(/as shipped\.$/)]);
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

	it('a wish of the buyer to cancel stands in the log until it is decided, and gives the order a status by choice', async () => {
		const world = await open({ editable: true });
		const settings = { statuses: { cancelRequested: STATUSES.waiting } };
		await world.run([tee(), tee({ id: 'B' })], settings);
		const [, second] = world.store.orders;
		if (second !== undefined) second.status = 'picked';
		const wish = { cancelRequested: {} };
		await world.run([tee({ updatedAt: NINE, ...wish }), tee({ id: 'B', updatedAt: NINE, ...wish })], settings);
		// What people gave another status keeps it.
		expect(world.store.orders.map(({ status }) => status)).toEqual([STATUSES.waiting, 'picked']);
		expect(await world.sale('A')).toMatchObject({ state: 'synced', reason: { code: 'cancelAsked' } });
		await world.run([tee({ updatedAt: TEN })], settings);
		expect([world.store.orders[0]?.status, (await world.sale('A'))?.reason]).toEqual([STATUSES.toPack, undefined]);
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
