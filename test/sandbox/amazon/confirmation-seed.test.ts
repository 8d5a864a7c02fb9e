import { callShipments, data, envelope, fulfillment, fulfillments } from './shipment-caller';

describe('the seed of confirmations', () => {
	it('puts 1,000 orders to confirm among 9,000 others, in a second or so, each as its key says', async () => {
		const amazon = await callShipments({ startMs: Date.UTC(2026, 10, 21, 12) });
		const started = Date.now();
		const toConfirm = amazon.sandbox.seedConfirmations();
		expect(Date.now() - started).toBeLessThan(5000);
		const { book, shipments } = amazon.sandbox.amazon;
		expect(toConfirm).toHaveLength(1000);
		expect(book.size()).toBe(10_000);
		for (const stored of book.all().filter((_, position) => position % 37 === 0)) {
			const order = stored.load();
			expect(order).toMatchObject({
				orderId: stored.orderId,
				createdTime: new Date(stored.createdMs).toISOString(),
				lastUpdatedTime: new Date(stored.updatedMs).toISOString(),
				fulfillment: { fulfillmentStatus: stored.status, fulfilledBy: stored.fulfilledBy },
			});
		}
		for (const { orderId, items } of toConfirm.slice(0, 50)) {
			const order = amazon.order(orderId);
			expect(order.fulfillment).toMatchObject({ fulfillmentStatus: 'UNSHIPPED', fulfilledBy: 'MERCHANT' });
			expect(order.orderItems.map(({ orderItemId }) => orderItemId)).toEqual(items.map(({ orderItemId }) => orderItemId));
		}
		expect(shipments.figures()).toMatchObject({ orders: 1000 + 14 * 450, byStatus: { UNSHIPPED: 1900 } });
	});

	it('is confirmed by one feed, fast', async () => {
		const amazon = await callShipments();
		const toConfirm = amazon.sandbox.seedConfirmations();
		const messages = toConfirm.map(({ orderId, createdMs }, position) =>
			fulfillment(orderId, data(`JD${position}`), new Date(createdMs + 60_000).toISOString()),
		);
		const started = Date.now();
		const report = await amazon.processed(fulfillments, envelope('OrderFulfillment', messages));
		expect(Date.now() - started).toBeLessThan(8000);
		expect(report).toContain('<MessagesSuccessful>1000</MessagesSuccessful>');
		expect(amazon.sandbox.amazon.shipments.figures()).toMatchObject({ confirmed: { taken: 1000 }, tracked: 1000, otherCarrier: 0 });
		expect(amazon.damageKinds()).toEqual([]);
	});
});
