import { order } from '../../fixtures/memory-platform/orders';
import { matched, saveWorlds } from './save-world';

const open = saveWorlds();
const HOUR = 60 * 60_000;

const named = (...ids: readonly string[]) => ids.map((id) => matched(order({ id })));
const before = named('A1', 'A2', 'A3', 'A4', 'A5', 'A6');
const C = named('C');
const after = named('D1', 'D2', 'D3');

describe('a store that was restored from a backup', () => {
	it('takes the position down with it: a lost answer is found below what was known before', async () => {
		const world = await open();
		const restore = world.store.backup();
		await world.run(before);
		await world.clock.pass(HOUR);
		restore();
		world.store.faults.next('create', 'lostAfter');
		await world.run(C);
		await world.run(after);
		await world.clock.pass(HOUR);
		await world.untilSettled(C);
		expect(world.store.of('C')).toHaveLength(1);
		expect(await world.sale('C')).toMatchObject({ state: 'synced', targetOrderId: world.store.of('C')[0]?.id });
	});

	it('while an answer is lost: what began above is looked for below', async () => {
		const world = await open();
		const restore = world.store.backup();
		await world.run(before);
		await world.clock.pass(HOUR);
		world.store.lateMs = 10_500;
		world.store.faults.next('create', 'lostLate');
		const running = world.work(C);
		await world.clock.pass(5_000);
		restore();
		await world.clock.run(running);
		await world.run(after);
		await world.clock.pass(HOUR);
		await world.untilSettled(C);
		expect(world.store.of('C')).toHaveLength(1);
	});
});
