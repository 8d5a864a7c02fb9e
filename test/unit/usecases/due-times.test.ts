import { saveWorlds, tee } from './save-world';

const open = saveWorlds();

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Triggers ask for what is due by the database's own time. */
describe.each([HOUR, -HOUR])('the due time of a sale, written by a process whose clock is %i ms ahead', (aheadMs) => {
	it('is of the database’s clock when the store cannot be reached', async () => {
		const world = await open();
		world.aheadMs = aheadMs;
		world.store.faults.down(world.clock.now() + 10 * MINUTE);
		await world.run([tee()]);
		const due = Date.parse((await world.sale('A'))?.nextAttemptAt ?? '');
		expect(due - world.clock.now()).toBeGreaterThan(0);
		expect(due - world.clock.now()).toBeLessThan(5 * MINUTE);
	});

	it('is of the database’s clock when an answer was lost', async () => {
		const world = await open();
		world.aheadMs = aheadMs;
		world.store.faults.next('create', 'lostAfter');
		await world.run([tee()]);
		const sale = await world.sale('A');
		expect(sale?.reason?.code).toBe('outcomeUnknown');
		const due = Date.parse(sale?.nextAttemptAt ?? '');
		expect(Math.abs(due - world.clock.now() - world.store.sink.traits.settleMs)).toBeLessThan(MINUTE);
	});
});
