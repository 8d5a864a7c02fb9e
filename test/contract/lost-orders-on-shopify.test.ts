import { lostOrdersBattery, SavingWorld } from './lost-orders-battery';
import { shiftingShopify, type ShiftingShopify } from './stores/shopify';

lostOrdersBattery('Shopify', shiftingShopify);

const LATER = '2026-11-25T10:00:00.000Z';

/** Its address says who a shop is: nothing that stands in another is looked for there. */
describe('a credential of a Shopify shop that is changed to another shop', () => {
	const stores: ShiftingShopify[] = [];
	let first: SavingWorld;
	let second: SavingWorld;
	beforeEach(async () => {
		const start = (domain: string) => async (pieces: number) => {
			const store = await shiftingShopify(pieces, domain);
			stores.push(store);
			return store;
		};
		first = await SavingWorld.open(start('first.myshopify.com'));
		second = await SavingWorld.open(start('second.myshopify.com'), first.database);
	});
	afterEach(async () => {
		await first.close();
		for (const { close } of stores.splice(1)) await close();
		stores.length = 0;
	});

	const imagesOf = ({ store }: SavingWorld) => [store.orders().map(({ id }) => store.image(id)), store.mugs()];

	it('saves each order once in each shop, and leaves the one where it is not any more as it is', async () => {
		await first.save(first.order('302-1'));
		const before = imagesOf(first);
		for (let time = 0; time < 2; time += 1) await second.save(second.order('302-1'));
		await second.save(second.order('302-1', { updatedAt: LATER, status: 'cancelled' }));
		second.store.clock.advance(10_000);
		expect(imagesOf(first)).toEqual(before);
		expect(second.store.orders().map(({ number, cancelled }) => [number, cancelled])).toEqual([['302-1', true]]);
		expect([(await first.sale('302-1'))?.state, (await second.sale('302-1'))?.state]).toEqual(['synced', 'cancelled']);
		// And back.
		await first.save(first.order('302-1'));
		expect(imagesOf(first)).toEqual(before);
	});

	it("takes no order of the other shop for ours, though it has the other's id", async () => {
		await first.save(first.order('302-1'));
		const { targetOrderId: id = '' } = (await first.sale('302-1')) ?? {};
		const [, other] = stores;
		const placed = other?.test.standIn.act('placeOrder', { lines: [{ sku: 'MUG' }], email: 'ada@example.test' });
		expect(placed?.id).toBe(`gid://shopify/Order/${id}`);
		const before = imagesOf(second);
		const { orderSink } = second.store.connect();
		const ref = { id, origin: 'amazon:eu:A1SELLER/302-1' };
		expect([
			await orderSink.read(ref),
			await orderSink.readMany([ref]),
			await orderSink.cancel(ref),
			await orderSink.hold(ref),
			await orderSink.arrived(ref, 'fulfilled'),
			await orderSink.examine(ref),
			await orderSink.setAside(ref, '1', 'cancel'),
			await orderSink.addNote(ref, 'Ours'),
		]).toEqual(['gone', ['gone'], 'gone', 'gone', 'gone', 'gone', 'gone', 'gone']);
		expect([imagesOf(second), second.store.changes()]).toEqual([before, 0]);
	});
});
