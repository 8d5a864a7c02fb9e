import { accountKey } from '../../../../src/domain/account';
import { orderId } from '../../../../src/domain/ids';
import { iso } from '../../../../src/domain/time';
import type { ClaimEffect, ClaimKey, Database } from '../../../../src/ports/database';
import { storeOrders } from '../../../../src/usecases/trigger';
import { forgetOld } from '../../../../src/usecases/trigger/forget-old';
import { handOutOrders } from '../../../../src/usecases/trigger/hand-out';
import { PAID, StoreWorld } from './store-world';
import { A, DAY, HOUR, MINUTE } from './trigger-world';

/** With much that is kept (a back-fill of a year) looking for it takes a tenth of a second, in which nothing else happens. */
it('looks for what is old enough to be forgotten now and then, not at each poll and webhook', async () => {
	const world = await new StoreWorld().open();
	const database: Database = world.database;
	const prune = jest.spyOn(database.memories, 'prune');
	const handOut = async () =>
		await handOutOrders(
			{ database, clock: world.clock, owner: 'host|1|1|a' },
			storeOrders(world.shop, database),
			{ subscription: A, settings: PAID, limit: 20 },
			new Map(),
		);
	for (let minutes = 0; minutes < 60; minutes += 5) {
		await handOut();
		await world.clock.pass(5 * MINUTE);
	}
	expect(prune).toHaveBeenCalledTimes(1);
	await world.clock.pass(HOUR);
	await handOut();
	expect(prune).toHaveBeenCalledTimes(2);
	await world.close();
});

it('goes on at the next poll while there is more to forget', async () => {
	const world = await new StoreWorld().open();
	const deps = { database: world.database };
	const memories = Array.from({ length: 1_100 }, (_, at) => ({
		subscription: A,
		account: world.account,
		orderId: orderId(String(at)),
		version: iso(world.clock.now() - 100 * DAY),
	}));
	await world.database.inbox.add([], memories, world.clock.now());
	const left: number[] = [];
	for (let poll = 0; poll < 4; poll += 1) {
		await forgetOld(deps, world.clock.now());
		const ids = memories.map((memory) => memory.orderId);
		left.push((await world.database.memories.of(A, world.account, ids)).size);
	}
	expect(left).toEqual([900, 700, 500, 300]);
	await world.close();
});

it('forgets what was made and told long ago, each after its time, and no sending', async () => {
	const world = await new StoreWorld().open();
	const { database, clock, account } = world;
	const target = accountKey({ platform: 'memory', id: 'elsewhere' });
	const order = { account, id: orderId('1') };
	const keyOf = (effect: ClaimEffect): ClaimKey => ({ at: target, order, effect });
	const effects = ['create', 'note', 'parcel', 'tell', 'send'] as const;
	await database.claims.complete(
		effects.map((effect) => ({ key: keyOf(effect), result: '17' })),
		clock.now(),
	);
	await database.sales.change([{ source: account, target, orderId: order.id, state: 'synced', targetOrderId: '17' }], clock.now());
	const known = async (): Promise<readonly ClaimEffect[]> => {
		const answers = await database.claims.acquire(effects.map(keyOf), 'host|1|1|a', 1, clock.now());
		await database.claims.release(effects.map(keyOf), 'host|1|1|a', clock.now());
		return effects.filter((_, at) => answers[at]?.state === 'done');
	};
	for (const [days, left] of [
		[89, effects],
		[2, ['note', 'parcel', 'tell', 'send']],
		[308, ['note', 'parcel', 'tell', 'send']],
		[2, ['send']],
	] as const) {
		await clock.pass(days * DAY);
		await forgetOld(world, clock.now());
		expect(await known()).toEqual(left);
	}
	await world.close();
});
