import { orderId } from '../../../src/domain/ids';
import type { InboxStamp } from '../../../src/ports/database';
import { CHANNEL_KEY, elsewhere, NINE, saveWorlds, STORE_KEY, SUBSCRIPTION, tee, TEN, type SaveWorld } from './save-world';

const open = saveWorlds();

/** An event of the order that was given to a run, which began. */
async function begun(world: SaveWorld, version: string, kind = 'toShip'): Promise<InboxStamp> {
	await world.database.inbox.add(
		[{ subscription: SUBSCRIPTION, account: CHANNEL_KEY, orderId: orderId('A'), version, kind, topic: 'order' }],
		[{ subscription: SUBSCRIPTION, account: CHANNEL_KEY, orderId: orderId('A'), version }],
		world.clock.now(),
	);
	const { rows } = await world.database.inbox.handOut(
		{ subscription: SUBSCRIPTION, account: CHANNEL_KEY },
		10,
		'poll',
		60_000,
		world.clock.now(),
	);
	const [row] = rows;
	if (row === undefined) throw new Error('Nothing was given out');
	await world.database.inbox.start(rows, 'run', 60 * 60_000, world.clock.now());
	return { row: row.row, handOut: row.handOut };
}

describe('data of an old run', () => {
	it('is read anew instead of being written', async () => {
		const world = await open();
		const old = await begun(world, NINE);
		await world.database.inbox.fail([old], world.clock.now(), world.clock.now());
		const outcomes = await world.run([{ order: tee(), stamp: old, subscription: SUBSCRIPTION }]);
		expect(outcomes).toMatchObject([{ kind: 'attention', reason: { code: 'staleData' } }]);
		expect([world.store.orders, (await world.sale('A'))?.state]).toEqual([[], 'pending']);
		expect(await world.database.sales.returnDue({ subscription: SUBSCRIPTION, account: CHANNEL_KEY }, 10, world.clock.now())).toBe(1);
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
