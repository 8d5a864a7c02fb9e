import { order } from '../../fixtures/memory-platform/orders';
import { STATUSES } from '../../fixtures/memory-platform/memory-store';
import { matched, saveWorlds, saveWorldsBeside, type SaveWorld } from './save-world';

const open = saveWorlds();
const openBeside = saveWorldsBeside();
const [A, B, C, D] = ['A', 'B', 'C', 'D'].map((id) => matched(order({ id }))) as [Order, Order, Order, Order];
type Order = ReturnType<typeof order>;
const SETTLED_MS = 90_000;

/** How many lists of its own orders the store is asked for while this goes on. */
async function listsDuring({ store }: SaveWorld, work: () => Promise<unknown>): Promise<number> {
	const asked = store.requests.length;
	await work();
	return store.requests.slice(asked).filter((request) => request === 'ownOrders').length;
}

/** Before: what is in use and what is in the trash. After: what is in use. */
const [BEFORE, AFTER] = [2, 1];

describe('a look at the own orders of the store', () => {
	it('counts for the next run of this process too, when that follows at once', async () => {
		const world = await open({ searchLagMs: 0 });
		const process = world.process();
		const first = async (): Promise<unknown> => await world.run([A], {}, process);
		expect(await listsDuring(world, first)).toBe(BEFORE + AFTER);
		expect(await listsDuring(world, async () => await world.run([B], {}, process))).toBe(AFTER);
		expect(await listsDuring(world, async () => await world.run([C], {}, world.process()))).toBeGreaterThan(AFTER + 1);
		await world.clock.pass(30_000);
		expect(await listsDuring(world, async () => await world.run([D], {}, process))).toBeGreaterThan(AFTER + 1);
		expect(world.store.orders.map(({ order: { id } }) => id)).toEqual(['A', 'B', 'C', 'D']);
	});

	it('does not count while another memory makes orders, too', async () => {
		const [one, other] = (await openBeside(2, { searchLagMs: 0 })) as [SaveWorld, SaveWorld];
		const process = one.process();
		await other.run([A]);
		await one.run([B], {}, process);
		await other.run([C]);
		await one.run([C], {}, process);
		expect(one.store.of('C')).toHaveLength(1);
		expect(await one.sale('C')).toMatchObject({ targetOrderId: one.store.of('C')[0]?.id });
	});

	it('that is left out hides no twin: it is seen right after it was made', async () => {
		const [one, other] = (await openBeside(2, { searchLagMs: 0 })) as [SaveWorld, SaveWorld];
		const process = one.process();
		await one.run([A], {}, process);
		await other.run([B]);
		await one.run([B], {}, process);
		const [stays, twin] = one.store.of('B');
		expect([one.store.of('B').length, stays?.status, twin?.status, twin?.duplicateOf]).toEqual([
			2,
			STATUSES.toPack,
			STATUSES.void,
			stays?.id,
		]);
		expect(await one.sale('B')).toMatchObject({ state: 'synced', targetOrderId: stays?.id });
	});

	it('does not count for a memory that was restored from a backup meanwhile', async () => {
		const world = await open({ searchLagMs: 0 });
		const process = world.process();
		await world.run([A], {}, process);
		const restore = await world.backup();
		await world.run([B], {}, process);
		await restore();
		await world.run([B], {}, process);
		expect(world.store.of('B')).toHaveLength(1);
		expect(await world.sale('B')).toMatchObject({ targetOrderId: world.store.of('B')[0]?.id });
	});

	it('does not count for one that lost what this process made after its look, whose next look failed', async () => {
		const world = await open({ searchLagMs: 0 });
		const process = world.process();
		await world.run([A], {}, process);
		const restore = await world.backup();
		world.store.faults.next('ownOrders', 'unavailable');
		await world.run([B], {}, process);
		await restore();
		await world.run([B], {}, process);
		expect(world.store.of('B')).toHaveLength(1);
	});

	it('does not count where an order of ours cannot be read', async () => {
		const world = await open({ searchLagMs: 0 });
		const process = world.process();
		await world.run([A], {}, process);
		Object.assign(world.store.orders[0] ?? {}, { unmarked: 'number' });
		await world.run([B], {}, process);
		expect(await listsDuring(world, async () => await world.run([C], {}, process))).toBeGreaterThanOrEqual(BEFORE);
	});

	it('does not count after a lost answer: what the store made of it is found although the store was restored before that', async () => {
		const world = await open({ searchLagMs: 0 });
		const process = world.process();
		const restore = world.store.backup();
		await world.run([A, B]);
		await world.clock.pass(SETTLED_MS);
		await world.run([A]);
		await world.run([C], {}, process);
		restore();
		world.store.faults.next('create', 'lostAfter');
		await world.run([D], {}, process);
		await world.run(
			['E', 'F', 'G', 'H', 'I'].map((id) => matched(order({ id }))),
			{},
			process,
		);
		await world.clock.pass(SETTLED_MS);
		await world.untilSettled([D]);
		expect(world.store.of('D')).toHaveLength(1);
	});
});
