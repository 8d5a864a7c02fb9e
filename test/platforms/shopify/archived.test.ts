import { orderId } from '../../../src/domain/ids';
import type { ShipmentOptions } from '../../../src/ports/shipment-sink';
import { startShop, type ShopUnderTest } from './shop-under-test';

const shortOf = (id: string): string => id.replace(/^.*\//, '');
const CHOSEN: ShipmentOptions = {
	notifyCustomer: false,
	notifyGuests: false,
	completeWhenShipped: false,
	statuses: { shipped: 'archived' },
	teller: 'memory-1',
};

describe('an order of a Shopify shop whose status "Archived" was chosen', () => {
	let test: ShopUnderTest;
	beforeEach(async () => {
		test = await startShop({ products: [{ title: 'Mug', sku: 'MUG', price: '10.00', stock: { 'Shop location': 50 } }] });
	});
	afterEach(async () => {
		await test.close();
	});

	it('is archived with its last piece, and says so once', async () => {
		const placed = test.standIn.act('placeOrder', { lines: [{ sku: 'MUG', quantity: 2 }], email: 'ada@example.test' });
		const [id, lineId] = [orderId(shortOf(placed.id)), shortOf(placed.lineItems[0]?.id ?? '')];
		const isArchived = () => test.standIn.shop.state.orders.get(placed.id)?.closedAt !== null;
		const parcel = (number: number) => ({
			id: `p${number}`,
			trackingNumber: `JJD${number}`,
			status: 'inTransit' as const,
			lines: [{ lineId, quantity: 1 }],
		});
		expect(await test.shop.shipmentSink.write({ id }, [parcel(1)], CHOSEN)).toMatchObject({ completed: false });
		expect(isArchived()).toBe(false);
		const whole = [parcel(1), parcel(2)];
		expect(await test.shop.shipmentSink.write({ id }, whole, CHOSEN)).toMatchObject({ completed: true, status: 'archived' });
		expect(isArchived()).toBe(true);
		expect(await test.shop.shipmentSink.write({ id }, whole, CHOSEN)).not.toHaveProperty('status');
	});
});
