import { iso, minute } from './caller';
import { acknowledgements, callShipments, data, envelope, fulfillment, fulfillments } from './shipment-caller';

const cancelled = (orderId: string): string =>
	envelope('OrderAcknowledgement', [
		`<OrderAcknowledgement><AmazonOrderID>${orderId}</AmazonOrderID><StatusCode>Failure</StatusCode></OrderAcknowledgement>`,
	]);

describe('damage by confirmations', () => {
	it("is another order's tracking number, unless both rightly go in one parcel", async () => {
		const amazon = await callShipments();
		for (const orderId of ['902-1', '902-2', '902-3']) amazon.place(orderId);
		await amazon.confirm('902-1', { trackingNumber: 'JD 01' });
		await amazon.confirm('902-2', { trackingNumber: 'jd-01' });
		expect(amazon.damageKinds()).toEqual(['otherOrdersTracking']);
		await amazon.control('shipments/together', { orderIds: ['902-1', '902-2'] });
		expect(amazon.damageKinds()).toEqual([]);
		await amazon.confirm('902-3', { trackingNumber: 'JD02' });
		await amazon.confirm('902-3', { trackingNumber: 'JD01' });
		expect(amazon.sandbox.damage()['amazon']).toEqual([
			{ kind: 'otherOrdersTracking', detail: '902-3 was confirmed with the tracking number of 902-1' },
		]);
	});

	it('is a date that cannot be, which a feed takes without a word', async () => {
		const amazon = await callShipments();
		amazon.place('902-1');
		amazon.place('902-2');
		const now = amazon.sandbox.clock.now();
		const report = await amazon.processed(
			fulfillments,
			envelope('OrderFulfillment', [
				fulfillment('902-1', data('JD1'), iso(now + 60 * minute)),
				fulfillment('902-2', data('JD2'), iso(now - 48 * 60 * minute)),
			]),
		);
		expect(report).toContain('<MessagesSuccessful>2</MessagesSuccessful>');
		expect(amazon.damageKinds()).toEqual(['futureShipDate', 'shippedBeforeOrdered']);
	});

	it('is an order that had been cancelled for long, not one that was cancelled a moment ago', async () => {
		const amazon = await callShipments();
		amazon.place('902-1');
		const orderItems = amazon.order('902-1').orderItems.map(({ orderItemId }) => ({ orderItemId, quantity: 1 }));
		amazon.sandbox.amazon.orders.cancel('902-1');
		amazon.sandbox.clock.advance(5 * minute);
		expect((await amazon.confirm('902-1', { orderItems })).status).toBe(400);
		expect(amazon.damageKinds()).toEqual([]);
		amazon.sandbox.clock.advance(6 * minute);
		await amazon.confirm('902-1', { orderItems });
		expect(amazon.damageKinds()).toEqual(['cancelledConfirmed']);
	});

	it('is a cancellation that nobody asked for, and one of an order whose confirmation is under way', async () => {
		const amazon = await callShipments();
		for (const orderId of ['902-1', '902-2', '902-3']) amazon.place(orderId);
		await amazon.processed(acknowledgements, cancelled('902-1'));
		expect(amazon.damageKinds()).toEqual(['cancelledUnasked']);
		await amazon.control('shipments/expect-cancel', { orderId: '902-1' });
		expect(amazon.damageKinds()).toEqual([]);
		await amazon.control('shipments/expect-cancel', { orderId: '902-2' });
		await amazon.control('shipments/settings', { effectAfterMs: 10 * minute });
		await amazon.confirm('902-2');
		await amazon.processed(acknowledgements, cancelled('902-2'));
		expect(amazon.damageKinds()).toEqual(['confirmedCancelled']);
		amazon.sandbox.amazon.orders.requestCancel('902-3');
		await amazon.processed(acknowledgements, cancelled('902-3'));
		expect(amazon.damageKinds()).toEqual(['cancelledUnasked', 'confirmedCancelled'].reverse());
	});

	it('is forgotten with everything else', async () => {
		const amazon = await callShipments();
		amazon.place('902-1');
		await amazon.control('shipments/drop', { times: 5 });
		await amazon.processed(acknowledgements, cancelled('902-1'));
		amazon.sandbox.reset();
		amazon.place('902-1');
		expect((await amazon.confirm('902-1')).status).toBe(204);
		expect(amazon.truth('902-1')).toMatchObject({ status: 'SHIPPED', confirmed: { taken: 1, dropped: 0 } });
		expect(amazon.damageKinds()).toEqual([]);
	});
});

describe('what is true of the orders that the merchant ships', () => {
	it('is told of one, of all, and in figures, and names nobody', async () => {
		const amazon = await callShipments();
		amazon.place('902-2');
		amazon.place('902-1');
		amazon.place('902-3', { fulfilledBy: 'AMAZON' });
		await amazon.confirm('902-1', { carrierCode: 'Other', carrierName: 'Zufall' });
		const all = (await amazon.control('shipments')) as { orderId: string }[];
		expect(all.map(({ orderId }) => orderId)).toEqual(['902-1', '902-2']);
		expect(JSON.stringify(all)).not.toContain('Example');
		expect(await amazon.control('shipments', { orderId: '902-2' })).toMatchObject([{ status: 'UNSHIPPED', byCall: 0 }]);
		expect(await amazon.control('shipments/figures')).toMatchObject({
			orders: 2,
			byStatus: { SHIPPED: 1, UNSHIPPED: 1 },
			confirmed: { taken: 1, refused: 0 },
			tracked: 1,
			otherCarrier: 1,
			cancelledByMerchant: 0,
		});
		await expect(amazon.control('shipments', { orderId: '902-9' })).rejects.toThrow('There is no order 902-9');
		await expect(amazon.control('shipments/settings', { nothing: 1 })).rejects.toThrow('no such setting');
	});
});
