import { order } from '../../fixtures/memory-platform/orders';
import { matched, saveWorlds } from './save-world';

const open = saveWorlds();

const A = matched(order({ id: 'A' }));
const B = matched(order({ id: 'B' }));
const C = matched(order({ id: 'C' }));

describe('a store that was restored from a backup', () => {
	it('takes the position down with it: a lost answer is found below what was known before', async () => {
		const world = await open();
		const restore = world.store.backup();
		await world.run([A, B]);
		await world.clock.pass(60 * 60_000);
		restore();
		world.store.faults.next('create', 'lostAfter');
		await world.run([C]);
		await world.untilSettled([C]);
		expect(world.store.of('C')).toHaveLength(1);
		expect(await world.sale('C')).toMatchObject({ state: 'synced', targetOrderId: world.store.of('C')[0]?.id });
	});

	it('while an answer is lost: what began above is looked for below', async () => {
		const world = await open();
		const restore = world.store.backup();
		await world.run([A, B]);
		await world.clock.pass(60 * 60_000);
		world.store.lateMs = 30_000;
		world.store.faults.next('create', 'lostLate');
		const running = world.work([C]);
		await world.clock.pass(5_000);
		restore();
		await world.clock.run(running);
		await world.untilSettled([C]);
		expect(world.store.of('C')).toHaveLength(1);
	});
});
