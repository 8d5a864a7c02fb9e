import { toState2026 } from '../../src/platforms/amazon/fulfillment/to-state-2026';
import { wireOrder2026 } from '../../src/platforms/amazon/fulfillment/wire-2026';
import seen from '../fixtures/cases/mcf-2026-hold-but-delivered.json';

describe('an order at Amazon of which a parcel was delivered is not on hold, whatever its action says', () => {
	const { order } = wireOrder2026.parse(seen.getOrder);

	it('is being worked on', () => {
		expect(toState2026(order).status).toBe('processing');
		expect(toState2026(order).shipments).toMatchObject([{ status: 'delivered' }]);
	});

	it('is still on hold while nothing has left', () => {
		const planned = order.shipments.map((shipment) => ({
			...shipment,
			status: 'PROCESSING',
			packages: shipment.packages.map((parcel) => ({ ...parcel, status: 'PROCESSING' })),
		}));
		expect([toState2026({ ...order, shipments: planned }).status, toState2026({ ...order, shipments: [] }).status]).toEqual([
			'held',
			'held',
		]);
	});
});
