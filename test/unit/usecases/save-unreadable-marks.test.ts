import { order } from '../../fixtures/memory-platform/orders';
import { matched, saveWorlds, TEN } from './save-world';

const open = saveWorlds();

const A = matched(order({ id: 'A' }));
const B = matched(order({ id: 'B' }));

describe('own orders whose mark cannot be read', () => {
	it('keep the order from being made that they may be, and no other', async () => {
		const world = await open();
		await world.run([A]);
		world.store.faults.next('create', 'lostAfter');
		await world.run([B]);
		const [hidden] = world.store.of('B');
		if (hidden !== undefined) hidden.unmarked = 'mark';
		await world.clock.pass(10 * 60_000);
		const C = matched(order({ id: 'C' }));
		expect(await world.run([B, C])).toMatchObject([
			{ kind: 'attention', reason: { code: 'markUnreadable', text: expect.stringContaining(hidden?.id ?? '') } },
			{ kind: 'saved', action: 'created' },
		]);
		expect(await world.sale('B')).toMatchObject({ state: 'pending', nextAttemptAt: expect.any(String) });
		if (hidden !== undefined) delete hidden.unmarked;
		await world.clock.pass(10 * 60_000);
		await world.run([B]);
		expect([world.store.of('B').length, (await world.sale('B'))?.state]).toEqual([1, 'synced']);
	});

	it('keep all from being made where nothing tells which they are; changes go on', async () => {
		const world = await open({ editable: true });
		await world.run([A]);
		world.store.faults.next('create', 'lostAfter');
		await world.run([B]);
		const [hidden] = world.store.of('B');
		if (hidden !== undefined) hidden.unmarked = 'number';
		await world.clock.pass(10 * 60_000);
		const moved = { ...A, updatedAt: TEN, shipping: { line1: 'Elsewhere 1', country: 'DE' } };
		expect(await world.run([matched(order({ id: 'C' })), B, moved])).toMatchObject([
			{ kind: 'attention', reason: { code: 'markUnreadable' } },
			{ kind: 'attention', reason: { code: 'markUnreadable' } },
			{ kind: 'saved', action: 'updated' },
		]);
	});

	it('keep all from being made where none can be read, also from a memory that is new', async () => {
		const world = await open();
		await world.run([A, B]);
		for (const stored of world.store.orders) stored.unmarked = 'mark';
		await world.clock.pass(60 * 60_000);
		await world.forgetAll();
		const outcomes = await world.run([A, B, matched(order({ id: 'C' }))]);
		expect(outcomes.map((outcome) => outcome.kind === 'attention' && outcome.reason.code)).toEqual([
			'markUnreadable',
			'markUnreadable',
			'markUnreadable',
		]);
		expect(world.store.orders).toHaveLength(2);
	});
});
