import type { Database } from '../../../../src/ports/database';
import { storeOrders } from '../../../../src/usecases/trigger';
import { handOutOrders } from '../../../../src/usecases/trigger/hand-out';
import { PAID, StoreWorld } from './store-world';
import { A, HOUR, MINUTE } from './trigger-world';

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
