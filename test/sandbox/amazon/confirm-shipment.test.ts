import { day, minute } from './caller';
import { callShipments } from './shipment-caller';

describe('confirmShipment', () => {
	it('answers 204 without a body, and the order is shipped in a package of the merchant', async () => {
		const amazon = await callShipments();
		const { orderItems } = amazon.place('902-1');
		const answer = await amazon.confirm('902-1');
		expect(answer).toMatchObject({ status: 204, text: '' });
		expect(answer.headers['x-amzn-ratelimit-limit']).toBe('2.0');
		const order = amazon.order('902-1');
		expect(order.fulfillment?.fulfillmentStatus).toBe('SHIPPED');
		expect(order.lastUpdatedTime).toBe(new Date(amazon.sandbox.clock.now()).toISOString());
		expect(order.packages).toMatchObject([
			{
				packageReferenceId: '1',
				packageStatus: { status: 'SHIPPED' },
				carrier: 'DHL',
				trackingNumber: '00340434161094000001',
				packageItems: orderItems.map(({ orderItemId, quantityOrdered }) => ({ orderItemId, quantity: quantityOrdered })),
			},
		]);
		expect(order.orderItems.map(({ fulfillment }) => fulfillment?.quantityFulfilled)).toEqual([2, 1]);
		expect(amazon.truth('902-1')).toMatchObject({ status: 'SHIPPED', byCall: 1, byFeed: 0, confirmed: { taken: 1 } });
		expect(amazon.damageKinds()).toEqual([]);
	});

	it('shows in a search two minutes later only', async () => {
		const amazon = await callShipments();
		amazon.place('902-1');
		amazon.sandbox.clock.advance(day);
		const since = new Date(amazon.sandbox.clock.now() - minute).toISOString();
		await amazon.confirm('902-1');
		const search = async () =>
			(await amazon.search({ lastUpdatedAfter: since, lastUpdatedBefore: new Date(amazon.sandbox.clock.now() - 2 * minute).toISOString() }))
				.body.orders;
		amazon.sandbox.clock.advance(90_000);
		expect(await search()).toEqual([]);
		amazon.sandbox.clock.advance(2 * minute);
		expect(await search()).toHaveLength(1);
	});
});
