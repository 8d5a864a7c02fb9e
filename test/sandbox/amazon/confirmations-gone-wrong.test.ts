import { iso, minute } from './caller';
import { withOrder } from './shipment-caller';

describe('a confirmation that goes wrong', () => {
	it('is taken and dropped: the next ones, or those of an order', async () => {
		const amazon = await withOrder();
		amazon.place('902-2');
		await amazon.control('shipments/drop', { orderId: '902-2', times: 2 });
		await amazon.control('shipments/drop');
		expect((await amazon.confirm('902-1')).status).toBe(204);
		expect(amazon.truth('902-1')).toMatchObject({ status: 'UNSHIPPED', packages: [], confirmed: { dropped: 1, taken: 0 } });
		expect((await amazon.confirm('902-1')).status).toBe(204);
		expect(amazon.truth('902-1').status).toBe('SHIPPED');
		for (const tracking of ['A', 'B', 'C']) await amazon.confirm('902-2', { trackingNumber: tracking });
		expect(amazon.truth('902-2')).toMatchObject({ packages: [{ trackingNumber: 'C' }], confirmed: { dropped: 2, taken: 1 } });
		expect(amazon.damageKinds()).toEqual([]);
	});

	it('takes effect though its answer is lost, and is an edit when it is sent again', async () => {
		const amazon = await withOrder();
		amazon.sandbox.faults.add({ standIn: 'amazon', kind: 'timeoutAfter', operation: 'confirmShipment', times: 1 });
		await expect(amazon.confirm('902-1')).rejects.toMatchObject({ code: 'ETIMEDOUT' });
		expect(amazon.truth('902-1').status).toBe('SHIPPED');
		expect((await amazon.confirm('902-1')).status).toBe(204);
		expect(amazon.truth('902-1')).toMatchObject({ packages: [{ reference: '1' }], confirmed: { taken: 1, edited: 1 } });
	});

	it('takes effect later; two of the same units are both taken, and the second comes to nothing', async () => {
		const amazon = await withOrder();
		await amazon.control('shipments/settings', { effectAfterMs: 90_000 });
		await amazon.confirm('902-1');
		expect((await amazon.confirm('902-1', { packageReferenceId: '2', trackingNumber: 'T2' })).status).toBe(204);
		expect(amazon.truth('902-1').status).toBe('UNSHIPPED');
		amazon.sandbox.clock.advance(90_000);
		expect(amazon.truth('902-1')).toMatchObject({
			status: 'SHIPPED',
			packages: [{ reference: '1' }],
			confirmed: { taken: 1, dropped: 1 },
		});
	});

	it('takes effect later, but the order was cancelled meanwhile', async () => {
		const amazon = await withOrder();
		await amazon.control('shipments/settings', { effectAfterMs: 90_000 });
		await amazon.confirm('902-1');
		amazon.sandbox.amazon.orders.cancel('902-1');
		amazon.sandbox.clock.advance(90_000);
		expect(amazon.truth('902-1')).toMatchObject({ status: 'CANCELLED', packages: [], confirmed: { dropped: 1 } });
	});
});

describe('packages of the merchant', () => {
	it('are moved on by hand, and by themselves where the settings say so', async () => {
		const amazon = await withOrder();
		amazon.place('902-2');
		await amazon.confirm('902-1');
		await amazon.control('shipments/progress', { orderId: '902-1', status: 'DELIVERED', detailedStatus: 'DELIVERED' });
		expect(amazon.order('902-1').packages?.[0]?.packageStatus).toEqual({ status: 'DELIVERED', detailedStatus: 'DELIVERED' });
		await amazon.control('shipments/settings', { inTransitAfterMs: 10 * minute, deliveredAfterMs: 30 * minute });
		await amazon.confirm('902-2', { trackingNumber: 'T2' });
		const statusOf = () => amazon.truth('902-2').packages[0]?.status;
		expect(statusOf()).toBe('SHIPPED');
		amazon.sandbox.clock.advance(10 * minute);
		expect(statusOf()).toBe('IN_TRANSIT');
		amazon.sandbox.clock.advance(30 * minute);
		expect(statusOf()).toBe('DELIVERED');
		expect(amazon.order('902-2').lastUpdatedTime).toBe(iso(amazon.sandbox.clock.now()));
	});
});
