import { lostOrdersBattery, SavingWorld } from './lost-orders-battery';
import { shiftingWooCommerce, type ShiftingWooCommerce } from './stores/woocommerce';

lostOrdersBattery('WooCommerce', shiftingWooCommerce);

/** Its status alone takes pieces, whoever sets it. */
it('a WooCommerce store where somebody cancelled an FBA order and completed it again took a piece for it, which is told', async () => {
	const holder: { store?: ShiftingWooCommerce } = {};
	const world = await SavingWorld.open(async (pieces) => (holder.store = await shiftingWooCommerce(pieces)));
	try {
		const { standIn } = holder.store?.shop ?? {};
		await world.save(world.order('302-1', { fulfilledBy: 'amazon', status: 'shipped' }));
		const id = Number((await world.sale('302-1'))?.targetOrderId);
		expect([standIn?.order(id)?.['status'], world.store.mugs()]).toEqual(['completed', 50]);
		expect(await world.check()).toMatchObject([{ found: 'inStore' }]);
		for (const status of ['cancelled', 'completed']) standIn?.changeOrder(id, { status });
		expect(world.store.mugs()).toBe(49);
		expect(await world.check()).toMatchObject([{ found: 'stockTaken', reason: { text: expect.stringContaining('"MUG": 1') } }]);
		expect(await world.sale('302-1')).toMatchObject({ state: 'error', reason: { code: 'stockTaken' } });
	} finally {
		await world.close();
	}
});
