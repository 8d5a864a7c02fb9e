import type { OrderSink } from '../../../src/ports/order-sink';
import type { StoreOrder } from '../../fixtures/memory-platform/memory-store';
import { ProcessDied } from '../../fixtures/memory-platform/mortal-process';
import { order, START } from '../../fixtures/memory-platform/orders';
import { CHANNEL_KEY, elsewhere, matched, NINE, SaveWorld, saveWorlds, STORE_KEY, tee, TEN } from './save-world';

const open = saveWorlds();
const three = [tee(), tee({ id: 'B' }), tee({ id: 'C' })];

/** A, B and C are saved; the store is restored to the state after A. */
async function restored(world: SaveWorld): Promise<void> {
	await world.run([tee()]);
	await world.clock.pass(60_000);
	const restore = world.store.backup();
	await world.run(three.slice(1));
	await world.clock.pass(60_000);
	restore();
}

const origins = (world: SaveWorld): readonly (string | undefined)[] => world.store.orders.map(({ order: { id } }) => id).toSorted();

describe('what the store still has', () => {
	it('tells of each order, puts the lost ones into the log, and writes nothing in the store', async () => {
		const world = await open();
		await restored(world);
		const theirs = world.store.buy(matched(order({ id: 'shop-order' })));
		const [image, writes] = [JSON.stringify(world.store.orders), world.store.writes.length];
		const checked = await world.check();
		expect(checked.map(({ sale, found }) => [sale.orderId, found])).toEqual([
			['C', 'lost'],
			['B', 'lost'],
			['A', 'inStore'],
		]);
		expect(await world.sale('A')).toMatchObject({ state: 'synced' });
		for (const id of ['B', 'C']) {
			const sale = await world.sale(id);
			expect(sale).toMatchObject({ state: 'error', reason: { code: 'orderGone', advice: expect.stringContaining('retry') } });
			expect(sale?.targetOrderId).toBeUndefined();
		}
		expect((await world.sale('B'))?.reason?.text).toContain(theirs.id);
		expect([JSON.stringify(world.store.orders), world.store.writes.length]).toEqual([image, writes]);
		expect(await world.check()).toMatchObject([{ sale: { orderId: 'A' }, found: 'inStore' }]);
	});

	it('has a lost one made anew by Retry, once, by however many runs at once', async () => {
		const world = await open();
		await restored(world);
		await world.check();
		// Nobody retried them yet: a run that holds an old item does not bring them back unasked for.
		await Promise.all(['B', 'C'].map(async (id) => await world.retry(id)));
		const runs = [world.work(three), world.work(three)];
		await world.clock.run(Promise.all(runs));
		await world.untilSettled(three);
		expect(origins(world)).toEqual(['A', 'B', 'C']);
		await world.clock.pass(60_000);
		expect((await world.check()).map(({ found }) => found)).toEqual(['inStore', 'inStore', 'inStore']);
		expect(world.store.shelf.pieces('p-tee')).toBe(97);
	});

	it('leaves a lost one that was cancelled meanwhile out of the store when it is retried', async () => {
		const world = await open();
		await restored(world);
		await world.check();
		await world.retry('B');
		expect(await world.run([tee({ id: 'B', status: 'cancelled', updatedAt: NINE })])).toMatchObject([{ action: 'logged' }]);
		expect([origins(world), (await world.sale('B'))?.state]).toEqual([['A'], 'cancelled']);
	});

	it('does not make one anew that came into the store after the check', async () => {
		const world = await open();
		await restored(world);
		await world.check();
		// Another installation saves it.
		const other = await open();
		await other.run([tee({ id: 'B' })]);
		const [made] = other.store.orders;
		if (made !== undefined) world.store.orders.push({ ...made, id: 'order-zz', position: 9_999, madeAt: world.clock.now() });
		await world.clock.pass(60_000);
		await world.retry('B');
		await world.untilSettled([tee({ id: 'B' })]);
		expect([origins(world), (await world.sale('B'))?.targetOrderId]).toEqual([['A', 'B'], 'order-zz']);
	});

	it.each([
		['which is compared when its version is another', 'older', 'pending'],
		['which needs nothing else when it is the version that was saved', undefined, 'synced'],
	] as const)('points a sale to its order where that stands under another id, %s', async (_, fingerprint, state) => {
		const world = await open({ editable: true });
		await world.run([tee()]);
		await world.clock.pass(60_000);
		const [stored] = world.store.of('A');
		Object.assign(stored ?? {}, { id: 'order-elsewhere', ...(fingerprint === undefined ? {} : { fingerprint }) });
		expect(await world.check()).toMatchObject([{ found: 'underAnotherId', store: { id: 'order-elsewhere' } }]);
		expect(await world.sale('A')).toMatchObject({ state, targetOrderId: 'order-elsewhere' });
		await world.untilSettled([tee({ updatedAt: NINE, shipping: elsewhere })]);
		expect([stored?.order.shipping?.line1, world.store.orders.length]).toEqual(['Elsewhere 1', 1]);
		// Its claim says so as well: a database that loses the row again finds it there.
		const [claim] = await world.database.claims.acquire(
			[{ at: STORE_KEY, order: { account: CHANNEL_KEY, id: tee().id }, effect: 'create' }],
			'host|other|1|x',
			1_000,
			world.clock.now(),
		);
		expect(claim).toEqual({ state: 'done', result: 'order-elsewhere' });
	});

	it('believes of no list that an order is gone: the order itself is asked', async () => {
		const world = await open();
		await world.run(three);
		const { sink } = world.store;
		const forgetful: OrderSink = { ...sink, readMany: async (refs) => await Promise.resolve(refs.map(() => 'gone' as const)) };
		jest.spyOn(world.store, 'sink', 'get').mockReturnValueOnce(forgetful);
		expect((await world.check()).map(({ found }) => found)).toEqual(['inStore', 'inStore', 'inStore']);
		expect((await world.sale('A'))?.state).toBe('synced');
	});

	it('leaves one alone whose answer does not say, and goes on', async () => {
		const world = await open();
		await restored(world);
		const { sink } = world.store;
		const odd: OrderSink = { ...sink, readMany: async (refs) => (await sink.readMany(refs)).with(1, 'unreadable') };
		jest.spyOn(world.store, 'sink', 'get').mockReturnValueOnce(odd);
		expect((await world.check()).map(({ found }) => found)).toEqual(['lost', 'unreadable', 'inStore']);
		expect((await world.sale('B'))?.state).toBe('synced');
	});

	it('leaves out what is cancelled, what never got there, what is too old, and what goes elsewhere', async () => {
		const world = await open();
		await world.run([tee(), tee({ id: 'B', lines: [{ sku: 'UNKNOWN' }] })]);
		await world.run([tee({ status: 'cancelled', updatedAt: NINE })]);
		await world.database.sales.change(
			[{ source: STORE_KEY, orderId: tee({ id: 'D' }).id, target: CHANNEL_KEY, state: 'synced', targetOrderId: 'F1' }],
			world.clock.now(),
		);
		world.store.orders.splice(0);
		expect(await world.check()).toEqual([]);
		await world.run([tee({ id: 'C' })]);
		expect(await world.check(undefined, new Date(world.clock.now() + 60_000).toISOString())).toEqual([]);
		expect((await world.check(undefined, START)).map(({ sale }) => sale.orderId)).toEqual(['C']);
	});

	it('has one come back that was thought to be lost and is there again', async () => {
		const world = await open({ editable: true });
		await world.run([tee()]);
		const kept = world.store.orders.splice(0);
		const moved = tee({ updatedAt: TEN, shipping: elsewhere });
		await world.run([moved]);
		world.store.orders.push(...kept);
		expect(await world.check()).toMatchObject([{ found: 'outdated', due: true }]);
		await world.untilSettled([moved]);
		expect([kept[0]?.order.shipping?.line1, (await world.sale('A'))?.state]).toEqual(['Elsewhere 1', 'synced']);
	});

	it('has one come back of which the store has an older version again', async () => {
		const world = await open({ editable: true });
		await world.run([tee(), tee({ id: 'B' })]);
		const restore = world.store.backup();
		const moved = [tee({ updatedAt: NINE, shipping: elsewhere }), tee({ id: 'B', status: 'shipped', updatedAt: NINE })];
		await world.run(moved);
		expect((await world.check()).map(({ found }) => found)).toEqual(['inStore', 'inStore']);
		restore();
		// B has left: nothing of it is rewritten.
		expect((await world.check()).map(({ sale, found, due }) => [sale.orderId, found, due])).toEqual([
			['B', 'inStore', undefined],
			['A', 'outdated', true],
		]);
		await world.untilSettled(moved);
		expect([world.store.of('A')[0]?.order.shipping?.line1, (await world.sale('A'))?.state]).toEqual(['Elsewhere 1', 'synced']);
	});

	it('tells of an order that was cancelled at its channel and is open there again; Retry cancels it once more', async () => {
		const world = await open();
		await world.run([tee()]);
		const restore = world.store.backup();
		const gone = tee({ status: 'cancelled', updatedAt: NINE });
		await world.run([gone]);
		expect(await world.check()).toEqual([]);
		for (let time = 0; time < 2; time += 1) {
			restore();
			for (let look = 0; look < 2; look += 1) {
				expect(await world.check()).toMatchObject([{ found: 'openAgain', reason: { code: 'openAgain' } }]);
				expect([(await world.sale('A'))?.state, world.store.of('A')[0]?.status]).toEqual(['error', 'to-pack']);
			}
			await world.retry('A');
			expect(await world.run([gone])).toMatchObject([{ action: 'cancelled' }]);
			expect([(await world.sale('A'))?.state, world.store.of('A')[0]?.status]).toEqual(['cancelled', 'void']);
		}
	});

	it('tells once of pieces that the store took wrongly', async () => {
		const world = await open();
		await world.run([tee({ fulfilledBy: 'amazon', status: 'shipped' })]);
		for (const stored of world.store.orders) stored.wronglyTaken = true;
		expect(await world.check()).toMatchObject([{ found: 'stockTaken', reason: { text: expect.stringContaining('"TEE": 1') } }]);
		expect(await world.sale('A')).toMatchObject({ state: 'error', reason: { code: 'stockTaken' } });
		await world.retry('A');
		await world.untilSettled([tee({ fulfilledBy: 'amazon', status: 'shipped' })]);
		expect(await world.check()).toMatchObject([{ found: 'stockTaken' }]);
		expect((await world.sale('A'))?.state).toBe('synced');
	});

	it('makes each lost one anew once, wherever the process dies that checks', async () => {
		for (let step = 1; ; step += 1) {
			const world = await SaveWorld.open();
			try {
				await restored(world);
				const process = world.process(step);
				try {
					await world.check(process);
				} catch (error) {
					if (!(error instanceof ProcessDied)) throw error;
				}
				await world.check();
				await Promise.all(['B', 'C'].map(async (id) => await world.retry(id)));
				await world.untilSettled(three);
				expect([process.died, origins(world)]).toEqual([process.died, ['A', 'B', 'C']]);
				if (!process.isDead) break;
			} finally {
				await world.close();
			}
		}
	});
});

describe('an order that is not where the log says', () => {
	const five = ['V', 'W', 'X', 'Y', 'Z'].map((id) => tee({ id }));

	it('is not lost while one of ours cannot be read that has its number, however many came after it', async () => {
		const world = await open();
		await world.run([tee()]);
		await world.clock.pass(60_000);
		await world.run(five);
		await world.clock.pass(60_000);
		const [hidden] = world.store.of('A');
		if (hidden !== undefined) hidden.unmarked = 'mark';
		const checked = await world.check();
		expect(checked.find(({ sale }) => sale.orderId === 'A')?.found).toBe('unreadable');
		await world.retry('A');
		await world.untilSettled([tee()]);
		expect(world.store.of('A')).toHaveLength(1);
	});

	it('is the open one, where a closed one stands before it', async () => {
		const world = await open();
		await world.run([tee()]);
		await world.clock.pass(60_000);
		const [first] = world.store.orders as [StoreOrder];
		world.store.orders.splice(0, 1, { ...first, id: '800', position: 800, trashed: true }, { ...first, id: '801', position: 801 });
		expect(await world.check()).toMatchObject([{ found: 'underAnotherId', store: { id: '801' } }]);
	});
});
